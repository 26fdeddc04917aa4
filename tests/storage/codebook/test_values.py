"""Outside data become values, or are refused with a sentence."""

import json
import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.codebook import Field, FieldType, Value, check_value, checker, to_json
from storage.errors import ValueRefused
from storage.records import Missing, Money

VALUES = (
    Value("delay", "Delay", 1, "a", values=(Value("late_reply", "Late reply", 2, "b"),)),
    Value("other", "Other", 3, "c"),
    Value("old", "Old", 4, "", retired=True),
)


def field(kind: str, *, multiple: bool = False) -> Field:
    """A field of one type."""
    values = VALUES if kind == "choice" else ()
    return Field("asked", "Asked", 1, FieldType(kind), multiple=multiple, values=values)


ACCEPTED = [
    ("text", "  two words ", "two words"),
    ("text", "e\u0301tat", "\u00e9tat"),
    ("text", "two\nlines", "two\nlines"),
    ("open", "late assessment", "late assessment"),
    ("integer", 3, 3),
    ("integer", 3.0, 3),
    ("integer", -7, -7),
    ("number", 2.5, 2.5),
    ("number", 3, 3),
    ("number", -0.0, 0),
    ("number", 1e300, 1e300),
    ("money", 300, Money(300.0)),
    ("money", 250.505, Money(250.5)),
    ("money", {"amount": 12.5}, Money(12.5)),
    ("money", {"amount": 12.5, "currency": "eur"}, Money(12.5, "EUR")),
    ("money", Money(3.0, "USD"), Money(3.0, "USD")),
    ("date", "2021", "2021"),
    ("date", "2021-07", "2021-07"),
    ("date", " 2020-02-29", "2020-02-29"),
    ("period", "2021-07/2021-09", "2021-07/2021-09"),
    ("period", "2021/2021-03-02", "2021/2021-03-02"),
    ("boolean", True, True),
    ("boolean", False, False),
    ("choice", "late_reply", "late_reply"),
    ("choice", " other ", "other"),
]

REFUSED = [
    ("text", "  ", "an empty text is no answer; leave it out, or name a missing value."),
    ("text", 5, "it takes text, not «5»."),
    ("text", "a\x1b[2J", "«a�[2J» has a character that is no text."),
    ("text", "half \ud800", "«half �» has a character that is no text."),
    ("text", None, "it takes text, not «None»."),
    ("open", ["x"], "it takes text, not «['x']»."),
    ("integer", True, "it takes a whole number, not «True»."),
    ("integer", 3.5, "it takes a whole number, not «3.5»."),
    ("integer", "3", "it takes a whole number, not «3»."),
    ("integer", 2**60, "the number is too large to be kept exactly."),
    ("number", True, "it takes a number, not «True»."),
    ("number", math.nan, "«nan» is no number."),
    ("number", math.inf, "«inf» is no number."),
    ("number", 10**400, "the number is too large to be kept."),
    ("money", "300", "it takes an amount such as 300 or 250.50, not «300»."),
    ("money", True, "it takes an amount such as 300 or 250.50, not «True»."),
    ("money", math.nan, "the amount is too large, or no number."),
    ("money", 10**400, "the amount is too large, or no number."),
    ("money", {"amount": 1, "currency": "pounds"}, "«pounds» is no currency; use three letters such as GBP or EUR."),
    ("money", {"sum": 1}, "it takes a number or {\"amount\", \"currency\"}, not «{'sum': 1}»."),
    ("date", "2021-13", "it takes a date such as 2021, 2021-07 or 2021-07-14, not «2021-13»."),
    ("date", "2021-02-29", "it takes a date such as 2021, 2021-07 or 2021-07-14, not «2021-02-29»."),
    ("date", "14 July 2021", "it takes a date such as 2021, 2021-07 or 2021-07-14, not «14 July 2021»."),
    ("date", "2021-W01-1", "it takes a date such as 2021, 2021-07 or 2021-07-14, not «2021-W01-1»."),
    ("date", 2021, "it takes a date such as 2021, 2021-07 or 2021-07-14, not «2021»."),
    ("period", "2021", "it takes a period such as 2021-07/2021-09, the end not before the start, not «2021»."),
    ("period", "2021-09/2021-07", "it takes a period such as 2021-07/2021-09, the end not before the start, not «2021-09/2021-07»."),
    ("boolean", "yes", "it takes true or false, not «yes»."),
    ("boolean", 1, "it takes true or false, not «1»."),
    ("choice", "dealy", "«dealy» is none of its values; did you mean «delay»?"),
    ("choice", "zzz", "«zzz» is none of its values; use one of delay, late_reply, other."),
    ("choice", ["delay"], "it takes one answer, not the list «['delay']»."),
    ("choice", 1, "it takes a value's name, not «1»."),
    ("choice", "old", "«old» is retired and takes no new answers."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "outside", "value"), ACCEPTED)
def test_what_fits_is_taken_in_its_one_form(kind, outside, value):
    found = check_value(field(kind), outside, where="asked")

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("kind", "outside", "sentence"), REFUSED)
def test_what_does_not_fit_is_refused_with_a_sentence(kind, outside, sentence):
    with pytest.raises(ValueRefused) as caught:
        check_value(field(kind), outside, where="line 3, asked")

    assert str(caught.value) == f"line 3, asked: {sentence}"


@pytest.mark.parametrize("kind", list(FieldType))
@pytest.mark.parametrize("missing", list(Missing))
def test_a_missing_value_fits_every_field(kind, missing):
    several = kind is not FieldType.BOOLEAN

    assert check_value(field(kind), missing.value, where="") is missing
    assert check_value(field(kind), f" {missing.value} ", where="") is missing
    assert check_value(field(kind, multiple=several), missing, where="") is missing


def test_several_answers_keep_their_order():
    found = check_value(field("choice", multiple=True), ["other", "delay"], where="")

    assert found == ("other", "delay")


def test_one_answer_where_several_may_stand_is_one_of_them():
    assert check_value(field("choice", multiple=True), "delay", where="") == ("delay",)


@pytest.mark.parametrize(
    ("outside", "sentence"),
    [
        ([], "an empty list is no answer; leave it out, or name a missing value."),
        (["delay", "delay"], "one of «['delay', 'delay']» is there twice."),
        (["unclear", "delay"], "«unclear» stands in place of all its values, not among them."),
        (["delay", "none"], "«none» is none of its values; use one of delay, late_reply, other."),
        ([["delay"]], "it takes one answer, not the list «['delay']»."),
    ],
)
def test_a_list_that_is_no_answer_is_refused(outside, sentence):
    with pytest.raises(ValueRefused, match="^asked: ") as caught:
        check_value(field("choice", multiple=True), outside, where="asked")

    assert str(caught.value) == f"asked: {sentence}"


def test_data_coded_earlier_keep_their_retired_values():
    assert check_value(field("choice"), "old", where="", retired=True) == "old"


def test_a_field_is_prepared_once():
    one = field("choice")

    assert checker(one) is checker(one)
    assert checker(one) is not checker(one, retired=True)


def test_fields_of_two_codebooks_are_not_confused():
    for number in range(5000):
        name = f"v{number}"
        one = Field("x", "X", 1, FieldType.CHOICE, values=(Value(name, name, 1, ""),))

        assert checker(one)(name) == name


@pytest.mark.parametrize(
    ("kind", "value", "form"),
    [
        ("money", Money(300.0), 300),
        ("money", Money(250.5), 250.5),
        ("money", Money(300.0, "EUR"), {"amount": 300, "currency": "EUR"}),
        ("money", (Money(1.0), Money(2.5, "USD")), [1, {"amount": 2.5, "currency": "USD"}]),
        ("number", 3.0, 3),
        ("number", 2.5, 2.5),
        ("integer", 3, 3),
        ("boolean", True, True),
        ("choice", ("a", "b"), ["a", "b"]),
        ("text", Missing.NOT_STATED, "not_stated"),
    ],
)
def test_a_value_has_one_json_form(kind, value, form):
    written = json.dumps(to_json(FieldType(kind), value))

    assert written == json.dumps(form)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates().map(str),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["amount", "currency", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(st.sampled_from(list(FieldType)), st.booleans(), JSON)
def test_any_data_become_a_value_that_stays_itself_or_are_refused(kind, multiple, outside):
    one = field(kind, multiple=multiple)
    try:
        value = check_value(one, outside, where="here")
    except ValueRefused as error:
        sentence = str(error)
    else:
        form = json.loads(json.dumps(to_json(kind, value)))
        sentence = "here: "

        assert check_value(one, form, where="") == value
        assert check_value(one, value, where="") == value
        assert to_json(kind, check_value(one, form, where="")) == form
    assert sentence.startswith("here: ")


def test_ten_thousand_values_are_checked_in_no_time():
    check = checker(field("choice", multiple=True))
    outside = ["delay", "other"]
    start = time.process_time()
    for _ in range(10_000):
        check(outside)

    assert time.process_time() - start < 0.5
