"""The sample study is made once, whole or not at all."""

from pathlib import Path

import pytest

from storage import AnnotationError, StoreUnwritable, Study
from tui.cli.demo import demo_opener


def opened(folder: str | None = None, *, fresh: bool = False) -> Study:
    return demo_opener(folder, "anna", fresh=fresh)()


def test_the_sample_study_has_its_documents_and_one_of_them_coded_and_done(place):
    with opened() as study:
        about = study.overview()

    assert about.name == "Sample study"
    assert about.documents >= 10
    assert about.statuses["done"] == 1
    assert all(about.records.values())
    assert study.store == str(place / "casecoder-demo" / "casecoder.db")


def test_files_of_every_sort_wait_beside_it_to_be_imported(place):
    opened().close()
    folder = place / "casecoder-demo"

    assert sorted(file.name for file in folder.iterdir()) == ["casecoder.db", "incoming"]
    waiting = {file.suffix for file in (folder / "incoming").iterdir()}
    assert waiting == {".pdf", ".docx", ".csv", ".zip"}


def test_it_is_opened_again_as_it_was_left(place):
    with opened("there") as study:
        first = study.documents().rows[0]
        study.flag(first.uid, "look again")
    with opened("there") as study:
        again = study.document(first.uid)

    assert again.flag_reason == "look again"


def test_a_fresh_one_is_made_beside_it(place):
    for fresh in (True, True, True):
        opened("there", fresh=fresh).close()

    assert sorted(each.name for each in place.iterdir()) == ["there", "there-2", "there-3"]


def test_what_is_broken_off_leaves_no_study(place, monkeypatch):
    def broken(*_arguments: object, **_options: object) -> None:
        raise AnnotationError("broken off")

    with monkeypatch.context() as broken_off:
        broken_off.setattr(Study, "annotate", broken)
        with pytest.raises(AnnotationError):
            opened()

    assert list((place / "casecoder-demo").iterdir()) == []

    with opened() as study:
        done = study.overview().statuses["done"]

    assert done == 1


def test_a_place_where_nothing_can_be_made_is_named(place):
    (place / "file").write_text("in the way")

    with pytest.raises(StoreUnwritable, match="cannot be made in .*file"):
        opened(str(Path("file", "below")))
