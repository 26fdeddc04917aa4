"""Answers as typed and as shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import Field, FieldType, Missing, Money, check_value
from tui.widgets.answer_text import UnreadableAnswer, answer_text, read_items, typed_text


def a_field(field_type: FieldType, *, multiple: bool = False) -> Field:
    return Field("x", "X", 1, field_type, multiple=multiple)


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("300", Money(300.0, "GBP")),
        ("£1,250.50", Money(1250.5, "GBP")),
        ("€ 20", Money(20.0, "EUR")),
        ("$5.25", Money(5.25, "USD")),
        ("12.50 chf", Money(12.5, "CHF")),
    ],
)
def test_an_amount_is_read_with_its_currency(text, money):
    assert read_items(a_field(FieldType.MONEY), text) == (money,)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("14 Mar 2022", "2022-03-14"),
        ("14th March 2022", "2022-03-14"),
        ("4 sept. 2021", "2021-09-04"),
        ("Jul 2021", "2021-07"),
        ("July, 2021", "2021-07"),
        ("2021", "2021"),
        ("2021-7", "2021-07"),
        ("2021-07-04", "2021-07-04"),
        ("4/7/2021", "2021-07-04"),
    ],
)
def test_a_date_is_read_in_every_precision(text, iso):
    assert read_items(a_field(FieldType.DATE), text) == (iso,)


@pytest.mark.parametrize(
    "text", ["May 2020 to 14 Mar 2022", "2020-05/2022-03-14", "May 2020 – 14/3/2022"]
)
def test_a_period_is_read_from_two_dates(text):
    assert read_items(a_field(FieldType.PERIOD), text) == ("2020-05/2022-03-14",)


@pytest.mark.parametrize(
    ("field_type", "text"),
    [
        (FieldType.MONEY, "a few pounds"),
        (FieldType.MONEY, "£"),
        (FieldType.DATE, "soon"),
        (FieldType.DATE, "14 Foo 2022"),
        (FieldType.PERIOD, "2021"),
        (FieldType.PERIOD, "2020/2021/2022"),
        (FieldType.INTEGER, "2.5"),
        (FieldType.INTEGER, "9" * 400),
        (FieldType.NUMBER, "nan"),
    ],
)
def test_what_is_no_answer_is_refused_in_a_sentence(field_type, text):
    with pytest.raises(UnreadableAnswer, match=r"is no .*\."):
        read_items(a_field(field_type), text)


def test_blank_text_is_no_answer():
    assert read_items(a_field(FieldType.MONEY), "  ") == ()
    assert read_items(a_field(FieldType.TEXT, multiple=True), " | ") == ()


def test_several_answers_are_parted_by_a_stroke():
    field = a_field(FieldType.TEXT, multiple=True)

    assert read_items(field, "Borset, Cawdale and District | Dunmere") == (
        "Borset, Cawdale and District",
        "Dunmere",
    )


def test_values_are_shown_in_words():
    assert answer_text(a_field(FieldType.MONEY), Money(2000.0), {}) == "£2,000.00"
    assert answer_text(a_field(FieldType.DATE), "2021-07", {}) == "Jul 2021"
    assert answer_text(a_field(FieldType.PERIOD), "2020/2021-07-04", {}) == "2020 – 4 Jul 2021"
    assert answer_text(a_field(FieldType.BOOLEAN), False, {}) == "no"
    assert answer_text(a_field(FieldType.TEXT), Missing.NOT_STATED, {}) == "not stated"
    assert answer_text(a_field(FieldType.CHOICE), ("a", "b"), {"a": "Aunt"}) == "Aunt · b"


@given(st.integers(0, 10**9), st.sampled_from(["GBP", "EUR", "USD", "CHF"]))
def test_an_amount_survives_being_changed_by_hand(pence, currency):
    field = a_field(FieldType.MONEY)
    money = check_value(field, Money(pence / 100, currency), where="here")

    assert read_items(field, typed_text(field, money)) == (money,)


@given(st.dates())
def test_a_date_survives_being_changed_by_hand(date):
    field = a_field(FieldType.DATE)

    assert read_items(field, typed_text(field, date.isoformat())) == (date.isoformat(),)


@given(st.sampled_from(list(FieldType)), st.text(max_size=20))
def test_any_text_is_read_or_refused(field_type, text):
    field = a_field(field_type)
    try:
        items = read_items(field, text)
    except UnreadableAnswer:
        return

    assert isinstance(items, tuple)
