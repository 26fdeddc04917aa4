"""The questions that the list of disagreements asks: what to show of it."""

from collections.abc import Sequence
from dataclasses import replace

from storage import CaseQuery, Codebook, Reason
from tui.dialogs.choose import Choice, ChooseDialog
from tui.display import count_text
from tui.screens.records_questions import lettered
from tui.widgets.reason_line import REASONS

SHOWN: Sequence[tuple[str, str, bool | None, bool]] = (
    ("open disagreements", "o", True, False),
    ("settled ones", "s", False, False),
    ("open and settled", "b", None, False),
    ("everything, also what all agree about", "e", None, True),
)
"""What can be shown: label, key, whether open, and whether what coders agree about is there too."""


def shown_question(query: CaseQuery) -> ChooseDialog[CaseQuery]:
    """Ask whether to show what is open or settled."""
    now = (query.is_open, query.with_agreed)
    choices = [
        Choice(replace(query, is_open=is_open, with_agreed=agreed, reason=None), label, key)
        for label, key, is_open, agreed in SHOWN
    ]
    chosen = next(place for place, (*_, one, two) in enumerate(SHOWN) if (one, two) == now)
    return ChooseDialog("Cases to show", choices, chosen=chosen)


def labels_of(codebook: Codebook) -> dict[str, str]:
    """Labels of record types and variables, by name."""
    labels = {kind.name: kind.label for kind in codebook.record_types}
    return labels | {variable.name: variable.label for variable in codebook.variables}


def name_question(query: CaseQuery, codebook: Codebook) -> ChooseDialog[CaseQuery]:
    """Ask for one record type or variable."""
    labels = labels_of(codebook)
    keys = lettered(labels.values(), "z")
    choices = [Choice(replace(query, name=None), "all of them", "z")]
    choices += [
        Choice(replace(query, name=name), label, key)
        for (name, label), key in zip(labels.items(), keys, strict=True)
    ]
    return ChooseDialog("Show only", choices)


def reason_question(query: CaseQuery) -> ChooseDialog[CaseQuery]:
    """Ask for one reason; what has one is settled."""
    choices = [Choice(replace(query, reason=None), "any reason, or none", "z")]
    choices += [
        Choice(
            replace(query, reason=reason, is_open=False),
            label,
            label[0] if reason != Reason.GAP else "g",
        )
        for reason, label in REASONS.items()
    ]
    return ChooseDialog("Show what was settled for", choices)


def round_question(query: CaseQuery, rounds: Sequence[str]) -> ChooseDialog[CaseQuery]:
    """Ask for a round that is open."""
    keys = lettered(rounds)
    choices = [
        Choice(replace(query, round=name), name, key)
        for name, key in zip(rounds, keys, strict=True)
    ]
    return ChooseDialog("Round", choices)


def limits(query: CaseQuery, codebook: Codebook | None) -> tuple[str, ...]:
    """What a list is limited to, in words."""
    label = next(
        label for label, _, *what in SHOWN if tuple(what) == (query.is_open, query.with_agreed)
    )
    told = [label]
    if query.name is not None:
        known = codebook and (codebook.variable(query.name) or codebook.record_type(query.name))
        told.append(f"only {known.label if known else query.name}")
    if query.reason is not None:
        told.append(REASONS[query.reason])
    if query.document is not None:
        told.append("one document")
    return tuple(told)


def settled_words(settled: int, left: int) -> str:
    """What to say after everything unanimous was settled."""
    return (
        f"{count_text(settled, 'case')} settled; {count_text(left, 'disagreement')} left to decide."
    )


def decided_words(agreed: str) -> tuple[str, ...]:
    """What an empty list says; ``agreed`` is the key that settles what all agree about."""
    lets = f"{agreed} lets what all coders agree about go to gold."
    return ("Nothing is left to decide here.", "", lets)


def unseen_words(
    why: Exception, round_: str, opened: Sequence[str], coders: Sequence[str], rounds: str
) -> tuple[str, ...]:
    """What an empty list says where cases may not be seen yet.

    Args:
        why: The reason.
        round_: The round.
        opened: The rounds that are open.
        coders: Who codes in the study.
        rounds: The key of the screen of coders and rounds.
    """
    if round_ in opened:
        return (str(why),)
    if len(coders) > 1:
        return (
            f"The round {round_} is not open: until it is, nobody sees what others coded.",
            "",
            f"{rounds} shows how far its coders are; who leads the study opens it there.",
        )
    return (
        "Coders differ only where two of them code the same documents.",
        "",
        f"You are the only one in this study; {rounds} leads to where somebody is added.",
    )
