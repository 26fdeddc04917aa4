"""What every part of a study shares: the engine, the coder, and one unit of work per action."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

from sqlalchemy import Engine, Select, select
from sqlmodel import Session

from storage.codebook import Codebook, load_codebook
from storage.database import codebooks, core
from storage.database.coders import coder_id, enrolled_coder_id, has_left, join_some, leads
from storage.database.engine import is_server, reading, unit_of_work
from storage.database.journal import Journal
from storage.database.lookups import by_key
from storage.database.seeing import told_of
from storage.errors import ChangeRefused, NameRefused, NotFound
from storage.study.prepared import Prepared

LONGEST_NAME = 64
"""Characters a coder's name may have."""


@dataclass(frozen=True, slots=True)
class Work:
    """One unit of work of the current coder: its transaction, its journal and the codebook in force."""

    session: Session
    journal: Journal
    codebook: Codebook
    codebook_id: int

    @property
    def told_of(self) -> int | None:
        """Whose coding the coder is told of where everybody's is counted; None for everybody's."""
        return told_of(self.session, self.journal.coder_id)

    def document_id(self, uid: str) -> int:
        """The id of a document that must be there."""
        return known_document(self.session, uid)


def known_document(session: Session, uid: str) -> int:
    """The id of the document ``uid``.

    Raises:
        NotFound: there is none, or it was removed.
    """
    row = session.execute(by_key(core.document, "uid", "id", "removed_at"), {"uid": uid}).first()
    if row is None or row.removed_at is not None:
        raise NotFound("That document is not in this study any more; it may have been removed.")
    document_id: int = row.id
    return document_id


def needs_everybodys(session: Session, what: str) -> None:
    """Refuse what concerns everybody's coding to somebody whom a server shows only their own.

    Raises:
        ChangeRefused: the rules of a server bind whoever logged in.
    """
    if is_server(session.connection()):
        from storage.database.postgres.coders import bound_to

        if bound_to(session) is not None:
            raise ChangeRefused(
                f"{what} everybody's coding, of which this server shows you only your own; whoever "
                "runs the server can do that."
            )


_CODEBOOKS: dict[str, Codebook] = {}
"""Codebooks that were read already, by their text's hash."""


def current_codebook(session: Session) -> tuple[int, Codebook]:
    """The study's codebook in force, and its id."""
    codebook_id, sha256 = session.execute(_in_force()).one()
    return codebook_id, _codebook(session, sha256)


def codebook_of(session: Session, uid: str) -> Codebook:
    """One version that the study has, or has had."""
    named = select(core.codebook.c.sha256).where(core.codebook.c.uid == uid)
    return _codebook(session, session.execute(named).scalar_one())


def codebook_versions(session: Session) -> list[Codebook]:
    """Every codebook the study has had, oldest first."""
    return list(codebooks_by_id(session).values())


def codebooks_by_id(session: Session) -> dict[int, Codebook]:
    """Every codebook the study has had, by id, oldest first."""
    return {id_: _codebook(session, sha256) for id_, sha256 in codebooks.hashes(session).items()}


@cache
def _in_force() -> Select[int, str]:
    table = core.codebook
    joined = table.join(core.study, core.study.c.codebook_id == table.c.id)
    return select(table.c.id, table.c.sha256).select_from(joined)


def _codebook(session: Session, sha256: str) -> Codebook:
    if sha256 not in _CODEBOOKS:
        table = core.codebook.c
        source = session.execute(select(table.source).where(table.sha256 == sha256)).scalars()
        _CODEBOOKS[sha256] = load_codebook(source.first() or "")
    return _CODEBOOKS[sha256]


def checked_coder(name: str) -> str:
    """The coder's name without surrounding space, its accents composed.

    Raises:
        NameRefused: it is empty, too long, or has characters that cannot be seen.
    """
    bare = unicodedata.normalize("NFC", name.strip())
    if not bare:
        raise NameRefused("The coder's name is empty; give one with --coder NAME.")
    if len(bare) > LONGEST_NAME:
        raise NameRefused(
            f"The coder's name is longer than {LONGEST_NAME} characters; give a shorter one."
        )
    if not bare.isprintable():
        raise NameRefused(
            f"The coder's name {bare!r} has a line break or another character that cannot be "
            "seen; give one without, with --coder NAME."
        )
    return bare


class StudyBase:
    """An open store and the coder who works on it. Safe to use from several threads."""

    upgraded: str | None = None
    """What to tell when opening brought an older store up to date, and where the copy of it is."""
    handed_to: str | None = None
    """The coder whose copy of the study this is; None for the study itself."""

    def __init__(self, engine: Engine, store: Path | str, coder: str) -> None:
        self._engine = engine
        self.store = str(store)
        self.coder = checked_coder(coder)
        self._has_joined = False
        self._prepared = Prepared()

    @property
    def is_on_server(self) -> bool:
        """Whether the store is on a server, to which a line may drop."""
        return is_server(self._engine)

    def __enter__(self) -> Self:
        """Use the study in a ``with`` block."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Let go of the store."""
        self.close()

    def close(self) -> None:
        """Let go of the store; everything was saved as it happened."""
        self._engine.dispose()

    def only_in_the_study(self, what: str) -> None:
        """Refuse in a coder's copy what everybody would be concerned by.

        Args:
            what: ``documents are imported into``.

        Raises:
            ChangeRefused: this is a copy.
        """
        if self.handed_to is not None:
            raise ChangeRefused(
                f"This is {self.handed_to}'s copy; {what} the study that it was handed out from."
            )

    def only_in_a_file(self) -> None:
        """Refuse copies for coders where a server keeps them blind.

        Raises:
            ChangeRefused: the study is on one.
        """
        if self.is_on_server:
            raise ChangeRefused(
                "Copies are for studies in files; on a server each coder logs in, and sees only "
                "what is theirs."
            )

    @contextmanager
    def _work(self, *, alone: bool = True) -> Iterator[Work]:
        """One write transaction of the current coder, who joins the study first if new.

        Args:
            alone: Whether nobody else may write meanwhile. What touches nothing but the coder's own
                work on one document says no: on a server, others need not wait for that.

        Raises:
            ChangeRefused: they have left the study.
        """
        self._join()
        with unit_of_work(self._engine, alone=alone) as session:
            coder = enrolled_coder_id(session, self.coder)
            if has_left(session, coder):
                raise ChangeRefused(
                    f"{self.coder} has left this study and changes nothing more; a lead brings "
                    f"them back: casecoder coders add {self.coder}."
                )
            codebook_id, codebook = current_codebook(session)
            yield Work(session, Journal(session, coder), codebook, codebook_id)

    @contextmanager
    def _leading(self, what: str) -> Iterator[Work]:
        """One write transaction of somebody who leads the study.

        Raises:
            ChangeRefused: the current coder does not lead it; says who may do ``what``.
        """
        self._check_leads(what)
        with self._work() as work:
            yield work

    def _check_leads(self, what: str) -> None:
        """Refuse what only a lead does. In an SQLite file that is a courtesy, no lock.

        Raises:
            ChangeRefused: the current coder does not lead the study; says who does. Or this is a
                coder's copy.
        """
        self.only_in_the_study("what a lead does is done in")
        with self._reading() as (session, _):
            leading = leads(session)
        if self.coder not in leading:
            raise ChangeRefused(
                f"Only who leads this study may {what}: {' or '.join(leading)}, not {self.coder}."
            )

    def _join(self) -> None:
        """Make the coder's queue, in transactions that let others write in between."""
        if not self._has_joined:
            self._enrol(self.coder)
            self._has_joined = True

    def _enrol(self, name: str) -> None:
        """Make a coder's queue, in transactions that let others write in between."""
        joined = False
        while not joined:
            with unit_of_work(self._engine) as session:
                joined = join_some(session, name)

    @contextmanager
    def _reading(self) -> Iterator[tuple[Session, int | None]]:
        """One consistent view of the store, and the current coder's id if they have one."""
        with reading(self._engine) as session:
            yield session, coder_id(session, self.coder)
