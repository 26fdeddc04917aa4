"""The coded sample document is what a finished coding looks like: exact, complete, by the codebook."""

from collections import Counter

import seeds

MISSING = {"not_stated", "not_applicable", "unclear", "redacted"}
PYTHON_TYPES = {"text": str, "date": str, "choice": str, "boolean": bool, "integer": int}
MOST_TEXT = 46 * 8


def passages(lines: list[dict]) -> list[tuple[str, dict]]:
    return [(line["document"]["source_name"], e) for line in lines for e in line["evidence"]]


def wrong(field: dict, value: object) -> bool:
    """Whether a value does not fit its field; a missing value fits any."""
    if isinstance(value, str) and value in MISSING:
        return False
    if isinstance(value, list) != field.get("multiple", False):
        return True
    items = value if isinstance(value, list) else [value]
    if field["type"] == "choice":
        return not set(items) <= {choice["name"] for choice in field["values"]}
    if field["type"] == "money":
        return not isinstance(value, int | float)
    return not all(type(item) is PYTHON_TYPES[field["type"]] for item in items)


def is_asked(field: dict, values: dict) -> bool:
    return all(values.get(name) in wanted for name, wanted in field.get("asked_when", {}).items())


def test_importing_gives_the_places_of_both_files():
    assert {path.name for path in seeds.sample_coding().iterdir()} == {
        "records.jsonl",
        "variables.jsonl",
    }


def test_every_quote_is_a_slice_of_its_text(records, variables, cases):
    coded = passages([*records, *variables])

    assert len(coded) > len(records) + len(variables)
    assert [e for name, e in coded if cases[name][e["start"] : e["end"]] != e["quote"]] == []


def test_every_line_is_the_sample_coders(records, variables):
    lines = [*records, *variables]

    assert {(line["coder"], line["layer"]) for line in lines} == {("sample", "coder")}
    assert {line["document"]["source_name"] for line in lines} == {"ardley-21-004-117.txt"}
    assert {line["codebook_version"] for line in records} == {"1.0"}


def test_every_value_is_in_the_codebook(records, variables, fields):
    answers = [(r["type"], name, v) for r in records for name, v in r["values"].items()]
    answers += [("variable", line["name"], line["value"]) for line in variables]

    assert [answer for answer in answers if wrong(fields[answer[:2]], answer[2])] == []


def test_every_field_that_is_asked_is_answered(records, fields):
    """Only the count may stay empty: a record that stands for one thing has none."""
    gaps = [
        (record["id"], name)
        for record in records
        for (kind, name), field in fields.items()
        if kind == record["type"] and name != "count"
        if is_asked(field, record["values"]) != (name in record["values"])
    ]

    assert gaps == []


def test_every_variable_asked_of_a_decision_is_answered(variables, fields):
    asked = {
        name
        for (kind, name), field in fields.items()
        if kind == "variable" and "lgsco_decision" in field.get("kinds", ["lgsco_decision"])
    }

    assert {line["name"] for line in variables} == asked


def test_links_lead_to_findings_by_the_declared_relations(records, codebook):
    types = {record["id"]: record["type"] for record in records}
    declared = {(r["name"], r["from"], r["to"]) for r in codebook["relation"]}
    used = {
        (link["relation"], record["type"], types[link["to"]])
        for record in records
        for link in record["links"]
    }

    assert len(types) == len(records)
    assert used == declared


def test_field_evidence_belongs_to_a_field_the_record_answers(records):
    tied = [(r["values"], e["field"]) for r in records for e in r["evidence"] if "field" in e]

    assert tied
    assert [field for values, field in tied if field not in values] == []


def test_every_record_has_evidence_of_its_own(records):
    whole = {r["id"]: [e for e in r["evidence"] if "field" not in e] for r in records}

    assert [name for name, evidence in whole.items() if not evidence] == []


def test_some_records_have_several_passages_and_some_passages_several_records(records):
    shared = Counter((e["start"], e["end"]) for r in records for e in r["evidence"])
    most = max(sum("field" not in e for e in record["evidence"]) for record in records)

    assert most >= 3
    assert max(shared.values()) >= 3


def test_passages_of_different_records_overlap(records):
    spans = [(e["start"], e["end"], r["id"]) for r in records for e in r["evidence"]]
    overlaps = [
        (a, b)
        for a in spans
        for b in spans
        if a[2] != b[2] and a[0] < b[1] and b[0] < a[1] and a[:2] != b[:2]
    ]

    assert overlaps


def test_it_shows_missing_values_certainty_and_notes(records):
    values = [v for record in records for v in record["values"].values() if isinstance(v, str)]

    assert "not_stated" in values
    assert len({record["certainty"] for record in records}) > 1
    assert any(record["note"] for record in records)


def test_notes_are_short_enough_to_read_in_the_panel(records):
    assert [record["id"] for record in records if len(record["note"]) > MOST_TEXT] == []


def test_it_shows_every_kind_of_conclusion(records, fields):
    shown = {r["values"]["conclusion"] for r in records if r["type"] == "finding"}

    assert shown == {value["name"] for value in fields["finding", "conclusion"]["values"]}
