"""Search over a study of 100,000 documents: when the first hits come, and when all are there.

Words are found by the index, expressions by reading every text in processes of their own. The study
is built once, by big_study.py, into a folder that is kept.

    python tests/benchmarks/searching.py FOLDER
    python tests/benchmarks/searching.py FOLDER --documents 20000 --only "weeks"
"""

import argparse
import re
import sys
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from big_study import CODER, built

if TYPE_CHECKING:
    from storage import Study

LINES = (
    ("council", 0.25, None),
    ("distress", 0.25, None),
    ('"the council"', 0.25, None),
    ("caus* NEAR/5 distress", 0.25, None),
    ("council kind:press coded:no", 0.25, None),
    ("council respondent:kingsley after:2021 before:2022", 0.25, None),
    ("zzzz", 0.25, None),
    (r"/\bweeks?\b/", 0.5, 6.0),
    (r"/council (had|was) [a-z]+/", 0.5, 6.0),
    (r"/\d{2} March 2020/ kind:press", 0.5, 6.0),
    (r"/[a-z]+ing of the [a-z]+ zzzz/", 0.5, 6.0),
)
"""What is typed, the most seconds to the first hits, and to all of them where that counts."""

EXPLODES = r"/(\w+\s?)+[%]/"
"""An expression that would never end."""


def timed(study: "Study", line: str) -> tuple[float, float, int]:
    """Seconds to the first hits and to the end, and how many there are."""
    from storage import search_query

    begun, first, hits = time.perf_counter(), 0.0, 0
    for some in study.hits(search_query(line)):
        if some.hits and not hits:
            first = time.perf_counter() - begun
        hits += len(some.hits)
    spent = time.perf_counter() - begun
    return first or spent, spent, hits


def stopped(study: "Study") -> float:
    """Seconds that it takes to stop what would never end, a second after its beginning."""
    from storage import search_query

    begun = time.perf_counter()
    with closing(study.hits(search_query(EXPLODES))) as found:
        for _ in found:
            if time.perf_counter() - begun > 1:
                begun = time.perf_counter()
                break
    return time.perf_counter() - begun


def measure(options: argparse.Namespace) -> None:
    """Time every line, each some times."""
    from storage import Study

    path = built(options.folder / f"{options.documents}.db", options.documents, options.words)
    chosen = re.compile(options.only)
    with Study.open(path, coder=CODER) as study:
        study.overview()
        for line, most_first, most_all in LINES:
            if not chosen.search(line):
                continue
            runs = [timed(study, line) for _ in range(options.runs)]
            first, spent = median(run[0] for run in runs), median(run[1] for run in runs)
            hits = runs[0][2]
            late = (hits and first > most_first) or (most_all is not None and spent > most_all)
            sys.stdout.write(
                f"{line:<52}{first:8.3f} s {spent:8.3f} s {hits:>10,} hits{'  late' * bool(late)}\n"
            )
            sys.stdout.flush()
        sys.stdout.write(f"{EXPLODES + ', stopped':<52}{stopped(study):8.3f} s\n")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the study is, or will be built")
    parser.add_argument("--documents", type=int, default=100_000, help="of the study")
    parser.add_argument("--words", type=int, default=60, help="of each document")
    parser.add_argument("--runs", type=int, default=3, help="of each search")
    parser.add_argument("--only", default="", help="a regular expression: searches to time")
    measure(parser.parse_args())


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
