"""How fast much goes in and out: import, annotate and CSV export, and how much memory they take.

Every step runs in a process of its own. An export is told beside what Python's ``csv.writer`` makes
of the same rows from plain SQLite tables, one after the other, several times over.

    python tests/benchmarks/throughput.py --documents 10000 --into FOLDER
"""

import argparse
import csv
import json
import re
import shutil
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import NamedTuple

from workload import Case, workload, write_files

CONCLUSIONS = ("criticism", "no_fault", "praise", "inconclusive")
EXTENTS = ("one_case", "several", "systemic")


class Cost(NamedTuple):
    """What one step took."""

    rows: int
    seconds: float
    processor: float
    """Seconds of processor time, of all its processes."""
    memory: float
    """Most that its process held at once, in MB; children left out."""


def run(step: Callable[[], int]) -> Cost:
    """Do a step in a new process; the step returns how many rows it dealt with."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, step).result()


def _measured(step: Callable[[], int]) -> Cost:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    # What is loaded once for any number of rows is left out.
    from storage import Study  # noqa: F401

    begun, worked = time.perf_counter(), _processor_time()
    rows = step()
    seconds, processor = time.perf_counter() - begun, _processor_time() - worked
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    highest = re.search(r"VmHWM:\s+(\d+)", status)
    return Cost(rows, seconds, processor, int(highest[1]) / 1024 if highest else 0)


def _processor_time() -> float:
    """Of this process and of those it has waited for."""
    return sum(
        usage.ru_utime + usage.ru_stime for usage in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN))
    )


def import_files(store: Path, folder: Path) -> int:
    """A new study of the text files in a folder."""
    from seeds import starter_codebook
    from storage import Study

    with Study.create(store, coder="meter", codebook=starter_codebook()) as study:
        return study.import_paths([folder]).count("read")


def insert_raw(store: Path, folder: Path) -> int:
    """The texts alone into one table and a full-text index, by the driver: what cannot be saved."""
    with closing(sqlite3.connect(store)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT, text TEXT)")
        raw.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='document')")
        files = sorted(folder.rglob("*.txt"))
        rows = ((path.name, path.read_text(encoding="utf-8")) for path in files)
        raw.executemany("INSERT INTO document(name, text) VALUES (?, ?)", rows)
        raw.execute("INSERT INTO words(rowid, text) SELECT id, text FROM document")
        raw.commit()
    return len(files)


def write_lines(path: Path, documents: Iterator[Case]) -> int:
    """Ten findings for each document, with one passage and three values each."""
    lines = 0
    with path.open("w", encoding="utf-8") as file:
        for number, document in enumerate(documents):
            part = f"{number // 1000:04d}/{document.name}"
            for place, (start, end) in enumerate(document.passages):
                words = document.text[start:end]
                line = {
                    "type": "finding",
                    "document": {"source_name": part},
                    "values": {
                        "conclusion": CONCLUSIONS[place % 4],
                        "extent": EXTENTS[place % 3],
                        "duration": f"{place} weeks",
                    },
                    "evidence": [{"start": start, "end": end, "quote": words}],
                }
                file.write(json.dumps(line) + "\n")
                lines += 1
    return lines


def annotate(store: Path, lines: Path) -> int:
    """Load the findings."""
    from storage import Study

    with Study.open(store, coder="meter") as study:
        return study.annotate(lines).added


def export(store: Path, folder: Path) -> int:
    """Every table of the dataset."""
    from storage import Study

    with Study.open(store, coder="meter") as study:
        return sum(file.rows for file in study.export(folder))


def make_yardstick(plain: Path, folder: Path) -> int:
    """The exported tables as plain SQLite tables."""
    csv.field_size_limit(10_000_000)
    rows = 0
    with closing(sqlite3.connect(plain)) as raw:
        for path in sorted(folder.glob("*.csv")):
            with path.open(newline="", encoding="utf-8") as file:
                reader = csv.reader(file)
                columns = ", ".join(f'"{name}"' for name in next(reader))
                marks = ", ".join("?" * (columns.count(",") + 1))
                raw.execute(f'CREATE TABLE "{path.stem}" ({columns})')
                done = raw.executemany(f'INSERT INTO "{path.stem}" VALUES ({marks})', reader)  # noqa: S608
                rows += done.rowcount
        raw.commit()
    return rows


def write_raw(plain: Path, folder: Path) -> int:
    """The same rows by ``csv.writer`` and a cursor."""
    folder.mkdir(exist_ok=True)
    rows = 0
    with closing(sqlite3.connect(plain)) as raw:
        tables = raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in tables:
            cursor = raw.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            with (folder / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(column[0] for column in cursor.description)
                writer.writerows(cursor)
            rows += raw.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
    return rows


def tell(name: str, cost: Cost, remark: str = "") -> None:
    """One line of the table."""
    sys.stdout.write(
        f"{name:<32} {cost.rows:>9,} {cost.seconds:>8.1f} s {cost.rows / cost.seconds:>9,.0f}/s "
        f"{cost.processor:>7.1f} s cpu {cost.memory:>6.0f} MB  {remark}\n"
    )
    sys.stdout.flush()


def measure_export(store: Path, folder: Path, rounds: int, name: str) -> None:
    """Exports and the yardstick in turn, and the ratio of their medians."""
    out, plain, again = folder / "out", folder / "plain.db", folder / "plain"
    run(partial(export, store, out))
    plain.unlink(missing_ok=True)
    run(partial(make_yardstick, plain, out))
    ours, theirs = [], []
    for _ in range(rounds):
        shutil.rmtree(again, ignore_errors=True)
        ours.append(run(partial(export, store, out)))
        theirs.append(run(partial(write_raw, plain, again)))
    our, their = (sorted(costs, key=lambda cost: cost.seconds) for costs in (ours, theirs))
    cpu = [statistics.median(cost.processor for cost in costs) for costs in (theirs, ours)]
    middle = rounds // 2
    tell(f"csv.writer, {name}", their[middle])
    ratio = their[middle].seconds / our[middle].seconds
    tell(
        f"export, {name}", our[middle], f"{ratio:.2f} of csv.writer ({cpu[0] / cpu[1]:.2f} by cpu)"
    )


def measure(options: argparse.Namespace) -> None:
    """Everything, smallest first."""
    folder = options.into
    if folder.exists():
        raise SystemExit(f"{folder} exists already; give a new folder.")
    folder.mkdir(parents=True)
    documents = workload(options.corpus)
    lines = folder / "records.jsonl"
    for name, n in (("a tenth", options.documents // 10), ("all", options.documents)):
        store, texts = folder / f"{n}.db", folder / str(n)
        write_files(documents(n), texts)
        raw = run(partial(insert_raw, folder / f"{n}.raw.db", texts))
        tell(f"raw insert and index, {name}", raw)
        cost = run(partial(import_files, store, texts))
        tell(f"import, {name}", cost, f"{raw.seconds / cost.seconds:.2f} of raw")
        write_lines(lines, documents(n))
        tell(f"annotate, {name}", run(partial(annotate, store, lines)))
        measure_export(store, folder, options.rounds, name)
        shutil.rmtree(texts)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000, help="how many")
    parser.add_argument("--rounds", type=int, default=5, help="how often to export")
    parser.add_argument("--into", type=Path, required=True, help="a new folder to work in")
    parser.add_argument("--corpus", type=Path, help="another module with docs(n)")
    measure(parser.parse_args())


if __name__ == "__main__":
    main()
