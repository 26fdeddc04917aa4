"""Where coders differ: confusion tables, and the values they agree on least with both quotations."""

import sys
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option

from tui.cli.comparing import Coders, Round, StatusName, Subject, asked_for
from tui.cli.options import Json, Store, coder_before, opened, refuse
from tui.cli.output import GAP, cut, padded, say, say_json, say_sentence, say_table, width, wrapped
from tui.cli.progress import progress_bar
from tui.confusion_words import letters, small_table, value_words
from tui.display import count_text

if TYPE_CHECKING:
    from storage import Confusion, ContestedSide, ContestedUnit, ValueAgreement

INDENT = "  "
LABEL, CELL = 30, 5
"""Columns of an answer and of a number in a confusion table."""
QUOTED = 6
"""Lines of a quotation; the CSV has it whole."""

Csv = Annotated[bool, Option("--csv", help="Print CSV.")]


def confusion(
    context: Context,
    field: Annotated[str, Argument(metavar="FIELD", hidden=True)],
    coders: Coders = None,
    round_name: Round = None,
    status: StatusName = "done",
    csv: Csv = False,
    store: Store = None,
    json: Json = False,
) -> None:
    """Show which answers two coders gave to the same units.

    FIELD is a variable, a field as finding.conclusion, or a record type. There is a table for each
    pair of coders: the first one's answers down, the second one's across, and beside them why there
    was none. With --csv and --json, one pair of answers a line.

    Example: casecoder confusion finding.conclusion --coder anna --coder ben
    """
    from storage import confusion_csv, confusion_rows

    with opened(store, coder_before(context)) as study, progress_bar("Comparing") as progress:
        asked = asked_for(coders, field, round_name, status)
        tables = study.agreement_report(asked, limit=1, progress=progress).confusions
    if csv:
        sys.stdout.write(confusion_csv(tables, round_name))
        return
    for table in tables:
        if not json:
            _say_table(table)
            continue
        for row in confusion_rows(table, round_name):
            say_json(row)


def disagreements(
    context: Context,
    field: Subject = None,
    value: Annotated[
        str | None, Option("--value", metavar="NAME", help="Only where somebody gave this value.")
    ] = None,
    coders: Coders = None,
    round_name: Round = None,
    status: StatusName = "done",
    limit: Annotated[
        int, Option("--limit", metavar="N", min=1, help="At most so many of each value.")
    ] = 3,
    csv: Csv = False,
    store: Store = None,
    json: Json = False,
) -> None:
    """Show the values that coders agree on least.

    The worst value comes first, with both coders' quotations side by side. Its agreement is the share of times that a coder gave it in which the
    other one gave it too. With --csv and --json, one pair of quotations a line, in full.

    Example: casecoder disagreements --field finding.fault_type --limit 10
    """
    from storage import disagreement_csv, disagreement_rows

    with opened(store, coder_before(context)) as study, progress_bar("Comparing") as progress:
        asked = asked_for(coders, field, round_name, status)
        values = study.agreement_report(asked, limit=limit, progress=progress).values
    if value is not None:
        there = ", ".join(dict.fromkeys(each.value for each in values)) or "no value"
        values = tuple(each for each in values if each.value == value)
        if not values:
            refuse(f"Nobody differs on a value {value}; there is {there}.", 1)
    if csv:
        sys.stdout.write(disagreement_csv(values, round_name))
    elif json:
        for row in disagreement_rows(values, round_name):
            say_json(row)
    else:
        say_worst(values, values_shown=len(values), cases=limit)


def _say_table(table: "Confusion") -> None:
    """A confusion table, or a list of its cells where it would be too wide."""
    first, second = table.coders
    say_sentence(
        f"{table.label} ({table.subject}): {first} down, {second} across; "
        f"{count_text(table.n_units, 'unit')} answered by both, {table.n_same:,} the same."
    )
    columns = width()
    signs = letters(table)
    fits = columns is None or LABEL + len(signs) * (CELL + len(GAP)) + 4 <= columns
    if not fits or len(signs) > len(set(signs)):
        say_table(_pairs(table), [LABEL, LABEL], right=(2,))
    else:
        heads = ["", "", *signs]
        numbers = small_table(table)
        names = [
            answer if place < table.n_values else f"({answer})"
            for place, answer in enumerate(table.answers)
        ]
        rows = [[sign, name, *row] for sign, name, row in zip(signs, names, numbers, strict=True)]
        widths = [2, LABEL, *[CELL] * (len(signs) - 1)]
        for row in [heads, *rows]:
            cells = [padded(cut(row[1], LABEL), LABEL)]
            cells += [padded(each, CELL, right=True) for each in row[2:]]
            say(f"{INDENT}{padded(row[0], widths[0])}{GAP.join(cells)}".rstrip())
    say()


def _pairs(table: "Confusion") -> Iterator[list[str]]:
    """Pairs of answers that were given, the most frequent first."""
    cells = [
        (n, table.answers[place], table.answers[other])
        for place, row in enumerate(table.counts)
        for other, n in enumerate(row)
        if n
    ]
    for n, one, other in sorted(cells, key=lambda cell: -cell[0]):
        yield [one, other, f"{n:,}"]


def say_worst(values: "Sequence[ValueAgreement]", *, values_shown: int, cases: int) -> None:
    """Values on which coders differ, the worst first, each with some pairs of quotations."""
    if not values:
        say_sentence("Where two have coded the same, nobody differs on any value.")
    for value in values[:values_shown]:
        instead = ", ".join(f"{n:,} {answer}" for answer, n in value.instead)
        say_sentence(
            f"{value.label} ({value.subject}) · {value_words(value)}: {value.share:.0%} agreed; "
            f"{count_text(value.n_cases, 'time')} the other coder said otherwise ({instead})."
        )
        for case in value.cases[:cases]:
            _say_case(case)
        say()


def _say_case(case: "ContestedUnit") -> None:
    """Both coders' quotations: side by side on a terminal, else one under the other."""
    say(f"{INDENT}{cut(case.title, (width() or 0) - len(INDENT) if width() else None)}")
    columns = width()
    if columns is None:
        for side in case.sides:
            say(f"{INDENT}{INDENT}{side.coder}: {side.answer}{GAP}{_quoted(side)}".rstrip())
        return
    half = (columns - 2 * len(INDENT) - len(GAP)) // 2
    left, right = (_side_lines(side, half) for side in case.sides)
    for one, other in zip_longest(left, right, fillvalue=""):
        say(f"{INDENT}{INDENT}{padded(one, half)}{GAP}{other}".rstrip())


def _side_lines(side: "ContestedSide", columns: int) -> list[str]:
    quote = [cut(line, columns) for line in wrapped(_quoted(side), columns)]
    if len(quote) > QUOTED:
        quote = [*quote[: QUOTED - 1], "…"]
    return [cut(f"{side.coder}: {side.answer}", columns), *quote]


def _quoted(side: "ContestedSide") -> str:
    """The words of one coder on a line."""
    quote = " ".join(side.quote.split())
    return f"“{quote}”" if quote else ""
