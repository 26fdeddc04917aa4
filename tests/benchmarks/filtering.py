"""Filter 100,000 records: what it takes to make them findable after a load, and what a letter takes then.

A letter asks what the list of records asks: its first page, how many there are, and what is said
beside it. The study is built once, by big_study.py, into a folder that is kept. A letter as it is
felt, through a terminal, is measured by keystroke.py.

    python tests/benchmarks/filtering.py FOLDER
"""

import argparse
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from big_study import CODER, RECORDS, built
from scale import timed

if TYPE_CHECKING:
    from storage import Study

WORDS = ("council", "distress", "apology", "zzzz")
"""What is typed, letter by letter."""
PAGE = 50
"""Records of the first page while words are typed."""
LIMIT = 100.0
"""Milliseconds that a letter may take."""


def forget(path: Path) -> None:
    """Make a study as it is after a load: no record is findable."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO record_search(record_search) VALUES ('delete-all')")
        raw.execute("INSERT OR IGNORE INTO record_search_due SELECT id FROM record")


def make_findable(study: "Study") -> str:
    """Make all records findable, and say how long it took, and for how long others could not write."""
    due = study.records_to_read()
    begun, worked, longest = time.perf_counter(), time.process_time(), 0.0
    left = due
    while left:
        before = time.perf_counter()
        left = study.read_records()
        longest = max(longest, time.perf_counter() - before)
    spent, processor = time.perf_counter() - begun, time.process_time() - worked
    return (
        f"{due:,} records made findable in {spent:.1f} s, {processor:.1f} s of processor time, "
        f"{longest:.2f} s at a time\n"
    )


def letters(study: "Study", calls: int) -> None:
    """Time every letter of some words."""
    from storage import RecordQuery

    def look(query: RecordQuery) -> None:
        study.codebook()
        study.records_page(query, limit=PAGE)
        study.overview()
        study.count_records(query)

    heads = "".join(f"{head:>9}" for head in ("p50", "p99", "cpu p50", "cpu p99"))
    sys.stdout.write(f"{'milliseconds':<24}{heads}\n")
    for word in WORDS:
        for end in range(1, len(word) + 1):
            query = RecordQuery("finding", filter=word[:end])
            times = timed(lambda: look(query), calls)  # noqa: B023
            late = times.processor[-1] > LIMIT
            sys.stdout.write(f"{word[:end]:<24}{times.told()}{'  late' * late}\n")
            sys.stdout.flush()


def measure(options: argparse.Namespace) -> None:
    """Time making findable, then the letters."""
    from storage import Study

    documents = options.records // len(RECORDS)
    path = built(options.folder / f"{documents}.db", documents, options.words)
    forget(path)
    with Study.open(path, coder=CODER) as study:
        sys.stdout.write(make_findable(study))
        letters(study, options.calls)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the study is, or will be built")
    parser.add_argument("--records", type=int, default=100_000, help="of the study")
    parser.add_argument("--words", type=int, default=60, help="of each document")
    parser.add_argument("--calls", type=int, default=20, help="of each letter")
    measure(parser.parse_args())


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
