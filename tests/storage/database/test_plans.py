"""What the interface asks for never reads a whole table that grows with the study."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from storage import (
    Assignment,
    DocumentQuery,
    Held,
    HistoryQuery,
    Hit,
    MemoQuery,
    NewEvidence,
    Place,
    RecordEntry,
    RecordQuery,
    Study,
    search_query,
)
from storage.database.engine import open_engine

SMALL = (
    "study",
    "coder",
    "codebook",
    "round",
    "total",
    "CONSTANT ROW",
    "(subquery",
    "anon_1",
    "held",
)
"""What may be read whole: a handful of rows in any study, or rows of the same statement."""

OF_A_CODER = re.compile(r"\(coder_id=\?( AND (layer|type|name)=\?)*\)$")
OF_DOCUMENTS = re.compile(r"document_id (= \?|IN \(\?)")

FINDING = RecordEntry("finding", {"fault": "delay", "code": "x"}, (NewEvidence(0, 4),))
REMEDY = RecordEntry("remedy", {}, (NewEvidence(0, 4),))


class Desk:
    """A study at work, and the documents and records that actions need."""

    def __init__(self, study: Study, document: str, other: str) -> None:
        self.study = study
        self.document = document
        self.other = other
        self.finding = study.add_record(document, FINDING).uid
        self.remedy = study.add_record(document, REMEDY).uid
        study.add_links(self.remedy, "redresses", [self.finding])
        for number in range(3):
            study.add_memo("document", document, f"Memo {number}.")
        study.flag(document, "?")
        self.hit = Hit(document, "", 0, 4, "", "", "")
        self.change = next(study.history(limit=1)).uid


ASKED: dict[str, Callable[[Desk], object]] = {
    "overview": lambda d: d.study.overview(),
    "open": lambda d: d.study.open_document(d.document),
    "missing": lambda d: d.study.missing(d.document),
    "case": lambda d: d.study.case(d.document),
    "find by name": lambda d: d.study.find_document("april.txt"),
    "find by uid": lambda d: d.study.find_document(d.document[:-2]),
    "next to do": lambda d: d.study.next_to_do(d.document),
    "neighbour": lambda d: d.study.neighbour(d.document, 1),
    "earlier answers": lambda d: d.study.earlier_answers("code", "x"),
    "records": lambda d: d.study.records_page(RecordQuery("finding")),
    "records by value": lambda d: d.study.records_page(
        RecordQuery("finding", by="fault", grouped=True)
    ),
    "records by text": lambda d: d.study.records_page(RecordQuery("finding", by="code")),
    "records of a value": lambda d: d.study.records_page(
        RecordQuery("finding", where=(Held("fault", "delay"),), variables=(Held("topic", "x"),))
    ),
    "history": lambda d: d.study.history_page(),
    "own history": lambda d: d.study.history_page(HistoryQuery(mine=True)),
    "history of the study": lambda d: d.study.history_page(HistoryQuery(study_wide=True)),
    "history of a document": lambda d: d.study.history_page(HistoryQuery(document=d.document)),
    "history of a record": lambda d: d.study.history_page(HistoryQuery(record=d.finding)),
    "history of a day": lambda d: d.study.history_page(HistoryQuery(since="2020", until="2999")),
    "further history": lambda d: further(d.study.history_page),
    "one change": lambda d: d.study.change(d.change),
    "memos": lambda d: further(d.study.memo_page),
    "memos by document": lambda d: further(partial(d.study.memo_page, MemoQuery(by_document=True))),
    "last place": lambda d: d.study.last_place(),
    "save place": lambda d: d.study.save_place(Place(d.document, 1, "{}")),
    "save draft": lambda d: d.study.save_draft(d.document, "{}"),
    "add record": lambda d: d.study.add_record(d.document, REMEDY, {"redresses": [d.finding]}),
    "change record": lambda d: d.study.change_record(d.finding, FINDING),
    "remove record": lambda d: d.study.remove_record(d.finding),
    "add evidence": lambda d: d.study.add_evidence(d.finding, NewEvidence(5, 9)),
    "set variable": lambda d: d.study.set_variable(d.document, "topic", "rooms"),
    "code hits": lambda d: d.study.code_hits([d.hit], "finding", {"fault": "silence"}),
    "answer by hits": lambda d: d.study.answer_by_hits([d.hit], "topic", "rooms"),
    "hits again": lambda d: d.study.coded_again([d.hit]),
    "undo what was made of hits": lambda d: d.study.undo_change(
        d.study.code_hits([d.hit], "finding", {"fault": "silence"}).change or ""
    ),
    "add memo": lambda d: d.study.add_memo("record", d.finding, "?"),
    "exclude": lambda d: d.study.exclude(d.document, "a duplicate"),
    "flag": lambda d: d.study.flag(d.document, "!"),
    "undo": lambda d: d.study.undo(d.document),
    "undo and redo": lambda d: (d.study.undo(d.document), d.study.redo(d.document)),
    "undo from the history": lambda d: d.study.undo_change(d.change),
    "group": lambda d: d.study.group([d.document, d.other]),
    "remove documents": lambda d: d.study.remove_documents([d.document]),
}


def further(read: Callable[..., Any]) -> None:
    """Read the first page of a list, the next, and back."""
    page = read(limit=1)
    page = read(cursor=page.after, limit=1)
    read(cursor=page.before, backwards=True, limit=1)


def scans(path: Path, statements: list[str]) -> list[str]:
    """What statements read whole, by SQLite's own plan."""
    found = []
    with closing(sqlite3.connect(path)) as connection:
        for statement in map(with_many, statements):
            if statement.startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
                values = [None] * statement.count("?")
                plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
                steps = [row[3] for row in plan]
                found += [f"{step}: {statement}" for step in steps if is_whole(step, statement)]
    return found


def with_many(statement: str) -> str:
    """A statement that asks for a hundred things where this one asks for some: it is planned otherwise."""
    return re.sub(r"IN \(\?(, \?)*\)", f"IN ({', '.join('?' * 100)})", statement)


def is_whole(step: str, statement: str) -> bool:
    """Whether a step reads a table whole; or all that a coder made, where documents are named."""
    if step.startswith("SCAN "):
        return not step.removeprefix("SCAN ").startswith(SMALL)
    return bool(OF_A_CODER.search(step) and OF_DOCUMENTS.search(statement))


@pytest.mark.parametrize("ask", ASKED.values(), ids=list(ASKED))
def test_no_whole_table_is_read(
    store: Path, april: str, may: str, ask: Callable[[Desk], object]
) -> None:
    engine = open_engine(store)
    with Study(engine, store, "anna") as study:
        desk = Desk(study, april, may)
        said: list[str] = []

        @event.listens_for(engine, "before_cursor_execute")
        def hear(_c, _k, statement, *_rest) -> None:  # type: ignore[no-untyped-def]
            said.append(statement)

        ask(desk)

    assert said
    assert scans(store, said) == []


def test_a_queue_is_read_from_the_indexes_that_know_its_rounds(
    store: Path, april: str, may: str
) -> None:
    engine = open_engine(store)
    said: list[tuple[str, Any]] = []
    with Study(engine, store, "anna") as study:
        for name in ("pilot", "main"):
            study.assign(Assignment(name, coders=("anna",), size=2, seed=1))

        @event.listens_for(engine, "before_cursor_execute")
        def hear(_c, _k, statement, parameters, *_rest) -> None:  # type: ignore[no-untyped-def]
            said.append((statement, parameters))

        study.next_to_do(april)
        further(partial(study.documents, DocumentQuery(sort="queue")))

    with closing(sqlite3.connect(store)) as connection:
        plans = [
            row[3]
            for statement, parameters in said
            if statement.startswith("SELECT")
            for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            if "ix_review" in row[3]
        ]
    known = r"\(coder_id=\?( AND in_queue=\?)? AND round[=>]\?( AND document_id[<>]\?)?\)"
    assert plans
    assert [plan for plan in plans if not re.search(known, plan)] == []


@pytest.mark.parametrize("words", ["nobody", "/nobody/"])
def test_a_search_looks_into_no_index_but_that_of_its_words(
    store: Path, april: str, words: str
) -> None:
    engine = open_engine(store)
    said: list[tuple[str, Any]] = []
    with Study(engine, store, "anna") as study:
        line = f"{words} kind:other status:todo after:2001 before:2030"

        @event.listens_for(engine, "before_cursor_execute")
        def hear(_c, _k, statement, parameters, *_rest) -> None:  # type: ignore[no-untyped-def]
            said.append((statement, parameters))

        list(study.hits(search_query(line)))

    statement, parameters = next(each for each in said if "JOIN review" in each[0])
    with closing(sqlite3.connect(store)) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    assert plan[0].startswith(("SCAN text_search VIRTUAL TABLE", "SEARCH document USING INTEGER"))
    assert [
        each for each in plan[1:] if "rowid=?" not in each and "document_id=?" not in each
    ] == []
