"""What a coder can do with records, their passages and their links."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import merge
from itertools import groupby, islice
from typing import Any

from sqlalchemy import delete, select

from storage.codebook import Codebook, RecordType, check_value
from storage.database import coding, core, places, records, reviews
from storage.database.lookups import by_key
from storage.errors import ChangeRefused, EvidenceError, NotFound, ValueRefused
from storage.records import FieldValue, Layer, NewEvidence, Record, RecordEntry
from storage.study.base import StudyBase, Work

Links = Mapping[str, Sequence[str]]
"""uids of records by relation."""

SAME_AS = "same_as"
"""The built-in relation: the same matter, told in another document of the case."""


class Records(StudyBase):
    """Records of the current coder."""

    def add_record(
        self,
        document_uid: str,
        entry: RecordEntry,
        links: Links | None = None,
        *,
        ends_draft: bool = False,
    ) -> Record:
        """Add a record with its answers, passages and links.

        Args:
            document_uid: The document it is about.
            entry: What it says.
            links: uids of the records it is linked to, by relation.
            ends_draft: Whether it was the document's half-filled form, which goes with it.

        Raises:
            ValueRefused: an answer does not fit its field.
            EvidenceError: a passage is not in the text, or there is none.
            ChangeRefused: the codebook does not know a relation between such records.
        """
        with self._work(alone=False) as work:
            document_id = work.document_id(document_uid)
            record_type = known_type(work.codebook, entry.type)
            entry = checked_entry(work, document_id, record_type, entry)
            uid, number = records.add(
                work.journal, document_id, entry, layer=Layer.CODER, codebook_id=work.codebook_id
            )
            if links:
                _set_links(work, self._mine(work, uid), links)
            if ends_draft:
                places.drop_draft(work.session, work.journal.coder_id, document_id)
            reviews.begin(work.journal, document_uid, document_id, work.codebook_id)
            mark = f"{record_type.label} {record_type.key.upper()}{number}"
            work.journal.write("add record", f"{mark} added.", document_id=document_id)
            return coding.record(work.session, uid)

    def change_record(
        self,
        record_uid: str,
        entry: RecordEntry,
        links: Links | None = None,
        *,
        ends_draft: bool = False,
    ) -> Record:
        """Replace a record's answers, passages, certainty and note.

        Args:
            record_uid: The record.
            entry: What it says from now on.
            links: uids of the records it is linked to from now on, by relation; links of
                relations that are not named stay as they are.
            ends_draft: Whether it was the document's half-filled form, which goes with it.

        Raises:
            ValueRefused: an answer does not fit its field.
            EvidenceError: a passage is not in the text, or there is none.
            ChangeRefused: the codebook does not know a relation between such records.
        """
        with self._work(alone=False) as work:
            row = self._mine(work, record_uid)
            record_type = known_type(work.codebook, row.type)
            if entry.type != row.type:
                raise ChangeRefused(
                    f"A {record_type.noun} cannot become a {entry.type}; "
                    "remove it and make a new one."
                )
            entry = checked_entry(work, row.document_id, record_type, entry, retired=True)
            records.change(work.journal, row, entry, work.codebook_id)
            _set_links(work, row, links or {})
            if ends_draft:
                places.drop_draft(work.session, work.journal.coder_id, row.document_id)
            return _changed(work, row, "change record", "changed.")

    def remove_record(self, record_uid: str) -> Record:
        """Remove a record and its links; returns what it was."""
        with self._work(alone=False) as work:
            row = self._mine(work, record_uid)
            gone = coding.record(work.session, record_uid)
            links = records.remove(work.journal, row)
            also = f" {links} links went with it." if links > 1 else ""
            also = " A link went with it." if links == 1 else also
            _write(work, row, "remove record", f"removed.{also}")
            return gone

    def add_evidence(self, record_uid: str, passage: NewEvidence) -> Record:
        """Tie one more passage to a record; one that is tied already stays as it is."""
        with self._work(alone=False) as work:
            row = self._mine(work, record_uid)
            check_passages(work, row.document_id, [passage])
            if passage.field and not known_type(work.codebook, row.type).field(passage.field):
                raise ValueRefused(f"A {row.type} has no field {passage.field}.")
            table = core.evidence.c
            same = select(table.id).where(
                table.record_id == row.id,
                table.start == passage.start,
                table.end == passage.end,
                table.field.is_(passage.field)
                if passage.field is None
                else table.field == passage.field,
            )
            if work.session.execute(same).first() is not None:
                raise ChangeRefused(f"{_mark(work, row)} has this passage already.")
            work.journal.touch("record", record_uid)
            records.fill(work.session, "record", row.id, row.document_id, {}, [passage])
            records.touch_evidence(work.journal, row)
            return _changed(work, row, "add evidence", "has one passage more.")

    def remove_evidence(self, evidence_uid: str) -> Record:
        """Take one passage away from a record; the last one stays.

        Raises:
            ChangeRefused: it is the record's only passage.
        """
        with self._work(alone=False) as work:
            table = core.evidence.c
            owner = select(table.id, core.record.c.uid).select_from(
                core.evidence.join(core.record, core.record.c.id == table.record_id)
            )
            found = work.session.execute(owner.where(table.uid == evidence_uid)).first()
            if found is None:
                raise NotFound("That passage is not tied to a record any more.")
            row = self._mine(work, found.uid)
            held = select(table.id).where(table.record_id == row.id)
            if len(work.session.execute(held).all()) == 1:
                raise ChangeRefused(
                    f"It is the only passage of {_mark(work, row)}; remove the record instead."
                )
            work.journal.touch("record", row.uid)
            work.session.execute(delete(core.evidence).where(table.id == found.id))
            records.touch_evidence(work.journal, row)
            return _changed(work, row, "remove evidence", "has one passage less.")

    def add_links(self, record_uid: str, relation: str, to_uids: Sequence[str]) -> Record:
        """Link a record to one or several others.

        Raises:
            ChangeRefused: the codebook does not know the relation between such records.
        """
        with self._work(alone=False) as work:
            row = self._mine(work, record_uid)
            targets = [_target(work, relation, row, uid) for uid in to_uids]
            ids = [target.id for target in targets]
            made = records.add_links(work.journal, row.id, relation, ids, row.layer)
            if not made:
                raise ChangeRefused(f"{_mark(work, row)} is linked like that already.")
            marks = ", ".join(_mark(work, target) for target in targets)
            return _changed(work, row, "add links", f"{relation} {marks}.")

    def remove_link(self, link_uid: str) -> Record:
        """Take one link away; returns the record it started from."""
        with self._work(alone=False) as work:
            joined = core.link.join(core.record, core.record.c.id == core.link.c.from_record_id)
            there = core.link.c.removed_at.is_(None) & (core.link.c.uid == link_uid)
            uid = work.session.execute(
                select(core.record.c.uid).select_from(joined).where(there)
            ).scalar()
            if uid is None:
                raise NotFound("That link is not there any more.")
            row = self._mine(work, uid)
            records.remove_link(work.journal, link_uid)
            return _changed(work, row, "remove link", "has one link less.")

    def earlier_answers(
        self, field: str, prefix: str = "", record_type: str | None = None, *, limit: int = 20
    ) -> tuple[str, ...]:
        """What the coder answered before, beginning with ``prefix``, in order.

        To one field of a record type; without ``record_type``, to every field and variable of
        that name.
        """
        with self._reading() as (session, coder_id):
            if coder_id is None:
                return ()
            found = records.earlier_texts(session, coder_id, "record", field, prefix, record_type)
            if record_type is None:
                others = records.earlier_texts(session, coder_id, "variable_value", field, prefix)
                found = (text for text, _ in groupby(merge(found, others)))
            return tuple(islice(found, limit))

    def _mine(self, work: Work, record_uid: str) -> Any:
        return records.present(work.session, record_uid, work.journal.coder_id)


def known_type(codebook: Codebook, name: str) -> RecordType:
    """The record type called ``name``.

    Raises:
        NotFound: the codebook in force has none.
    """
    record_type = codebook.record_type(name)
    if record_type is None:
        known = ", ".join(kind.name for kind in codebook.record_types)
        raise NotFound(f"The codebook has no record type {name}; it has {known}.")
    return record_type


def checked_entry(
    work: Work,
    document_id: int,
    record_type: RecordType,
    entry: RecordEntry,
    *,
    retired: bool = False,
) -> RecordEntry:
    """The entry with every answer checked against its field and every passage against the text."""
    if not entry.evidence:
        raise EvidenceError(f"A {record_type.noun} needs at least one passage that shows it.")
    check_passages(work, document_id, entry.evidence)
    for passage in entry.evidence:
        if passage.field is not None and record_type.field(passage.field) is None:
            raise ValueRefused(f"A {record_type.noun} has no field {passage.field}.")
    values = checked_values(record_type, entry.values, retired=retired)
    return RecordEntry(
        entry.type, values, entry.evidence, entry.certainty, entry.note.strip(), entry.cue_shown
    )


def checked_values(
    record_type: RecordType, values: Mapping[str, FieldValue], *, retired: bool
) -> dict[str, FieldValue]:
    """The answers in the order of the fields, each checked; ``retired`` values are taken or not."""
    known = {field.name: field for field in record_type.fields}
    owner = record_type.label
    for name in values:
        if name not in known:
            raise ValueRefused(f"{owner} has no field {name}; it has {', '.join(known)}.")
    return {
        name: check_value(field, values[name], where=f"{owner}, {name}", retired=retired)
        for name, field in known.items()
        if name in values
    }


def check_passages(work: Work, document_id: int, passages: Iterable[NewEvidence]) -> None:
    """Refuse passages that do not lie in the document's text."""
    length = by_key(core.document, "id", "n_characters")
    n_characters = work.session.execute(length, {"id": document_id}).scalar_one()
    for passage in passages:
        if not 0 <= passage.start < passage.end <= n_characters:
            raise EvidenceError(
                f"The passage {passage.start}-{passage.end} does not lie in the text, "
                f"which has {n_characters} characters."
            )


def _set_links(work: Work, row: Any, links: Links) -> None:
    """Link a record to exactly the records named, for each relation named."""
    for relation, uids in links.items():
        wanted = {_target(work, relation, row, uid).id for uid in uids}
        there = records.linked(work.session, row.id, relation)
        for to_id in there.keys() - wanted:
            records.remove_link(work.journal, there[to_id])
        records.add_links(work.journal, row.id, relation, sorted(wanted), row.layer)


def _target(work: Work, relation: str, row: Any, uid: str) -> Any:
    target = records.present(work.session, uid, work.journal.coder_id)
    check_relation(work.codebook, relation, row, target)
    return target


def check_relation(codebook: Codebook, relation: str, row: Any, target: Any) -> None:
    """Refuse a relation that the codebook does not know between two records."""
    if row.id == target.id:
        raise ChangeRefused("A record cannot be linked to itself.")
    if relation == SAME_AS:
        allowed = row.type == target.type
    else:
        allowed = any(
            (known.name, known.from_type, known.to_type) == (relation, row.type, target.type)
            for known in codebook.relations
        )
    if not allowed:
        raise ChangeRefused(
            f"The codebook has no relation {relation} from a {row.type} to a {target.type}."
        )


def _mark(work: Work, row: Any) -> str:
    record_type = work.codebook.record_type(row.type)
    letter = record_type.key.upper() if record_type else row.type
    return f"{letter}{row.number}"


def _changed(work: Work, row: Any, action: str, what: str) -> Record:
    _write(work, row, action, what)
    return coding.record(work.session, row.uid)


def _write(work: Work, row: Any, action: str, what: str) -> None:
    record_type = work.codebook.record_type(row.type)
    label = record_type.label if record_type else row.type
    summary = f"{label} {_mark(work, row)} {what}"
    work.journal.write(action, summary, document_id=row.document_id)
