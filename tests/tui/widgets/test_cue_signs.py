"""Which cues wait, where they are, and whether one pointed at a passage."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import (
    Coding,
    Cue,
    DocumentText,
    Evidence,
    NewEvidence,
    OpenDocument,
    Passage,
    Segmentation,
)
from tui.widgets.cue_signs import cues_at, open_cues, was_shown

SENTENCES = tuple(Passage(start, start + 9) for start in range(0, 100, 10))
CUES = tuple(
    Cue(kind, start + 2, start + 5, "why")
    for start in range(0, 100, 20)
    for kind in ("finding", "remedy")
)


def opened(coding: Coding, *, cues_on: bool = True) -> OpenDocument:
    parts = Segmentation(1, (), (), SENTENCES, ())
    text = DocumentText("d", "x" * 100, parts)
    return OpenDocument(text, coding, None, None, None, None, cues_on, CUES if cues_on else ())


@pytest.fixture
def coded(form_coding: Coding) -> Callable[..., OpenDocument]:
    """The document with findings on some passages."""

    def coded(*passages: tuple[int, int]) -> OpenDocument:
        evidence = tuple(Evidence("e", start, end, "") for start, end in passages)
        records = (replace(form_coding.records[0], evidence=evidence),) if evidence else ()
        return opened(replace(form_coding, records=records))

    return coded


def test_a_record_settles_the_cues_of_its_type_in_its_sentence(coded) -> None:
    waiting = open_cues(coded((27, 28)))

    assert set(CUES) - set(waiting) == {Cue("finding", 22, 25, "why")}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 30)), max_size=6))
def test_settled_are_those_whose_sentence_a_passage_touches(
    coded, spans: list[tuple[int, int]]
) -> None:
    passages = [(start, min(100, start + length)) for start, length in spans]
    waiting = open_cues(coded(*passages))

    for cue in CUES:
        start, end = cue.start - 2, cue.start + 7
        touched = any(first < end and start < last for first, last in passages)
        assert (cue not in waiting) == (touched and cue.type == "finding")


def test_the_cues_of_a_passage_are_those_that_begin_in_it() -> None:
    assert cues_at(CUES, Passage(20, 29)) == CUES[2:4]
    assert cues_at(CUES, Passage(23, 40)) == ()


@pytest.mark.parametrize(
    ("name", "start", "end", "expected"),
    [("finding", 20, 29, True), ("finding", 10, 19, False), ("recommendation", 20, 29, False)],
)
def test_a_cue_of_the_type_has_to_touch_the_passage(coded, name, start, end, expected) -> None:
    assert was_shown(coded(), name, NewEvidence(start, end)) is expected


def test_without_cues_nothing_can_be_said(form_coding: Coding) -> None:
    document = opened(form_coding, cues_on=False)

    assert was_shown(document, "finding", NewEvidence(20, 29)) is None
