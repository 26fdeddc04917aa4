"""What the interface asks of the store, timed in a study of 1,000,000 documents and 10,000,000 passages.

Each figure is of one call of the front door, over many calls with random documents: median and
99th percentile by the clock, and by the processor time of the call, which other programs on the
machine leave alone. The same in a study of 1,000 documents tells what grows with the store. Both
studies are built once, by big_study.py, into a folder that is kept.

    python tests/benchmarks/scale.py FOLDER
    python tests/benchmarks/scale.py FOLDER --documents 100000 --calls 50 --only "record|undo"
"""

import argparse
import random
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import count, cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from big_study import CODER, built

if TYPE_CHECKING:
    from storage import Study

SORTS = ("position", "title", "kind", "respondent", "reference", "date", "outcome", "status")
PAGE = 100
"""Documents of one page, as the library asks for them."""
LIMIT = 10.0
"""Milliseconds that a call may take at the 99th percentile."""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of many calls, sorted."""

    clock: list[float]
    processor: list[float]

    def told(self) -> str:
        """Median and 99th percentile, by clock and by processor."""
        figures = (
            each[int((len(each) - 1) * part)]
            for each in (self.clock, self.processor)
            for part in (0.5, 0.99)
        )
        return "".join(f"{figure:9.2f}" for figure in figures)


def timed(call: Callable[[], object], calls: int) -> Times:
    """Call again and again; the first few calls, which prepare statements, do not count."""
    clock, processor = [], []
    for number in range(calls + 3):
        begun, worked = time.perf_counter(), time.thread_time()
        call()
        if number >= 3:
            processor.append((time.thread_time() - worked) * 1000)
            clock.append((time.perf_counter() - begun) * 1000)
    return Times(sorted(clock), sorted(processor))


class Calls:
    """Calls of the front door that the interface makes, each with another document every time."""

    def __init__(self, study: "Study", path: Path) -> None:
        self.study = study
        with closing(sqlite3.connect(path)) as raw:
            (last,) = raw.execute("SELECT max(id) FROM document").fetchone()
            chance = random.Random(11)
            ids = [chance.randint(1, last) for _ in range(2000)]
            named = raw.execute(
                f"SELECT uid FROM document WHERE id IN ({','.join(map(str, ids))})"  # noqa: S608
            ).fetchall()
        uids = [uid for (uid,) in named]
        chance.shuffle(uids)
        self._uids = cycle(uids)
        self._here: str | None = uids[0]
        self._numbers = count(1)
        self._last: Any = None

    def uid(self) -> str:
        """A random document."""
        return next(self._uids)

    def all(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """Every call with its name."""
        study = self.study
        yield "open a random document", lambda: study.open_document(self.uid())
        yield "open the next document", self.open_next
        yield "coding of a document", lambda: study.coding(self.uid())
        yield "a document's line", lambda: study.document(self.uid())
        yield "overview", study.overview
        yield "next to do", lambda: study.next_to_do(self.uid())
        yield "place where the coder was", study.last_place
        yield from self.pages()
        yield from self.searches()
        yield from self.finds()
        yield from self.changes()

    def open_next(self) -> None:
        """Walk on from document to document."""
        opened = self.study.open_document(self._here or self.uid())
        self._here = opened.next

    def pages(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """Pages of the library."""
        from storage import DocumentQuery, Status

        for sort in SORTS:
            query = DocumentQuery(sort=sort)
            yield f"first page by {sort}", partial(self.page, query)
            yield f"page around one, by {sort}", partial(self.around, query)
        limits: dict[str, dict[str, Any]] = {
            "to do": {"status": Status.TODO},
            "done": {"status": Status.DONE},
            "excluded (none)": {"status": Status.EXCLUDED},
            "flagged": {"flagged": True},
            "of a kind": {"kind": "press_ombudsman"},
            "of a kind there is not": {"kind": "inspection_report"},
            "council": {"filter": "council"},
            "c": {"filter": "c"},
            "counc": {"filter": "counc"},
            "coun ambe": {"filter": "coun ambe"},
            "0123 (a file)": {"filter": "0000123"},
            "nothing": {"filter": "zzzz"},
        }
        for name, limit in limits.items():
            for sort in ("position", "title", "status"):
                query = DocumentQuery(sort=sort, **limit)
                yield f"page: {name}, by {sort}", partial(self.page, query)
            yield f"count: {name}", partial(self.study.count_documents, DocumentQuery(**limit))

    def page(self, query: Any) -> None:
        """The first page of a list."""
        self.study.documents(query, limit=PAGE)

    def around(self, query: Any) -> None:
        """The page that holds a document."""
        self.study.documents(query, around=self.uid(), limit=PAGE)

    def searches(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """First pages of searches."""
        words = (
            "the",
            "council",
            "distress",
            "amberford",
            "school fault",
            "caus*",
            '"the council"',
        )
        for word in (*words, "zzzz"):
            yield f"search {word}", partial(self.study.search, word)

    def finds(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """Finding a document by name, and answers given before."""
        yield "find by number", lambda: self.study.find_document(str(500 + next(self._numbers)))
        yield "find by name", lambda: self.study.find_document("0000777.txt")
        yield "find by the beginning of a uid", lambda: self.study.find_document(self.uid()[:23])
        yield "earlier answers", lambda: self.study.earlier_answers("duration", "")
        yield "earlier answers, ten", lambda: self.study.earlier_answers("duration", "ten")

    def changes(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """What a coder saves."""
        yield "save a record", self.add
        yield "change a record", self.change
        yield "undo", self.undo
        yield "set a variable", self.set_variable
        yield "flag", lambda: self.study.flag(self.uid(), "look")
        yield "keep the place", self.keep_place

    def add(self) -> None:
        """A new finding."""
        from storage import NewEvidence, RecordEntry

        values = {"conclusion": "criticism", "fault_type": "delay", "duration": "two weeks"}
        entry = RecordEntry("finding", values, (NewEvidence(10, 30),))
        self._last = self.study.add_record(self.uid(), entry)

    def change(self) -> None:
        """The last finding says something else."""
        from storage import NewEvidence, RecordEntry

        values = {"conclusion": "praise", "duration": f"{next(self._numbers)} days"}
        entry = RecordEntry("finding", values, (NewEvidence(10, 40),))
        self.study.change_record(self._last.uid, entry)

    def undo(self) -> None:
        """Change the last finding and take that back (two calls)."""
        self.change()
        self.study.undo(self._last.document)

    def set_variable(self) -> None:
        """An outcome."""
        self.study.set_variable(self.uid(), "outcome", "upheld")

    def keep_place(self) -> None:
        """Where the coder stands."""
        from storage import Place

        self.study.save_place(Place(self.uid(), 12, "{}"))


def measure(options: argparse.Namespace) -> None:
    """Time every call in both studies."""
    from storage import Study

    sizes = (1000, options.documents)
    paths = [built(options.folder / f"{n}.db", n, options.words) for n in sizes]
    studies = [Study.open(path, coder=CODER) for path in paths]
    heads = "".join(f"{head:>9}" for head in ("p50", "p99", "cpu p50", "cpu p99"))
    sys.stdout.write(
        f"{'milliseconds':<34}" + "".join(f"{n:>12,}{heads[9:]}" for n in sizes) + "\n"
    )
    chosen = re.compile(options.only)
    both = [Calls(study, path).all() for study, path in zip(studies, paths, strict=True)]
    for (name, small), (_, big) in zip(*both, strict=True):
        if not chosen.search(name):
            continue
        few, many = timed(small, options.calls), timed(big, options.calls)
        late = many.clock[int((len(many.clock) - 1) * 0.99)] > LIMIT
        ratio = many.processor[len(many.processor) // 2] / few.processor[len(few.processor) // 2]
        sys.stdout.write(
            f"{name:<34}{few.told()}  {many.told()}  {ratio:6.1f}x{'  over 10 ms' * late}\n"
        )
        sys.stdout.flush()
    for study in studies:
        study.close()


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the studies are, or will be built")
    parser.add_argument("--documents", type=int, default=1_000_000, help="of the big study")
    parser.add_argument("--words", type=int, default=60, help="of each document")
    parser.add_argument("--calls", type=int, default=200, help="of each kind")
    parser.add_argument("--only", default="", help="a regular expression: calls to time")
    measure(parser.parse_args())


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
