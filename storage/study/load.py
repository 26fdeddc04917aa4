"""One load of codings on its way into the store: checks lines and turns them into rows."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import delete, select

from storage.codebook import Checker, Codebook, RecordType, checker
from storage.database import batches, coding, core
from storage.database.coders import coder_id, enrolled_coder_id
from storage.database.identity import new_uid, now
from storage.database.tables import PENDING
from storage.database.values import items_of
from storage.errors import AnnotationError, InputError, ValueRefused
from storage.exchange import EvidenceLine, RecordLine, VariableLine
from storage.records import FieldValue, Layer, Record, VariableValue
from storage.study.base import Work, checked_coder
from storage.study.records import SAME_AS

Spot = tuple[int, int, str | None]
"""Start, end and field of a passage."""


@dataclass(slots=True)
class _Document:
    """What checking lines needs of one document."""

    id: int
    uid: str
    text_sha256: str
    text: str
    numbers: dict[tuple[int, str, str], int]


class _NewLink(NamedTuple):
    """A link that waits until every record of the load is there."""

    where: str
    from_id: int
    from_type: str
    relation: str
    to_uid: str
    coder_id: int
    layer: str


class _Wrong(Exception):
    """What is wrong with a line, in words that follow its file and number."""


class Load:
    """One load: remembers documents, coders and ids from chunk to chunk."""

    def __init__(self, batch: str, coder: str | None, current: str) -> None:
        self.batch = batch
        self.added = 0
        self.unchanged = 0
        self.digest = hashlib.sha256()
        self._at = now()
        self._coder = coder
        self._current = current
        self._coders: dict[str, int] = {}
        self._enrolled: list[int] = []
        self._documents: dict[str, list[_Document]] = {}
        self._types: dict[str, dict[str, Checker]] = {}
        self._versions: dict[str, int] = {}
        self._ids: dict[str, tuple[int, str]] = {}
        self._variables: set[tuple[int, int, str, str]] = set()
        self._links: list[_NewLink] = []

    def begin(self, work: Work) -> None:
        """Learn the codebook: a checker for each field, and the versions that lines may name."""
        self._types = {kind.name: _checkers(kind) for kind in work.codebook.record_types}
        rows = work.session.execute(select(core.codebook.c.version, core.codebook.c.id))
        self._versions = {row.version: row.id for row in rows}

    def take(self, work: Work, file: Path, lines: Sequence[RecordLine | VariableLine]) -> None:
        """Check some lines and write what is new in them.

        Raises:
            AnnotationError: a line is wrong; names file and line.
        """
        self._learn(work, lines)
        rows = batches.LoadRows()
        known = self._known(work, lines)
        following = batches.next_id(work.session, core.record)
        following_value = batches.next_id(work.session, core.variable_value)
        for line in lines:
            try:
                if isinstance(line, RecordLine):
                    row_id = following + len(rows.records)
                    self._record(work, f"{file}, line {line.line}", line, known, rows, row_id)
                else:
                    self._variable(work, line, rows, following_value + len(rows.variables))
            except (_Wrong, ValueRefused, InputError) as wrong:
                raise AnnotationError(f"{file}, line {line.line}: {wrong}") from wrong
        rows.write(work.session)

    def links(self) -> Iterator[_NewLink]:
        """The links of all new records, now that every record is there."""
        return iter(self._links)

    def link(self, work: Work, links: Sequence[_NewLink]) -> None:
        """Write some links.

        Raises:
            AnnotationError: a link leads nowhere, or the codebook does not know it.
        """
        unknown = {link.to_uid for link in links} - self._ids.keys()
        table = core.record.c
        there = select(table.uid, table.id, table.type).where(
            table.uid.in_(unknown), table.removed_at.is_(None)
        )
        for row in work.session.execute(there):
            self._ids[row.uid] = row.id, row.type
        rows = [self._link_row(work.codebook, link) for link in links]
        batches.add_links(work.session, list({_ends(row): row for row in rows}.values()))

    def withdraw(self, work: Work) -> None:
        """Take back everything written so far, coders included that this load brought."""
        batches.forget_pending(work.session)
        for table, key in ((core.review, "coder_id"), (core.coder, "id")):
            work.session.execute(delete(table).where(table.c[key].in_(self._enrolled)))

    def _record(
        self,
        work: Work,
        where: str,
        line: RecordLine,
        known: Mapping[str, Record | None],
        rows: batches.LoadRows,
        row_id: int,
    ) -> None:
        document = self._document(line.source_name, line.text_sha256)
        coder, coder_key = self._whose(work, line.coder)
        layer = line.layer or Layer.CODER.value
        values = self._values(line)
        spots = self._spots(document, line.evidence)
        if line.id in self._ids:
            raise _Wrong(f"the id {line.id} is used by an earlier line; give it another.")
        if line.id in known:
            self._compare(known[line.id], line, document, coder, layer, values, spots)
            self.unchanged += 1
            return
        key = (coder_key, layer, line.type)
        number = document.numbers[key] = document.numbers.get(key, 0) + 1
        rows.records.append(
            {
                "id": row_id,
                "uid": line.id,
                "document_id": document.id,
                "coder_id": coder_key,
                "layer": layer,
                "type": line.type,
                "number": number,
                "codebook_id": self._versions.get(line.codebook_version or "", work.codebook_id),
                "first_start": min(spot[0] for spot in spots),
                "certainty": line.certainty,
                "note": line.note,
                "cue_shown": None,
                "created_at": self._at,
                "updated_at": self._at,
                "batch": self.batch,
                "removed_at": PENDING,
            }
        )
        _add_answers(rows, "record_id", row_id, document.id, values, spots)
        self._ids[line.id] = row_id, line.type
        self._links += [
            _NewLink(where, row_id, line.type, link.relation, link.to, coder_key, layer)
            for link in line.links
        ]
        self._count(line.id)

    def _variable(
        self, work: Work, line: VariableLine, rows: batches.LoadRows, row_id: int
    ) -> None:
        document = self._document(line.source_name, line.text_sha256)
        coder, coder_key = self._whose(work, line.coder)
        layer = line.layer or Layer.CODER.value
        variable = work.codebook.variable(line.name)
        if variable is None:
            raise _Wrong(f"the codebook has no variable «{line.name}».")
        value = checker(variable, retired=True)(line.value)
        spots = self._spots(document, line.evidence)
        key = (document.id, coder_key, layer, line.name)
        if key in self._variables:
            raise _Wrong(
                f"«{line.name}» of {line.source_name} is given by an earlier line already."
            )
        self._variables.add(key)
        there = coding.variables(work.session, document.id, coder_key, Layer(layer), document.text)
        if line.name in there:
            _compare_value(there[line.name], line, value, spots)
            self.unchanged += 1
            return
        uid = new_uid()
        rows.variables.append(
            {
                "id": row_id,
                "uid": uid,
                "document_id": document.id,
                "coder_id": coder_key,
                "layer": layer,
                "name": line.name,
                "codebook_id": work.codebook_id,
                "basis": line.basis,
                "certainty": line.certainty,
                "note": line.note,
                "from_proposal": None,
                "created_at": self._at,
                "updated_at": self._at,
                "batch": self.batch,
                "removed_at": PENDING,
            }
        )
        answers = {line.name: value}
        _add_answers(rows, "variable_value_id", row_id, document.id, answers, spots)
        self._count(uid)

    def _count(self, uid: str) -> None:
        self.added += 1
        self.digest.update(f"{uid}\n".encode())

    def _known(
        self, work: Work, lines: Sequence[RecordLine | VariableLine]
    ) -> dict[str, Record | None]:
        """Records of the chunk that the store has already; None for one that was removed."""
        uids = [line.id for line in lines if isinstance(line, RecordLine)]
        table = core.record.c
        rows = work.session.execute(
            select(table.uid, table.document_id, table.removed_at).where(table.uid.in_(uids))
        ).all()
        found: dict[str, Record | None] = {row.uid: None for row in rows if row.removed_at}
        there = [row for row in rows if row.removed_at is None]
        texts = {row.document_id: coding.text_of(work.session, row.document_id)[0] for row in there}
        same = table.uid.in_([row.uid for row in there])
        for record in coding.records(work.session, same, texts) if there else ():
            found[record.uid] = record
        return found

    def _learn(self, work: Work, lines: Sequence[RecordLine | VariableLine]) -> None:
        """Fetch the documents that lines name and that are not known yet, all at once."""
        if len(self._documents) > 1000:
            self._documents.clear()
        names = {line.source_name for line in lines} - self._documents.keys()
        found = batches.documents_called(work.session, names)
        # Numbers of this load's own records count too: they are in the store, though pending.
        numbers = batches.highest_numbers(work.session, [row.id for row in found])
        for row in found:
            document = _Document(row.id, row.uid, row.text_sha256, row.text, numbers[row.id])
            self._documents.setdefault(row.source_name, []).append(document)

    def _document(self, name: str, text_sha256: str | None) -> _Document:
        found = self._documents.get(name, [])
        if text_sha256 is not None:
            fitting = [document for document in found if document.text_sha256 == text_sha256]
            if found and not fitting:
                raise _Wrong(f"{name} has another text here than where this coding was made.")
            found = fitting
        if not found:
            raise _Wrong(f"there is no document {name} in this study; import it first.")
        if len(found) > 1:
            raise _Wrong(
                f"{len(found)} documents are called {name}; add «text_sha256» to say which."
            )
        return found[0]

    def _whose(self, work: Work, named: str | None) -> tuple[str, int]:
        name = self._coder or named or self._current
        key = self._coders.get(name)
        if key is None:
            bare = checked_coder(name)
            is_new = coder_id(work.session, bare) is None
            key = self._coders[name] = enrolled_coder_id(work.session, bare)
            if is_new:
                self._enrolled.append(key)
        return name, key

    def _values(self, line: RecordLine) -> dict[str, FieldValue]:
        checkers = self._types.get(line.type)
        if checkers is None:
            raise _Wrong(f"the codebook has no record type «{line.type}».")
        given = line.values
        values = {}
        for name, check in checkers.items():
            if name in given:
                try:
                    values[name] = check(given[name])
                except ValueRefused as refused:
                    raise _Wrong(f"«{name}»: {refused}") from refused
        if len(values) < len(given):
            unknown = ", ".join(f"«{name}»" for name in given if name not in checkers)
            raise _Wrong(f"a {line.type} has no field {unknown} in the codebook.")
        return values

    def _spots(self, document: _Document, evidence: Sequence[EvidenceLine]) -> list[Spot]:
        """Where the passages lie; each found in the text, or checked against it."""
        return list(dict.fromkeys(_spot(document.text, passage) for passage in evidence))

    def _compare(
        self,
        there: Record | None,
        line: RecordLine,
        document: _Document,
        coder: str,
        layer: str,
        values: Mapping[str, FieldValue],
        spots: Sequence[Spot],
    ) -> None:
        """Refuse a known id with other content; one that was removed stays removed."""
        if there is None:
            return
        same = (
            (there.type, there.document, there.coder, there.layer.value)
            == (line.type, document.uid, coder, layer)
            and there.values == values
            and {(spot.start, spot.end, spot.field) for spot in there.evidence} == set(spots)
            and (there.certainty, there.note) == (line.certainty, line.note)
            and {(link.relation, link.to_record) for link in there.links}
            == {(link.relation, link.to) for link in line.links}
        )
        if not same:
            raise _Wrong(
                f"the id {line.id} is in the study already with other content; "
                "give the line another id, or leave it out."
            )

    def _link_row(self, codebook: Codebook, link: _NewLink) -> dict[str, Any]:
        target = self._ids.get(link.to_uid)
        if target is None:
            raise AnnotationError(f"{link.where}: it links to {link.to_uid}, which is not there.")
        to_id, to_type = target
        if not _allowed(codebook, link.relation, link.from_type, to_type) or to_id == link.from_id:
            raise AnnotationError(
                f"{link.where}: the codebook has no relation «{link.relation}» "
                f"from a {link.from_type} to a {to_type}."
            )
        return {
            "uid": new_uid(),
            "from_record_id": link.from_id,
            "relation": link.relation,
            "to_record_id": to_id,
            "coder_id": link.coder_id,
            "layer": link.layer,
            "batch": self.batch,
            "removed_at": PENDING,
        }


def _ends(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["from_record_id"], row["relation"], row["to_record_id"]


def _allowed(codebook: Codebook, relation: str, from_type: str, to_type: str) -> bool:
    if relation == SAME_AS:
        return from_type == to_type
    return any(
        (known.name, known.from_type, known.to_type) == (relation, from_type, to_type)
        for known in codebook.relations
    )


def _checkers(kind: RecordType) -> dict[str, Checker]:
    return {field.name: checker(field, retired=True) for field in kind.fields}


def _spot(text: str, passage: EvidenceLine) -> Spot:
    start, end, quote = passage.start, passage.end, passage.quote
    if start is None or end is None:
        words = quote or ""
        start = text.find(words)
        if start < 0:
            raise _Wrong(f"the quote «{_short(words)}» is not in the text.")
        if text.find(words, start + 1) >= 0:
            raise _Wrong(
                f"the quote «{_short(words)}» is in the text more than once; add «start» and «end»."
            )
        return start, start + len(words), passage.field
    if end > len(text):
        raise _Wrong(f"the passage {start}-{end} reaches past the end of the text ({len(text)}).")
    if quote is not None and text[start:end] != quote:
        raise _Wrong(
            f"the text at {start}-{end} reads «{_short(text[start:end])}», not «{_short(quote)}»."
        )
    return start, end, passage.field


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"


def _compare_value(
    there: VariableValue, line: VariableLine, value: FieldValue, spots: Sequence[Spot]
) -> None:
    same = (
        there.value == value
        and (there.basis.value, there.certainty, there.note)
        == (line.basis, line.certainty, line.note)
        and {(spot.start, spot.end) for spot in there.evidence} == {spot[:2] for spot in spots}
    )
    if not same:
        raise _Wrong(f"«{line.name}» of {line.source_name} has another value in the study already.")


def _add_answers(
    rows: batches.LoadRows,
    owner: str,
    owner_id: int,
    document_id: int,
    values: Mapping[str, FieldValue],
    spots: Sequence[Spot],
) -> None:
    owners = {"record_id": None, "variable_value_id": None, owner: owner_id}
    for name, value in values.items():
        for position, text, number, missing in items_of(value):
            rows.values.append(
                {
                    **owners,
                    "field": name,
                    "position": position,
                    "text": text,
                    "number": number,
                    "missing": missing,
                }
            )
    for start, end, field in spots:
        rows.evidence.append(
            {
                **owners,
                "uid": new_uid(),
                "document_id": document_id,
                "field": field,
                "start": start,
                "end": end,
            }
        )
