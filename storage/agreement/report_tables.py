"""Confusion tables and disagreements as rows, one for each cell, value or pair of quotations."""

from collections.abc import Iterable, Iterator

from storage.agreement.tables import Cell, csv_of
from storage.records import Confusion, ContestedUnit, ValueAgreement

Rows = Iterator[dict[str, Cell]]


def confusion_rows(table: Confusion, round_name: str | None = None) -> Rows:
    """A row for each pair of answers that was given.

    Args:
        table: The table.
        round_name: The round that it is about.
    """
    first, second = table.coders
    for place, row in enumerate(table.counts):
        for other, n in enumerate(row):
            if n:
                yield {
                    "round": round_name,
                    "unit": table.unit.value,
                    "subject": table.subject,
                    "label": table.label,
                    "coder_1": first,
                    "coder_2": second,
                    **_answer("1", table, place),
                    **_answer("2", table, other),
                    "n": n,
                }


def _answer(number: str, table: Confusion, place: int) -> dict[str, Cell]:
    """An answer, or why there is none, in a cell of its own."""
    is_value = place < table.n_values
    told = table.answers[place]
    return {
        f"value_{number}": told if is_value else None,
        f"no_value_{number}": None if is_value else told,
    }


def value_rows(values: Iterable[ValueAgreement], round_name: str | None = None) -> Rows:
    """A row for each value on which somebody differs, in the order given.

    Args:
        values: The values.
        round_name: The round that they are about.
    """
    for value in values:
        yield {
            **_value(value, round_name),
            "agreement": value.share,
            "n_given": value.n_given,
            "n_agreed": value.n_agreed,
            "n_disagreements": value.n_cases,
            "instead": "; ".join(f"{n} {answer}" for answer, n in value.instead) or None,
        }


def disagreement_rows(values: Iterable[ValueAgreement], round_name: str | None = None) -> Rows:
    """A row for each disagreement whose words were kept, both coders' side by side.

    Args:
        values: The values, the worst first.
        round_name: The round that they are about.
    """
    for value in values:
        for case in value.cases:
            yield {
                **_value(value, round_name),
                "agreement": value.share,
                "document_id": case.document,
                "title": case.title,
                **_side("1", case, 0),
                **_side("2", case, 1),
            }


def _value(value: ValueAgreement, round_name: str | None) -> dict[str, Cell]:
    return {
        "round": round_name,
        "unit": value.unit.value,
        "subject": value.subject,
        "label": value.label,
        "value": value.value,
    }


def _side(number: str, case: ContestedUnit, place: int) -> dict[str, Cell]:
    side = case.sides[place]
    return {
        f"coder_{number}": side.coder,
        f"answer_{number}": side.answer,
        f"record_id_{number}": side.record,
        f"start_{number}": side.passage.start if side.passage else None,
        f"end_{number}": side.passage.end if side.passage else None,
        f"quote_{number}": side.quote or None,
    }


def confusion_csv(tables: Iterable[Confusion], round_name: str | None = None) -> str:
    """Confusion tables as CSV, a line for each pair of answers."""
    return csv_of(row for table in tables for row in confusion_rows(table, round_name))


def disagreement_csv(values: Iterable[ValueAgreement], round_name: str | None = None) -> str:
    """Disagreements as CSV, a line for each pair of quotations."""
    return csv_of(disagreement_rows(values, round_name))
