"""Builds a study of any size in one go, by the store's own bulk functions, for the programs beside it.

Every document has ten passages: five records with two passages and two values each. One document
of fifty is still to do, the others are done. What is built already is used again.

    python tests/benchmarks/big_study.py FILE --documents 1000000
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from workload import Case, cases

CODER = "meter"
"""Who coded everything."""
TO_DO = 50
"""One document of so many is still to do."""
BATCH = 5000
"""Documents written in one transaction."""
RECORDS = (
    ("finding", 1, {"conclusion": "criticism", "duration": "ten weeks"}),
    ("finding", 2, {"conclusion": "no_fault", "extent": "one_case"}),
    ("finding", 3, {"conclusion": "criticism", "fault_type": "delay"}),
    ("remedy", 1, {"remedy_type": "apology", "status": "agreed"}),
    ("recommendation", 1, {"recommendation_type": "audit", "status": "done"}),
)
"""Type, number and values of the records of each document."""
DATASET_KINDS = ("lgsco_decision", "lgsco_decision", "spso_decision", "press_ombudsman", "other")
OUTCOMES = ("upheld", "not_upheld", "not_investigated", None)
FAST = ("synchronous=OFF", "cache_size=-600000", "wal_autocheckpoint=20000")
"""Settings that nobody's data would be trusted to."""


def built(path: Path, n: int, words: int = 60) -> Path:
    """The study of ``n`` documents of ``words`` words at ``path``, built if it is not there."""
    if path.exists():
        return path
    from seeds import starter_codebook
    from storage import Study

    half = path.with_suffix(".part")
    for ending in ("", "-wal", "-shm"):
        Path(f"{half}{ending}").unlink(missing_ok=True)
    begun = time.perf_counter()
    with Study.create(half, coder=CODER, codebook=starter_codebook()) as study:
        study.join()
        _fill(study._engine, n, words)
    half.rename(path)
    sys.stderr.write(f"built {path} in {time.perf_counter() - begun:,.0f} s\n")
    return path


def _fill(engine: Any, n: int, words: int) -> None:
    from sqlalchemy import event

    from storage.database.engine import unit_of_work

    @event.listens_for(engine, "connect")
    def _fast(connection: Any, _record: object) -> None:
        for pragma in FAST:
            connection.execute(f"PRAGMA {pragma}")

    # The connection made so far has the settings of a study that is to last.
    engine.dispose()
    documents, done, begun = cases(n, words), 0, time.perf_counter()
    while some := list(islice(documents, BATCH)):
        with unit_of_work(engine) as session:
            _add(session, some, done)
        done += len(some)
        sys.stderr.write(f"\r{done:,} documents, {time.perf_counter() - begun:,.0f} s ")
    sys.stderr.write("\n")


def _add(session: Any, some: list[Case], number: int) -> None:
    """One batch of documents with their coding."""
    from storage.database import batches

    new = [_document(document, number + place) for place, document in enumerate(some)]
    named = batches.add_documents(session, new, "built")
    rows = batches.LoadRows()
    following = batches.next_id(session, batches.core.record)
    for (document_id, _), document in zip(named, some, strict=True):
        _code(rows, document_id, document.passages, following)
        following += len(RECORDS)
    rows.write(session)
    ids = range(named[0][0], named[-1][0] + 1)
    _review(session, ids, f"document_id % {TO_DO} <> 0", status="done")
    _review(session, ids, "document_id % 1000 = 7", flag_reason="look again")


def _review(session: Any, ids: range, where: str, **values: str) -> None:
    from sqlalchemy import text, update

    from storage.database import core

    there = core.review.c.document_id.between(ids[0], ids[-1])
    session.execute(update(core.review).where(there, text(where)).values(values))


def _document(document: Case, number: int) -> Any:
    from storage.database.batches import NewDocument

    title = document.text.partition("\n")[0]
    body, _, reference = title.rstrip(")").partition(" (")
    digest = sha256(document.text.encode()).hexdigest()
    segmentation = {
        "v": 1,
        "sections": [],
        "paragraphs": [[None, None, start, end] for start, end in document.sentences],
        "sentences": [position for passage in document.sentences for position in passage],
        "boilerplate": [],
    }
    return NewDocument(
        source_name=document.name,
        media_type="text/plain",
        kind=DATASET_KINDS[number % len(DATASET_KINDS)],
        title=title,
        respondents=(body,),
        reference=reference,
        category=None,
        decision_date=f"{2018 + number % 9}-{1 + number % 12:02d}-{1 + number % 28:02d}",
        outcome=OUTCOMES[number * 7 % 4],
        text=document.text,
        text_sha256=digest,
        source_sha256=digest,
        segmentation=json.dumps(segmentation, separators=(",", ":")),
        segmentation_version=1,
        proposals=[("respondent", json.dumps([body]), 0, len(body), "the head")],
        url=None,
        retrieved_on=None,
        case=None,
    )


def _code(rows: Any, document_id: int, passages: Any, record_id: int) -> None:
    """The records of one document, two passages each."""
    from storage.database.identity import new_uid

    spots = iter(passages)
    for place, (name, number, values) in enumerate(RECORDS):
        pair = list(islice(spots, 2))
        rows.records.append(_record(record_id + place, document_id, name, number, pair[0][0]))
        owner = {"record_id": record_id + place, "variable_value_id": None}
        rows.values += [
            owner | {"field": field, "position": 0, "text": text, "number": None, "missing": None}
            for field, text in values.items()
        ]
        rows.evidence += [
            owner
            | {"uid": new_uid(), "document_id": document_id, "field": None}
            | {"start": start, "end": end}
            for start, end in pair
        ]


def _record(
    record_id: int, document_id: int, name: str, number: int, start: int
) -> dict[str, object]:
    from storage.database.identity import new_uid

    at = "2026-01-01T12:00:00.000Z"
    return {
        "id": record_id,
        "uid": new_uid(),
        "document_id": document_id,
        "coder_id": 1,
        "layer": "coder",
        "type": name,
        "number": number,
        "codebook_id": 1,
        "first_start": start,
        "certainty": None,
        "note": "",
        "cue_shown": None,
        "created_at": at,
        "updated_at": at,
    }


def uids(path: Path) -> Iterator[str]:
    """uids of all documents."""
    from storage import Study

    with Study.open(path, coder=CODER) as study:
        cursor = None
        while True:
            page = study.documents(cursor=cursor, limit=1000)
            yield from (document.uid for document in page.rows)
            if (cursor := page.after) is None:
                return


def main() -> None:
    """Build one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="where to")
    parser.add_argument("--documents", type=int, default=1_000_000, help="how many")
    parser.add_argument("--words", type=int, default=60, help="of each document")
    options = parser.parse_args()
    built(options.file, options.documents, options.words)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
