"""Which questions are asked, and which are still open."""

from storage.codebook import is_asked, load_codebook, unanswered_fields
from storage.records import Missing

CODEBOOK = load_codebook("""
[codebook]
name = "T"
version = "1.0"
[[variable]]
name = "outcome"
type = "choice"
required = true
kinds = ["spso_decision"]
values = [ { name = "upheld" } ]
[[variable]]
name = "respondent"
type = "text"
required = true
[[record]]
name = "finding"
[[record.field]]
name = "conclusion"
type = "choice"
required = true
values = [ { name = "criticism" }, { name = "praise" } ]
[[record.field]]
name = "fault_type"
type = "choice"
required = true
multiple = true
asked_when = { conclusion = ["criticism"] }
values = [ { name = "delay" }, { name = "other" } ]
[[record.field]]
name = "known"
type = "boolean"
[[record.field]]
name = "duration"
type = "text"
required = true
asked_when = { fault_type = ["delay"], known = [true] }
""")
FIELDS = {field.name: field for field in CODEBOOK.record_types[0].fields}


def names(fields) -> list[str]:
    return [field.name for field in fields]


def test_a_field_without_conditions_is_always_asked():
    assert is_asked(FIELDS["conclusion"], {})


def test_a_condition_needs_its_answer():
    assert not is_asked(FIELDS["fault_type"], {})
    assert not is_asked(FIELDS["fault_type"], {"conclusion": "praise"})
    assert not is_asked(FIELDS["fault_type"], {"conclusion": Missing.UNCLEAR})
    assert is_asked(FIELDS["fault_type"], {"conclusion": "criticism"})


def test_one_of_several_answers_is_enough_but_every_condition_must_hold():
    answers = {"conclusion": "criticism", "fault_type": ("other", "delay"), "known": True}

    assert is_asked(FIELDS["duration"], answers)
    assert not is_asked(FIELDS["duration"], {**answers, "known": False})
    assert not is_asked(FIELDS["duration"], {**answers, "fault_type": ("other",)})


def test_a_field_whose_condition_is_itself_no_longer_asked_is_not_asked():
    leftover = {"conclusion": "praise", "fault_type": ("delay",), "known": True}

    assert not is_asked(FIELDS["duration"], leftover)


def test_only_required_fields_that_are_asked_are_open():
    fields = CODEBOOK.record_types[0].fields

    assert names(unanswered_fields(fields, {})) == ["conclusion"]
    assert names(unanswered_fields(fields, {"conclusion": "praise"})) == []
    assert names(unanswered_fields(fields, {"conclusion": "criticism"})) == ["fault_type"]
    assert names(unanswered_fields(fields, {"conclusion": Missing.UNCLEAR})) == []


def test_variables_are_asked_for_their_kinds_only():
    variables = CODEBOOK.variables

    assert names(unanswered_fields(variables, {}, kind="spso_decision")) == [
        "outcome",
        "respondent",
    ]
    assert names(unanswered_fields(variables, {}, kind="press_ombudsman")) == ["respondent"]
