"""The starter codebook keeps the promises that a codebook makes, and says what each value means."""

import re
import tomllib
from collections import Counter

import pytest

import seeds

MISSING = {"not_stated", "not_applicable", "unclear", "redacted"}
TYPES = {"text", "integer", "number", "money", "date", "period", "boolean", "choice", "open"}
FILLS = {
    *("speaker", "amount", "status", "duration", "deadline", "beneficiary"),
    *("deadline_kind", "complaint_handling"),
}
KINDS = {
    "lgsco_decision",
    "lgsco_report",
    "spso_decision",
    "ombudsman_other",
    "inspection_report",
    "press_ombudsman",
    "press_inspection",
    "other",
}
OMBUDSMAN_KINDS = {"lgsco_decision", "lgsco_report", "spso_decision", "ombudsman_other"}
LONGEST_NAME = 32
LONGEST_SENTENCE = 200
LONGEST_UNIT_RULE = 500


def choices(fields: dict) -> dict[tuple[str, str], dict]:
    return {where: field for where, field in fields.items() if field["type"] == "choice"}


def repeated(items: list) -> list:
    return [item for item, times in Counter(items).items() if times > 1]


def test_its_record_types_are_findings_remedies_and_recommendations(codebook):
    keys = {record["name"]: (record["key"], record["plural"]) for record in codebook["record"]}

    assert keys == {
        "finding": ("f", "findings"),
        "remedy": ("r", "remedies"),
        "recommendation": ("c", "recommendations"),
    }


def test_a_remedy_redresses_and_a_recommendation_addresses_a_finding(codebook):
    relations = {(r["name"], r["from"], r["to"]) for r in codebook["relation"]}

    assert relations == {
        ("redresses", "remedy", "finding"),
        ("addresses", "recommendation", "finding"),
    }


def test_one_choice_per_record_type_is_required(codebook):
    required = {
        record["name"]: [field["name"] for field in record["field"] if field.get("required")]
        for record in codebook["record"]
    }

    assert required == {
        "finding": ["conclusion"],
        "remedy": ["remedy_type"],
        "recommendation": ["recommendation_type"],
    }


def test_respondent_and_outcome_are_the_required_variables(codebook):
    required = [field["name"] for field in codebook["variable"] if field.get("required")]

    assert required == ["respondent", "outcome"]


def test_the_outcome_is_asked_of_ombudsman_decisions_only(fields):
    assert set(fields["variable", "outcome"]["kinds"]) == OMBUDSMAN_KINDS


def test_identifiers_are_never_judgements(codebook):
    identifiers = {field["name"] for field in codebook["variable"] if field.get("identifier")}

    assert identifiers == {
        "respondent",
        "reference",
        "decided_on",
        "category",
        "decision",
        "outlet",
    }


def test_names_fit_every_statistics_program(codebook, fields):
    names = [record["name"] for record in codebook["record"]]
    names += [record["plural"] for record in codebook["record"]]
    names += [name for _, name in fields]
    names += [value["name"] for field in choices(fields).values() for value in field["values"]]

    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name)] == []


def test_columns_of_several_answers_fit_too(fields):
    columns = [
        f"{name}__{value['name']}"
        for (_, name), field in choices(fields).items()
        if field.get("multiple")
        for value in field["values"]
    ]

    assert columns
    assert [column for column in columns if len(column) > LONGEST_NAME] == []


def test_types_kinds_and_filling_rules_are_known_ones(fields):
    assert {field["type"] for field in fields.values()} <= TYPES
    assert {field["fill"] for field in fields.values() if "fill" in field} == FILLS
    assert {kind for field in fields.values() for kind in field.get("kinds", ())} <= KINDS


def test_every_field_has_an_identity_of_its_own(fields):
    further = tomllib.loads(seeds.heads_of_complaint())["record"][0]["field"]

    assert repeated([field["id"] for field in [*fields.values(), *further]]) == []


def test_codes_names_and_keys_are_unique_within_a_field(fields):
    clashes = {
        where: repeated([value[part] for value in field["values"]])
        for where, field in choices(fields).items()
        for part in ("code", "name", "key", "label")
        if repeated([value[part] for value in field["values"]])
    }

    assert clashes == {}


def test_every_key_is_one_lower_case_letter(fields):
    keys = [value["key"] for field in choices(fields).values() for value in field["values"]]

    assert [key for key in keys if not re.fullmatch(r"[a-z]", key)] == []


def test_a_value_has_one_key_and_label_wherever_a_list_comes_back(codebook):
    """What the fingers learn in one form holds in the next."""
    meanings: dict[tuple[str, str], set[str]] = {}
    for record in codebook["record"]:
        for field in record["field"]:
            for value in field.get("values", ()):
                meanings.setdefault((field["name"], value["name"]), set()).add(value["key"])

    assert {where: keys for where, keys in meanings.items() if len(keys) > 1} == {}


def test_no_value_is_called_like_a_built_in_missing_one(fields):
    names = {value["name"] for field in choices(fields).values() for value in field["values"]}

    assert names & MISSING == set()


def test_a_field_is_asked_when_a_field_before_it_has_a_value_it_can_have(codebook):
    for record in codebook["record"]:
        before: dict[str, set[str]] = {}
        for field in record["field"]:
            for name, wanted in field.get("asked_when", {}).items():
                assert set(wanted) <= before[name], (record["name"], field["name"])
            before[field["name"]] = {value["name"] for value in field.get("values", ())}


def test_what_depends_on_another_answer_is_asked_only_then(fields):
    conditions = {
        where: field["asked_when"] for where, field in fields.items() if "asked_when" in field
    }
    payment = {"remedy_type": ["payment"]}
    deadline = {"deadline_kind": ["relative", "date"]}

    assert conditions == {
        ("finding", "fault_type"): {"conclusion": ["criticism"]},
        ("finding", "injustice"): {"conclusion": ["criticism"]},
        ("finding", "duration"): {"fault_type": ["delay"]},
        ("remedy", "amount"): payment,
        ("remedy", "basis"): payment,
        ("remedy", "paid_for"): payment,
        ("remedy", "deadline"): deadline,
        ("recommendation", "deadline"): deadline,
    }


def test_bodies_are_offered_from_the_respondents(fields):
    offered = {where for where, field in fields.items() if field.get("from") == "respondent"}

    assert offered == {
        ("finding", "respondent"),
        ("remedy", "respondent"),
        ("recommendation", "addressee"),
    }


@pytest.mark.parametrize("part", ["label", "definition", "include", "exclude", "example"])
def test_every_value_is_explained_in_full(fields, part):
    silent = [
        (*where, value["name"])
        for where, field in choices(fields).items()
        for value in field["values"]
        if not value.get(part, "").strip()
    ]

    assert silent == []


def test_every_field_is_defined(fields):
    assert [where for where, field in fields.items() if not field.get("definition")] == []


def test_every_sentence_fits_the_panel(fields):
    texts = [field["definition"] for field in fields.values()]
    texts += [
        value[part]
        for field in choices(fields).values()
        for value in field["values"]
        for part in ("definition", "include", "exclude", "example")
    ]

    assert [text for text in texts if len(text) > LONGEST_SENTENCE] == []


def test_every_record_type_says_what_counts_as_one(codebook):
    units = {record["name"]: record["unit"].strip() for record in codebook["record"]}

    assert [name for name, unit in units.items() if not unit.startswith("One ")] == []
    assert [name for name, unit in units.items() if len(unit) > LONGEST_UNIT_RULE] == []


def test_it_says_that_it_is_a_synthesis():
    head = seeds.starter_codebook().split("[codebook]")[0].replace("\n#", "")

    assert "No published codebook for ombudsman decisions" in head
    assert "synthesis" in head


def test_the_head_of_complaint_can_be_pasted_in(codebook):
    pasted = tomllib.loads(seeds.starter_codebook() + "\n" + seeds.heads_of_complaint())
    added = pasted["record"][-1]

    assert pasted["record"][:-1] == codebook["record"]
    assert added["name"] == "head_of_complaint"
    assert [field["name"] for field in added["field"]] == ["text", "result"]
    assert added["key"] not in {record["key"] for record in codebook["record"]}
