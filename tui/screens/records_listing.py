"""Orders, headings and limits of the list of records."""

from dataclasses import replace
from functools import partial

from storage import Held, RecordGroup, RecordQuery
from tui.screens.question import question
from tui.screens.records_questions import (
    field_question,
    group_question,
    limit_question,
    sort_question,
)
from tui.screens.records_reading import RecordsReading


class RecordsListing(RecordsReading):
    """Changes which records are shown, and in which order."""

    def __init__(self, query: RecordQuery | None = None) -> None:
        super().__init__(query)
        self._wider: list[tuple[RecordQuery, str | None]] = []

    def action_quotations(self) -> None:
        """Show quotations in full, or the table."""
        self.is_in_full = not self.is_in_full
        self.show_layout()

    def show_layout(self) -> None:
        """Lay the list out as it is to be shown."""
        raise NotImplementedError

    def action_next_type(self) -> None:
        """Show the records of the next type."""
        query, codebook = self.query_shown, self.codebook
        if query is None or codebook is None:
            return
        names = [known.name for known in codebook.record_types]
        at = names.index(query.type) + 1 if query.type in names else 0
        self.records.marked = frozenset()
        self._wider.clear()
        other = replace(query, type=names[at % len(names)], where=(), by=None, grouped=False)
        self.show_list(other)

    @question
    async def action_sort(self) -> None:
        """Ask for the order; the one that the list has already is turned round."""
        query, record_type = self.query_shown, self.words.record_type
        if query is None or record_type is None:
            return
        chosen = await self.ask(sort_question(query, record_type))
        if chosen is None:
            return
        what, name = chosen
        now = ("sort", query.sort) if query.by is None else ("by", query.by)
        turned = chosen == now and not query.descending
        by = name if what == "by" else None
        sort = query.sort if by else name
        grouped = query.grouped and chosen == now
        self.show_other(by=by, sort=sort, descending=turned, grouped=grouped)

    @question
    async def action_by_value(self) -> None:
        """Ask for the field whose values stand as headings."""
        query, record_type = self.query_shown, self.words.record_type
        if query is None or record_type is None:
            return
        name = await self.ask(group_question(query, record_type))
        if name is not None:
            self.show_other(by=name or None, grouped=bool(name), descending=False)

    @question
    async def action_limit(self) -> None:
        """Ask for a field, then for the value that records must hold."""
        query, record_type = self.query_shown, self.words.record_type
        if query is None or record_type is None:
            return
        every = "all values" if query.where else ""
        name = await self.ask(
            field_question("Limit the list", record_type, "By which field?", every=every)
        )
        known = record_type.field(name) if name else None
        if known is not None:
            others = tuple(held for held in query.where if held.name != known.name)
            asked = partial(self.study.record_values, replace(query, where=others), known.name)
            counts = await self.in_thread(asked)
            held = await self.ask(limit_question(known, counts or (), self.words))
            if held is not None:
                self._narrow(where=(*others, held))
        elif name is not None:
            self._narrow(where=())

    def limit_to(self, group: RecordGroup) -> None:
        """Show the records of one heading only."""
        query = self.query_shown
        if query is not None and query.by is not None:
            held = Held(query.by, group.value)
            self._narrow(where=(*query.where, held), by=None, grouped=False)

    def _narrow(self, **changes: object) -> None:
        """Show fewer records; ``widen`` goes back to where the list stood."""
        if self.query_shown is not None:
            row = self.records.row
            self._wider.append((self.query_shown, row.uid if row else None))
        self.show_other(**changes)

    @property
    def is_narrowed(self) -> bool:
        """Whether the list was limited here, and can be widened again."""
        return bool(self._wider)

    def widen(self) -> None:
        """Take the latest limit away again."""
        self.show_list(*self._wider.pop())
