"""The application: it paints first, opens the study in a thread, and owns what outlives every screen."""

import asyncio
import gc
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual import work
from textual.screen import Screen

from tui.chosen import Chosen, Severity
from tui.commands import available_commands, bindings
from tui.display import display_safe
from tui.drafts import Drafts, drafts_folder
from tui.messages import ChangeFailed, ReadFailed, StillOpening, StudyOpened
from tui.offers import Beginning, Offers
from tui.screens.library import LibraryScreen
from tui.screens.study_screen import StudyScreen
from tui.settings import Settings
from tui.spot import Spot

if TYPE_CHECKING:
    from textual.driver import Driver

    from storage import Place, Progress, StorageError, Study
    from tui.screens.search_results import SearchResults

_HERE = Path(__file__).parent
UNUSABLE_STORE = 3
"""The exit status when the store cannot be used."""
LEAVE_ANYWAY = 30.0
"""Seconds in which a second Ctrl+Q leaves although something could not be saved."""
SAY_AGAIN = 3.0
"""Seconds after which a failure is told again, in the same words."""


def local_time() -> datetime:
    """Now, as the wall shows it."""
    return datetime.now().astimezone()


class CasecoderApp(Chosen):
    """Code case documents by hand in a terminal."""

    TITLE = "casecoder"
    # Textual reads the style sheets of pushed screens only, and the library is not pushed.
    CSS_PATH = [_HERE / "app.tcss", _HERE / "screens" / "library.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings("app")

    def __init__(
        self,
        begins: "Callable[[], Study] | Offers",
        *,
        coder: str,
        settings: Settings | None = None,
        clock: Callable[[], datetime] = local_time,
    ) -> None:
        """Make the application; nothing of the store is touched yet.

        Args:
            begins: Opens the study, called in a thread after the first paint; or what to offer
                where there is none.
            coder: The current coder's name.
            settings: What the settings file says.
            clock: Tells the local time, for "saved 14:02".
        """
        super().__init__(settings or Settings())
        self._begins = begins
        self._failures = 0
        self._last_failure = ("", 0.0)
        self._last_notice = ("", 0.0)
        self._refused_at = 0.0
        self._leaves = False
        self.coder = coder
        self.clock = clock
        self.drafts = Drafts()
        self.study: Study | None = None
        self.searched: SearchResults | None = None

    def get_driver_class(self) -> "type[Driver]":
        """The terminal, as this application reads it."""
        found = super().get_driver_class()
        if found.__name__ == "LinuxDriver":
            from tui.terminal import Terminal

            return Terminal
        return found

    def get_default_screen(self) -> Screen[None]:
        """The library is what everything else opens from."""
        return LibraryScreen()

    # Opening and leaving

    def on_mount(self) -> None:
        """Open the study as soon as the first screen is painted; keys typed meanwhile wait."""
        self.hold_keys("opening")
        if isinstance(self._begins, Offers):
            self._offer(self._begins)
        else:
            self.call_after_refresh(self._open, self._begins)

    def _offer(self, offers: Offers) -> None:
        """Ask what to begin with."""
        from tui.screens.start import StartScreen

        self.push_screen(StartScreen(offers), self._begin)
        self.call_after_refresh(self.release_keys, "opening")

    def _begin(self, beginning: Beginning | None) -> None:
        """Open what was chosen; leave when nothing was."""
        if beginning is None:
            self.exit()
            return
        self.hold_keys("opening")
        self.library.documents.empty = (beginning.words,)
        self._open(beginning.open_study)

    @work(thread=True, group="open")
    def _open(self, open_study: "Callable[[], Study]") -> None:
        """Open the study; one that cannot be used ends the application with a sentence."""
        from storage import StorageError
        from tui.dialogs.progress import Stopped

        try:
            study = open_study()
            place = _place_left(study)
        except Stopped:
            return
        except StorageError as error:
            self.call_from_thread(self._refuse, error)
        else:
            self.post_message(StudyOpened(study, place))
        # What is loaded by now stays: leaving it out of every sweep keeps keys quick.
        gc.freeze()
        gc.enable()

    def tell_opening(self, progress: "Progress") -> None:
        """Show how far opening is, from the thread that opens; stop it when the user leaves.

        Raises:
            Stopped: the user leaves.
        """
        from tui.dialogs.progress import Stopped

        if self._leaves:
            raise Stopped
        self.post_message(StillOpening(progress))

    def on_still_opening(self, event: StillOpening) -> None:
        """Show it, and how to stop it; other keys wait on."""
        from tui.screens.library_words import opening_words

        if self.study is None:
            self.hold_keys("opening")
            quit_key = self.library.key_text("app.quit")
            self.library.documents.empty = opening_words(event.progress, quit_key)

    def may_pass(self, key: str) -> bool:
        """Leaving need not wait until the study is open."""
        bound = self.screen.active_bindings.get(key) if self.study is None else None
        return bound is not None and bound.binding.action == "quit"

    def _refuse(self, error: "StorageError") -> None:
        """End with a sentence on standard error; where there is a choice, ask again."""
        from storage import StoreError

        if isinstance(self._begins, Offers):
            self.notice(str(error), severity="error")
            self._offer(self._begins)
            return
        status = UNUSABLE_STORE if isinstance(error, StoreError) else 1
        self.exit(return_code=status, message=Text(display_safe(str(error))))

    def on_study_opened(self, event: StudyOpened) -> None:
        """Go back to where the coder was, or show the library."""
        self.study = event.study
        # A copy that was handed out opens as whose it is.
        self.coder = event.study.coder
        if event.study.is_on_server:
            self.drafts.keep_in(drafts_folder(event.study.store, event.study.coder))
        self.writer.submit(self, event.study.join)
        for problem in self.problems:
            self.notice(problem, severity="warning")
        if event.study.upgraded is not None:
            self.notice(event.study.upgraded)
        if event.place is not None:
            self.open_document(Spot(event.place.document))
            self.release_keys("opening")
        else:
            self.library.show_study()

    @property
    def library(self) -> LibraryScreen:
        """The screen under all others."""
        screen = self.screen_stack[0]
        if not isinstance(screen, LibraryScreen):
            raise TypeError("the library is not the first screen")
        return screen

    def open_document(self, spot: Spot) -> None:
        """Open a document for review; the screen below hears when it is left.

        Args:
            spot: The document, and where to stand in it.
        """
        from tui.screens.review import ReviewScreen

        below = self.screen
        if self.study is not None and isinstance(below, StudyScreen):
            self.hold_keys("document")
            self.push_screen(ReviewScreen(self.study, spot), below.came_back)

    @work(group="quit", exclusive=True)
    async def action_quit(self) -> None:  # type: ignore[override]  # a worker, so that notices still show
        """Leave, after everything is saved; stay when something could not be saved."""
        from tui.dialogs.progress import ProgressDialog

        failures = self._failures
        self._leaves = True
        if isinstance(self.screen, ProgressDialog):
            self.screen.action_stop()
        for screen in self.screen_stack:
            if isinstance(screen, StudyScreen):
                screen.keep()
        self.writer.submit(self, self.keep_held)
        await asyncio.to_thread(self.writer.wait)
        self.call_later(self._leave, failures)

    def keep_held(self) -> None:
        """Keep the half-filled forms that the store has not taken yet; in any thread.

        Raises:
            StorageError: the store does not take one.
        """
        for document, payload in self.drafts.held().items():
            if self.study is not None:
                self.study.save_draft(document, payload)
                self.drafts.let_go(document, payload)

    def _leave(self, failures: int) -> None:
        """Leave; when something could not be saved meanwhile, only at the second time."""
        now = time.monotonic()
        if self._failures == failures or now - self._refused_at < LEAVE_ANYWAY:
            self.exit()
            return
        self._refused_at = now
        self.notice("Not everything is saved; Ctrl+Q once more leaves all the same.")

    def leave_from_outside(self, status: int) -> None:
        """Leave with an exit status; safe from any thread, and when the loop is gone."""
        self._leaves = True
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(partial(self.exit, return_code=status))

    async def on_unmount(self) -> None:
        """Make the last change, then close the study."""
        await asyncio.to_thread(self.writer.close)
        if self.study is not None:
            await asyncio.to_thread(self.study.close)

    def _fatal_error(self) -> None:
        """End with a sentence instead of the traceback that Textual, without asking, would print."""
        from tui import crash

        if self._exception is not None:
            said = crash.kept(self._exception)
            self._exit_renderables.append(Text(display_safe(said)))
        self._close_messages_no_wait()

    # Telling

    def unused_key(self, key: str) -> None:
        """Let the screen say what a key needs before it does something."""
        if isinstance(self.screen, StudyScreen):
            self.screen.tell_what_is_needed(key)

    def notice(self, text: str, *, severity: Severity = "information", alone: bool = False) -> None:
        """Say something in passing.

        Args:
            text: A sentence; it may hold words from outside.
            severity: ``information``, ``warning`` or ``error``.
            alone: Whether it takes the place of what was said before.
        """
        now = time.monotonic()
        last, at = self._last_notice
        if alone:
            self.clear_notifications()
        elif text == last and now - at < self.NOTIFICATION_TIMEOUT:
            # It is still there to read: a held key would fill the screen with it.
            return
        self._last_notice = (text, now)
        self.notify(display_safe(text), severity=severity, markup=False)

    def on_change_failed(self, event: ChangeFailed) -> None:
        """Say why a change did not happen; what nobody expected ends the application."""
        from storage import StorageError

        if not isinstance(event.error, StorageError):
            raise event.error
        self._failures += 1
        self.release_keys("saving")
        if event.otherwise is not None:
            event.otherwise()
        # A store that takes nothing says so for every change, and one notice is enough.
        said, now = str(event.error), time.monotonic()
        if said != self._last_failure[0] or now - self._last_failure[1] > SAY_AGAIN:
            self._last_failure = (said, now)
            self.notice(said, severity="error")

    def on_read_failed(self, event: ReadFailed) -> None:
        """Say what could not be read."""
        self.notice(str(event.error), severity="error")

    @work(thread=True, group="clipboard")
    def copy(self, text: str) -> None:
        """Copy text to wherever a clipboard can be reached, and say where."""
        from tui import clipboard

        sentence = clipboard.copy(text, send=self.copy_to_clipboard)
        self.call_from_thread(self.notice, sentence)

    # Commands that work everywhere

    async def action_help(self) -> None:
        """Show what the keys do here."""
        from tui.dialogs.help import HelpDialog

        explained = self.screen.explained if isinstance(self.screen, StudyScreen) else ()
        await self.push_screen(HelpDialog(available_commands(self.screen), explained))

    async def action_palette(self) -> None:
        """Find any command by its name."""
        from tui.palette import Palette

        if not isinstance(self.screen, Palette):
            await self.push_screen(Palette())

    def action_help_quit(self) -> None:
        """Ctrl+C loses nothing: say how to leave."""
        self.notice("Ctrl+Q leaves casecoder; everything is saved first.")


def _place_left(study: "Study") -> "Place | None":
    """Where the coder was last, if that document is still in the study."""
    from storage import NotFound

    place = study.last_place()
    try:
        return place if place and study.document(place.document) else None
    except NotFound:
        return None
