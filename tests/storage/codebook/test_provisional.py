"""A value added while coding: the next version of the file."""

import difflib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.codebook import (
    DifferenceKind,
    compare,
    load_codebook,
    next_version,
    plan_migrations,
    with_provisional_value,
)
from storage.errors import ValueRefused

SOURCE = """\
# Our codebook
[codebook]
name = "Test"     # the name
version = "1.0"   # the version

[[variable]]
name = "outcome"
type = "choice"
values = [
    # what they decided
    { name = "upheld", key = "u" },  # with a comment
    { name = "not_upheld" }  # the last one
]

[[record]]
name = "finding"

[[record.field]]
name = "fault"
type = "choice"
values = [ { name = "delay" }, { name = "other", values = [ { name = "rest" } ] } ]

[[record.field]]
name = "affected"
type = "choice"
multiple = true

  [[record.field.values]] # indented
  name = "child"

  [[record.field.values]]
  name = "parent"
  label = "Parent" # or carer

# The relations
[[relation]]
name = "causes"
from = "finding"
to = "finding"

[[record]]
name = "remedy"
"""
CODEBOOK = load_codebook(SOURCE)


def added(record_type: str | None, field: str, label: str) -> list[str]:
    """The lines that adding a value changes, without the version's."""
    new, _ = with_provisional_value(CODEBOOK, record_type, field, label)
    lines = difflib.ndiff(SOURCE.split("\n"), new.source.split("\n"))
    changed = [line for line in lines if line[0] in "+-"]

    assert '- version = "1.0"   # the version' in changed
    assert '+ version = "1.1"   # the version' in changed
    return [line for line in changed if "version" not in line]


def test_a_list_over_several_lines_gets_one_more_line():
    assert added(None, "outcome", "Partly upheld") == [
        '-     { name = "not_upheld" }  # the last one',
        '+     { name = "not_upheld" },  # the last one',
        '+     { name = "partly_upheld", label = "Partly upheld", code = 3, key = "c", provisional = true },',
    ]


def test_a_list_on_one_line_gets_one_more_item():
    (before, now) = added("finding", "fault", "Rude")

    assert before.startswith("- ")
    assert now == (
        '+ values = [ { name = "delay" }, { name = "other", values = [ { name = "rest" } ] }, '
        '{ name = "rude", label = "Rude", code = 4, key = "d", provisional = true } ]'
    )


def test_tables_under_headers_get_one_more_table():
    assert added("finding", "affected", 'The "family"') == [
        "+   [[record.field.values]]",
        '+   name = "the_family"',
        '+   label = "The \\"family\\""',
        "+   code = 3",
        '+   key = "c"',
        "+   provisional = true",
        "+ ",
    ]


def test_a_single_item_on_its_own_line_before_the_bracket_is_followed():
    source = SOURCE.replace('"not_upheld" }  # the last one\n]', '"not_upheld" }, ]')
    new, value = with_provisional_value(load_codebook(source), None, "outcome", "Partly")

    assert new.variables[0].values[-1] == value


def test_the_value_is_the_only_difference():
    new, value = with_provisional_value(CODEBOOK, "finding", "fault", "Rude letters")

    assert [(each.kind, each.value) for each in compare(CODEBOOK, new)] == [
        (DifferenceKind.ADDED, "rude_letters")
    ]
    assert plan_migrations(CODEBOOK, new) == ()
    assert value.provisional
    assert new.version == "1.1"


def test_the_starter_codebook_grows_in_every_choice():
    book = load_codebook((files("seeds") / "codebook.toml").read_text("utf-8"))
    places = [(None, each.name) for each in book.variables if each.values]
    for kind in book.record_types:
        places += [(kind.name, each.name) for each in kind.fields if each.values]
    for record_type, field in places:
        new, value = with_provisional_value(book, record_type, field, "Something new")
        lines = difflib.ndiff(book.source.split("\n"), new.source.split("\n"))

        assert sum(line.startswith("- ") for line in lines) <= 2
        assert [each.value for each in compare(book, new)] == [value.name]


def test_one_value_after_another_can_be_added():
    book = CODEBOOK
    for label in ("One", "Two", "Two!", "One two three four five six seven"):
        book, _ = with_provisional_value(book, "finding", "affected", label)

    assert [value.name for value in book.record_types[0].fields[1].values[2:]] == [
        "one",
        "two",
        "two_2",
        "one_two_three_four_fiv",
    ]
    assert book.version == "1.4"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Élan vital", "elan_vital"),
        ("300 days", "v_300_days"),
        ("لا شيء", "value"),
        ("Unclear", "unclear_2"),
        ("  wide   spaces ", "wide_spaces"),
    ],
)
def test_a_name_is_made_from_the_label(label, name):
    _, value = with_provisional_value(CODEBOOK, "finding", "fault", label)

    assert value.name == name
    assert value.label == " ".join(label.split())


@pytest.mark.parametrize(
    ("record_type", "field", "label", "sentence"),
    [
        ("finding", "fault", "DELAY", "«DELAY» is already a value of «fault»."),
        ("finding", "fault", " ", "«fault»: a new value needs a few words of plain text."),
        ("finding", "fault", "a\x1bb", "«fault»: a new value needs a few words of plain text."),
        ("finding", "nothing", "x", "The codebook has no field of finding called «nothing»."),
        ("memo", "fault", "x", "The codebook has no records of type «memo»."),
        (None, "nothing", "x", "The codebook has no variable called «nothing»."),
    ],
)
def test_what_cannot_be_added_is_refused(record_type, field, label, sentence):
    with pytest.raises(ValueRefused) as caught:
        with_provisional_value(CODEBOOK, record_type, field, label)

    assert str(caught.value) == sentence


def test_only_a_choice_grows():
    book = load_codebook(
        '[codebook]\nname = "T"\nversion = "1.0"\n[[variable]]\nname = "x"\ntype = "open"\n'
    )

    with pytest.raises(ValueRefused, match="«x» is no choice; only a choice has values."):
        with_provisional_value(book, None, "x", "New")


def test_a_retired_value_is_not_made_twice():
    source = SOURCE.replace('{ name = "delay" }', '{ name = "delay", retired = true }')

    with pytest.raises(ValueRefused, match="«Delay» is a retired value of «fault»."):
        with_provisional_value(load_codebook(source), "finding", "fault", "Delay")


@pytest.mark.parametrize(
    ("version", "following"),
    [("1.0", "1.1"), ("1.9", "1.10"), ("2", "2.1"), ("1.0.3", "1.1"), ("draft", "draft.1")],
)
def test_a_version_s_minor_number_is_raised(version, following):
    assert next_version(version) == following


@given(
    st.sampled_from([(None, "outcome"), ("finding", "fault"), ("finding", "affected")]), st.text()
)
def test_any_label_is_added_exactly_or_refused(place, label):
    try:
        new, value = with_provisional_value(CODEBOOK, *place, label)
    except ValueRefused:
        return
    assert value.label == " ".join(label.split())
    assert [each.value for each in compare(CODEBOOK, new)] == [value.name]
