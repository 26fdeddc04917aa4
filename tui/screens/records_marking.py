"""Mark records in the list, so that they are changed together."""

from dataclasses import replace
from functools import partial

from storage import Held, RecordGroup, RecordQuery, RecordRow
from tui.screens.question import question
from tui.screens.records_listing import RecordsListing

MOST_MARKED = 5_000
"""Records that can be marked together."""


class RecordsMarking(RecordsListing):
    """Tells which records are chosen: the marked ones, or else the one under the cursor."""

    @property
    def chosen(self) -> list[str]:
        """uids of the marked records, or else of the one under the cursor."""
        return sorted(self.records.marked) or ([self.row.record] if self.row else [])

    def _chosen_rows(self) -> list[RecordRow]:
        chosen = set(self.chosen)
        rows = [row for row in self.records.rows if isinstance(row, RecordRow)]
        return [row for row in rows if row.record in chosen]

    # Marks

    def action_mark(self) -> None:
        """Mark or unmark the record, and go on to the next; on a heading, all that stand under it."""
        heading, query = self.records.row, self.query_shown
        if self.row is not None:
            self.records.marked ^= {self.row.record}
            self.records.action_next()
            self.show_state()
        elif isinstance(heading, RecordGroup) and query is not None and query.by is not None:
            self._mark_those(replace(query, where=(*query.where, Held(query.by, heading.value))))

    def action_mark_all(self) -> None:
        """Mark every record of the list, or take the marks away."""
        if self.records.marked or self.query_shown is None:
            self.records.marked = frozenset()
            self.show_state()
        else:
            self._mark_those(self.query_shown)

    def _mark_those(self, query: RecordQuery) -> None:
        """Mark the records of a list, or unmark them where all of them are marked."""

        async def mark_them(screen: "RecordsMarking") -> None:
            asked = partial(screen.study.record_uids, query, MOST_MARKED)
            uids = frozenset(await screen.in_thread(asked) or ())
            marked = screen.records.marked
            screen.records.marked = marked - uids if uids <= marked else marked | uids
            if len(uids) == MOST_MARKED:
                screen.host.notice(f"The first {MOST_MARKED:,} are marked; no more go together.")
            screen.show_state()

        question(mark_them)(self)

    def show_state(self) -> None:
        """Show what is marked, and more of the record under the cursor."""
        raise NotImplementedError
