"""How two versions differ, and which data that puts in doubt."""

from importlib.resources import files

from storage.codebook import DifferenceKind, affected, compare, load_codebook

BASE = """\
[codebook]
name = "Test"
version = "1.0"

[[variable]]
name = "outcome"
id = 1
type = "choice"
values = [
  { name = "upheld", code = 1, key = "u", definition = "Right." },
  { name = "not_upheld", code = 2, key = "n" },
]

[[record]]
name = "finding"
unit = "One thing."

[[record.field]]
name = "fault"
id = 1
type = "choice"
values = [ { name = "delay", code = 1 }, { name = "other", code = 2 } ]

[[record.field]]
name = "count"
id = 2
type = "integer"

[[relation]]
name = "causes"
from = "finding"
to = "finding"
"""


def differences(*changes: tuple[str, str]):
    """What changing pieces of the base makes different."""
    source = BASE
    for before, after in changes:
        assert before in source
        source = source.replace(before, after, 1)
    return compare(load_codebook(BASE), load_codebook(source))


def told(*changes: tuple[str, str]) -> list[tuple[str, str, bool]]:
    return [(each.kind, each.sentence, each.in_doubt) for each in differences(*changes)]


def test_a_version_does_not_differ_from_itself():
    assert differences() == ()
    assert differences(('version = "1.0"', 'version = "1.1"')) == ()


def test_a_value_added_in_between_without_codes_renames_nothing():
    before = BASE.replace("code = 1, ", "").replace("code = 2, ", "")
    after = before.replace('{ name = "upheld"', '{ name = "partly" },\n  { name = "upheld"')
    found = compare(load_codebook(before), load_codebook(after))

    assert [(each.kind, each.value) for each in found] == [
        (DifferenceKind.ADDED, "partly"),
        (DifferenceKind.NEW_CODE, "upheld"),
        (DifferenceKind.NEW_CODE, "not_upheld"),
    ]
    assert not any(each.in_doubt for each in found)


def test_a_value_that_keeps_its_code_is_renamed():
    assert told(('"not_upheld"', '"rejected"')) == [
        ("renamed", "Value «rejected» of variable «outcome» was called «not_upheld».", False),
        (
            "relabelled",
            "Value «rejected» of variable «outcome» is labelled «Rejected», no longer «Not upheld».",
            False,
        ),
    ]


def test_a_value_without_a_stated_code_is_never_guessed_to_be_another():
    found = told(('name = "not_upheld", code = 2', 'name = "rejected"'))

    assert [kind for kind, _, _ in found] == ["added", "removed"]


def test_a_value_that_is_gone_puts_its_data_in_doubt():
    found = differences(('  { name = "not_upheld", code = 2, key = "n" },\n', ""))

    assert [(each.kind, each.field, each.value, each.in_doubt) for each in found] == [
        (DifferenceKind.REMOVED, "outcome", "not_upheld", True)
    ]


def test_a_new_definition_puts_the_value_in_doubt_and_a_new_example_does_not():
    definition = differences(('definition = "Right."', 'definition = "Wholly right."'))
    example = differences(('definition = "Right."', 'definition = "Right.", example = "e"'))

    assert [(each.kind, each.value, each.in_doubt) for each in definition] == [
        (DifferenceKind.REDEFINED, "upheld", True)
    ]
    assert [(each.kind, each.in_doubt) for each in example] == [(DifferenceKind.CHANGED, False)]


def test_keys_codes_and_retirement_are_told():
    assert told(('key = "n"', 'key = "x"')) == [
        (
            "new_key",
            "Value «not_upheld» of variable «outcome» has the key «x», no longer «n».",
            False,
        )
    ]
    assert told(("code = 2, key", "code = 5, key")) == [
        ("new_code", "Value «not_upheld» of variable «outcome» has the code 5, no longer 2.", False)
    ]
    assert told(('key = "n"', "retired = true")) == [
        ("retired", "Value «not_upheld» of variable «outcome» takes no new answers.", False)
    ]


def test_a_value_moved_under_another_is_told():
    nested = 'values = [ { name = "other", code = 2, values = [ { name = "delay", code = 1 } ] } ]'
    found = differences(
        ('values = [ { name = "delay", code = 1 }, { name = "other", code = 2 } ]', nested)
    )
    moved = [each for each in found if each.kind is DifferenceKind.MOVED]

    assert [each.sentence for each in moved] == [
        "Value «delay» of field «fault» of finding stands under «other»."
    ]


def test_a_field_that_keeps_its_id_is_renamed():
    found = differences(('name = "fault"', 'name = "fault_type"\nlabel = "Fault"'))

    assert [(each.kind, each.sentence) for each in found] == [
        (DifferenceKind.RENAMED, "Field «fault_type» of finding was called «fault».")
    ]


def test_what_changes_in_a_field_is_told():
    assert told(('type = "integer"', 'type = "number"\nmultiple = true')) == [
        ("new_type", "Field «count» of finding is of type several number, no longer integer.", True)
    ]
    assert told(('type = "integer"', 'type = "integer"\nrequired = true')) == [
        ("changed", "Field «count» of finding is now required.", False)
    ]
    assert told(('type = "integer"', 'type = "integer"\nasked_when = { fault = "delay" }')) == [
        ("changed", "Field «count» of finding is asked in other cases.", True)
    ]
    assert told(('type = "integer"', 'type = "integer"\ndefinition = "How many."')) == [
        ("redefined", "Field «count» of finding is defined differently.", True)
    ]


def test_renaming_or_adding_values_asks_no_field_in_other_cases():
    condition = ('type = "integer"', 'type = "integer"\nasked_when = { fault = "delay" }')
    old = load_codebook(BASE.replace(*condition))
    renamed = old.source.replace('{ name = "delay", code = 1 }', '{ name = "late", code = 1 }')
    nested = '{ name = "delay", code = 1, values = [ { name = "late_reply", code = 9 } ] }'
    grown = old.source.replace('{ name = "delay", code = 1 }', nested)
    other = old.source.replace('{ fault = "delay" }', '{ fault = "other" }')

    assert not affected(old, load_codebook(renamed.replace('= "delay"', '= "late"')))
    assert not affected(old, load_codebook(grown))
    assert [each.field for each in affected(old, load_codebook(other))] == ["count"]


def test_fields_and_variables_come_and_go():
    gone = BASE[BASE.index('[[record.field]]\nname = "count"') : BASE.index("[[relation]]")]

    assert told((gone, "")) == [("removed", "Field «count» of finding is gone.", True)]
    assert told(("[[record]]", '[[variable]]\nname = "town"\ntype = "text"\n[[record]]')) == [
        ("added", "Variable «town» is new.", False)
    ]


def test_record_types_relations_and_kinds_are_told():
    assert told(('unit = "One thing."', 'unit = "One body."\nkey = "t"')) == [
        ("new_key", "Records of type «finding» are made with «t», no longer with «f».", False),
        ("redefined", "What counts as one «finding» has changed.", True),
    ]
    assert told(
        (
            '[[relation]]\nname = "causes"',
            '[[record]]\nname = "remedy"\n[[relation]]\nname = "causes"',
        )
    ) == [("added", "Records of type «remedy» are new.", False)]
    assert told(('name = "causes"', 'name = "leads_to"')) == [
        ("added", "Relation «leads_to» is new.", False),
        ("removed", "Relation «causes» is gone.", True),
    ]
    assert told(("[[relation]]", '[[kind]]\nname = "ours"\npatterns = ["x"]\n[[relation]]')) == [
        ("added", "Document kind «ours» is new.", False)
    ]


def test_affected_lists_only_what_is_in_doubt():
    changed = BASE.replace('"Right."', '"Wholly right."').replace('key = "n"', 'key = "x"')
    found = affected(load_codebook(BASE), load_codebook(changed))

    assert [(each.record_type, each.field, each.value) for each in found] == [
        (None, "outcome", "upheld")
    ]


def test_the_starter_codebook_and_nothing_differ_in_everything():
    starter = load_codebook((files("seeds") / "codebook.toml").read_text("utf-8"))
    empty = load_codebook('[codebook]\nname = "Empty"\nversion = "1.0"\n')

    assert all(each.sentence.endswith(".") for each in compare(empty, starter))
    assert {each.kind for each in compare(starter, empty)} == {
        DifferenceKind.REMOVED,
        DifferenceKind.RENAMED,
    }
