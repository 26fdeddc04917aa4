"""What a coder sees is the same, byte for byte, whether another coded or not.

Everything that reads is run as ben before and after anna codes. A new method of ``Study`` must be
put among those that read or those that write, or the first test fails.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from storage import (
    AgreementQuestion,
    AnswerPlace,
    Assignment,
    Basis,
    CaseQuery,
    ChangeValue,
    DocumentQuery,
    HistoryQuery,
    Layer,
    MergeValues,
    NewEvidence,
    OpenToChoice,
    Place,
    Progress,
    Question,
    RecordEntry,
    RecordQuery,
    RenameField,
    RetireValue,
    Status,
    StorageError,
    Study,
    View,
    search_query,
)
from storage.codebook.rewriting import Rewriting

Opened = Callable[..., Study]
Entry = Callable[..., RecordEntry]
Read = Callable[[Study, Path], object]

WRITES = {
    "add_coder",
    "add_evidence",
    "add_links",
    "add_memo",
    "add_provisional_value",
    "add_record",
    "annotate",
    "answer_by_hits",
    "assign",
    "change_answers",
    "change_memo",
    "change_record",
    "clear_variable",
    "code_hits",
    "confirm_answer",
    "confirm_identifiers",
    "dismiss_proposal",
    "drop_draft",
    "erase",
    "exclude",
    "finish",
    "flag",
    "group",
    "hand_out",
    "import_paths",
    "join",
    "merge",
    "open_round",
    "read_records",
    "redo",
    "remove_coder",
    "remove_documents",
    "remove_evidence",
    "remove_link",
    "remove_memo",
    "remove_record",
    "remove_records",
    "reopen",
    "reopen_round",
    "sample",
    "save_draft",
    "save_place",
    "segment",
    "set_cues",
    "set_kind",
    "set_role",
    "set_variable",
    "settle",
    "settle_unanimous",
    "undo",
    "undo_change",
    "undo_memo",
    "unflag",
    "ungroup",
}
"""What changes something: own coding, or what everybody works with. Each tells of the current
coder's own only; ``group``, ``erase`` and the like tell of documents."""

ELSEWHERE = {"close", "create", "open", "store", "coder", "upgraded", "read_ahead", "handed_to"}
ELSEWHERE |= {"is_on_server", "only_in_a_file", "only_in_the_study"}
"""What tells nothing of a study, or is opening it."""

APRIL, MAY, JUNE, LATE = "april.txt", "may.txt", "june.txt", "late.txt"
ARDLEY = "ardley-21-004-117.txt"


def uid(study: Study, name: str) -> str:
    """A document by its source name."""
    return study.find_document(name).uid


def folder(path: Path) -> dict[str, bytes]:
    """What every file of a folder holds."""
    return {each.name: each.read_bytes() for each in sorted(path.iterdir())}


def exported(study: Study, place: Path, **asked: object) -> object:
    """A whole dataset."""
    study.export(place / "dataset", **asked)  # type: ignore[arg-type]  # whatever is asked
    return folder(place / "dataset")


def told(study: Study, method: str, *arguments: object, **asked: object) -> object:
    """What a method returns, and all the progress that it tells."""
    heard: list[Progress] = []
    found = getattr(study, method)(*arguments, progress=heard.append, **asked)
    return (list(found) if isinstance(found, Iterator) else found, [each.total for each in heard])


def dry(edit: object) -> Read:
    """What an edit of the codebook says that it would do."""
    return lambda study, place: told(study, "edit_codebook", edit, dry_run=True)


def next_codebook(study: Study) -> str:
    """The codebook with a value less, as a file would have it."""
    rewriting = Rewriting(study.codebook().source)
    rewriting.set(("codebook", "version"), "9.0")
    return rewriting.text().replace('  { name = "mistake", label = "Mistake", code = 3 },\n', "")


def every_change(study: Study) -> list[object]:
    """Every change of the history in detail."""
    return [study.change(change.uid) for change in study.history()]


def bars(study: Study) -> list[object]:
    """What stands behind every group of two figures."""
    figures = [study.figure(Question(View.COUNTS, name)) for name in ("outcome", "finding.fault")]
    return [study.counted(each, group, None) for each in figures for group in each.groups]


READS: dict[str, Read] = {
    "agreement": lambda study, place: study.agreement(AgreementQuestion(status=None, draws=0)),
    "agreement of named coders": lambda study, place: study.agreement(
        AgreementQuestion(coders=("anna", "ben"), status=None, draws=0), units=place
    ),
    "agreement_report": lambda study, place: study.agreement_report(
        AgreementQuestion(status=None, draws=0)
    ),
    "backup": lambda study, place: study.backup(place / "copy.db"),
    "case": lambda study, place: study.case(uid(study, APRIL)),
    "change": lambda study, place: every_change(study),
    "changes": lambda study, place: list(study.changes(HistoryQuery())),
    "codebook": lambda study, place: study.codebook().source,
    "codebook_versions": lambda study, place: study.codebook_versions(),
    "coded_by_many": lambda study, place: study.coded_by_many(uid(study, APRIL)),
    "coded_again": lambda study, place: study.coded_again(study.search("office").hits),
    "coder_infos": lambda study, place: study.coder_infos(),
    "coders": lambda study, place: study.coders(),
    "coding": lambda study, place: [study.coding(uid(study, name)) for name in (APRIL, MAY, JUNE)],
    "count_answers": lambda study, place: study.count_answers(
        [AnswerPlace(None, "outcome"), AnswerPlace("finding", "fault", "silence")]
    ),
    "count_documents": lambda study, place: [
        study.count_documents(DocumentQuery(status=status)) for status in Status
    ],
    "count_doubtful_answers": lambda study, place: study.count_doubtful_answers(),
    "count_records": lambda study, place: study.count_records(RecordQuery("finding")),
    "counted": lambda study, place: bars(study),
    "cues_on": lambda study, place: study.cues_on(),
    "document": lambda study, place: study.document(uid(study, APRIL)),
    "documents": lambda study, place: [
        study.documents(DocumentQuery(sort=sort)) for sort in ("position", "status", "queue")
    ],
    "documents by status": lambda study, place: [
        study.documents(DocumentQuery(status=status)) for status in Status
    ],
    "documents that are flagged": lambda study, place: study.documents(DocumentQuery(flagged=True)),
    "disagreements": lambda study, place: study.disagreements(),
    "doubtful_answers": lambda study, place: study.doubtful_answers(),
    "draft": lambda study, place: study.draft(uid(study, APRIL)),
    "earlier_answers": lambda study, place: [
        study.earlier_answers("topic"),
        study.earlier_answers("code", record_type="finding"),
        study.earlier_answers("respondent"),
    ],
    "edit_codebook": dry(MergeValues("finding", "fault", ("silence",), "delay")),
    "edit_codebook, retire": dry(RetireValue("finding", "fault", "silence", retired=True)),
    "edit_codebook, rename": dry(RenameField(None, "topic", "subject")),
    "edit_codebook, open to choice": dry(OpenToChoice("finding", "code")),
    "set_codebook": lambda study, place: told(
        study, "set_codebook", next_codebook(study), dry_run=True
    ),
    "revert_codebook": lambda study, place: told(study, "revert_codebook", dry_run=True),
    "export": lambda study, place: exported(study, place),
    "export as JSON lines": lambda study, place: exported(study, place, format="jsonl"),
    "export of own": lambda study, place: exported(study, place, coder="ben", coders="coded"),
    "export of another": lambda study, place: exported(study, place, coder="anna"),
    "export of everybody": lambda study, place: exported(study, place, layer=Layer.CODER),
    "export of a round": lambda study, place: exported(
        study, place, layer=Layer.CODER, round="main"
    ),
    "export of what is done": lambda study, place: exported(study, place, status=Status.DONE),
    "export of gold": lambda study, place: exported(study, place, layer=Layer.GOLD),
    "export_package": lambda study, place: (
        study.export_package(place / "package", program="casecoder"),
        (place / "package.zip").read_bytes(),
    ),
    "figure": lambda study, place: [
        told(study, "figure", Question(view, by="coder" if view is View.PROGRESS else None))
        for view in (View.PROGRESS, View.COUNTS, View.AMOUNTS, View.TIME)
    ],
    "figure of records": lambda study, place: told(
        study, "figure", Question(View.PROGRESS, "records", by="coder")
    ),
    "find_document": lambda study, place: study.find_document(APRIL),
    "history": lambda study, place: [
        list(study.history()),
        list(study.history(uid(study, APRIL))),
        list(study.changes(HistoryQuery(study_wide=True))),
    ],
    "history_page": lambda study, place: study.history_page(HistoryQuery(filter="added")),
    "hits": lambda study, place: [
        list(study.hits(replace(search_query("office"), coded=coded))) for coded in (True, False)
    ],
    "last_place": lambda study, place: study.last_place(),
    "may_see": lambda study, place: (study.may_see("anna"), study.may_see("anna", "pilot")),
    "memo_page": lambda study, place: study.memo_page(),
    "memos": lambda study, place: study.memos(),
    "missing": lambda study, place: study.missing(uid(study, APRIL)),
    "neighbour": lambda study, place: study.neighbour(uid(study, APRIL), 1),
    "next_case": lambda study, place: study.next_case(CaseQuery(), ""),
    "next_to_do": lambda study, place: study.next_to_do(),
    "open_answers": lambda study, place: [
        study.open_answers("finding", "code"),
        study.open_answers(None, "topic"),
    ],
    "open_document": lambda study, place: [
        study.open_document(uid(study, name)) for name in (APRIL, MAY, JUNE)
    ],
    "open_work": lambda study, place: study.open_work("anna"),
    "overview": lambda study, place: study.overview(),
    "place": lambda study, place: study.place(uid(study, APRIL)),
    "quotations": lambda study, place: study.quotations(AnswerPlace("finding", "fault", "silence")),
    "record": lambda study, place: study.record(study.coding(uid(study, JUNE)).records[0].uid),
    "record_uids": lambda study, place: study.record_uids(RecordQuery("finding"), 10),
    "record_values": lambda study, place: study.record_values(RecordQuery("finding"), "fault"),
    "records_page": lambda study, place: study.records_page(
        RecordQuery("finding", filter="silence", by="fault", grouped=True)
    ),
    "records_to_read": lambda study, place: study.records_to_read(),
    "rounds": lambda study, place: study.rounds(),
    "rounds_to_settle": lambda study, place: study.rounds_to_settle(),
    "search": lambda study, place: [
        told(study, "search", line) for line in ("office", "office coded:yes", "o.fice status:done")
    ],
    "standing": lambda study, place: study.standing(),
    "text": lambda study, place: study.text(uid(study, APRIL)),
    "unclear_values": lambda study, place: study.unclear_values(),
    "verify": lambda study, place: told(study, "verify"),
    "write_agreement_report": lambda study, place: study.write_agreement_report(
        place / "report", AgreementQuestion(status=None, draws=0), program="casecoder"
    ),
    "write_records": lambda study, place: (
        study.write_records(RecordQuery("finding"), place / "records.csv"),
        (place / "records.csv").read_bytes(),
    ),
}
"""Everything that reads, by the method's name; what a comma or word follows is another way to ask."""


def seen(store: Path, coder: str, place: Path) -> dict[str, object]:
    """All that a coder sees of a study, refusals included."""
    found: dict[str, object] = {}
    with Study.open(store, coder=coder) as study:
        for name, read in READS.items():
            folder_of_it = place / name.replace(" ", "_")
            folder_of_it.mkdir(parents=True)
            try:
                found[name] = repr(read(study, folder_of_it)).replace(str(place), "")
            except StorageError as error:
                found[name] = repr(error)
    return found


@pytest.fixture
def pair(study: Study, opened: Opened, finding: Entry, tmp_path: Path) -> Study:
    """Ben's study, which anna leads; both were given everything, and ben has coded a document."""
    study.add_coder("ben")
    study.assign(Assignment("main", coders=("anna", "ben"), keep_cues=True))
    ben = opened(Path(study.store), "ben")
    june = uid(ben, JUNE)
    record = ben.add_record(june, finding(0, 10, fault="silence", code="lost"))
    ben.add_record(june, finding(11, 20, fault="mistake"))
    ben.set_variable(june, "outcome", "upheld")
    ben.set_variable(june, "topic", "papers")
    ben.add_memo("record", record.uid, "Is it one?")
    ben.finish(june, ["remedy"])
    ben.group([uid(ben, APRIL), uid(ben, MAY)])
    (tmp_path / "late.txt").write_text("A case that came late and is short.\n", encoding="utf-8")
    ben.import_paths([tmp_path / "late.txt"])
    ben.add_provisional_value("finding", "fault", "Lost papers")
    ben.edit_codebook(ChangeValue("finding", "fault", "delay", {"definition": "Took too long."}))
    return ben


def anna_codes(study: Study, finding: Entry, place: Path) -> None:
    """Everything that coding can be, by anna, in every document."""
    april, may, june, ardley = (uid(study, name) for name in (APRIL, MAY, JUNE, ARDLEY))
    late = uid(study, LATE)
    for document in (april, may, june, late):
        first = study.add_record(document, finding(0, 10, fault="silence", code="hidden words"))
        other = study.add_record(
            document, finding(3, 9, NewEvidence(10, 14, "fault"), fault="delay", length="9 weeks")
        )
        study.set_variable(document, "outcome", "not_upheld", basis=Basis.INFERRED)
        study.set_variable(document, "topic", "hidden topic")
        study.add_memo("document", document, "A hidden memo.")
        study.add_memo("record", first.uid, "Another hidden memo.")
        study.flag(document, "A hidden question?")
        study.save_draft(document, "{}")
        study.save_place(Place(document, 5, "{}"))
    study.add_memo("study", study.overview().uid, "A hidden memo on everything.")
    study.add_links(first.uid, "same_as", [study.coding(april).records[0].uid])
    study.remove_record(other.uid)
    study.add_record(late, finding(0, 5, fault="lost_papers"))
    study.finish(april, ["remedy"])
    study.exclude(may, "hidden reason")
    study.confirm_identifiers(ardley)
    study.dismiss_proposal(ardley, "outcome")
    study.code_hits(study.search("office").hits, "finding", {"fault": "mistake"})
    study.undo(june)
    (place / "load.jsonl").write_text(
        json.dumps(
            {
                "type": "remedy",
                "document": {"source_name": JUNE},
                "coder": "anna",
                "values": {"amount": {"amount": 100, "currency": "GBP"}},
                "evidence": [{"quote": "found it again"}],
            }
        )
        + "\n",
        encoding="utf-8",
    )
    study.annotate(place / "load.jsonl")


def test_every_method_of_a_study_is_known_to_read_or_to_write() -> None:
    public = {name for name in dir(Study) if not name.startswith("_")}
    reads = {name.replace(",", "").split()[0] for name in READS}

    assert public - ELSEWHERE == reads | WRITES
    assert not reads & WRITES


def test_what_a_coder_sees_is_the_same_whether_another_codes_or_not(
    study: Study, pair: Study, finding: Entry, tmp_path: Path
) -> None:
    before = seen(Path(study.store), "ben", tmp_path / "before")
    anna_codes(study, finding, tmp_path)
    after = seen(Path(study.store), "ben", tmp_path / "after")

    assert {name: it for name, it in after.items() if it != before[name]} == {}
    words = repr(after)
    assert "hidden" not in words.replace("hidden_", "")
    assert "papers" in words


def test_a_lead_who_codes_sees_how_far_others_are_and_nothing_else(
    study: Study, pair: Study, finding: Entry, tmp_path: Path
) -> None:
    study.add_record(uid(study, JUNE), finding())
    before = seen(Path(study.store), "anna", tmp_path / "before")
    pair.add_record(uid(pair, APRIL), finding(0, 10, fault="silence", code="hidden words"))
    pair.set_variable(uid(pair, APRIL), "topic", "hidden topic")
    pair.add_memo("document", uid(pair, APRIL), "A hidden memo.")
    after = seen(Path(study.store), "anna", tmp_path / "after")

    differ = {name for name, it in after.items() if it != before[name]}
    assert differ == {"coder_infos", "rounds"}
    assert "hidden" not in repr(after)
