"""The first screen of somebody who has no study here: what they can begin with."""

from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static

from tui.commands import bindings
from tui.display import one_line
from tui.offers import Beginning, Offers
from tui.screens.question import question
from tui.screens.study_screen import StudyScreen
from tui.widgets.file_list import FileList
from tui.widgets.header import StudyHeader
from tui.widgets.key_bar import KeyBar

WHAT_IT_IS = (
    "Read case documents and record what was found, what was done to put it right and what "
    "should change, each tied to the words that show it. A study is one file of all that."
)
CHOICES = (
    ("sample", "See the sample study", "twelve documents, one of them coded in full"),
    ("new", "Begin a study here", "with the starter codebook, or one of yours"),
    ("open", "Open another study", "its file, or the folder it is in"),
)
"""What can be done: action, words, what that is."""


class StartScreen(StudyScreen[Beginning]):
    """Closes with the study that was chosen; with none when the coder leaves."""

    CSS_PATH = Path(__file__).with_name("start.tcss")
    AUTO_FOCUS = "FileList"
    BINDINGS = bindings("start")

    def __init__(self, offers: Offers) -> None:
        """Offer studies.

        Args:
            offers: How each is opened.
        """
        super().__init__()
        self._offers = offers

    def compose(self) -> ComposeResult:
        """What this is, where one is, and what can be begun."""
        header = StudyHeader()
        header.right = self.host.coder
        yield header
        yield Static(Content(WHAT_IT_IS), id="about")
        yield Static("There is no study in this folder yet:", markup=False)
        yield Static(Content(one_line(str(self._offers.folder))), id="folder")
        yield FileList(markup=False, compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """List what can be done, with the keys as they are mapped."""
        choices = self.query_one(FileList)
        widest = max(len(words) for _action, words, _note in CHOICES)
        choices.add_options(
            Content.assemble(
                (f"{self.key_text(f'start.{action}')}  ", "$accent"),
                f"{words:<{widest}}  ",
                (note, "$text-muted"),
            )
            for action, words, note in CHOICES
        )
        choices.highlighted = 0

    # Moving and choosing

    def action_next(self) -> None:
        """Go to the next line."""
        self.query_one(FileList).action_cursor_down()

    def action_previous(self) -> None:
        """Go to the line before."""
        self.query_one(FileList).action_cursor_up()

    async def action_choose(self) -> None:
        """Do what the line under the cursor says."""
        line = self.query_one(FileList).highlighted
        if line is not None:
            await self.run_action(CHOICES[line][0])

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what the line that was clicked says."""
        await self.run_action(CHOICES[event.option_index][0])

    def action_sample(self) -> None:
        """See the sample study."""
        self.dismiss(Beginning(self._offers.sample, "Making the sample study …"))

    @question
    async def action_new(self) -> None:
        """Ask about the new study, and make it."""
        from tui.dialogs.new_study import NewStudyDialog

        folder = self._offers.folder
        name = folder.name.replace("-", " ").replace("_", " ").strip()
        dialog = NewStudyDialog(
            str(folder), f"{name[:1].upper()}{name[1:]}", self._offers.read_codebook
        )
        asked = await self.ask(dialog)
        if asked is not None:
            make = partial(self._offers.make, asked.name, asked.codebook)
            self.dismiss(Beginning(make, "Making the study …"))

    @question
    async def action_open(self) -> None:
        """Ask where the study is, and open it."""
        from tui.dialogs.open_study import OpenStudyDialog

        store = await self.ask(OpenStudyDialog(self._offers.find))
        if store is not None:
            self.dismiss(Beginning(partial(self._offers.open, store), "Opening …"))

    def action_leave(self) -> None:
        """Leave without a study."""
        self.dismiss(None)
