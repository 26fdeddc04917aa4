"""One load of codings on its way into the store: turns lines into rows that nobody sees yet."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from storage.database import batches, core
from storage.database.bulk import next_id
from storage.database.coders import are_there, coder_to_be
from storage.database.identity import new_uid, now
from storage.database.tables import PENDING
from storage.errors import AnnotationError, ChangeRefused, InputError
from storage.exchange import RecordLine, VariableLine
from storage.records import Layer
from storage.study.base import checked_coder, current_codebook
from storage.study.load_known import KnownRecords, KnownValues
from storage.study.load_lines import Line, LineWrong, Rules, Spot, spots
from storage.study.load_links import End, LoadLinks, NewLink
from storage.study.load_settled import LoadSettled, NewSettlement


@dataclass(slots=True)
class _Document:
    """What checking lines needs of one document."""

    id: int
    uid: str
    text_sha256: str
    text: str
    numbers: dict[tuple[int, str, str], int]


class _Aim(NamedTuple):
    """What a line is about, and whose coding it is."""

    document: _Document
    coder: str
    coder_id: int
    layer: str


class Load:
    """One load: remembers documents, coders and ids from chunk to chunk."""

    def __init__(self, coder: str | None, current: str, handed_to: str | None = None) -> None:
        self.batch = new_uid()
        self.added = 0
        self.unchanged = 0
        self.digest = hashlib.sha256()
        self._at = now()
        self._coder = coder
        self._current = current
        self._handed_to = handed_to
        self._first: str | None = None
        self._records = KnownRecords()
        self._values = KnownValues()
        self._coders: dict[str, tuple[str, int]] = {}
        self._documents: dict[str, list[_Document]] = {}
        self._versions: dict[str, int] = {}
        self._links = LoadLinks(self.batch)
        self._settled = LoadSettled(self.batch)

    def begin(self, session: Session) -> None:
        """Learn the codebook, and the versions of it that lines may name."""
        self._codebook_id, codebook = current_codebook(session)
        self._rules = Rules(codebook)
        rows = session.execute(select(core.codebook.c.version, core.codebook.c.id))
        self._versions = {row.version: row.id for row in rows}

    @property
    def coder_ids(self) -> list[int]:
        """Ids of everybody whose coding this load brings."""
        return [known for _, known in self._coders.values()]

    def take(self, session: Session, file: Path, lines: Sequence[Line]) -> None:
        """Check some lines and write what is new in them.

        Raises:
            AnnotationError: a line is wrong; names file and line.
            ChangeRefused: another load has begun meanwhile.
        """
        self.check_undisturbed(session)
        self._learn(session, lines)
        rows = batches.LoadRows()
        next_record = next_id(session, core.record)
        next_value = next_id(session, core.variable_value)
        for line in lines:
            where = f"{file}, line {line.line}"
            try:
                aim = self._aim(session, line)
                if isinstance(line, RecordLine):
                    row_id = next_record + len(rows.records)
                    self._record(where, line, aim, rows, row_id)
                else:
                    row_id = next_value + len(rows.variables)
                    self._variable(where, line, aim, rows, row_id)
            except (LineWrong, InputError) as wrong:
                raise AnnotationError(f"{where}: {wrong}") from wrong
        rows.write(session)

    def links(self) -> Iterator[NewLink]:
        """The links of all new records, now that every record is there."""
        return iter(self._links)

    def link(self, session: Session, links: Sequence[NewLink]) -> None:
        """Write some links.

        Raises:
            AnnotationError: a link leads nowhere, or the codebook does not know it.
            ChangeRefused: another load has begun meanwhile.
        """
        self.check_undisturbed(session)
        self._links.write(session, self._rules, links)

    def settlements(self) -> Iterator[NewSettlement]:
        """How all new gold was settled, now that every record is there."""
        return iter(self._settled)

    def settle(self, session: Session, told: Sequence[NewSettlement]) -> None:
        """Write how some of it was settled.

        Raises:
            AnnotationError: it rests on records that are not in the study.
            ChangeRefused: another load has begun meanwhile.
        """
        self.check_undisturbed(session)
        self._settled.write(session, told)

    def check_undisturbed(self, session: Session) -> None:
        """Refuse to go on when what was written so far is gone, or the codebook is another.

        Raises:
            ChangeRefused: it is.
        """
        if self._first is not None and not batches.is_pending(session, self._first):
            raise ChangeRefused(
                "Another load began before this one was done, and nothing of this one was kept; "
                "load one after the other."
            )
        codebook_id, _ = current_codebook(session)
        if codebook_id != self._codebook_id or not are_there(session, self.coder_ids):
            raise ChangeRefused(
                "The study was changed while this load was under way, and nothing of it was "
                "kept; load it again."
            )

    def _aim(self, session: Session, line: Line) -> _Aim:
        document = self._document(line.source_name, line.text_sha256)
        name = self._coder or line.coder or self._current
        found = self._coders.get(name)
        if found is None:
            bare = checked_coder(name)
            found = self._coders[name] = bare, coder_to_be(session, bare)
        layer = line.layer or Layer.CODER.value
        if self._handed_to is not None and (found[0], layer) != (self._handed_to, Layer.CODER):
            raise LineWrong(
                f"this is {self._handed_to}'s copy, and takes their own coding only; load this "
                "into the study that it was handed out from."
            )
        return _Aim(document, *found, layer)

    def _record(
        self, where: str, line: RecordLine, aim: _Aim, rows: batches.LoadRows, row_id: int
    ) -> None:
        document = aim.document
        values = self._rules.values(line)
        passages = spots(document.text, line.evidence)
        if self._links.knows(line.id):
            raise LineWrong(f"the id {line.id} is used by an earlier line; give it another.")
        if self._records.has(line, document.uid, aim.coder, aim.layer, values, passages):
            self.unchanged += 1
            return
        key = (aim.coder_id, aim.layer, line.type)
        number = document.numbers[key] = document.numbers.get(key, 0) + 1
        rows.records.append(
            self._row(row_id, line.id, aim)
            | {
                "type": line.type,
                "number": number,
                "codebook_id": self._versions.get(line.codebook_version or "", self._codebook_id),
                "first_start": min(passages)[0],
                "certainty": line.certainty,
                "note": line.note,
                "cue_shown": None,
            }
        )
        rows.answer("record_id", row_id, document.id, values, passages)
        end = End(row_id, line.type, aim.coder_id, aim.layer)
        self._links.add(where, line.id, end, line.links)
        self._settled.add(where, line, row_id, document.id, aim.coder_id)
        self._count(line.id)

    def _variable(
        self, where: str, line: VariableLine, aim: _Aim, rows: batches.LoadRows, row_id: int
    ) -> None:
        value = self._rules.value(line)
        passages: list[Spot] = [
            (start, end, None) for start, end, _ in spots(aim.document.text, line.evidence)
        ]
        key = (aim.document.id, aim.coder_id, aim.layer, line.name)
        if self._values.has(key, line, value, passages):
            self.unchanged += 1
            return
        uid = new_uid()
        rows.variables.append(
            self._row(row_id, uid, aim)
            | {
                "name": line.name,
                "codebook_id": self._codebook_id,
                "basis": line.basis,
                "certainty": line.certainty,
                "note": line.note,
                "from_proposal": None,
            }
        )
        rows.answer("variable_value_id", row_id, aim.document.id, {line.name: value}, passages)
        self._settled.add(where, line, row_id, aim.document.id, aim.coder_id)
        self._count(uid)

    def _row(self, row_id: int, uid: str, aim: _Aim) -> dict[str, Any]:
        return {
            "id": row_id,
            "uid": uid,
            "document_id": aim.document.id,
            "coder_id": aim.coder_id,
            "layer": aim.layer,
            "created_at": self._at,
            "updated_at": self._at,
            "batch": self.batch,
            "removed_at": PENDING,
        }

    def _count(self, uid: str) -> None:
        self._first = self._first or uid
        self.added += 1
        self.digest.update(f"{uid}\n".encode())

    def _learn(self, session: Session, lines: Sequence[Line]) -> None:
        """Fetch the documents that lines name, and what they have already, all at once."""
        if len(self._documents) > 1000:
            self._documents.clear()
        names = {line.source_name for line in lines}
        for row in batches.documents_called(session, names - self._documents.keys()):
            document = _Document(row.id, row.uid, row.text_sha256, row.text, {})
            self._documents.setdefault(row.source_name, []).append(document)
        here = {found.id: found for name in names for found in self._documents.get(name, ())}
        # Anew for each chunk: somebody may have coded since, and this load's own rows count too.
        numbers = batches.highest_numbers(session, list(here))
        for document_id, document in here.items():
            document.numbers = numbers[document_id]
        self._records.learn(session, lines)
        self._values.learn(session, {each: found.text for each, found in here.items()}, lines)

    def _document(self, name: str, text_sha256: str | None) -> _Document:
        found = self._documents.get(name, [])
        if text_sha256 is not None:
            fitting = [document for document in found if document.text_sha256 == text_sha256]
            if found and not fitting:
                raise LineWrong(f"{name} has another text here than where this coding was made.")
            found = fitting
        if not found:
            raise LineWrong(f"there is no document {name} in this study; import it first.")
        if len(found) > 1:
            raise LineWrong(
                f"{len(found)} documents are called {name}; add «text_sha256» to say which."
            )
        return found[0]
