"""Cues of a study: which are shown, and the switch that turns them off."""

import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from storage import ChangeRefused, Cue, Passage, Segmentation, Study
from storage.documents import segmentation_to_json
from storage.study.prepared import Prepared


@pytest.fixture(autouse=True)
def pointing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cues wherever a text says week, of a finding, and of a type that no codebook here has."""

    def cues(text: str, _parts: Segmentation, kind: str) -> tuple[Cue, ...]:
        places = [place for place in range(len(text)) if text.startswith("week", place)]
        return tuple(
            Cue(name, place, place + 4, f"{kind}: 'week'")
            for place in places
            for name in ("finding", "miracle")
        )

    monkeypatch.setitem(sys.modules, "storage.documents.cues", SimpleNamespace(cues=cues))


def test_a_document_is_opened_with_the_cues_of_its_codebook(study: Study, april: str) -> None:
    opened = study.open_document(april)

    assert opened.cues_on
    assert {cue.type for cue in opened.cues} == {"finding"}
    assert all(opened.text.text[cue.start : cue.end] == "week" for cue in opened.cues)
    assert opened.cues[0].why == f"{opened.coding.document.kind}: 'week'"


def test_boilerplate_has_no_cues(study: Study, april: str) -> None:
    opened = study.open_document(april)
    parts = opened.text.segmentation
    whole = replace(parts, boilerplate=(Passage(0, len(opened.text.text)),))

    words = Prepared().words(
        april, opened.text.text, segmentation_to_json(whole), "other", with_cues=True
    )
    assert words.cues == ()


def test_a_study_without_cues_shows_none(study: Study, april: str) -> None:
    said = study.set_cues(False)

    opened = study.open_document(april)
    assert (said, opened.cues_on, opened.cues) == ("Cues turned off.", False, ())
    assert not study.cues_on()


def test_turning_cues_is_a_change_that_can_be_taken_back(study: Study) -> None:
    study.set_cues(False)
    change = next(study.history())

    study.undo_change(change.uid)

    assert (change.action, change.summary) == ("set cues", "Cues turned off.")
    assert study.cues_on()
    assert list(study.verify()) == []


def test_an_undo_is_refused_where_cues_were_turned_since(study: Study) -> None:
    study.set_cues(False)
    change = next(study.history())
    study.set_cues(True)

    with pytest.raises(ChangeRefused, match="changed since"):
        study.undo_change(change.uid)


def test_what_is_so_already_is_no_change(study: Study) -> None:
    before = list(study.history())

    assert study.set_cues(True) == "Cues are on already."
    assert list(study.history()) == before
