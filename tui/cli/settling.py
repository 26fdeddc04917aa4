"""Let what coders agree about go to gold, and list what somebody must decide."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from typer import Option

from tui.cli.options import Coder, Json, Store, opened, say_how_to_undo
from tui.cli.output import say_json, say_sentence, say_table, value_text
from tui.cli.progress import progress_bar
from tui.display import count_text

if TYPE_CHECKING:
    from storage import Case, Codebook, SettleReport, Side, Study

PAGE = 200
"""Cases asked for at once."""
WIDTHS = (16, 22, 30)
"""Columns of what a case is about, what coders differ in, and the document; the words take the rest."""
DIFFERENCES = {
    "alone": "not all have it",
    "answers": "other answers",
    "passages": "other passages",
}
"""What coders differ in, in words."""


def settle(
    round_: Annotated[
        str | None,
        Option(
            "--round",
            metavar="NAME",
            help="The round of coding. [default: the one that is open, or main]",
            show_default=False,
        ),
    ] = None,
    single: Annotated[
        bool,
        Option("--single", help="Take documents that one coder alone has coded as they are, too."),
    ] = False,
    store: Store = None,
    coder: Coder = None,
    json: Json = False,
) -> None:
    """Settle what coders agree about, and list what is left.

    Records that every coder of a document has, with equal answers and passages that overlap by
    half, go to gold with everybody's passages; so do equal values of variables. The rest is decided
    on the screen that V opens. For a lead or an adjudicator, once the round is open. With --json, one
    disagreement a line.

    Example: casecoder settle --round pilot
    """
    with opened(store, coder) as study:
        if round_ is None:
            is_open = study.rounds_to_settle()
            round_ = is_open[0] if len(is_open) == 1 else "main"
        with progress_bar("Settling") as progress:
            report = study.settle_unanimous(round_, single=single, progress=progress)
        if json:
            for case in _left(study, round_):
                say_json(_as_json(case))
            return
        _say(report, single=single)
        if report.change is not None:
            say_how_to_undo(study)
        codebook = study.codebook()
        say_table((_row(codebook, case) for case in _left(study, round_)), WIDTHS)


def _say(report: "SettleReport", *, single: bool) -> None:
    left = sum(report.left.values())
    say_sentence(
        f"{count_text(report.settled, 'case')} settled; "
        f"{count_text(left, 'disagreement')} left to decide."
    )
    if report.single:
        alone = count_text(report.single, "document")
        say_sentence(
            f"{alone} that one coder alone has coded: taken as they are."
            if single
            else f"{alone} that one coder alone has coded: left out; --single takes them as they are."
        )
    if report.unfinished:
        begun = count_text(report.unfinished, "coding")
        say_sentence(f"{begun} of this round not marked as done: compared as they are.")


def _left(study: "Study", round_: str) -> Iterator["Case"]:
    """Every disagreement that nobody has settled."""
    from storage import CaseQuery

    query = CaseQuery(round=round_)
    page = study.disagreements(query, limit=PAGE)
    yield from page.rows
    while page.after is not None:
        page = study.disagreements(query, cursor=page.after, limit=PAGE)
        yield from page.rows


def _row(codebook: "Codebook", case: "Case") -> list[str]:
    known = codebook.variable(case.name) or codebook.record_type(case.name)
    differs = DIFFERENCES[case.difference.value] if case.difference else ""
    return [known.label if known else case.name, differs, case.title, case.quote]


def _as_json(case: "Case") -> dict[str, object]:
    passage = case.passage
    return {
        "case_id": case.uid,
        "document_id": case.document,
        "document_title": case.title,
        "round": case.round,
        "kind": case.kind.value,
        "name": case.name,
        "difference": case.difference.value if case.difference else None,
        "start": passage.start if passage else None,
        "end": passage.end if passage else None,
        "quote": case.quote,
        "sides": {side.coder: _side(side) for side in case.sides},
    }


def _side(side: "Side") -> dict[str, object] | None:
    """What one coder has; None for nothing."""
    held = side.record or side.value
    if held is None:
        return None
    answers = {side.value.name: side.value.value} if side.value else {}
    answers |= dict(side.record.values) if side.record else {}
    return {
        "id": held.uid,
        "values": {name: value_text(value) for name, value in answers.items()},
        "evidence": [
            {"start": one.start, "end": one.end, "quote": one.quote, "field": one.field}
            for one in held.evidence
        ],
    }
