"""Carry out what an adjudicator decided of one case."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from storage.codebook import Codebook, check_value
from storage.database import coding, core, records, settlements, variables
from storage.database.lookups import by_key
from storage.errors import ChangeRefused, NotFound
from storage.records import (
    Case,
    CaseKind,
    Decision,
    Evidence,
    Layer,
    Reason,
    RecordEntry,
    Settled,
    Side,
)
from storage.study import cases
from storage.study.base import Work
from storage.study.gold import gold_record, gold_value, together
from storage.study.named import variable_name
from storage.study.records import check_passages, check_relation, checked_entry, known_type
from storage.study.variables import known_variable


def settle_case(
    work: Work, case: Case, decision: Decision, reason: Reason | None, note: str
) -> Case | None:
    """Decide a case, and write it into the history; see ``Study.settle``."""
    document_id = work.document_id(case.document)
    found = cases.documents(work.session, work.codebook, case.round, [document_id])
    held = _undisturbed(work, case, found)
    done = _Deciding(work, case, held, decision).carried_out(reason, note.strip())
    name = _case_name(work.codebook, case)
    work.journal.write("settle", f"{name} settled: {done}.", document_id=document_id)
    again = cases.documents(work.session, work.codebook, case.round, [document_id])
    return _told(work.session, case.round, again, case.uid)


def _undisturbed(work: Work, case: Case, found: Sequence[cases.OfDocument]) -> cases.Held:
    """The case as it is in the store.

    Raises:
        ChangeRefused: it is not what was looked at.
    """
    there = [each for document in found for each in document.cases]
    held = next((each for each in there if each.uid == case.uid), None)
    if held is None or {**held.owners} != _owners(case):
        raise ChangeRefused("The coding of this case has changed since; look at it again.")
    shown = case.settlement.uid if case.settlement else None
    settled = held.settlement
    if settled is not None and settled.uid != shown:
        if settled.is_pending:
            raise ChangeRefused(
                "What is unanimous is being settled just now; wait until that is done."
            )
        reason = f" ({settled.reason})" if settled.reason else ""
        raise ChangeRefused(
            f"{settled.coder} settled this meanwhile{reason}; look at that, then decide anew."
        )
    if settled is None and shown is not None:
        raise ChangeRefused("What was decided here was taken back since; look at it again.")
    return held


def _owners(case: Case) -> dict[str, str]:
    """Who has the case, as ``cases.Held`` says it."""
    return {
        side.coder: side.record.uid if side.record else case.name
        for side in case.sides
        if side.has_it
    }


def _case_name(codebook: Codebook, case: Case) -> str:
    if case.kind is CaseKind.VARIABLE:
        return variable_name(codebook, case.name)
    known = codebook.record_type(case.name)
    return known.label if known else case.name


def _told(
    session: Session, round_: str, found: Sequence[cases.OfDocument], uid: str
) -> Case | None:
    chosen = [(each, [case for case in each.cases if case.uid == uid]) for each in found]
    return next((case for each in cases.told(session, round_, chosen) for case in each), None)


class _Deciding:
    """One decision on its way into the store."""

    def __init__(self, work: Work, case: Case, held: cases.Held, decision: Decision) -> None:
        self._work, self._case, self._held, self._decision = work, case, held, decision
        self._sides = [side for side in case.sides if side.has_it]
        by_coder = {side.coder: side for side in self._sides}
        unknown = [coder for coder in decision.take if coder not in by_coder]
        if unknown:
            raise ChangeRefused(f"{unknown[0]} has nothing here that could be taken.")
        self._taken = [by_coder[coder] for coder in decision.take]
        self._is_record = case.kind is CaseKind.RECORD
        self._owner = settlements.owner_of(case.kind.value)

    def carried_out(self, reason: Reason | None, note: str) -> str:
        """Write it, in place of what was decided before."""
        before = self._held.settlement
        entry = self._decision.entry
        again = before.record_id if before is not None and entry is not None else None
        if before is not None:
            settlements.take_back(self._work.journal, before, keeps_gold=again is not None)
        made = self._made(again)
        for gold, origins in made:
            outcome = settlements.Outcome(
                document_id=self._held.document_id,
                round=self._case.round,
                kind=self._case.kind.value,
                name=self._case.name,
                how=Settled.ADJUDICATED.value,
                gold=gold,
                origins=[self._id(side) for side in origins],
                reason=reason.value if reason else None,
                note=note,
            )
            settlements.add(self._work.journal, outcome)
        if self._is_record:
            self._link([gold for gold, _ in made if gold is not None])
        return self._words()

    def _made(self, again: int | None) -> list[tuple[int | None, Sequence[Side]]]:
        """Ids of what went to gold, each with the sides that it settles."""
        taken, sides = self._taken, self._sides
        if self._decision.entry is not None:
            return [(self._entered(self._decision.entry, again), sides)]
        if not taken:
            return [(None, sides)]
        if self._decision.merges:
            return [(self._copied(taken[:1], _evidence(sides)), sides)]
        if len(taken) == 1 or not self._is_record:
            return [(self._copied(taken, _evidence(taken)), sides)]
        # Both stand: each is a case of its own from now on; what was not taken goes with the first.
        others = [side for side in sides if side not in taken]
        own = [[taken[0], *others], *([side] for side in taken[1:])]
        return [
            (self._copied([side], _evidence([side])), rests)
            for side, rests in zip(taken, own, strict=True)
        ]

    def _copied(self, taken: Sequence[Side], evidence: Iterable[Evidence]) -> int:
        """A gold record or value of what coders have."""
        work, codebook_id = self._work, self._codebook_id(taken[0])
        if self._is_record:
            entry = gold_record([side.record for side in taken if side.record], evidence)
            return self._add_record(entry, codebook_id)
        values = [side.value for side in taken if side.value]
        both = together(values) if len(values) > 1 else None
        if len(values) > 1 and both is None:
            raise ChangeRefused("A single answer cannot be two; take one side, or edit it.")
        return self._put(gold_value(values, evidence, both), codebook_id or work.codebook_id)

    def _entered(self, entry: RecordEntry, again: int | None) -> int:
        """A gold record or value that the adjudicator wrote."""
        work, document_id = self._work, self._held.document_id
        if not self._is_record:
            variable = known_variable(work.codebook, self._case.name)
            check_passages(work, document_id, entry.evidence)
            value = check_value(variable, entry.values.get(variable.name), where=variable.name)
            new = variables.ValueEntry(
                value, entry.evidence, certainty=entry.certainty, note=entry.note.strip()
            )
            return self._put(new, work.codebook_id)
        known = known_type(work.codebook, self._case.name)
        entry = checked_entry(work, document_id, known, entry, retired=True)
        if again is None:
            return self._add_record(entry, work.codebook_id)
        row = work.session.execute(by_key(core.record, "id"), {"id": again}).one()
        records.change(work.journal, row, entry, work.codebook_id)
        return again

    def _add_record(self, entry: RecordEntry, codebook_id: int) -> int:
        uid, _ = records.add(
            self._work.journal,
            self._held.document_id,
            entry,
            layer=Layer.GOLD,
            codebook_id=codebook_id,
        )
        return self._row_id(uid)

    def _put(self, entry: variables.ValueEntry, codebook_id: int) -> int:
        uid = variables.put(
            self._work.journal,
            self._held.document_id,
            self._case.name,
            entry,
            layer=Layer.GOLD,
            codebook_id=codebook_id,
        )
        return self._row_id(uid)

    def _row_id(self, uid: str) -> int:
        table = core.BY_NAME[self._owner]
        found: int = self._work.session.execute(
            by_key(table, "uid", "id"), {"uid": uid}
        ).scalar_one()
        return found

    def _id(self, side: Side) -> int:
        held = side.record or side.value
        return self._row_id(held.uid if held else "")

    def _codebook_id(self, side: Side) -> int:
        held = side.record or side.value
        table = core.BY_NAME[self._owner]
        named = by_key(table, "uid", "codebook_id")
        found: int = self._work.session.execute(
            named, {"uid": held.uid if held else ""}
        ).scalar_one()
        return found

    def _link(self, gold: Sequence[int]) -> None:
        entered = self._decision.links
        if entered is not None and gold:
            set_links(self._work, gold[0], entered)
        follow_links(self._work, gold, but_from=gold if entered is not None else ())

    def _words(self) -> str:
        decision = self._decision
        if decision.entry is not None:
            return "edited"
        if not decision.take:
            return "all rejected"
        if decision.merges:
            return f"{decision.take[0]}, with all passages"
        return " and ".join(decision.take)


def _evidence(sides: Iterable[Side]) -> list[Evidence]:
    return [
        passage
        for side in sides
        for held in (side.record or side.value,)
        if held
        for passage in held.evidence
    ]


def set_links(work: Work, gold: int, links: Mapping[str, Sequence[str]]) -> None:
    """Link a gold record to exactly the gold records named, for each relation named."""
    session = work.session
    row = session.execute(by_key(core.record, "id"), {"id": gold}).one()
    for relation, uids in links.items():
        wanted = {target.id for uid in uids for target in (_gold_target(work, relation, row, uid),)}
        there = records.linked(session, gold, relation)
        for to_id in there.keys() - wanted:
            records.remove_link(work.journal, there[to_id])
        records.add_links(work.journal, gold, relation, sorted(wanted), Layer.GOLD.value)


def _gold_target(work: Work, relation: str, row: Any, uid: str) -> Any:
    target = work.session.execute(by_key(core.record, "uid"), {"uid": uid}).first()
    if target is None or target.removed_at is not None or target.layer != Layer.GOLD.value:
        raise NotFound("A record that it is linked to is not gold any more.")
    check_relation(work.codebook, relation, row, target)
    return target


def follow_links(work: Work, gold: Sequence[int], *, but_from: Sequence[int] = ()) -> None:
    """Link gold records as the records that they rest on are linked, where both ends are settled."""
    for from_id, relation, to_id in followed(work.session, core.record.c.id.in_(gold)):
        if from_id not in but_from:
            records.add_links(work.journal, from_id, relation, [to_id], Layer.GOLD.value)


def followed(session: Any, gold: Any) -> list[tuple[int, str, int]]:
    """Links that gold records should have: those of the coders whose answers they have.

    Where an adjudicator wrote other answers than anybody gave, everybody's links count.
    """
    rows = settlements.links_to_follow(session, gold)
    taken = _taken(session, {row.from_id for row in rows})
    return list(
        dict.fromkeys(
            (row.from_id, row.relation, row.to_id)
            for row in rows
            if row.origin_id in taken[row.from_id]
        )
    )


def _taken(session: Any, gold: Iterable[int]) -> dict[int, set[int]]:
    """For each gold record, the records it rests on that answer as it does, or all of them."""
    settlement, origin = core.settlement.c, core.settlement_origin.c
    joined = core.settlement.join(core.settlement_origin, origin.settlement_id == settlement.id)
    rests: dict[int, set[int]] = {}
    ids = list(gold)
    for start in range(0, len(ids), 5_000):
        some = settlement.record_id.in_(ids[start : start + 5_000])
        pairs = select(settlement.record_id, origin.record_id).select_from(joined)
        for gold_id, origin_id in session.execute(pairs.where(some, settlements.holds(settlement))):
            rests.setdefault(gold_id, set()).add(origin_id)
    found = {}
    for gold_id, origins in rests.items():
        values = coding.values_by_owner(session, "record", [gold_id, *origins])
        own = values.get(gold_id, {})
        same = {each for each in origins if values.get(each, {}) == own}
        found[gold_id] = same or origins
    return found
