"""The sample study's documents are recognised as what they are."""

from importlib import resources

import pytest

from storage.documents import SUFFIXES, read

CASES = sorted(
    (path for path in resources.files("seeds").joinpath("cases").iterdir()),
    key=lambda path: path.name,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_sample_document_is_recognised(case):
    reading = read(case.read_bytes(), case.name)
    passages = [each.passage for each in reading.proposals]

    assert case.name.endswith(tuple(SUFFIXES))
    assert reading.kind != "other"
    assert reading.respondents
    assert not reading.warnings
    assert all(passage.end <= len(reading.text) for passage in passages)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.name[-7:-4].isdecimal()], ids=lambda case: case.name
)
def test_every_sample_decision_has_reference_and_outcome(case):
    reading = read(case.read_bytes(), case.name)

    assert reading.reference
    assert reading.outcome
    assert reading.segmentation.sections
