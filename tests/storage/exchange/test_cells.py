"""Single cells."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.exchange.cells import amount, decimal, flag, harmless, plain, whole

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT)
def test_a_cell_reads_back_as_the_text_it_was_made_of(text: str) -> None:
    line = f"a,{plain(text)},b\n"

    assert next(csv.reader(io.StringIO(line, newline=""), strict=True)) == ["a", text, "b"]


@given(TEXT.filter(lambda text: "\r" not in text))
def test_a_cell_is_quoted_just_where_csv_writer_quotes(text: str) -> None:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(["a", text])

    assert f"a,{plain(text)}\n" == written.getvalue()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_harmless_cell_never_starts_a_formula(start: str) -> None:
    cell = harmless(f"{start}1+1")

    assert next(csv.reader(io.StringIO(cell, newline=""))) == [f"'{start}1+1"]


@pytest.mark.parametrize(
    ("number", "cell"),
    [(2.0, "2"), (-3.0, "-3"), (0.25, "0.25"), (1e20, "1e+20"), (1e-7, "1e-07"), (None, "")],
)
def test_a_number_is_written_as_short_as_it_can_be(number: float | None, cell: str) -> None:
    assert decimal(number) == cell


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_reads_back_exactly(number: float) -> None:
    assert float(decimal(number)) == number


def test_money_has_two_decimals_and_integers_and_flags_have_none() -> None:
    assert (amount(300.0), amount(0.5), whole(3.0)) == ("300.00", "0.50", "3")
    assert (flag(True), flag(0.0), flag(None)) == ("1", "0", "")
