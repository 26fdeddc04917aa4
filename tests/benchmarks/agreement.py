"""How long agreement takes: 10,000 documents, five coders, 500,000 records, 1,000 bootstrap draws.

The study is built once, by big_study.py and the lines below, into a folder that is kept: every coder
finds the same ten passages in a document, some of them elsewhere, and gives most fields the same value.

    python tests/benchmarks/agreement.py FOLDER
    python tests/benchmarks/agreement.py FOLDER --documents 1000 --unit document
"""

import argparse
import random
import resource
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from big_study import built

CODERS = ("ada", "ben", "cleo", "dan", "eve")
RECORDS = (("finding", 4), ("remedy", 4), ("recommendation", 2))
FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "finding": {
        "conclusion": ("criticism", "no_fault", "praise"),
        "extent": ("one_case", "several_cases", "systemic"),
        "source": ("ombudsman", "complainant", "body"),
    },
    "remedy": {
        "remedy_type": ("apology", "payment", "review", "training"),
        "status": ("agreed", "done", "ordered"),
        "beneficiary": ("child", "parent_carer", "family"),
    },
    "recommendation": {
        "recommendation_type": ("audit", "training", "policy"),
        "status": ("done", "agreed", "open"),
    },
}
AGREE = 0.8
"""How often a coder says what the others say."""


def coded(path: Path, n: int) -> Path:
    """The study with the coding of everybody, built if it is not there."""
    built(path, n)
    with closing(sqlite3.connect(path)) as store, store:
        if store.execute("SELECT 1 FROM coder WHERE name = ?", CODERS[:1]).fetchone():
            return path
        store.execute("PRAGMA synchronous=OFF")
        store.executescript(
            "DELETE FROM field_value; DELETE FROM evidence; DELETE FROM record; DELETE FROM review;"
        )
        _fill(store)
    return path


def _fill(store: sqlite3.Connection) -> None:
    now = "2024-01-01T00:00:00+00:00"
    for number, name in enumerate(CODERS, 100):
        store.execute(
            "INSERT INTO coder (id, uid, name, role, created_at) VALUES (?, ?, ?, 'coder', ?)",
            (number, f"coder-{name}", name, now),
        )
    # An opened round: everybody may compare.
    store.execute(
        "INSERT INTO round (uid, name, plan, coder_id, created_at, opened_by, opened_at) "
        "VALUES ('round-main', 'main', '{}', 100, ?, 100, ?)",
        (now, now),
    )
    documents = store.execute("SELECT id, n_characters FROM document").fetchall()
    ids = iter(range(1, sys.maxsize))
    for document, length in documents:
        store.executemany(
            "INSERT INTO review VALUES (NULL, ?, ?, 'main', 'done', 1, NULL, NULL, '[]', 1, ?, NULL)",
            [(document, coder, now) for coder in range(100, 100 + len(CODERS))],
        )
        for row, values, passage in _records(document, length, ids, now):
            store.execute(f"INSERT INTO record VALUES ({', '.join('?' * 16)})", row)
            store.executemany(
                "INSERT INTO field_value VALUES (NULL, ?, NULL, ?, 0, ?, NULL, NULL)", values
            )
            store.execute("INSERT INTO evidence VALUES (NULL, ?, ?, NULL, ?, NULL, ?, ?)", passage)


def _records(document: int, length: int, ids: Iterator[int], now: str) -> Iterator[tuple[Any, ...]]:
    draw = random.Random(document)
    truth = []
    for kind, n in RECORDS:
        for number in range(1, n + 1):
            values = {field: draw.choice(names) for field, names in FIELDS[kind].items()}
            truth.append((kind, number, draw.randrange(max(1, length - 80)), values))
    for coder in range(100, 100 + len(CODERS)):
        for kind, number, at, values in truth:
            start = at if draw.random() < AGREE else draw.randrange(max(1, length - 80))
            uid = next(ids)
            key = f"{document}-{coder}-{kind}-{number}"
            row = (uid, key, document, coder, "coder", kind, number, 1, start)
            row += (None, "", None, now, now, None, None)
            told = [
                (uid, field, value if draw.random() < AGREE else draw.choice(FIELDS[kind][field]))
                for field, value in values.items()
            ]
            yield row, told, (f"e-{key}", uid, document, start, start + 60)


def main() -> None:
    """Build what is not there, and time one comparison."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--unit", default="record")
    parser.add_argument("--draws", type=int, default=1_000)
    asked = parser.parse_args()
    path = coded(asked.folder / f"agreement-{asked.documents}.db", asked.documents)
    from storage import AgreementQuestion, AgreementUnit, Study

    question = AgreementQuestion(AgreementUnit(asked.unit), draws=asked.draws)
    begun, used = time.perf_counter(), time.process_time()
    with Study.open(path, coder="ada") as study:
        found = study.agreement(question)
    wall, processor = time.perf_counter() - begun, time.process_time() - used
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(  # noqa: T201
        f"{asked.unit}: {found.n_documents:,} documents, {len(found.measures):,} figures, "
        f"{asked.draws:,} draws: {wall:.1f} s, processor {processor:.1f} s, {memory:.0f} MB"
    )


if __name__ == "__main__":
    main()
