"""An edit of the codebook is shown with what it touches, then done, and taken back."""

from functools import partial
from typing import TYPE_CHECKING

from tui.dialogs.confirm import ConfirmDialog
from tui.screens.codebook_tree import CodebookFolding
from tui.screens.question import question

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage import CodebookChange, Edit


class CodebookChanging(CodebookFolding):
    """Previews every change of the codebook, and makes it as a new version."""

    async def preview_edit(self, edit: "Edit", title: str, uid: str | None = None) -> None:
        """Show what an edit touches, and do it when the answer is yes."""
        change = partial(self.study.edit_codebook, edit, seen=self.codebook)
        await self._preview(change, title, uid)

    async def _preview(
        self, change: "Callable[..., CodebookChange]", title: str, uid: str | None
    ) -> None:
        told = await self._run("Looking at what it touches", change, dry_run=True)
        if told is None or not await self.ask(ConfirmDialog(title, preview_words(told))):
            return
        self.host.hold_keys("question")
        done = await self._run("Changing the codebook", change, dry_run=False)
        if done is not None:
            moved = f" {done.moved:,} answers moved." if done.moved > 1 else ""
            moved = " 1 answer moved." if done.moved == 1 else moved
            back = self.key_text("codebook.take_back")
            self.host.notice(f"Version {done.version} is in force.{moved} {back} takes it back.")
            self.read_codebook(uid)

    async def _run(
        self, title: str, change: "Callable[..., CodebookChange]", *, dry_run: bool
    ) -> "CodebookChange | None":
        from storage import Progress

        def job(tell: "Callable[[Progress], None]") -> "CodebookChange":
            told = change(dry_run=dry_run, progress=tell)
            if dry_run:
                # Who stopped meanwhile is asked nothing.
                tell(Progress(1, 1, "version"))
            return told

        outcome = await self.run_job(title, job)
        if outcome.error is not None:
            self.host.notice(str(outcome.error), severity="error")
            # It may be that somebody else has changed the codebook meanwhile.
            self.read_codebook()
        return outcome.value

    @question
    async def action_take_back(self) -> None:
        """Take the last edit back."""
        change = partial(self.study.revert_codebook, seen=self.codebook)
        await self._preview(change, "Take the last edit of the codebook back?", None)


def preview_words(change: "CodebookChange") -> str:
    """What an edit would do, for the question before it."""
    back = [each for each in change.differences if each.startswith("Takes back")]
    lines = [*back, *change.effects]
    lines.append(f"Version {change.version} is then in force for everybody.")
    return "\n".join(lines)
