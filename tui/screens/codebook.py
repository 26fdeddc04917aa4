"""The codebook screen: what may be coded, how often it was, and how that is changed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from tui.screens.codebook_edits import CodebookEdits
from tui.screens.question import question

if TYPE_CHECKING:
    from storage import Codebook, RecordQuery
    from tui.widgets.codebook_lines import CodebookLine


LOOK_EVERY = 2.0
"""Seconds after which it is looked whether somebody else has changed the codebook."""


class CodebookScreen(CodebookEdits):
    """The codebook of the study, to be read and changed; it follows what others change."""

    @dataclass
    class InForce(Message):
        """It was looked which codebook is in force."""

        codebook: "Codebook"

    _is_reading = False
    """Whether the codebook is being read, maybe for a change made here."""

    def on_mount(self) -> None:
        """Begin to follow."""
        self.set_interval(LOOK_EVERY, self._look)

    def _look(self) -> None:
        """See whether the codebook is still the one shown, when that may be shown now."""
        if self._may_follow:
            self._look_up()

    @property
    def _may_follow(self) -> bool:
        """Whether nobody is being asked about the codebook shown, and no other is on its way."""
        asked = (each.node is self and each.group == "question" for each in self.workers)
        return self.is_current and not self._is_reading and not any(asked)

    def read_codebook(self, uid: str | None = None) -> None:
        """Show the codebook in force; what is seen meanwhile is no news."""
        self._is_reading = True
        super().read_codebook(uid)

    def on_codebook_base_read(self, event: CodebookEdits.Read) -> None:
        """Follow again."""
        self._is_reading = False

    @work(thread=True, exclusive=True, group="following")
    def _look_up(self) -> None:
        from storage import StorageError

        try:
            self.post_message(self.InForce(self.study.codebook()))
        except StorageError:
            # It is told as soon as somebody asks for something.
            return

    def on_codebook_screen_in_force(self, event: InForce) -> None:
        """Show what somebody else has made of it."""
        shown = self.codebook
        if shown is not None and event.codebook.sha256 != shown.sha256 and self._may_follow:
            version = event.codebook.version
            self.host.notice(f"The codebook was changed: version {version} is in force.")
            self.read_codebook()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which commands work on the line under the cursor."""
        if action not in _NEEDS:
            return True
        return self.codebook is not None and not self.is_filtering and _NEEDS[action](self)

    def action_doubts(self) -> None:
        """List the work in doubt."""
        from tui.screens.doubts import DoubtScreen

        self.show_screen(DoubtScreen())

    @question
    async def action_unclear(self) -> None:
        """List what coders differed about, and go to one of its lines."""
        from tui.screens.unclear_question import unclear_question

        unclear = await asyncio.to_thread(self.read, self.study.unclear_values)
        if not unclear or self.codebook is None:
            self.host.notice(
                "No reason was given yet for what coders differed about; it is told to a lead or an "
                "adjudicator."
            )
            return
        chosen = await self.ask(unclear_question(self.codebook, unclear))
        if chosen is not None:
            self.read_codebook(chosen)

    def action_quotations(self) -> None:
        """Show the records of what is under the cursor, their quotations one under the other."""
        from tui.screens.records import RecordsScreen

        query = _records_of(self.line, self.codebook)
        if query is not None:
            self.show_screen(RecordsScreen(query, in_full=True))

    def came_back(self, result: object) -> None:
        """Show the codebook again; what was in doubt may be settled."""
        self.read_codebook()


def _records_of(line: "CodebookLine | None", codebook: "Codebook | None") -> "RecordQuery | None":
    """The records that a line of the tree is about; of a variable, those of documents that have it."""
    from storage import Held, RecordQuery

    if line is None or codebook is None or not codebook.record_types:
        return None
    held = (Held(line.field, line.value),) if line.field and line.value else ()
    if line.record_type is None:
        return RecordQuery(codebook.record_types[0].name, variables=held)
    by = line.field if not held else None
    return RecordQuery(line.record_type, where=held, by=by, grouped=by is not None)


def _on(*sorts: str) -> Callable[[CodebookScreen], bool]:
    """Whether the cursor stands on a line of one of these sorts."""
    return lambda screen: screen.line is not None and screen.line.sort in sorts


def _on_open(screen: CodebookScreen) -> bool:
    """Whether the cursor stands on an open field."""
    field = screen.field_at(screen.line) if screen.line else None
    return field is not None and field.type == "open"


_NEEDS: dict[str, Callable[[CodebookScreen], bool]] = {
    **dict.fromkeys(("add", "quotations"), _on("group", "field", "value")),
    **dict.fromkeys(("edit", "rename", "move", "merge"), _on("field", "value")),
    **dict.fromkeys(("mark", "split", "retire", "pin_example"), _on("value")),
    "open_to_values": _on_open,
    **dict.fromkeys(("take_back", "doubts", "unclear", "fold_all"), lambda _: True),
    **dict.fromkeys(("unfold", "fold", "filter"), lambda _: True),
}
"""What a command needs beside a codebook that is read."""
