"""An edit becomes the next version of the file: what people wrote stays, and coded data are told of."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.codebook import (
    AddField,
    AddValue,
    ChangeField,
    ChangeValue,
    Codebook,
    Edit,
    FieldType,
    MergeValues,
    MoveValues,
    OpenToChoice,
    RenameField,
    RenameValue,
    RetireValue,
    SplitValue,
    affected,
    compare,
    edited,
    load_codebook,
    plan_migrations,
)
from storage.errors import CodebookError, ValueRefused

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

[[variable]]
name = "topic"
type = "open"   # grows

[[variable]]
name = "theme"
type = "open"

[[record]]
name = "finding"

[[record.field]]
name = "fault"
type = "choice"
values = [ { name = "delay" }, { name = "other", values = [ { name = "rest" } ] }, {name="x"} ]

[[record.field]]
name = "more"
type = "text"
from = "topic"
asked_when = { fault = ["delay", "x"] } # a condition

[[record.field]]
name = "affected"
type = "choice"
multiple = true

  [[record.field.values]] # indented
  name = "child"
  # a word inside
  definition = "A # child"

  [[record.field.values]]
  name = "parent"
  label = "Parent" # or carer

  [[record.field.values]]
  name = "carer"

# The relations
[[relation]]
name = "causes"
from = "finding"
to = "finding"
"""
BEFORE = load_codebook(SOURCE)
PLACES = [(None, "outcome"), ("finding", "fault"), ("finding", "affected")]
COMMENTS = [
    line.partition("#")[2] for line in SOURCE.split("\n") if " # " in line or line[:1] == "#"
]


def changed(edit: Edit, before: Codebook = BEFORE) -> list[str]:
    """The lines of the file that an edit changes, without the version's."""
    after = edited(before, edit)
    lines = difflib.ndiff(before.source.split("\n"), after.source.split("\n"))
    return [line for line in lines if line[0] in "+-" and "version" not in line]


def field_of(codebook: Codebook, record_type: str | None, name: str):
    kind = codebook.record_type(record_type) if record_type else None
    return kind.field(name) if kind else codebook.variable(name)


def numbers(codebook: Codebook) -> dict[tuple[object, str], int]:
    """The code of every value."""
    return {
        (place, value.name): value.code
        for place in PLACES
        for value in field_of(codebook, *place).all_values()
    }


def test_the_next_version_says_that_it_is_one():
    assert edited(BEFORE, AddValue("finding", "fault", "Loss")).version == "1.1"


def test_a_value_is_added_where_the_others_stand():
    assert changed(
        AddValue(None, "outcome", "Withdrawn", texts={"definition": "Taken “back”"})
    ) == [
        '-     { name = "not_upheld" }  # the last one',
        '+     { name = "not_upheld" },  # the last one',
        '+     { name = "withdrawn", label = "Withdrawn", code = 3, key = "c", definition = "Taken “back”" },',
    ]


def test_a_value_is_added_under_another_one_in_braces_and_under_headers():
    braces = edited(BEFORE, AddValue("finding", "fault", "Slow", under="delay"))
    headers = edited(BEFORE, AddValue("finding", "affected", "Aunt", under="parent"))

    assert field_of(braces, "finding", "fault").value("delay").values[0].name == "slow"
    assert field_of(headers, "finding", "affected").value("parent").values[0].name == "aunt"
    assert "[[record.field.values.values]]" in headers.source


def test_what_had_code_and_key_by_position_keeps_them():
    after = edited(BEFORE, MergeValues(None, "outcome", ("upheld",), "not_upheld"))
    kept = field_of(after, None, "outcome").value("not_upheld")

    assert (kept.code, kept.key) == (2, "b")


def test_changed_words_stay_on_their_lines():
    assert changed(ChangeValue("finding", "affected", "parent", {"label": "Mum or dad"})) == [
        '-   label = "Parent" # or carer',
        '+   label = "Mum or dad" # or carer',
    ]


def test_an_empty_text_takes_the_key_away():
    lines = changed(ChangeValue("finding", "affected", "child", {"definition": ""}))

    assert lines == ['-   definition = "A # child"']


def test_a_rename_is_declared_and_taken_over_by_conditions():
    after = edited(BEFORE, RenameValue("finding", "fault", "x", "lost"))
    (step,) = plan_migrations(BEFORE, after)

    assert step.names == {"x": "lost"}
    assert after.record_type("finding").field("more").asked_when == {"fault": ("delay", "lost")}
    assert not affected(BEFORE, after)


def test_renames_and_merges_one_after_the_other_put_nothing_in_doubt():
    first = edited(BEFORE, RenameValue("finding", "fault", "x", "lost"))
    second = edited(first, RenameValue("finding", "fault", "lost", "gone"), [BEFORE, first])
    third = edited(second, MergeValues("finding", "fault", ("gone",), "delay"), [BEFORE, first])
    fourth = edited(third, RenameField("finding", "fault", "flaw"), [BEFORE])

    for old, new in ((BEFORE, second), (BEFORE, third), (first, third), (BEFORE, fourth)):
        assert [each.sentence for each in affected(old, new)] == []
    assert [step.kind for step in plan_migrations(third, fourth)] == ["rename_field"]


@pytest.mark.parametrize(
    ("record_type", "field", "values", "under"),
    [
        ("finding", "fault", ("x",), "delay"),
        ("finding", "fault", ("delay", "x"), "other"),
        ("finding", "fault", ("other",), "delay"),
        ("finding", "fault", ("rest",), None),
        ("finding", "affected", ("child",), "parent"),
        ("finding", "affected", ("carer", "child"), "parent"),
        (None, "outcome", ("upheld",), "not_upheld"),
    ],
)
def test_moved_values_stand_where_they_were_put_and_data_stay(record_type, field, values, under):
    after = edited(BEFORE, MoveValues(record_type, field, values, under))
    moved = field_of(after, record_type, field)
    there = moved.value(under).values if under else moved.values

    assert set(values) <= {value.name for value in there}
    assert numbers(after) == numbers(BEFORE)
    assert plan_migrations(BEFORE, after) == ()


def test_values_go_down_and_up_again_and_the_file_is_what_it_was():
    down = edited(BEFORE, MoveValues("finding", "affected", ("carer",), "parent"))
    up = edited(down, MoveValues("finding", "affected", ("carer",), None))

    assert numbers(up) == numbers(BEFORE)
    assert all(comment in up.source for comment in COMMENTS)


def test_a_merge_goes_into_conditions_once():
    after = edited(BEFORE, MergeValues("finding", "fault", ("x",), "delay"))

    assert 'asked_when = { fault = ["delay"] } # a condition' in after.source
    assert plan_migrations(BEFORE, after)[0].names == {"x": "delay"}


def test_a_split_value_is_retired_and_its_parts_are_asked_for_as_it_was():
    after = edited(BEFORE, SplitValue("finding", "fault", "x", ("Lost", "Stolen")))
    fault = field_of(after, "finding", "fault")

    assert [value.name for value in fault.all_values() if not value.retired][-2:] == [
        "lost",
        "stolen",
    ]
    assert fault.value("x").retired
    assert after.record_type("finding").field("more").asked_when["fault"][-2:] == ("lost", "stolen")
    assert {each.value for each in affected(BEFORE, after)} == {"x"}


def test_a_retired_value_is_taken_up_again_without_a_trace():
    gone = edited(BEFORE, RetireValue(None, "outcome", "upheld", retired=True))
    back = edited(gone, RetireValue(None, "outcome", "upheld", retired=False))

    assert field_of(gone, None, "outcome").value("upheld").retired
    assert back.source == SOURCE.replace('"1.0"', '"1.2"')


def test_fields_and_variables_are_added_at_the_end_of_their_own():
    field = edited(BEFORE, AddField("finding", "How bad", FieldType.CHOICE, ("Bad", "Worse")))
    variable = edited(BEFORE, AddField(None, "Weeks waited", FieldType.INTEGER))

    assert [each.name for each in field.record_type("finding").fields][-1] == "how_bad"
    assert [each.name for each in variable.variables][-1] == "weeks_waited"
    assert [each.kind for each in compare(BEFORE, field)] == ["added"]


def test_a_renamed_field_keeps_its_conditions_offers_and_identity():
    first = edited(BEFORE, RenameField("finding", "fault", "flaw"))
    second = edited(first, RenameField(None, "topic", "subject"))

    assert second.record_type("finding").field("more").asked_when == {"flaw": ("delay", "x")}
    assert second.record_type("finding").field("more").source == "subject"
    assert [step.kind for step in plan_migrations(BEFORE, second)] == ["rename_field"] * 2


def test_the_words_of_a_field_change():
    after = edited(BEFORE, ChangeField(None, "topic", {"label": "Theme", "definition": "What."}))

    assert (after.variable("topic").label, after.variable("topic").definition) == ("Theme", "What.")


def test_open_answers_that_differ_in_case_and_space_become_one_value():
    answers = ("Long wait", "long  wait", "unclear.", "🙂", "Two\nlines")
    after = edited(BEFORE, OpenToChoice(None, "theme", answers))
    values = [(value.name, value.label) for value in after.variable("theme").all_values()]

    assert values == [
        ("long_wait", "Long wait"),
        ("unclear_2", "unclear."),
        ("value", "🙂"),
        ("two_lines", "Two lines"),
    ]
    assert not affected(BEFORE, after)


def test_names_and_codes_that_were_used_are_not_given_again():
    merged = edited(BEFORE, MergeValues("finding", "fault", ("x",), "delay"))
    again = edited(merged, AddValue("finding", "fault", "X"), [BEFORE, merged])
    new = field_of(again, "finding", "fault").value("x_2")

    assert new.code == 5


REFUSED = {
    "is already a value": AddValue("finding", "fault", " DELAY "),
    "plain text": AddValue("finding", "fault", "\x1b[2J"),
    "no choice": AddValue(None, "topic", "New"),
    "no value «zebra»": RetireValue(None, "outcome", "zebra", retired=True),
    "is that of": ChangeValue(None, "outcome", "not_upheld", {"key": "u"}),
    "cannot be a key": ChangeValue(None, "outcome", "upheld", {"key": "£"}),
    "says all that already": ChangeValue(None, "outcome", "upheld", {"label": "Upheld"}),
    "label of another value": ChangeValue(None, "outcome", "upheld", {"label": "not upheld"}),
    "merge them": RenameValue("finding", "fault", "x", "delay"),
    "is no name": RenameValue("finding", "fault", "x", "Two words"),
    "missing value": RenameValue("finding", "fault", "x", "unclear"),
    "at most 22": RenameValue("finding", "affected", "carer", "c" * 23),
    "under itself": MoveValues("finding", "fault", ("other",), "rest"),
    "stands there already": MoveValues("finding", "fault", ("x",), None),
    "has values under it": MergeValues("finding", "fault", ("other",), "x"),
    "Mark the values": MergeValues("finding", "fault", ("x",), "x"),
    "at least two": SplitValue("finding", "fault", "x", ("One", " ")),
    "called the same": SplitValue("finding", "fault", "x", ("One", "one")),
    "takes answers already": RetireValue("finding", "fault", "x", retired=False),
    "needs «values»": AddField("finding", "Empty", FieldType.CHOICE),
    "of the program's own": AddField("finding", "Quote", FieldType.TEXT),
    "Stata keeps": RenameField("finding", "more", "float"),
    "is another field": RenameField("finding", "more", "fault"),
    "has no answers": OpenToChoice(None, "topic"),
    "not of type open": OpenToChoice(None, "outcome", ("x",)),
    "no records of type": AddField("memo", "Text", FieldType.TEXT),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_is_refused_with_a_sentence(why):
    with pytest.raises((ValueRefused, CodebookError), match=why):
        edited(BEFORE, REFUSED[why])


def test_the_last_value_that_can_be_chosen_is_not_retired():
    first = edited(BEFORE, RetireValue(None, "outcome", "upheld", retired=True))

    with pytest.raises(CodebookError, match="^That cannot be: every value is retired"):
        edited(first, RetireValue(None, "outcome", "not_upheld", retired=True))


NAMES = {place: [value.name for value in field_of(BEFORE, *place).all_values()] for place in PLACES}


def edits(place: tuple[str | None, str]) -> st.SearchStrategy[Edit]:
    """Edits of one list of values that may be possible."""
    names = st.sampled_from(NAMES[place])
    words = st.text(max_size=12)
    some = st.lists(names, min_size=1, max_size=3, unique=True).map(tuple)
    return st.one_of(
        st.builds(AddValue, *map(st.just, place), words, st.none() | names),
        st.builds(MoveValues, *map(st.just, place), some, st.none() | names),
        st.builds(MergeValues, *map(st.just, place), some, names),
        st.builds(SplitValue, *map(st.just, place), names, st.tuples(words, words)),
        st.builds(
            ChangeValue,
            *map(st.just, place),
            names,
            st.dictionaries(st.sampled_from(["label", "definition", "example"]), words),
        ),
    )


# Put together once: to do it for every example takes far longer than to try one.
ANY_EDIT = st.one_of([edits(place) for place in PLACES])


@given(st.lists(ANY_EDIT, min_size=1, max_size=3))
def test_whatever_is_edited_codes_stay_and_comments_on_lines_of_their_own_too(edits):
    now = BEFORE
    for edit in edits:
        try:
            now = edited(now, edit, [BEFORE])
        except (ValueRefused, CodebookError):
            continue
        plan_migrations(BEFORE, now)
    was, after = numbers(BEFORE), numbers(now)

    assert {key: was[key] for key in was.keys() & after.keys()} == {
        key: after[key] for key in was.keys() & after.keys()
    }
    assert "# what they decided" in now.source
    assert "# The relations" in now.source
