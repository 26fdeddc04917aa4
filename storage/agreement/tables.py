"""Figures of agreement as rows, one for each."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from storage.records import Agreement, LeftOut, Measure

Cell = str | int | float | None


def agreement_rows(agreement: Agreement) -> Iterator[dict[str, Cell]]:
    """One row for each figure, all with the same columns; figures as exact as they are."""
    for measure in agreement.measures:
        yield _row(agreement, measure)


def agreement_csv(*agreements: Agreement) -> str:
    """The rows as CSV (RFC 4180, lines ended by LF) with one header line."""
    return csv_of(row for each in agreements for row in agreement_rows(each))


def csv_of(rows: Iterable[Mapping[str, Cell]]) -> str:
    """Rows of the same columns as CSV; nothing where there are none."""
    out = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow(row)
    return out.getvalue()


def left_out_text(left_out: tuple[LeftOut, ...]) -> str:
    """What is left out and why, in a cell."""
    return "; ".join(f"{each.n} {each.why}" for each in left_out)


def _row(agreement: Agreement, measure: Measure) -> dict[str, Cell]:
    statistic = measure.statistic
    low, high = statistic.interval or (None, None)
    return {
        "round": agreement.question.round,
        "unit": agreement.question.unit.value,
        "subject": measure.subject,
        "label": measure.label,
        "value": measure.value,
        "coders": "|".join(measure.coders),
        "statistic": statistic.name,
        "estimate": statistic.value,
        "undefined": statistic.why or None,
        "ci_low": low,
        "ci_high": high,
        "no_interval": statistic.why_no_interval or None,
        "n_units": statistic.n_units,
        "n_left_out": sum(each.n for each in statistic.left_out),
        "left_out": left_out_text(statistic.left_out) or None,
        "n_coders": statistic.n_coders,
        "n_documents": agreement.n_documents,
    }
