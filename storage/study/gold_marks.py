"""How what is gold was settled, and what is not: for a dataset of the adjudicated result."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from storage.codebook import Codebook
from storage.database import rounds_coded, settlements, stream
from storage.exchange import GoldMarks, RecordRow, ReviewRow, SettlementRow, VariableRow
from storage.records import Layer, Settled
from storage.study import cases


class GoldReviews:
    """Says of each document how far it is settled, and by whom."""

    def __init__(self, session: Session, codebook: Codebook, coder: str | None = None) -> None:
        self._session, self._codebook, self._coder = session, codebook, coder
        self._rounds = rounds_coded.opened_rounds(session)
        self.unresolved = 0
        """Documents so far with cases that nobody has settled."""

    def of(self, chunk: stream.Chunk) -> tuple[list[ReviewRow], GoldMarks]:
        """Reviews of the gold of some documents, and how each record and value was settled.

        Args:
            chunk: The gold of the documents.
        """
        ids = [row[0] for row in chunk.documents]
        held = settlements.settlements_of(self._session, ids)
        origins = settlements.origins_of(self._session, [each.id for each in held])
        reviews = self._reviews(chunk, held)
        marks = GoldMarks(
            {row.document_id: how for row, how in reviews},
            {
                each.record_id: (each.how, [row.uid for row in origins.get(each.id, ())])
                for each in held
                if each.record_id is not None
            },
            {
                each.variable_value_id: each.how
                for each in held
                if each.variable_value_id is not None
            },
            self._settlements(chunk, held, origins),
        )
        return [row for row, _ in reviews], marks

    def _settlements(
        self,
        chunk: stream.Chunk,
        held: Sequence[settlements.Held],
        origins: Mapping[int, Sequence[Any]],
    ) -> list[SettlementRow]:
        """How cases were settled, by everybody or the one coder whose gold is wanted."""
        documents = {row[0]: row[1:3] for row in chunk.documents}
        records = {row[0]: row[1] for row in chunk.records}
        told = (each for each in held if not each.is_pending and self._coder in (None, each.coder))
        rows = []
        for each in sorted(told, key=lambda each: (each.document_id, each.id)):
            rests = origins.get(each.id, ())
            document, case = documents[each.document_id]
            row = SettlementRow(
                uid=each.uid,
                document_id=each.document_id,
                document_uid=document,
                case_uid=case,
                round=each.round,
                kind=each.kind,
                name=each.name,
                settled=each.how,
                result="rejected" if each.gold is None else "kept",
                record_uid=records.get(each.record_id),
                origin_uids=[row.uid for row in rests if each.kind == "record"],
                coders=sorted({row.coder for row in rests}),
                reason=each.reason,
                note=each.note,
                coder=each.coder,
                created_at=each.created_at,
            )
            rows.append(row)
        return rows

    def _reviews(
        self, chunk: stream.Chunk, held: Sequence[settlements.Held]
    ) -> list[tuple[ReviewRow, str]]:
        """Reviews, each with how all of its document stands."""
        found: dict[int, list[tuple[ReviewRow, str]]] = {row[0]: [] for row in chunk.documents}
        versions = _versions(chunk)
        for round_, opened_by in self._rounds.items():
            own = [each for each in held if each.round == round_]
            several = rounds_coded.coders_of(self._session, list(found), round_)
            coded = [key for key, coders in several.items() if len(coders) > 1]
            is_open = self._open(round_, coded)
            for key in {*coded, *(each.document_id for each in own)}:
                here = [each for each in own if each.document_id == key]
                how = _standing(here, is_open=is_open.get(key, False))
                done = max((each.created_at for each in here), default=None)
                for coder in sorted({each.coder for each in here}) or [opened_by]:
                    row = ReviewRow(
                        document_id=key,
                        coder=coder,
                        layer=Layer.GOLD.value,
                        round=round_,
                        status="in_progress" if how is Settled.UNRESOLVED else "done",
                        flag_reason=None,
                        excluded_reason=None,
                        codebook_version=versions.get(key),
                        completed_at=None if how is Settled.UNRESOLVED else done,
                    )
                    found[key].append((row, how.value))
        self.unresolved += sum(
            any(how == Settled.UNRESOLVED for _, how in rows) for rows in found.values()
        )
        return [each for rows in found.values() for each in sorted(rows)]

    def _open(self, round_: str, ids: Sequence[int]) -> Mapping[int, bool]:
        """Whether anything of each document is not settled."""
        found = cases.documents(self._session, self._codebook, round_, ids) if ids else ()
        return {each.row.id: any(case.settlement is None for case in each.cases) for each in found}


def _standing(held: Sequence[settlements.Held], *, is_open: bool) -> Settled:
    if is_open:
        return Settled.UNRESOLVED
    decided = any(each.how == Settled.ADJUDICATED.value for each in held)
    return Settled.ADJUDICATED if decided else Settled.UNANIMOUS


def _versions(chunk: stream.Chunk) -> dict[int, str]:
    """The codebook version of the first gold record or value of each document."""
    found: dict[int, str] = {}
    for record in map(RecordRow._make, chunk.records):
        found.setdefault(record.document_id, record.codebook_version)
    for value in map(VariableRow._make, chunk.variables):
        found.setdefault(value.document_id, value.codebook_version)
    return found
