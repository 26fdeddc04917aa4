"""What the screen of rounds says, and what it asks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tui.display import count_text, date_text, kind_text, words
from tui.widgets.round_list import RoundLine

if TYPE_CHECKING:
    from storage import Assigned, Assignment, CoderInfo, Draw, Round, Standing, Status

EVERYBODY = "all"
"""Every document to every coder."""


def round_lines(rounds: "Sequence[Round]", coders: "Sequence[CoderInfo]") -> list[RoundLine]:
    """A line for each round, with those below it who have something there; the others last."""
    roles = {each.name: _role(each) for each in coders}
    lines: list[RoundLine] = []
    for each in rounds:
        lines.append(RoundLine(each.name, each.name, None, state_words(each)))
        for name, statuses in each.coders.items():
            said = f"{progress_words(statuses)} · {roles.get(name, '')}".rstrip("· ")
            lines.append(RoundLine(f"{each.name}\n{name}", each.name, name, said))
    busy = {name for each in rounds for name in each.coders}
    idle = [each for each in coders if each.name not in busy and each.rounds is not None]
    if idle and rounds:
        lines.append(RoundLine("\n", "", None, ""))
    lines += [RoundLine(f"\n{each.name}", "", each.name, _role(each)) for each in idle]
    return lines


def _role(coder: "CoderInfo") -> str:
    said = f"codes again what {coder.recodes} coded" if coder.recodes else str(coder.role)
    return f"{said}, has left" if coder.left_at else said


def progress_words(statuses: "Mapping[Status, int]") -> str:
    """``3 of 6 done, 1 in progress``."""
    from storage import Status

    done = statuses[Status.DONE] + statuses[Status.EXCLUDED]
    said = f"{done:,} of {sum(statuses.values()):,} done"
    begun = statuses[Status.IN_PROGRESS]
    return f"{said}, {begun:,} in progress" if begun else said


def state_words(round_: "Round") -> str:
    """Whether a round is blind, and how many documents were given out in it."""
    given = sum(draw.size for draw in round_.draws)
    said = "blind until it is opened"
    if round_.opened_at is not None:
        said = f"opened {date_text(round_.opened_at[:10])} by {round_.opened_by}"
    if round_.reopened:
        said += f", reopened to {' and '.join(round_.reopened)}"
    return f"{said} · {count_text(given, 'document')} assigned" if given else said


def header_words(standing: "Standing") -> tuple[str, ...]:
    """What the header says beside the title."""
    if standing.leads:
        return ("you lead this study",)
    if standing.sees_progress:
        return ("you adjudicate",)
    return ("your own progress",)


def empty_words(standing: "Standing", assign_key: str) -> tuple[str, ...]:
    """What an empty list says."""
    if standing.leads:
        return ("Nothing is assigned or begun yet.", "", f"{assign_key} gives documents to coders.")
    return ("You have nothing to code yet.", "", "Whoever leads the study gives documents out.")


def detail_words(line: RoundLine | None, rounds: "Sequence[Round]") -> str:
    """How the round under the cursor was given out."""
    found = next((each for each in rounds if line is not None and each.name == line.round), None)
    if found is None:
        return ""
    if not found.draws:
        return f"Nobody assigned documents in {found.name}: everybody has all of them."
    return "\n".join(_draw_words(draw) for draw in found.draws[-3:])


def _draw_words(draw: "Draw") -> str:
    shared = f", {draw.shared:,} of them to {draw.times} coders each" if draw.shared else ""
    kinds = ", each kind in proportion" if draw.by_kind else ""
    return (
        f"{date_text(draw.at[:10])}, {draw.by}: {draw.size:,} of {draw.frame:,} documents"
        f"{shared}, seed {draw.seed}, balanced by {words(draw.balance)}{kinds}."
    )


def plan_words(told: "Assigned") -> str:
    """What an assignment would do, told before it is done."""
    return "\n".join(_plan_lines(told))


def _plan_lines(told: "Assigned") -> Iterator[str]:
    draw = told.draw
    for name, (n, characters) in draw.coders.items():
        yield f"{name}: {count_text(n, 'document')}, {characters:,} characters"
    if draw.shared:
        yield f"{count_text(draw.shared, 'document')} go to {draw.times} coders each."
    if draw.by_kind:
        yield ", ".join(f"{kind_text(kind)} {n:,}" for kind, (_, n, _) in draw.strata.items()) + "."
    for why, n in told.left_out.items():
        yield f"{count_text(n, 'document')} left out: {why}."
    if told.first:
        yield "Coders then have only what they are assigned; what they have begun stays theirs."
    if told.cues_off:
        yield "Cues are turned off: two coders who see the same cues agree by them."


def asked_of(answers: Mapping[str, str]) -> "Assignment":
    """What the form says.

    Raises:
        ValueError: something typed is no number; says what, in a sentence.
    """
    from storage import Assignment, Balance

    share = None if answers["how"] == EVERYBODY else _number(answers["share"], "share")
    size = answers["size"]
    return Assignment(
        answers["round"],
        tuple(name.strip() for name in answers["coders"].split(",") if name.strip()),
        int(_number(size, "number of documents")) if size else None,
        share,
        by_kind=answers["by"] == "kind",
        balance=Balance(answers["balance"]),
        seed=int(_number(answers["seed"], "seed")),
    )


def _number(text: str, what: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise ValueError(f"The {what} {text!r} is no number.") from None


def open_words(round_: "Round") -> str:
    """What opening a round means, and who is not done with it."""
    from storage import Status

    said = [
        "What was coded in it is frozen from then on, and may be seen and compared. "
        "Nothing takes that back."
    ]
    if len(round_.coders) == 1:
        (alone,) = round_.coders
        said.append(f"Only {alone} codes in it: there is nothing to compare.")
    for name, statuses in round_.coders.items():
        left = statuses[Status.TODO] + statuses[Status.IN_PROGRESS]
        if left:
            said.append(f"{name} is not done with {count_text(left, 'document')}.")
    return "\n".join(said)
