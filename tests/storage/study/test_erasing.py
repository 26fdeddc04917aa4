import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import ChangeRefused, NewEvidence, NotFound, RecordEntry, StoreLocked, Study
from storage.database import schema

SECRETS = (
    "Quillfeather",
    "Obadiah",
    "zwiebelturm",
    "grumblesome",
    "thistledown",
    "perplexing",
    "marmalade",
    "whortleberry",
    "umbrage",
    "kerfuffle",
    "cattywampus",
    "snickersnee",
)
"""Words that stand nowhere else, one for each place where something of a document is kept."""


@pytest.fixture
def secret(study: Study, tmp_path: Path) -> str:
    """uid of a document, coded in every way, whose words can be told from all others."""
    path = tmp_path / "Quillfeather.txt"
    path.write_text(
        "Obadiah against the council\n\nThe zwiebelturm was perplexing to everybody. " * 40
    )
    about = tmp_path / "about.csv"
    about.write_text(
        "source_name,case,title,url\nQuillfeather.txt,cattywampus,Obadiah,https://umbrage.example\n"
    )
    (uid,) = (file.document for file in study.import_paths([path], metadata=about).files)
    assert uid is not None
    entry = RecordEntry("finding", {"code": "grumblesome"}, (NewEvidence(0, 7),), None, "marmalade")
    record = study.add_record(uid, entry)
    study.change_record(record.uid, entry)
    study.set_variable(uid, "topic", "thistledown")
    study.add_memo("document", uid, "kerfuffle")
    study.add_memo("record", record.uid, "whortleberry")
    study.flag(uid, "snickersnee")
    study.save_draft(uid, '{"quote": "zwiebelturm"}')
    return uid


def remains(store: Path) -> list[str]:
    """Which of the secret words are still in the store's files."""
    files = [path.read_bytes() for path in store.parent.glob(f"{store.name}*")]
    return [word for word in SECRETS if any(word.lower().encode() in f.lower() for f in files)]


def test_before_erasing_every_word_is_there(store: Path, secret: str) -> None:
    assert remains(store) == list(SECRETS)


def test_erasing_leaves_no_word_in_the_files(study: Study, store: Path, secret: str) -> None:
    study.erase(secret, "the family asked")

    assert remains(store) == []


def test_what_is_left_of_an_erased_document_is_whole(study: Study, secret: str) -> None:
    study.erase(secret, "the family asked")

    assert list(study.verify()) == []
    assert study.overview().documents == 4
    assert study.overview().flagged == study.overview().records["finding"] == 0
    assert study.search("zwiebelturm").hits == ()
    assert next(study.history(limit=1)).summary == "Document erased: the family asked"


def test_an_erased_document_is_not_there_any_more(study: Study, secret: str) -> None:
    study.erase(secret, "the family asked")

    for use in (study.document, study.text, study.coding, study.undo, study.redo):
        with pytest.raises(NotFound):
            use(secret)


def test_a_removed_document_can_be_erased(study: Study, store: Path, secret: str) -> None:
    study.remove_documents([secret])

    study.erase(secret, "the family asked")

    assert remains(store) == []
    assert list(study.verify()) == []


def test_a_removal_of_what_was_erased_cannot_be_taken_back(study: Study, secret: str) -> None:
    study.remove_documents([secret])
    removal = next(study.history(limit=1)).uid
    study.erase(secret, "the family asked")

    with pytest.raises(ChangeRefused, match="erased"):
        study.undo_change(removal)


def test_erasing_twice_finds_nothing(study: Study, april: str) -> None:
    study.erase(april, "asked to")

    with pytest.raises(NotFound, match="^That document is not in this study"):
        study.erase(april, "asked to")


def test_erasing_needs_a_reason(study: Study, april: str) -> None:
    with pytest.raises(ChangeRefused, match="reason"):
        study.erase(april, "  ")

    assert study.document(april).uid == april


def test_links_to_an_erased_document_go_with_it(
    study: Study,
    april: str,
    may: str,
    finding: Callable[..., RecordEntry],
    remedy: Callable[..., RecordEntry],
) -> None:
    found = study.add_record(april, finding())
    put_right = study.add_record(may, remedy(), {"redresses": [found.uid]})

    study.erase(april, "asked to")

    assert study.coding(may).records[0].uid == put_right.uid
    assert study.coding(may).records[0].links == study.coding(may).incoming == ()
    assert list(study.verify()) == []


def test_a_link_to_an_erased_record_is_not_redone(
    study: Study,
    april: str,
    may: str,
    finding: Callable[..., RecordEntry],
    remedy: Callable[..., RecordEntry],
) -> None:
    found = study.add_record(april, finding())
    put_right = study.add_record(may, remedy())
    study.add_links(put_right.uid, "redresses", [found.uid])
    study.undo(may)
    study.erase(april, "asked to")

    with pytest.raises(ChangeRefused, match="a record that it links was removed since"):
        study.redo(may)

    assert list(study.verify()) == []


def test_other_coders_work_on_an_erased_document_goes_too(
    store: Path, opened: Callable[..., Study], april: str, finding: Callable[..., RecordEntry]
) -> None:
    anna, ben = opened(store, "anna"), opened(store, "ben")
    ben.add_record(april, finding(code="grumblesome"))
    ben.add_memo("document", april, "kerfuffle")

    anna.erase(april, "asked to")

    assert remains(store) == []
    assert ben.memos() == ()
    assert ben.overview().records["finding"] == 0


def test_somebody_who_joins_later_has_nothing_to_do_with_it(
    store: Path, opened: Callable[..., Study], april: str
) -> None:
    opened(store, "anna").erase(april, "asked to")

    zoe = opened(store, "zoe")
    zoe.join()

    assert zoe.overview().statuses["todo"] == 3
    assert list(zoe.verify()) == []


def test_while_another_program_reads_the_user_is_told_what_remains(
    study: Study, store: Path, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "PATIENCE", 0.1)
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM document").fetchone()
        with pytest.raises(StoreLocked, match="is erased, but .* closed"):
            study.erase(secret, "the family asked")

    study.close()
    assert remains(store) == []
