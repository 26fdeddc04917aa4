"""JSON Lines, out and in."""

import json
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage.errors import AnnotationError
from storage.exchange import (
    EvidenceLine,
    LinkLine,
    RecordLine,
    VariableLine,
    line_id,
    read_jsonl,
    write_jsonl,
)

SHORT = '{"type": "finding", "document": {"source_name": "a.txt"}, "evidence": [{"quote": "b c"}]}'


@pytest.fixture
def written(tmp_path: Path, codebook):
    """Exports a study as JSON Lines and gives the text of both files."""

    def write(study, **options: str) -> tuple[str, str]:
        write_jsonl(tmp_path / "out", codebook, study.batches(), **options)
        records, variables = (
            (tmp_path / "out" / f"{name}.jsonl").read_text(encoding="utf-8")
            for name in ("records", "variables")
        )
        return records, variables

    return write


def read(*lines: str, **options: str) -> list[RecordLine | VariableLine]:
    """What those lines say."""
    return list(read_jsonl(lines, "some.jsonl", **options))


def test_a_record_is_one_line_in_the_order_that_is_promised(study, written) -> None:
    study.document("Ärger über alles.")
    finding = study.record({})
    remedy = study.record(
        {"deadline": "2021-07", "amount": (300, "GBP")},
        type="remedy",
        spans=[(6, 10, "amount"), (0, 5)],
        certainty="high",
        note="so",
    )
    study.link("redresses", remedy, finding)

    records, _ = written(study)

    assert records.splitlines()[1] == (
        '{"id": "r101", "type": "remedy", '
        f'"document": {{"source_name": "1.txt", "text_sha256": "{1:064x}"}}, '
        '"coder": "ann", "layer": "coder", "codebook_version": "1.2", '
        '"values": {"amount": 300, "deadline": "2021-07"}, "certainty": "high", "note": "so", '
        '"evidence": [{"start": 0, "end": 5, "quote": "Ärger"}, '
        '{"start": 6, "end": 10, "quote": "über", "field": "amount"}], '
        '"links": [{"relation": "redresses", "to": "r100"}]}'
    )


def test_a_variable_is_one_line_in_the_order_that_is_promised(study, written) -> None:
    study.document()
    study.variable("respondent", ["Ardley"], spans=[(0, 5)], basis="inferred")
    study.variable("outcome", "missing:not_stated")

    _, variables = written(study)

    document = f'"document": {{"source_name": "1.txt", "text_sha256": "{1:064x}"}}'
    assert variables.splitlines() == [
        f'{{{document}, "coder": "ann", "layer": "coder", "name": "outcome", '
        '"value": "not_stated", "basis": "stated", "certainty": null, "note": "", "evidence": []}',
        f'{{{document}, "coder": "ann", "layer": "coder", "name": "respondent", '
        '"value": ["Ardley"], "basis": "inferred", "certainty": null, "note": "", '
        '"evidence": [{"start": 0, "end": 5, "quote": "Alpha"}]}',
    ]


def test_every_type_of_value_has_its_json_form(study, written) -> None:
    study.document()
    study.record(
        {
            "share": 0.25,
            "count": 3,
            "in_complaint_handling": False,
            "words": ["a"],
            "lasted": "2020/2021",
            "affected": "missing:unclear",
            "conclusion": "criticism",
        }
    )
    study.record({"amount": (12.5, "EUR")}, type="remedy")

    records, _ = written(study)

    values = [json.loads(line)["values"] for line in records.splitlines()]
    assert list(values[0].items()) == [
        ("conclusion", "criticism"),
        ("affected", "unclear"),
        ("in_complaint_handling", False),
        ("count", 3),
        ("share", 0.25),
        ("lasted", "2020/2021"),
        ("words", ["a"]),
    ]
    assert values[1] == {"amount": {"amount": 12.5, "currency": "EUR"}}


def test_answers_that_the_codebook_lacks_are_written_as_they_are_stored(study, written) -> None:
    study.document()
    study.record(
        {"gone": (5, "EUR"), "away": ["x"], "said": True, "size": 2.5, "told": "missing:redacted"}
    )

    records, _ = written(study)

    assert json.loads(records)["values"] == {
        "away": ["x"],
        "gone": {"amount": 5, "currency": "EUR"},
        "said": True,
        "size": 2.5,
        "told": "redacted",
    }


def test_without_quotes_passages_keep_their_positions_and_load_again(study, written) -> None:
    study.document()
    study.record({}, spans=[(0, 5)])

    records, _ = written(study, quotes="none")

    (line,) = read(records)
    assert json.loads(records)["evidence"] == [{"start": 0, "end": 5}]
    assert line.evidence == (EvidenceLine(0, 5, None, None),)


def test_coded_coders_are_coded_here_too(study, written) -> None:
    study.document()
    study.record({}, coder="zoe")
    study.variable("outcome", "upheld", coder="ann")

    records, variables = written(study, coders="coded")

    assert (json.loads(records)["coder"], json.loads(variables)["coder"]) == ("coder_2", "coder_1")


def test_a_whole_line_is_read_as_it_was_written(study, written) -> None:
    study.document()
    finding = study.record({"count": 3}, spans=[(0, 5), (6, 10, "count")], certainty="low")
    study.link("same_as", finding, finding)
    study.variable("outcome", "upheld", spans=[(0, 5)], note="n")

    records, variables = written(study)

    assert read(records) == [
        RecordLine(
            line=1,
            id="r100",
            id_given=True,
            type="finding",
            source_name="1.txt",
            text_sha256=f"{1:064x}",
            coder="ann",
            layer="coder",
            codebook_version="1.2",
            values={"count": 3},
            certainty="low",
            note="",
            evidence=(
                EvidenceLine(0, 5, "Alpha", None),
                EvidenceLine(6, 10, "beta", "count"),
            ),
            links=(LinkLine("same_as", "r100"),),
        )
    ]
    assert read(variables) == [
        VariableLine(
            line=1,
            source_name="1.txt",
            text_sha256=f"{1:064x}",
            coder="ann",
            layer="coder",
            name="outcome",
            value="upheld",
            basis="stated",
            certainty=None,
            note="n",
            evidence=(EvidenceLine(0, 5, "Alpha", None),),
        )
    ]


def test_a_type_a_source_name_and_a_quote_are_enough() -> None:
    (line,) = read(f"\ufeff{SHORT}\n")

    assert (line.type, line.source_name) == ("finding", "a.txt")
    assert line.evidence == (EvidenceLine(None, None, "b c", None),)
    assert (line.coder, line.layer, line.text_sha256, line.values) == (None, None, None, {})


def test_empty_lines_are_passed_over_and_counted() -> None:
    assert [line.line for line in read("\n", SHORT, "  \n", SHORT)] == [2, 4]


def test_equal_lines_without_an_id_get_different_ids_that_never_change() -> None:
    reordered = json.dumps(dict(reversed(json.loads(SHORT).items())), indent=1).replace("\n", "")
    other = SHORT.replace("b c", "b d")

    ids = [line.id for line in read(SHORT, other, reordered)]

    assert len(set(ids)) == 3
    assert [line.id for line in read(other, SHORT, SHORT)] == [ids[1], ids[0], ids[2]]
    assert not any(line.id_given for line in read(SHORT))


def test_two_coders_loading_one_file_get_ids_of_their_own() -> None:
    own = SHORT.replace('"type"', '"coder": "ann", "type"')

    assert read(SHORT, coder="ann")[0].id != read(SHORT, coder="bob")[0].id
    assert read(SHORT, coder="ann")[0].id == read(own, coder="bob")[0].id


def test_a_derived_id_is_a_uuid() -> None:
    assert line_id("{}", 1) == "2abb7496-35de-8a7f-9d45-ce3a27636ef3"
    assert UUID(line_id("{}", 1)).version == 8
    assert line_id("{}", 2) != line_id("{}", 1)


def changed(**keys: object) -> str:
    """The short line with other keys; ``...`` takes a key away."""
    content = {**json.loads(SHORT), **keys}
    return json.dumps({key: value for key, value in content.items() if value is not ...})


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (SHORT[:30], "cut short or is no JSON"),
        (SHORT + SHORT, "cut short or is no JSON"),
        ("null", "no JSON object"),
        ("[" * 100_000, "too deep"),
        (changed(values={"count": 0}).replace("0", "9" * 5000), "too long"),
        (changed(type=...), "neither a record"),
        (changed(type=""), "«type» must be there"),
        (changed(type=5), "«type» must be there"),
        (changed(colour="red"), "no key 'colour'"),
        (changed(document="a.txt"), "«document» must be an object"),
        (changed(document={}), "«source_name» must be there"),
        (changed(document={"source_name": "a", "id": 1}), "no key 'id'"),
        (changed(values=[]), "«values» must be an object"),
        (changed(values={"count": None}), "'count' has no value"),
        (changed(values={"count": float("nan")}), "NaN is no number"),
        (changed(certainty="sure"), "can be high, low, medium, not 'sure'"),
        (changed(layer=1), "«layer» can be"),
        (changed(note=["n"]), "«note» must be text"),
        (changed(note="\ud800"), "half a character"),
        (changed(note="\0"), "no text"),
        (changed(id="a b"), "the id 'a b'"),
        (changed(id="x" * 65), "the id"),
        (changed(links=0), "«links» must be a list"),
        (changed(links=["f1"]), "'f1' is none"),
        (changed(links=[{"to": "f1"}]), "«relation» must be there"),
        (changed(evidence=...), "needs «evidence»"),
        (changed(evidence=[]), "needs «evidence»"),
        (changed(evidence="b c"), "«evidence» must be a list"),
        (changed(evidence=[{}]), "neither a «quote» nor"),
        (changed(evidence=[{"quote": "\n "}]), "a quote is empty"),
        (changed(evidence=[{"quote": "b", "start": 1}]), "both «start» and «end»"),
        (changed(evidence=[{"quote": "b", "end": 1}]), "both «start» and «end»"),
        (changed(evidence=[{"start": True, "end": 2}]), "both «start» and «end»"),
        (changed(evidence=[{"start": 0.0, "end": 2}]), "both «start» and «end»"),
        (changed(evidence=[{"start": 3, "end": 3}]), "empty or backwards"),
        (changed(evidence=[{"start": -1, "end": 3}]), "empty or backwards"),
        (changed(evidence=[{"quote": "b", "page": 1}]), "no key 'page'"),
        (changed(type=..., name="outcome"), "no «value»"),
        (changed(type=..., name="outcome", value="x", basis="guess"), "«basis» can be"),
        (changed(type=..., name="outcome", value="x", links=[]), "no key 'links'"),
    ],
)
def test_a_wrong_line_is_named_with_its_file_and_what_is_wrong(line: str, why: str) -> None:
    with pytest.raises(AnnotationError) as raised:
        read(SHORT, line)

    assert str(raised.value).startswith("some.jsonl, line 2: ")
    assert why in str(raised.value)
    assert len(str(raised.value)) < 300


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_bytes(SHORT.encode() + b"\n" + "é".encode("cp1252"))

    with pytest.raises(AnnotationError, match="not UTF-8"), path.open(encoding="utf-8") as lines:
        list(read_jsonl(lines, path))


@example(words=r"\u0000")
@example(words=r"\\u0000")
@given(words=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_are_read_back_as_they_were(new_study, written, words: str) -> None:
    study = new_study()
    study.document(f"{words}x", source_name=words)
    study.record({"duration": words}, note=words, spans=[(0, len(words) + 1)])

    records, _ = written(study)

    (line,) = read(*records.split("\n"))
    assert (line.source_name, line.note, line.values) == (words, words, {"duration": words})
    assert line.evidence[0].quote == f"{words}x"


@given(line=st.text())
def test_no_line_does_more_than_be_refused(line: str) -> None:
    with pytest.raises(AnnotationError, match=r"some\.jsonl, line 1: "):
        read("{" + line)


def test_the_same_coding_gives_the_same_bytes_whatever_the_store_calls_it(
    new_study, written
) -> None:
    one, other = new_study(), new_study()
    for study in (one, other):
        study.document()
        names = ["outcome", "decided_on"] if study is one else ["decided_on", "outcome"]
        for name in names:
            study.variable(name, "missing:unclear")
        spans = [(0, 5), (0, 10)] if study is one else [(0, 10), (0, 5)]
        study.record({"count": 1}, spans=spans)
    other.records[0] = other.records[0]._replace(id=7, created_at="later", number=9)
    other.record_values[0] = other.record_values[0]._replace(owner_id=7)
    other.evidence[:] = [row._replace(record_id=7, uid=f"x{row.uid}") for row in other.evidence]

    assert written(one) == written(other)
