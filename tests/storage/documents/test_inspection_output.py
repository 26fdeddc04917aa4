"""What ``casecoder inspect --json`` prints has exactly its keys, in their order."""

import json

from storage.documents import inspection

KEYS = (
    "file kind title respondents reference category decision decision_date outcome text "
    "text_sha256 sections paragraphs boilerplate payments grades cues warnings"
)


def test_the_keys_are_those_of_the_contract(lgsco):
    assert list(inspection(lgsco)) == KEYS.split(" ")


def test_it_is_json_and_what_is_absent_is_null(read_text):
    printed = json.loads(json.dumps(inspection(read_text("press_ombudsman"))))

    assert printed["file"] == "press_ombudsman.txt"
    assert printed["kind"] == "press_ombudsman"
    assert printed["outcome"] is None
    assert [each["amount"] for each in printed["payments"]] == [1250]


def test_paragraphs_name_their_section(lgsco):
    found = inspection(lgsco)
    first = next(part for part in found["paragraphs"] if part["label"] == "3")

    assert first["section"] == "What happened"
    assert lgsco.text[first["start"] :].startswith("3. In March")
    assert found["paragraphs"][0]["section"] is None


def test_passages_are_slices_of_the_text(spso):
    found = inspection(spso)

    assert [list(part) for part in found["boilerplate"]] == [["start", "end"]]
    assert spso.text[found["sections"][0]["start"] :].startswith("Summary")


def test_what_an_inspection_made_of_each_area_is_printed(read_text):
    printed = inspection(read_text("inspection"))

    assert printed["grades"] == [
        {
            "area": "Overall effectiveness",
            "grade": "requires_improvement",
            "start": printed["text"].index("Requires"),
            "end": printed["text"].index("Requires") + len("Requires improvement to be good"),
        }
    ]
