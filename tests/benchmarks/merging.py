"""How long a coder's copy takes to come back: 100,000 records, each made by a change of its own.

python tests/benchmarks/merging.py
python tests/benchmarks/merging.py 10000
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path

from sqlmodel import Session

import seeds
from storage import Study
from storage.database import core
from storage.database.bulk import insert_rows
from storage.database.engine import unit_of_work
from storage.database.identity import new_uid, now
from storage.database.journal import canonical, chain_hash, sha256


def fill(copy: Path, coder: str, n: int) -> None:
    """Code ``n`` findings in a copy as the interface would, but all at once."""
    with Study.open(copy, coder=coder) as study, unit_of_work(study._engine) as session:
        _write(session, coder, n)


def _write(session: Session, coder: str, n: int) -> None:
    (coder_id, coder_uid) = session.execute(
        core.coder.select().with_only_columns(core.coder.c.id, core.coder.c.uid)
    ).one()
    origin = session.execute(core.study.select()).one().store_uid
    documents = session.execute(core.document.select()).all()
    codebook = session.execute(core.codebook.select()).one()
    rows: dict[str, list[dict[str, object]]] = {"record": [], "field_value": [], "evidence": []}
    changes, previous = [], ""
    for number in range(1, n + 1):
        document, at, uid, passage = documents[number % len(documents)], now(), new_uid(), new_uid()
        own = {
            "uid": uid,
            "layer": "coder",
            "type": "finding",
            "number": number,
            "first_start": 0,
            "certainty": "high",
            "note": "",
            "cue_shown": None,
            "created_at": at,
            "updated_at": at,
        }
        ids = {"document_id": document.id, "coder_id": coder_id, "codebook_id": codebook.id}
        rows["record"].append(own | ids | {"id": number, "batch": None, "removed_at": None})
        owner = {"record_id": number, "variable_value_id": None}
        values = [["conclusion", 0, "criticism", None, None], ["respondent", 0, "A", None, None]]
        names = ("field", "position", "text", "number", "missing")
        rows["field_value"] += [owner | dict(zip(names, each, strict=True)) for each in values]
        place = {"uid": passage, "document_id": document.id, "field": None, "start": 0, "end": 20}
        rows["evidence"].append(owner | place)
        uids = {"document_id": document.uid, "coder_id": coder_uid, "codebook_id": codebook.uid}
        image = own | uids | {"values": values, "evidence": [[passage, None, 0, 20]]}
        payload = canonical({"things": [["record", uid, None, image]]})
        change = {
            "uid": new_uid(),
            "coder_id": coder_id,
            "origin": origin,
            "number": number,
            "at": at,
            "action": "add record",
            "summary": f"Finding F{number} added.",
            "document_id": document.id,
            "target": None,
            "batch": None,
            "payload": payload,
            "payload_sha256": sha256(payload),
            "previous": previous,
        }
        previous = change["hash"] = chain_hash(change | {"coder": coder})
        changes.append(change)
    for name, some in rows.items():
        insert_rows(session, core.BY_NAME[name], some)
    insert_rows(session, core.change, changes)


def main() -> None:
    """Hand out, code, merge and verify; say how long each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=int, nargs="?", default=100_000)
    n = parser.parse_args().records
    with tempfile.TemporaryDirectory() as folder:
        store, copy = Path(folder, "study.db"), Path(folder, "ana.db")
        with Study.create(store, coder="lea", codebook=seeds.starter_codebook()) as study:
            study.import_paths([seeds.sample_cases()])
            study.hand_out(copy, coder="ana")
            fill(copy, "ana", n)
            for what, dry_run in (("dry run", True), ("merge", False), ("merge again", False)):
                began = time.process_time()
                report = study.merge([copy], dry_run=dry_run)
                took = time.process_time() - began
                tell(what, took, str(report.files[0].counts.get("record")))
            began = time.process_time()
            problems = len(list(study.verify()))
            tell("verify", time.process_time() - began, f"{problems} problems")
            began = time.process_time()
            study.undo_change(next(iter(study.history())).uid)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            tell("undo", time.process_time() - began, f"{peak:.0f} MB at most")


def tell(what: str, seconds: float, more: str) -> None:
    """One line; of processor time, since other programs may be running."""
    print(f"{what:<12} {seconds:6.1f} s  {more}")  # noqa: T201


if __name__ == "__main__":
    main()
