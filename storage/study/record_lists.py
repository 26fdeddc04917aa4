"""A coder's records across the study: listed, filtered, counted, and many of them changed at once."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from storage.codebook import Codebook, Field, FieldType, RecordType
from storage.database.coders import coder_id
from storage.database.engine import unit_of_work
from storage.database.record_lists import RecordList
from storage.database.record_runs import Asked, ByField
from storage.database.record_words import count_due, tell_due, wanted_words
from storage.database.values import Item, items_of
from storage.errors import NotFound
from storage.exchange import record_lines, write_lines
from storage.records import (
    HeldCount,
    ListedRecord,
    Page,
    Progress,
    RecordQuery,
    RecordRow,
    Scalar,
)
from storage.study.base import StudyBase, current_codebook
from storage.study.records import known_type

AT_ONCE = 500
"""Records that are written at once."""

MOST_VALUES = 1_000
"""Values of a field that are counted, at most."""

_KEYS = {
    FieldType.MONEY: ("text", "number"),
    FieldType.INTEGER: ("number",),
    FieldType.NUMBER: ("number",),
}
"""The columns that order typed answers, where it is not their text."""


class RecordLists(StudyBase):
    """Records of one type, from all documents that are there."""

    def records_page(
        self,
        query: RecordQuery,
        *,
        cursor: str | None = None,
        backwards: bool = False,
        around: str | None = None,
        limit: int = 50,
    ) -> Page[ListedRecord]:
        """Some consecutive records of a list, with the headings that stand among them.

        Args:
            query: Which records, in which order.
            cursor: Where a page before ended (or began, for ``backwards``).
            backwards: Whether to go towards the beginning; without a cursor, from the end.
            around: uid of a line or record to have in the middle, instead of a cursor.
            limit: Records at most.

        Raises:
            NotFound: the codebook has no such record type or field.
        """
        self._make_findable(query)
        with self._reading() as (session, coder_id):
            codebook = current_codebook(session)[1]
            listed = RecordList(session, _asked(codebook, query, coder_id or 0))
            if around is not None:
                return listed.page_around(around, limit)
            return listed.page(cursor, limit, backwards=backwards)

    def count_records(self, query: RecordQuery) -> tuple[int, bool]:
        """How many records a list has, counted up to 1,000; whether there are more."""
        self._make_findable(query)
        with self._reading() as (session, coder_id):
            codebook = current_codebook(session)[1]
            return RecordList(session, _asked(codebook, query, coder_id or 0)).count()

    def record_values(self, query: RecordQuery, field: str) -> tuple[HeldCount, ...]:
        """What the records of a list hold in one field, in the field's order, and how many do.

        Missing values and no answer at all are among them.
        """
        self._make_findable(query)
        with self._reading() as (session, coder_id):
            codebook = current_codebook(session)[1]
            under = replace(query, by=field, grouped=True, descending=False)
            asked = _asked(codebook, under, coder_id or 0)
            return tuple(RecordList(session, asked).counts(MOST_VALUES))

    def record_uids(self, query: RecordQuery, most: int) -> tuple[str, ...]:
        """uids of the records of a list, so many at most: to change them together."""
        self._make_findable(query)
        with self._reading() as (session, coder_id):
            codebook = current_codebook(session)[1]
            return tuple(RecordList(session, _asked(codebook, query, coder_id or 0)).uids(most))

    def write_records(
        self, query: RecordQuery, path: Path, progress: Callable[[Progress], None] | None = None
    ) -> int:
        """Write a list of records as a CSV table; returns how many records it has.

        A record that stands under several values of a grouped list is written once.

        Raises:
            ExportError: the file cannot be written.
        """
        codebook = self._codebook_of(query)
        rows = ((row, _stored(row)) for row in self._every_record(query, progress))
        return write_lines(path, record_lines(codebook, query.type, rows))

    def _codebook_of(self, query: RecordQuery) -> Codebook:
        with self._reading() as (session, _):
            codebook = current_codebook(session)[1]
        known_type(codebook, query.type)
        return codebook

    def _every_record(
        self, query: RecordQuery, progress: Callable[[Progress], None] | None
    ) -> Iterator[RecordRow]:
        """The records of a list, a page at a time."""
        query, cursor, done = replace(query, grouped=False), None, 0
        while True:
            page = self.records_page(query, cursor=cursor, limit=AT_ONCE)
            rows = [row for row in page.rows if isinstance(row, RecordRow)]
            yield from rows
            done, cursor = done + len(rows), page.after
            if progress is not None:
                progress(Progress(done, None, "records"))
            if cursor is None:
                return

    def records_to_read(self) -> int:
        """How many of the coder's records the index of words does not know yet: after a load, all of it."""
        with self._reading() as (session, known):
            return count_due(session, known or 0)

    def read_records(self) -> int:
        """Make some of them findable by their words; returns how many are left."""
        with unit_of_work(self._engine) as session:
            known = coder_id(session, self.coder) or 0
            tell_due(session, known)
            return count_due(session, known)

    def _make_findable(self, query: RecordQuery) -> None:
        """Make every record findable that is not yet, when words are looked for."""
        if query.filter.strip() and self.records_to_read():
            while self.read_records():
                pass


def _stored(row: RecordRow) -> dict[str, list[Item]]:
    return {name: items_of(value) for name, value in row.values.items()}


def _asked(codebook: Codebook, query: RecordQuery, coder_id: int) -> Asked:
    """What a list asks for, in the database's terms."""
    record_type = known_type(codebook, query.type)
    words = wanted_words(query.filter, _labels(record_type)) if query.filter.strip() else None
    by = None if query.by is None else _by(known_field(record_type, query.by))
    return Asked(coder_id, query, words, by)


def known_field(record_type: RecordType, name: str) -> Field:
    """The field of a record type.

    Raises:
        NotFound: the codebook in force has none of that name.
    """
    field = record_type.field(name)
    if field is None:
        known = ", ".join(each.name for each in record_type.fields)
        raise NotFound(f"{record_type.label} has no field {name}; it has {known}.")
    return field


def _by(field: Field) -> ByField:
    choices: tuple[Scalar, ...] | None = None
    if field.type is FieldType.BOOLEAN:
        choices = (True, False)
    elif field.type is FieldType.CHOICE:
        choices = tuple(value.name for value in field.all_values())
    return ByField(field.name, choices, _KEYS.get(field.type, ("text",)))


def _labels(record_type: RecordType) -> list[tuple[str, str]]:
    return [
        (value.label, value.name) for field in record_type.fields for value in field.all_values()
    ]
