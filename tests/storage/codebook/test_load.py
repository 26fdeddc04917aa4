"""What a codebook's TOML text becomes."""

import time
from importlib.resources import files

import pytest

from storage.codebook import Action, FieldType, Migration, load_codebook

HEAD = '[codebook]\nname = "Test"\nversion = "1.0"\n'


def field_of(text: str):
    """The one field of one record type, from the lines of its table."""
    source = f'{HEAD}[[record]]\nname = "finding"\n[[record.field]]\nname = "field_one"\n{text}'
    return load_codebook(source).record_types[0].fields[0]


def test_a_name_and_a_version_are_enough():
    codebook = load_codebook(HEAD)

    assert (codebook.name, codebook.version) == ("Test", "1.0")
    assert codebook.variables == codebook.record_types == codebook.relations == ()


def test_the_text_is_kept_and_hashed():
    codebook = load_codebook(HEAD)

    assert codebook.source == HEAD
    assert len(codebook.sha256) == 64


def test_a_byte_order_mark_and_windows_line_ends_make_no_other_codebook():
    codebook = load_codebook("\ufeff" + HEAD.replace("\n", "\r\n"))

    assert codebook == load_codebook(HEAD)


def test_everything_a_value_declares_is_read():
    value = field_of(
        'type = "choice"\nvalues = [ { name = "upheld", label = "Upheld", code = 7, key = "u", '
        'definition = "d", include = "i", exclude = "x", example = "e", provisional = true } ]'
    ).values[0]

    assert (value.name, value.label, value.code, value.key) == ("upheld", "Upheld", 7, "u")
    assert (value.definition, value.include, value.exclude, value.example) == ("d", "i", "x", "e")
    assert value.provisional
    assert value.code_given


def test_labels_come_from_names():
    field = field_of('type = "choice"\nvalues = [ { name = "not_done" } ]')

    assert field.label == "Field one"
    assert field.values[0].label == "Not done"


def test_codes_left_out_are_the_first_free_ones():
    field = field_of(
        'type = "choice"\nvalues = [ { name = "a" }, { name = "b", code = 1 }, { name = "c" } ]'
    )

    assert [(value.code, value.code_given) for value in field.values] == [
        (2, False),
        (1, True),
        (3, False),
    ]


def test_keys_left_out_are_letters_by_position():
    field = field_of(
        'type = "choice"\nvalues = [ { name = "one" }, { name = "two", key = "c" }, '
        '{ name = "three" }, { name = "four" } ]'
    )

    assert [value.key for value in field.values] == ["a", "c", "b", "d"]


def test_nested_values_share_the_field_s_letters_and_codes():
    field = field_of(
        'type = "choice"\nvalues = [ { name = "top", values = [ { name = "low" }, '
        '{ name = "lower" } ] }, { name = "next" } ]'
    )

    assert [(each.name, each.code, each.key) for each in field.all_values()] == [
        ("top", 1, "a"),
        ("low", 2, "b"),
        ("lower", 3, "c"),
        ("next", 4, "d"),
    ]


def test_where_letters_run_out_a_value_has_no_key():
    values = ", ".join(f'{{ name = "v{number}" }}' for number in range(28))
    keys = [value.key for value in field_of(f'type = "choice"\nvalues = [ {values} ]').values]

    assert len(set(keys[:26])) == 26
    assert keys[26:] == ["", ""]


def test_a_retired_value_gives_its_key_away():
    field = field_of(
        'type = "choice"\nvalues = [ { name = "old", key = "o", retired = true }, '
        '{ name = "other", key = "o" } ]'
    )

    assert [value.key for value in field.values] == ["", "o"]


def test_ids_left_out_are_the_first_free_ones():
    source = f'{HEAD}[[variable]]\nname = "one"\ntype = "text"\n[[variable]]\nname = "two"\ntype = "text"\nid = 1\n'
    variables = load_codebook(source).variables

    assert [(each.id, each.id_given) for each in variables] == [(2, False), (1, True)]


def test_record_types_get_plurals_and_letters():
    source = "".join(
        f'[[record]]\nname = "{name}"\n' for name in ("finding", "remedy", "recommendation")
    )
    types = load_codebook(HEAD + source).record_types

    assert [each.plural for each in types] == ["findings", "remedys", "recommendations"]
    assert [each.key for each in types] == ["f", "r", "c"]


def test_a_condition_on_a_value_holds_for_those_nested_in_it():
    source = """[[record]]
name = "finding"
[[record.field]]
name = "fault"
type = "choice"
values = [ { name = "delay", values = [ { name = "late_reply" } ] }, { name = "other" } ]
[[record.field]]
name = "duration"
type = "text"
asked_when = { fault = "delay" }
"""
    duration = load_codebook(HEAD + source).record_types[0].field("duration")

    assert duration.asked_when == {"fault": ("delay", "late_reply")}


def test_a_condition_carries_the_conditions_of_the_field_it_is_about():
    source = """[[record]]
name = "finding"
[[record.field]]
name = "delayed"
type = "boolean"
asked_when = { conclusion = ["criticism"] }
[[record.field]]
name = "duration"
type = "text"
asked_when = { delayed = [true] }
[[record.field]]
name = "conclusion"
type = "choice"
values = [ { name = "criticism" }, { name = "praise" } ]
"""
    duration = load_codebook(HEAD + source).record_types[0].field("duration")

    assert duration.asked_when == {"delayed": ("true",), "conclusion": ("criticism",)}


def test_fields_say_where_their_answers_come_from():
    source = f"""{HEAD}[[variable]]
name = "respondent"
type = "text"
multiple = true
identifier = true
kinds = ["spso_decision", "our_kind"]
[[kind]]
name = "our_kind"
patterns = ["^Our report"]
labels = ["Case:"]
[[record]]
name = "finding"
[[record.field]]
name = "body"
type = "open"
from = "respondent"
[[record.field]]
name = "amount"
type = "money"
fill = "amount"
"""
    codebook = load_codebook(source)
    body, amount = codebook.record_types[0].fields

    assert body.source == "respondent"
    assert amount.fill == "amount"
    assert codebook.variables[0].identifier
    assert codebook.variables[0].kinds == ("spso_decision", "our_kind")
    assert codebook.kinds[0].patterns == ("^Our report",)


def test_migrations_are_read_in_order():
    source = f"""{HEAD}[[variable]]
name = "outcome"
type = "choice"
values = [ {{ name = "upheld" }}, {{ name = "partly" }}, {{ name = "fully" }} ]
[[migration]]
action = "merge"
in = "outcome"
from = ["right", "correct"]
to = "upheld"
note = "They meant the same."
[[migration]]
action = "split"
in = "outcome"
from = "upheld"
to = ["partly", "fully"]
"""
    merge, split = load_codebook(source).migrations

    assert merge == Migration(
        Action.MERGE, None, "outcome", ("right", "correct"), ("upheld",), "They meant the same."
    )
    assert (split.action, split.targets) == (Action.SPLIT, ("partly", "fully"))


@pytest.mark.parametrize("kind", list(FieldType))
def test_every_type_can_be_declared(kind):
    values = 'values = [ { name = "x" } ]' if kind is FieldType.CHOICE else ""

    assert field_of(f'type = "{kind}"\n{values}').type is kind


def test_the_starter_codebook_loads_in_no_time():
    source = (files("seeds") / "codebook.toml").read_text("utf-8")
    load_codebook(source)
    times = []
    for _ in range(5):
        start = time.process_time()
        codebook = load_codebook(source)
        times.append(time.process_time() - start)

    assert [each.key for each in codebook.record_types] == ["f", "r", "c"]
    assert min(times) < 0.3


def test_ten_thousand_values_load():
    values = ",\n".join(f'{{ name = "v{number}" }}' for number in range(10_000))
    field = field_of(f'type = "choice"\nvalues = [\n{values}\n]')

    assert field.values[-1].code == 10_000
