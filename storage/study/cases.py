"""Cases of a round: what several coders have of the same thing, and how it stands."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlmodel import Session

from storage.agreement.coded import CodedDocument
from storage.agreement.settling import FoundCase, cases, difference, variable_cases
from storage.codebook import Codebook
from storage.database import coding, core, rounds_coded, settlements, stream
from storage.exchange import DocumentRow
from storage.records import (
    Case,
    CaseKind,
    CaseQuery,
    Disagreement,
    Evidence,
    Layer,
    Passage,
    Reason,
    Record,
    Settled,
    Settlement,
    Side,
    VariableValue,
)
from storage.study.coded import Wanting, coded_documents

CODERS = stream.Wanted(Layer.CODER.value, None, None)

Key = tuple[int, int, int, str]
"""Document, variables before records, position, and what tells cases of one position apart."""


class Held(NamedTuple):
    """One case before it is put into words."""

    document_id: int
    key: Key
    kind: CaseKind
    name: str
    owners: Mapping[str, str]
    """uids of records, or the variable's name, by coder; nobody who has none."""
    difference: Disagreement | None
    settlement: settlements.Held | None

    @property
    def uid(self) -> str:
        """What names the case, settled or not."""
        return self.key[3]

    def fits(self, query: CaseQuery) -> bool:
        """Whether a list asks for it."""
        held = self.settlement
        if query.name not in (None, self.name):
            return False
        if query.is_open is not None and query.is_open != (held is None):
            return False
        if query.reason is not None and (held is None or held.reason != query.reason.value):
            return False
        decided = held is not None and held.how == Settled.ADJUDICATED.value
        return query.with_agreed or decided or self.difference is not None


class OfDocument(NamedTuple):
    """One document of a round with its cases."""

    row: DocumentRow
    coders: tuple[str, ...]
    cases: tuple[Held, ...]


def documents(
    session: Session, codebook: Codebook, round_: str, ids: Sequence[int]
) -> list[OfDocument]:
    """Some documents with their cases in order: variables as the codebook has them, then records by place."""
    chunk = stream.chunk_of(session, CODERS, ids)
    coders = rounds_coded.coders_of(session, ids, round_)
    held = settlements.settlements_of(session, ids, round_)
    origins = settlements.origins_of(session, [each.id for each in held])
    found = []
    rows = map(DocumentRow._make, chunk.documents)
    for row, document in zip(rows, coded_documents(chunk, Wanting()), strict=True):
        mine = tuple(coders.get(row.id, ()))
        reader = _Reader(row, document, mine, codebook)
        settled = [each for each in held if each.document_id == row.id]
        both = [*reader.settled(settled, origins), *reader.open(settled, origins)]
        found.append(OfDocument(row, mine, tuple(sorted(both, key=lambda each: each.key))))
    return found


class _Reader:
    """Finds the cases of one document."""

    def __init__(
        self,
        row: DocumentRow,
        document: CodedDocument,
        coders: tuple[str, ...],
        codebook: Codebook,
    ) -> None:
        self._row, self._document, self._codebook = row, document, codebook
        self._coders = tuple(each for each in coders if each in document.codings)
        self._records = {
            record.uid: record
            for coder in self._coders
            for record in document.codings[coder].records
        }

    def settled(
        self, held: Sequence[settlements.Held], origins: Mapping[int, Sequence[Any]]
    ) -> Iterator[Held]:
        """What was settled, with what it rests on."""
        variables = variable_cases(self._document, self._coders) if held else {}
        for each in held:
            kind, rows = CaseKind(each.kind), origins.get(each.id, ())
            if kind is CaseKind.VARIABLE:
                owners: Mapping[str, str] = {row.coder: each.name for row in rows}
                known = variables.get(each.name)
                differs = known.difference if known else None
            else:
                owners = {row.coder: row.uid for row in rows}
                own = [self._records[uid] for uid in owners.values() if uid in self._records]
                differs = difference(own, self._coders)
            yield self._held(FoundCase(kind, each.name, owners, differs), each)

    def open(
        self, held: Sequence[settlements.Held], origins: Mapping[int, Sequence[Any]]
    ) -> Iterator[Held]:
        """What is not settled yet."""
        settled = {each.name for each in held if each.kind == CaseKind.VARIABLE.value}
        settled |= {row.uid for each in held for row in origins.get(each.id, ())}
        for found in cases(self._document, self._coders, settled | self._not_of_kind):
            yield self._held(found, None)

    @property
    def _not_of_kind(self) -> set[str]:
        """Variables that are not asked of this kind of document: whatever was answered is no case."""
        kind, variables = self._document.kind, self._codebook.variables
        return {each.name for each in variables if each.kinds and kind not in each.kinds}

    def _held(self, found: FoundCase, held: settlements.Held | None) -> Held:
        kind, name = found.kind, found.name
        if kind is CaseKind.VARIABLE:
            names = [variable.name for variable in self._codebook.variables]
            place = names.index(name) if name in names else len(names)
            key = (self._row.id, 0, place, f"{self._row.uid} {name}")
        else:
            own = [self._records[each] for each in found.owners.values() if each in self._records]
            start = min((each.spans[0][0] for each in own if each.spans), default=0)
            key = (self._row.id, 1, start, min(found.owners.values(), default=""))
        return Held(self._row.id, key, kind, name, found.owners, found.difference, held)


def cursor_text(key: Key) -> str:
    """A place in a list of cases."""
    return json.dumps(key)


def cursor_key(text: str) -> Key:
    """The place that a cursor names."""
    document_id, sort, place, uid = json.loads(text)
    return document_id, sort, place, uid


Chosen = Sequence[tuple[OfDocument, Sequence[Held]]]
"""Some cases, by document."""


def told(session: Session, round_: str, chosen: Chosen) -> list[tuple[Case, ...]]:
    """Cases in whole words, for each document: every side's record or value, and what went to gold."""
    return _Telling(session, round_, chosen).told()


class _Telling:
    """Fetches at once what the cases of some documents hold."""

    def __init__(self, session: Session, round_: str, chosen: Chosen) -> None:
        self._round, self._chosen = round_, chosen
        held = [each for _, some in chosen for each in some]
        texts = {document.row.id: document.row.text for document, some in chosen if some}
        gold = [each.settlement.record_id for each in held if each.settlement]
        gold_uids = settlements.uids_of(session, core.record.c, [each for each in gold if each])
        uids = {
            uid for each in held if each.kind is CaseKind.RECORD for uid in each.owners.values()
        }
        uids.update(gold_uids.values())
        wanted = core.record.c.uid.in_(uids)
        found = coding.records(session, wanted, texts) if uids else ()
        self._records = {record.uid: record for record in found}
        self._gold = {id_: self._records.get(uid) for id_, uid in gold_uids.items()}
        self._values: dict[str, list[VariableValue]] = {}
        if any(each.kind is CaseKind.VARIABLE for each in held):
            for value in coding.everybodys_variables(session, texts):
                self._values.setdefault(value.document, []).append(value)

    def told(self) -> list[tuple[Case, ...]]:
        """The cases of each document."""
        return [
            tuple(self._case(document, each) for each in some) for document, some in self._chosen
        ]

    def _case(self, document: OfDocument, held: Held) -> Case:
        values = self._values.get(document.row.uid, ())
        row, name, is_record = document.row, held.name, held.kind is CaseKind.RECORD
        own = {each.coder: each for each in values if each.name == name and each.layer == "coder"}
        sides = tuple(
            Side(coder, record=self._records.get(held.owners.get(coder, "")))
            if is_record
            else Side(coder, value=own.get(coder))
            for coder in document.coders
        )
        evidence = [passage for side in sides for passage in _evidence(side)]
        first = min(evidence, key=lambda each: (each.start, each.end), default=None)
        settled = held.settlement and _settlement(
            held.settlement,
            self._gold.get(held.settlement.record_id or 0),
            next((v for v in values if v.name == name and v.layer == "gold"), None),
        )
        return Case(
            uid=held.uid,
            document=row.uid,
            title=row.title,
            round=self._round,
            kind=held.kind,
            name=name,
            difference=held.difference,
            sides=sides,
            settlement=settled,
            passage=Passage(first.start, first.end) if first else None,
            quote=first.quote if first else "",
        )


def _evidence(side: Side) -> tuple[Evidence, ...]:
    held = side.record or side.value
    return held.evidence if held else ()


def _settlement(
    held: settlements.Held, record: Record | None, value: VariableValue | None
) -> Settlement:
    return Settlement(
        uid=held.uid,
        how=Settled(held.how),
        reason=Reason(held.reason) if held.reason else None,
        note=held.note,
        coder=held.coder,
        created_at=held.created_at,
        record=record,
        value=value if held.variable_value_id is not None else None,
    )
