"""An edit of the codebook is shown with what it touches, then done, and taken back."""

from functools import partial
from typing import TYPE_CHECKING

from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import FieldsDialog
from tui.screens.codebook_tree import CodebookFolding
from tui.screens.question import question

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from storage import CodebookChange, Edit, StorageError
    from tui.dialogs.progress import Outcome

    EditOf = Callable[[Mapping[str, str]], tuple[Edit, str] | None]
    """What makes an edit of typed texts, and the question about it; None where nothing differs."""


class CodebookChanging(CodebookFolding):
    """Previews every change of the codebook, and makes it as a new version."""

    async def preview_edit(self, edit: "Edit", title: str, uid: str | None = None) -> None:
        """Show what an edit touches, and do it when the answer is yes; say why it cannot be."""
        self._tell(await self.try_edit(edit, title, uid))

    async def try_edit(
        self, edit: "Edit", title: str, uid: str | None = None
    ) -> "StorageError | None":
        """Show what an edit touches, and do it when the answer is yes; returns why it cannot be."""
        change = partial(self.study.edit_codebook, edit, seen=self.codebook)
        return await self._preview(change, title, uid)

    async def fill_in(self, dialog: FieldsDialog, edit_of: "EditOf") -> None:
        """Ask for the texts of an edit, and once more with all that was typed where it is refused."""
        from storage import ChangeRefused

        while (answers := await self.ask(dialog)) is not None:
            asked = edit_of(answers)
            if asked is None:
                self.host.notice("Nothing was changed.")
                return
            refusal = await self.try_edit(*asked)
            if refusal is None or isinstance(refusal, ChangeRefused):
                # Changed meanwhile: what was typed may be about words that are others now.
                self._tell(refusal)
                return
            dialog = dialog.again(answers, str(refusal))

    def _tell(self, refusal: "StorageError | None") -> None:
        if refusal is not None:
            self.host.notice(str(refusal), severity="error")

    async def _preview(
        self, change: "Callable[..., CodebookChange]", title: str, uid: str | None
    ) -> "StorageError | None":
        told = await self._run("Looking at what it touches", change, dry_run=True)
        if told.value is None or not await self.ask(
            ConfirmDialog(title, preview_words(told.value))
        ):
            return told.error
        self.host.hold_keys("question")
        made = await self._run("Changing the codebook", change, dry_run=False)
        if (done := made.value) is not None:
            moved = f" {done.moved:,} answers moved." if done.moved > 1 else ""
            moved = " 1 answer moved." if done.moved == 1 else moved
            back = self.key_text("codebook.take_back")
            self.host.notice(f"Version {done.version} is in force.{moved} {back} takes it back.")
            self.read_codebook(uid)
        return made.error

    async def _run(
        self, title: str, change: "Callable[..., CodebookChange]", *, dry_run: bool
    ) -> "Outcome[CodebookChange]":
        from storage import Progress

        def job(tell: "Callable[[Progress], None]") -> "CodebookChange":
            told = change(dry_run=dry_run, progress=tell)
            if dry_run:
                # Who stopped meanwhile is asked nothing.
                tell(Progress(1, 1, "version"))
            return told

        outcome = await self.run_job(title, job)
        if outcome.error is not None:
            # It may be that somebody else has changed the codebook meanwhile.
            self.read_codebook()
        return outcome

    @question
    async def action_take_back(self) -> None:
        """Take the last edit back."""
        change = partial(self.study.revert_codebook, seen=self.codebook)
        title = "Take the last edit of the codebook back?"
        self._tell(await self._preview(change, title, None))


def preview_words(change: "CodebookChange") -> str:
    """What an edit would do, for the question before it."""
    back = [each for each in change.differences if each.startswith("Takes back")]
    lines = [*back, *change.effects]
    lines.append(f"Version {change.version} is then in force for everybody.")
    return "\n".join(lines)
