"""Count what was coded: the figures of the insights screen, as tables, CSV or JSON."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal

from typer import Argument, Option

from tui.cli.options import Coder, Json, Store, opened
from tui.cli.output import GAP, say, say_json, say_sentence, say_table, width
from tui.cli.progress import progress_bar

if TYPE_CHECKING:
    from storage import Figure, Group

ViewName = Literal["progress", "counts", "together", "amounts", "time"]
PeriodName = Literal["day", "month", "quarter", "year"]
LABEL, NUMBER, SHARE = 32, 8, 7
"""Columns of a line."""


def insights(
    view: Annotated[ViewName, Argument(metavar="VIEW", hidden=True)],
    field: Annotated[
        str | None,
        Option("--field", metavar="NAME", help="A variable, or a field as finding.conclusion."),
    ] = None,
    by: Annotated[
        str | None,
        Option("--by", metavar="NAME", help="Split by this: kind, coder, a variable or field."),
    ] = None,
    period: Annotated[
        PeriodName | None, Option("--period", help="For progress and time: cut time into these.")
    ] = None,
    csv: Annotated[bool, Option("--csv", help="Print CSV.")] = False,
    store: Store = None,
    coder: Coder = None,
    json: Json = False,
) -> None:
    """Count what you have coded.

    VIEW is progress (by day), counts (of values, with shares), together (values in the same record
    or document), amounts (their spread, each currency apart) or time (documents by year). A name
    that is not there is answered with those that are. With --json, one row a line.

    Example: casecoder insights counts --field finding.fault_type --by outcome
    """
    from storage import Period, Question, View, figure_csv, figure_rows

    asked = Question(View(view), field, by, Period(period) if period else None)
    with opened(store, coder) as study:
        with progress_bar("Counting") as progress:
            figure = study.figure(asked, progress=progress)
        kinds = {kind.name: kind.label for kind in study.codebook().kinds}
    if json:
        for row in figure_rows(figure):
            say_json(row)
    elif csv:
        sys.stdout.write(figure_csv(figure))
    else:
        _say(figure, kinds)


def _say(figure: "Figure", kinds: Mapping[str, str]) -> None:
    """A figure as lines, with a bar for each on a terminal."""
    from tui.widgets.figure_words import heading_words, spread_words, title_words

    say_sentence(f"{title_words(figure)}.")
    for group in figure.groups:
        say()
        if figure.by_title or group.spread is not None:
            say_sentence(heading_words(figure, group, kinds))
        if group.spread is not None:
            say_sentence(spread_words(group))
        say_table(_rows(figure, group), [LABEL, NUMBER, SHARE], right=(1, 2))
    say()
    for note in figure.notes:
        say_sentence(note)


def _rows(figure: "Figure", group: "Group") -> list[list[str]]:
    """The lines of a group."""
    from tui.widgets.figure_layout import ASCII, BLOCKS, words_of
    from tui.widgets.figure_words import share_text

    most = max((group.share(bar) for bar in group.bars), default=0)
    speaks_blocks = "utf" in (sys.stdout.encoding or "").lower()
    ink = BLOCKS if speaks_blocks else ASCII
    room = max(0, (width() or 0) - LABEL - NUMBER - SHARE - 3 * len(GAP))
    return [
        [
            words_of(figure, group, bar),
            f"{bar.count:,}",
            share_text(group, bar),
            ink.bar(group.share(bar) / most if most else 0, room),
        ]
        for bar in group.bars
    ]
