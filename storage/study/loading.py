"""``annotate``: load codings from JSON Lines, all of them or none.

Every line is checked against codebook and text as it comes, and written in short
transactions as a tombstone that nobody sees. One last transaction makes everything
visible. An error before that leaves the study as it was.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from storage.database import batches
from storage.database.coders import enrol
from storage.database.engine import unit_of_work
from storage.errors import AnnotationError, StorageError
from storage.exchange import read_jsonl
from storage.records import LoadReport, Progress
from storage.study.base import StudyBase
from storage.study.load import Load
from storage.study.load_lines import Line

LONGEST_TRANSACTION = 0.4
"""Seconds for which a load keeps others from writing."""


def load_codings(
    study: StudyBase,
    path: Path,
    *,
    coder: str | None,
    progress: Callable[[Progress], None] | None,
) -> LoadReport:
    """Load a file, or a folder of files.

    Raises:
        AnnotationError: a line is wrong; names file and line. Nothing was changed.
    """
    files = _files(path)
    load = Load(coder, study.coder, study.handed_to)
    total = sum(_line_count(file) for file in files)
    _begin(study, load)
    done = 0
    try:
        for file in files:
            for count in _take(study, load, file, coder):
                done += count
                if progress is not None:
                    progress(Progress(done, total, "lines"))
        return _finish(study, load)
    except BaseException:
        # What cannot be cleared now is seen by nobody, and cleared before the next load.
        with suppress(StorageError), unit_of_work(study._engine) as session:
            batches.forget_pending(session, load.batch)
        raise


def _begin(study: StudyBase, load: Load) -> None:
    with study._reading() as (session, _):
        load.begin(session)
        is_littered = batches.has_pending(session)
    if is_littered:
        with unit_of_work(study._engine) as session:
            batches.forget_pending(session)


def _take(study: StudyBase, load: Load, file: Path, coder: str | None) -> Iterator[int]:
    """Write a file's lines some at a time; yields how many."""
    lines = _lines(file, coder or study.coder)
    size = 200
    while chunk := list(islice(lines, size)):
        began = time.perf_counter()
        with unit_of_work(study._engine) as session:
            load.take(session, file, chunk)
        spent = time.perf_counter() - began
        size = max(50, min(4000, int(size * LONGEST_TRANSACTION / spent)))
        yield len(chunk)


def _finish(study: StudyBase, load: Load) -> LoadReport:
    links = load.links()
    while chunk := list(islice(links, 4000)):
        with unit_of_work(study._engine) as session:
            load.link(session, chunk)
    told = load.settlements()
    while some := list(islice(told, 1000)):
        with unit_of_work(study._engine) as session:
            load.settle(session, some)
    change = None
    if load.added:
        with study._work() as work:
            load.check_undisturbed(work.session)
            enrol(work.session, load.coder_ids)
            batches.publish(work.session, load.batch)
            what = "record or value" if load.added == 1 else "records and values"
            change = work.journal.write(
                "annotate",
                f"{load.added} {what} loaded.",
                batch=load.batch,
                digest={"loaded": load.added, "sha256": load.digest.hexdigest()},
            )
    return LoadReport(load.added, load.unchanged, change)


def _lines(file: Path, coder: str) -> Iterator[Line]:
    try:
        with file.open("rb") as data:
            # Decoded line by line, so that a wrong one can be named.
            lines = (line.decode("utf-8") for line in data)
            yield from read_jsonl(lines, file, coder=coder)
    except OSError as error:
        raise AnnotationError(f"{file} cannot be read: {error.strerror}.") from error


def _files(path: Path) -> Sequence[Path]:
    if not path.exists():
        raise AnnotationError(f"There is nothing at {path}; check the path.")
    if path.is_file():
        return [path]
    found = sorted(path.glob("*.jsonl"))
    if not found:
        raise AnnotationError(f"The folder {path} has no .jsonl file to load.")
    return found


def _line_count(file: Path) -> int:
    try:
        with file.open("rb") as data:
            return sum(1 for _ in data)
    except OSError as error:
        raise AnnotationError(f"{file} cannot be read: {error.strerror}.") from error
