"""Values as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.codebook import Field, FieldType, Value, value_from_text
from storage.errors import ValueRefused
from storage.records import Missing, Money

VALUES = (
    Value("delay", "Took too long", 1, "a"),
    Value("not_done", "Not done", 2, "", retired=True),
    Value("left_undone", "Not done", 3, "b"),
)


def field(kind: str, *, multiple: bool = False) -> Field:
    values = VALUES if kind == "choice" else ()
    return Field("asked", "Asked", 1, FieldType(kind), multiple=multiple, values=values)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", " Ardley City Council ", "Ardley City Council"),
        ("text", "1,250", "1,250"),
        ("integer", "12", 12),
        ("integer", "1,250", 1250),
        ("number", "2.50", 2.5),
        ("money", "300", Money(300.0)),
        ("money", "£1,250.50", Money(1250.5)),
        ("money", "300 eur", Money(300.0, "EUR")),
        ("money", "€ 20", Money(20.0, "EUR")),
        ("money", "USD20", Money(20.0, "USD")),
        ("date", "2021-07", "2021-07"),
        ("date", "14 Mar 2022", "2022-03-14"),
        ("date", "1st september 2022", "2022-09-01"),
        ("date", "Jul 2021", "2021-07"),
        ("period", "Jul 2021 / 3 Aug 2021", "2021-07/2021-08-03"),
        ("boolean", "Yes", True),
        ("boolean", "0", False),
        ("choice", "delay", "delay"),
        ("choice", "took too LONG", "delay"),
        ("choice", "Not done", "left_undone"),
        ("money", "not_stated", Missing.NOT_STATED),
    ],
)
def test_a_typed_text_is_understood(kind, text, value):
    assert value_from_text(field(kind), text, where="asked") == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("integer", "twelve"),
        ("number", "3,5"),
        ("number", "nan"),
        ("money", "£300 EUR"),
        ("money", "about 300"),
        ("money", "3,5"),
        ("date", "31 Feb 2022"),
        ("date", "14 Marble 2022"),
        ("date", "14/03/2022"),
        ("boolean", "perhaps"),
        ("choice", "lateness"),
        ("text", "  "),
    ],
)
def test_a_typed_text_that_could_mean_anything_is_refused(kind, text):
    with pytest.raises(ValueRefused, match="^row 2, asked: "):
        value_from_text(field(kind), text, where="row 2, asked")


def test_several_answers_are_separated_by_bars():
    one = field("choice", multiple=True)

    assert value_from_text(one, "delay | Not done", where="") == ("delay", "left_undone")
    assert value_from_text(one, "delay", where="") == ("delay",)
    assert value_from_text(one, "unclear", where="") is Missing.UNCLEAR


@given(st.sampled_from(list(FieldType)), st.booleans(), st.text())
def test_any_text_is_a_value_or_refused(kind, multiple, text):
    try:
        value = value_from_text(field(kind, multiple=multiple), text, where="here")
    except ValueRefused:
        return
    assert value is not None
