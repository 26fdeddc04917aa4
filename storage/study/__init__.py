"""A study, opened by one coder: one method for each thing a user can do, each one unit of work."""

from pathlib import Path
from typing import Self

from sqlalchemy import insert
from sqlmodel import Session

from storage.codebook import load_codebook
from storage.database import core, schema
from storage.database.codebooks import add_version, put_in_force
from storage.database.coders import first_lead
from storage.database.hand_out import handed_to
from storage.database.identity import new_uid, now
from storage.errors import HandedOut, NameRefused
from storage.study.assigning import Assigning
from storage.study.base import checked_coder
from storage.study.codebooks import Codebooks
from storage.study.coders import Coders
from storage.study.counting import Report
from storage.study.cueing import Cueing
from storage.study.datasets import Datasets
from storage.study.documents import Documents
from storage.study.doubts import Doubts
from storage.study.erasing import Erasing
from storage.study.handing_out import HandingOut
from storage.study.history import History
from storage.study.hit_coding import HitCoding
from storage.study.insights import Insights
from storage.study.kinds import Kinds
from storage.study.memos import Memos
from storage.study.merging import Merging
from storage.study.record_changes import RecordChanges
from storage.study.record_lists import RecordLists
from storage.study.records import Records
from storage.study.reverting import Reverting
from storage.study.reviews import Places, Reviews
from storage.study.rounds import Rounds
from storage.study.sampling import Sampling
from storage.study.searching import Searching
from storage.study.segmenting import Segmenting
from storage.study.settling import Settling
from storage.study.variables import Variables


class Study(
    Reviews,
    Records,
    RecordLists,
    RecordChanges,
    Variables,
    Memos,
    Places,
    Documents,
    Sampling,
    Coders,
    Assigning,
    Rounds,
    Datasets,
    Searching,
    Insights,
    HitCoding,
    Segmenting,
    Kinds,
    Codebooks,
    Reverting,
    Doubts,
    Settling,
    Cueing,
    History,
    HandingOut,
    Merging,
    Erasing,
):
    """One research project, opened by one coder.

    Made by ``Study.create`` or ``Study.open``; closed by ``close`` or at the end of a ``with``
    block. Everything outside refers to documents, records and the rest by uid.
    """

    @classmethod
    def create(
        cls,
        store: str | Path,
        *,
        coder: str,
        codebook: str,
        name: str | None = None,
        shared: bool = False,
    ) -> Self:
        """Make an empty study at ``store`` with the codebook whose TOML text is given.

        Args:
            store: Path of the SQLite file to make, or URL of an empty PostgreSQL database.
            coder: Who makes it, and leads it.
            codebook: TOML text of a codebook.
            name: Name of the study; the codebook's name when absent.
            shared: Let the file's group write too, for several accounts on one machine.

        Raises:
            StoreExists: there is something at ``store`` already.
            StoreUnwritable: nothing can be made there.
            CodebookError: the codebook says something impossible.
        """
        declared = load_codebook(codebook)
        called = (name or declared.name).strip()
        if not called or not called.isprintable():
            raise NameRefused(
                f"The study's name {called!r} is empty or cannot be shown; give another."
            )
        name_of_coder = checked_coder(coder)

        url = _url(store)

        def begin(session: Session) -> None:
            row = {"uid": new_uid(), "store_uid": new_uid(), "name": called, "created_at": now()}
            session.execute(insert(core.study).values(**row))
            version = (declared.version, declared.sha256, declared.source)
            codebook_id, _ = add_version(session, *version, None)
            put_in_force(session, codebook_id)
            # On a server who leads is who was let in as such; who makes a study there runs it.
            if url is None:
                first_lead(session, name_of_coder)

        if url is not None:
            from storage.database.postgres import schema as server

            return cls(server.create_store(url, begin=begin), server.shown(url), coder)
        path = _path(store)
        return cls(schema.create_store(path, shared=shared, begin=begin), path, coder)

    @classmethod
    def open(cls, store: str | Path, *, coder: str, progress: Report | None = None) -> Self:
        """Open the study at ``store``, upgrading an older store after keeping a copy.

        Args:
            store: Path of the SQLite file, or URL of a PostgreSQL database.
            coder: Who opens it.
            progress: Hears how far an upgrade is; what it raises leaves the store as it was.

        Raises:
            StoreMissing: there is nothing at ``store``.
            StoreInvalid: it is no store, or is damaged.
            StoreNewer: a newer casecoder made it.
            StoreLocked: another program holds it.
            HandedOut: it is the copy of another coder.
        """
        checked_coder(coder)
        if url := _url(store):
            from storage.database.postgres import schema as server

            engine = server.open_store(url)
            return cls(engine, server.shown(url), server.coder_of(engine, coder))
        path = _path(store)
        told: list[str] = []
        study = cls(schema.open_store(path, told=told.append, progress=progress), path, coder)
        study.upgraded = told[0] if told else None
        try:
            study._belong()
        except BaseException:
            study.close()
            raise
        return study

    def _belong(self) -> None:
        """A coder's copy opens as that coder only."""
        with self._reading() as (session, _):
            self.handed_to = handed_to(session)
        if self.handed_to not in (None, self.coder):
            raise HandedOut(
                f"{self.store} was handed out to {self.handed_to}, and is theirs to code, not "
                f"{self.coder}'s; --coder {self.handed_to} opens it as theirs.",
                self.handed_to,
            )


def _path(store: str | Path) -> Path:
    path = Path(store)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _url(store: str | Path) -> str | None:
    """A store's name when it is that of one on a server; what serves it is loaded only then."""
    return (
        store
        if isinstance(store, str) and store.startswith("postgres") and "://" in store
        else None
    )
