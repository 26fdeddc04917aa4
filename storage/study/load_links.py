"""The links of a load, which wait until every record of it is there."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from storage.database import batches, core
from storage.database.identity import new_uid
from storage.database.tables import PENDING
from storage.errors import AnnotationError
from storage.exchange import LinkLine
from storage.records import Layer
from storage.study.load_lines import LineWrong, Rules


class End(NamedTuple):
    """A record that a link may start from or lead to."""

    id: int
    type: str
    coder_id: int
    layer: str


class NewLink(NamedTuple):
    """A link of one line."""

    where: str
    """File and line."""
    source: End
    relation: str
    to_uid: str


class LoadLinks:
    """Every link that the lines of one load ask for."""

    def __init__(self, batch: str) -> None:
        self._batch = batch
        self._ends: dict[str, End] = {}
        self._asked: list[NewLink] = []

    def __iter__(self) -> Iterator[NewLink]:
        """In the order of the lines."""
        return iter(self._asked)

    def knows(self, uid: str) -> bool:
        """Whether a record of that id was added."""
        return uid in self._ends

    def add(self, where: str, uid: str, source: End, links: Iterable[LinkLine]) -> None:
        """Take a new record, and the links that start from it."""
        self._ends[uid] = source
        self._asked += [NewLink(where, source, *link) for link in dict.fromkeys(links)]

    def write(self, session: Session, rules: Rules, links: Sequence[NewLink]) -> None:
        """Write some links.

        Raises:
            AnnotationError: a link leads nowhere, or the codebook does not know it.
        """
        table = core.record.c
        unknown = {link.to_uid for link in links} - self._ends.keys()
        there = select(table.uid, table.id, table.type, table.coder_id, table.layer).where(
            table.uid.in_(unknown), table.removed_at.is_(None)
        )
        for uid, *end in session.execute(there):
            self._ends[uid] = End(*end)
        rows = []
        for link in links:
            try:
                rows.append(self._row(rules, link))
            except LineWrong as wrong:
                raise AnnotationError(f"{link.where}: {wrong}") from wrong
        batches.add_links(session, rows)

    def _row(self, rules: Rules, link: NewLink) -> dict[str, Any]:
        source, target = link.source, self._ends.get(link.to_uid)
        if target is None:
            raise LineWrong(f"it links to {link.to_uid}, which is not there.")
        # Gold is one dataset, whoever settled which part of it.
        is_gold = target.layer == source.layer == Layer.GOLD.value
        if not is_gold and (target.coder_id, target.layer) != (source.coder_id, source.layer):
            raise LineWrong(f"it links to {link.to_uid}, which is not the same coder's.")
        if target.id == source.id:
            raise LineWrong("a record cannot be linked to itself.")
        rules.check_relation(link.relation, source.type, target.type)
        return {
            "uid": new_uid(),
            "from_record_id": source.id,
            "relation": link.relation,
            "to_record_id": target.id,
            "coder_id": source.coder_id,
            "layer": source.layer,
            "batch": self._batch,
            "removed_at": PENDING,
        }
