"""A figure as rows, as CSV has them: one for each bar, or for amounts one for each group."""

import csv
import io
from collections.abc import Iterator

from storage.insights.subjects import KIND
from storage.records import Bar, BarKind, Figure, Group

Cell = str | int | float | None
SHARE_DIGITS = 6


def figure_rows(figure: Figure) -> Iterator[dict[str, Cell]]:
    """The rows of a figure, all with the same columns.

    Values are named as exports name them: what was not answered is empty, and ``value_kind``
    says of every row what its value is.
    """
    for group in figure.groups:
        if group.spread is not None:
            yield _spread_row(figure, group)
        else:
            for bar in group.bars:
                yield _bar_row(figure, group, bar)


def figure_csv(figure: Figure) -> str:
    """A figure as CSV (RFC 4180, lines ended by LF) with one header line."""
    out = io.StringIO()
    rows = list(figure_rows(figure))
    columns = list(rows[0]) if rows else list(_bar_row(figure, _NO_GROUP, _NO_BAR))
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


_NO_GROUP = Group(BarKind.OTHERS, "all", "", 0, ())
_NO_BAR = Bar(BarKind.VALUE, "", "", 0)


def _split_cells(figure: Figure, group: Group) -> dict[str, Cell]:
    """What a row says of its group; nothing where the figure is not split."""
    if not figure.by_title:
        return {}
    label = "" if figure.question.by == KIND else group.label
    return {"by": figure.question.by, "group": group.key, "group_label": label or group.key}


def _bar_row(figure: Figure, group: Group, bar: Bar) -> dict[str, Cell]:
    return {
        "field": figure.question.field,
        **_split_cells(figure, group),
        "value": bar.key,
        "value_label": bar.label,
        "value_kind": bar.kind.value,
        "unit": figure.unit[1],
        "n": bar.count,
        "base": group.base,
        "share": round(group.share(bar), SHARE_DIGITS),
    }


def _spread_row(figure: Figure, group: Group) -> dict[str, Cell]:
    found = group.spread
    if found is None:
        raise ValueError("the group has no amounts")
    return {
        "field": figure.question.field,
        **_split_cells(figure, group),
        "currency": group.currency,
        "unit": figure.unit[1],
        "n": found.n,
        "minimum": found.least,
        "lower_quartile": found.lower,
        "median": found.median,
        "upper_quartile": found.upper,
        "maximum": found.greatest,
    }
