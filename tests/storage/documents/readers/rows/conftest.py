"""Tables with a few documents, built as test cases need them."""

import csv
import io
from collections.abc import Callable, Sequence

import pytest

from storage.documents.readers.source import Refused, Source

PROSE = (
    "The Council delayed the assessment of her son for eleven months. It did not tell her why, "
    "and nobody answered her letters, although it had promised to reply within ten working days."
)


@pytest.fixture
def prose() -> str:
    """Running text, with commas."""
    return PROSE


@pytest.fixture
def csv_of() -> Callable[..., str]:
    """A CSV file of rows, the first of them the header."""

    def written(*rows: Sequence[str], separator: str = ",") -> str:
        lines = io.StringIO(newline="")
        csv.writer(lines, delimiter=separator).writerows(rows)
        return lines.getvalue()

    return written


@pytest.fixture
def split() -> Callable[..., tuple[list[Source], list[Refused]]]:
    """Documents and refusals apart."""

    def parts(found) -> tuple[list[Source], list[Refused]]:
        every = list(found)
        return (
            [each for each in every if isinstance(each, Source)],
            [each for each in every if isinstance(each, Refused)],
        )

    return parts
