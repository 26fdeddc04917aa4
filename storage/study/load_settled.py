"""How the gold of a load was settled, which waits until every record of it is there."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlmodel import Session

from storage.database import core, rounds_coded, settlements
from storage.database.bulk import insert_rows, next_id
from storage.database.tables import PENDING
from storage.errors import AnnotationError
from storage.exchange import RecordLine, VariableLine
from storage.records import Layer


class NewSettlement(NamedTuple):
    """How one gold record or value was settled."""

    where: str
    """File and line."""
    gold: int
    document_id: int
    kind: str
    name: str
    how: str
    origin_ids: tuple[str, ...]
    coder_id: int


class LoadSettled:
    """Every settlement that the lines of one load tell of."""

    def __init__(self, batch: str) -> None:
        self._batch = batch
        self._told: list[NewSettlement] = []

    def __iter__(self) -> Iterator[NewSettlement]:
        """In the order of the lines."""
        return iter(self._told)

    def add(
        self, where: str, line: RecordLine | VariableLine, gold: int, document_id: int, coder: int
    ) -> None:
        """Take a new record or value, if its line says how it was settled."""
        if line.settled is None:
            return
        told = NewSettlement(
            where,
            gold,
            document_id,
            kind="record" if isinstance(line, RecordLine) else "variable",
            name=line.type if isinstance(line, RecordLine) else line.name,
            how=line.settled,
            origin_ids=line.origin_ids if isinstance(line, RecordLine) else (),
            coder_id=coder,
        )
        self._told.append(told)

    def write(self, session: Session, some: Sequence[NewSettlement]) -> None:
        """Write some of them.

        Raises:
            AnnotationError: one rests on a record that is not in the study.
        """
        records = self._records(session, some)
        following = next_id(session, core.settlement)
        rows, origins = [], []
        for place, told in enumerate(some):
            if told.kind == "record":
                ids = [self._known(told, uid, records) for uid in told.origin_ids]
            else:
                ids = self._values(session, told)
            outcome = settlements.Outcome(
                document_id=told.document_id,
                round=rounds_coded.round_of(session, told.document_id, told.kind, ids),
                kind=told.kind,
                name=told.name,
                how=told.how,
                gold=told.gold,
                origins=ids,
            )
            row = settlements.settlement_row(outcome, told.coder_id)
            rows.append(row | {"id": following + place, "removed_at": PENDING})
            origins += settlements.origin_rows(outcome, following + place)
        insert_rows(session, core.settlement, rows)
        insert_rows(session, core.settlement_origin, origins)

    def _records(self, session: Session, some: Sequence[NewSettlement]) -> dict[str, Any]:
        table = core.record.c
        wanted = {uid for told in some for uid in told.origin_ids}
        columns = select(table.uid, table.id, table.document_id, table.type, table.layer)
        named = columns.where(table.uid.in_(wanted), self._there(core.record))
        return {row.uid: row for row in session.execute(named)}

    def _there(self, owner: Any) -> Any:
        return or_(owner.c.removed_at.is_(None), owner.c.batch == self._batch)

    def _known(self, told: NewSettlement, uid: str, records: dict[str, Any]) -> int:
        row = records.get(uid)
        if row is None:
            raise AnnotationError(
                f"{told.where}: it rests on {uid}, which is not in this study; load the coders' "
                "own coding first."
            )
        fits = (row.document_id, row.type, row.layer) == (
            told.document_id,
            told.name,
            Layer.CODER.value,
        )
        if not fits:
            raise AnnotationError(
                f"{told.where}: it rests on {uid}, which is no coder's {told.name} of its document."
            )
        found: int = row.id
        return found

    def _values(self, session: Session, told: NewSettlement) -> list[int]:
        """Ids of all coders' values of a variable."""
        table = core.variable_value.c
        theirs = select(table.id).where(
            table.document_id == told.document_id,
            table.name == told.name,
            table.layer == Layer.CODER.value,
            self._there(core.variable_value),
        )
        return list(session.execute(theirs).scalars())
