"""How long a save takes while many reviewers code at once, in one file or on one server.

Each reviewer is a process of its own, as in life, and rests between saves for about as long as --pause says:
half a second is quicker than anybody codes, 0 is as fast as the store lets it. Told are the time of a save, alone and together, whether anything reached a reviewer as an error, and
whether everything that was acknowledged is there afterwards.

    reviewers.py FOLDER                                             a file, made in FOLDER
    reviewers.py postgresql://postgres@localhost/bench              a study on a server, made there

On a server each reviewer needs to log in without a password.
"""

import argparse
import random
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles

import seeds
from storage import NewEvidence, RecordEntry, RecordQuery, Study, add_server_coder, init_server

ENTRY = RecordEntry("finding", {"conclusion": "criticism"}, (NewEvidence(0, 12),))


def main() -> None:
    """Measure one reviewer, then many."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store")
    parser.add_argument("--reviewers", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--pause", type=float, default=0.5, help="seconds between saves")
    parser.add_argument("--as", dest="coder", help="be one of the reviewers")
    asked = parser.parse_args()
    if asked.coder:
        be_reviewer(asked.store, asked.coder, asked.pause)
        return
    names = [f"reviewer{number:02}" for number in range(1, asked.reviewers + 1)]
    stores = made(asked.store, names)
    acknowledged = 0
    for together in (names[:1], names):
        told = coded({name: stores[name] for name in together}, asked.seconds, asked.pause)
        tell(told)
        acknowledged += len(told) + len(together)
    there = sum(told_by(stores[name], name) for name in names)
    say(f"{acknowledged} records were acknowledged, {there} are there")


def made(store: str, names: list[str]) -> dict[str, str]:
    """The study, and where each reviewer finds it."""
    if not store.startswith("postgresql://"):
        path = str(Path(store) / "reviewers.db")
        with Study.create(path, coder="lead", codebook=seeds.starter_codebook()) as study:
            study.import_paths([seeds.sample_cases()])
        for name in names:
            with Study.open(path, coder=name) as study:
                study.join()
        return dict.fromkeys(names, path)
    init_server(store, codebook=seeds.starter_codebook())
    with Study.open(store, coder="lead") as study:
        study.import_paths([seeds.sample_cases()])
    for name in names:
        add_server_coder(store, name)
    scheme, _, rest = store.partition("://")
    return {name: f"{scheme}://{name}@{rest.rpartition('@')[2]}" for name in names}


def coded(stores: dict[str, str], seconds: float, pause: float) -> list[float]:
    """Have reviewers code, and gather how long each save took."""
    processes = [
        subprocess.Popen(
            [sys.executable, __file__, store, "--as", name, "--pause", str(pause)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name, store in stores.items()
    ]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    until = f"{time.time() + seconds}\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(until)
        process.stdin.flush()
    said = [process.communicate()[0] for process in processes]
    failed = [process.returncode for process in processes if process.returncode]
    say(f"{len(stores)} reviewers, {len(failed)} of them met an error")
    return [float(line) for each in said for line in each.splitlines()]


def be_reviewer(store: str, name: str, pause: float) -> None:
    """Code one record after the other, and say how long each took to be saved."""
    with Study.open(store, coder=name) as study:
        documents = [row.uid for row in study.documents().rows]
        study.add_record(documents[0], ENTRY)
        say("ready")
        until, number = float(sys.stdin.readline()), 0
        while time.time() < until:
            began = time.perf_counter()
            study.add_record(documents[number % len(documents)], ENTRY)
            say(time.perf_counter() - began)
            number += 1
            time.sleep(pause * random.uniform(0.5, 1.5))


def told_by(store: str, name: str) -> int:
    """How many records a reviewer has."""
    with Study.open(store, coder=name) as study:
        assert list(study.verify()) == []
        query, cursor, count = RecordQuery("finding"), None, 0
        while True:
            page = study.records_page(query, cursor=cursor, limit=500)
            count, cursor = count + len(page.rows), page.after
            if cursor is None:
                return count


def tell(took: list[float]) -> None:
    """Print how long saves took."""
    worst = quantiles(took, n=20)[-1]
    say(
        f"  {len(took)} saves; one takes {median(took) * 1000:.1f} ms, "
        f"at the 95th percentile {worst * 1000:.1f} ms"
    )


def say(words: object) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
