"""What outlives the review screen: the place, half-filled forms, and what could not be saved."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

from storage import Draft, Place, Study
from tests.tui.screens.reviewer import PATIENCE
from tui.app import CasecoderApp
from tui.dialogs.memo import MemoDialog
from tui.screens.review import ReviewScreen

CODER = "anna"
NAME = "ardley-21-004-117.txt"
Notices = Callable[[App[None]], list[str]]
Shown = Callable[[App[None]], str]


class Reviewer:
    """Somebody at the keyboard of an open document."""

    def __init__(self, pilot: Pilot[None], app: CasecoderApp, study: Study) -> None:
        self.pilot, self.app, self.study = pilot, app, study

    async def until(self, claim: Callable[[], object]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not claim():
                await self.pilot.pause(0.01)

    async def settle(self) -> None:
        for _ in range(3):
            await self.pilot.pause()
            await asyncio.to_thread(self.app.writer.wait)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    @property
    def screen(self) -> ReviewScreen:
        """The review screen, also under a question."""
        return next(each for each in self.app.screen_stack if isinstance(each, ReviewScreen))

    async def opened(self) -> None:
        await self.until(lambda: any(isinstance(s, ReviewScreen) for s in self.app.screen_stack))
        await self.until(lambda: self.screen.opened is not None)
        await self.settle()


@asynccontextmanager
async def reviewing(store: Path, study: Study, name: str | None = NAME) -> AsyncIterator[Reviewer]:
    """The application on a document; where the coder was last when no name is given."""
    if name is not None:
        study.save_place(Place(study.find_document(name).uid, 0, "{}"))
    app = CasecoderApp(
        lambda: Study.open(store, coder=CODER),
        coder=CODER,
        clock=lambda: datetime(2025, 1, 15, 14, 2, tzinfo=UTC),
    )
    async with app.run_test(size=(120, 40)) as pilot:
        reviewer = Reviewer(pilot, app, study)
        await reviewer.opened()
        yield reviewer


async def test_the_document_gone_to_is_where_to_come_back_to(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        first = at.screen.uid
        await at.press("n")
        await at.until(lambda: at.screen.uid != first)
        second = at.screen.uid
        await at.until(lambda: (place := study.last_place()) and place.document == second)


async def test_the_place_is_kept_while_the_coder_never_rests(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        for _ in range(60):
            await at.pilot.press("j")
            await at.pilot.pause(0.05)
            if (place := study.last_place()) and place.start > 0:
                break

        assert place is not None
        assert place.start > 0


# Half-filled forms


@contextmanager
def refusing(store: Path, *tables: str) -> Iterator[None]:
    """A disk that is full for these tables only, until the block ends."""
    with closing(sqlite3.connect(store)) as raw:
        for table in tables:
            raw.execute(
                f"CREATE TRIGGER refuse_{table} BEFORE INSERT ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
            )
        yield
        for table in tables:
            raw.execute(f"DROP TRIGGER refuse_{table}")


async def test_a_record_that_could_not_be_saved_waits_as_a_draft(
    store: Path, study: Study, notices: Notices, shown: Shown
) -> None:
    async with reviewing(store, study) as at:
        with refusing(store, "record"):
            await at.press("J", "f", "c", "d", "enter", "j")
            said, screen = notices(at.app)[-1], shown(at.app)
            kept = study.draft(at.screen.uid)
        await at.press("e", "enter")

        (record,) = study.coding(at.screen.uid).records
        assert "no room left" in said
        assert "A half-filled form waits: e goes on with it." in screen
        assert kept is not None
        assert record.values["fault_type"] == "delay"
        assert study.draft(at.screen.uid) is None


async def test_it_waits_in_memory_when_the_store_takes_no_draft_either(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        uid = at.screen.uid
        with refusing(store, "record", "draft"):
            await at.press("J", "f", "c", "d", "enter", "escape", "escape")
            await at.until(lambda: at.app.screen is at.app.library)
            await at.press("enter")
            await at.opened()
            stored = study.draft(uid)
        await at.until(lambda: at.screen.form is not None)
        await at.press("enter")

        assert stored is None
        assert study.coding(uid).records[0].values["fault_type"] == "delay"


async def test_a_form_of_a_record_that_is_gone_makes_a_new_one(
    store: Path, study: Study, notices: Notices
) -> None:
    async with reviewing(store, study) as at:
        uid = at.screen.uid
        await at.press("J", "f", "c", "enter", "e", "p")
        study.remove_record(study.coding(uid).records[0].uid)
        await at.press("enter")
        await at.until(lambda: not at.screen.coding.records)
        said = notices(at.app)[-1]
        await at.press("e", "enter")

        assert "may have been removed" in said
        assert [record.values["conclusion"] for record in study.coding(uid).records] == ["praise"]


async def test_a_document_somebody_else_removed_is_left_for_a_library_that_was_never_shown(
    store: Path, study: Study, notices: Notices, shown: Shown
) -> None:
    async with reviewing(store, study) as at:
        study.remove_documents([at.screen.uid])
        await at.press("J", "f", "c", "enter")
        await at.until(lambda: "11 documents" in shown(at.app))

        assert "This document is not in the study any more." in notices(at.app)


async def test_the_next_document_is_the_one_after_when_somebody_removed_it(
    store: Path, study: Study, notices: Notices
) -> None:
    async with reviewing(store, study) as at:
        here, gone = at.screen.uid, at.screen.opened.next
        after = study.open_document(gone).next
        study.remove_documents([gone])
        await at.press("n")
        await at.until(lambda: at.screen.opened.next == after)
        stayed = at.screen.uid
        await at.press("n")
        await at.until(lambda: at.screen.uid == after)

        assert stayed == here
        assert "not in this study any more" in notices(at.app)[-1]


async def test_a_waiting_form_outlives_the_variables(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        uid = at.screen.uid
        await at.press("J", "f", "c", "d", "escape", "i", *"Some body", "escape", "escape")
        kept = study.draft(uid)
        await at.press("e", "enter")

        assert kept is not None
        assert '"form": "record"' in kept.payload
        assert study.coding(uid).records[0].values["fault_type"] == "delay"


async def test_a_form_over_a_waiting_one_comes_back_with_it(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        uid = at.screen.uid
        await at.press("J", "f", "c", "d", "escape", "i", *"Some bo")
        await at.until(lambda: "Some bo" in (study.draft(uid) or Draft("", "", "")).payload)

    async with reviewing(store, study, name=None) as at:
        variables, typing = at.screen.form, at.screen.variable_form.state.typing
        await at.press("escape", "escape", "e", "enter")

        assert variables is at.screen.variable_form
        assert typing is not None
        assert typing.text == "Some bo"
        assert study.coding(uid).records[0].values["fault_type"] == "delay"
        assert study.draft(uid) is None


async def test_a_waiting_form_is_not_written_over_by_what_is_missing(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        uid = at.screen.uid
        await at.press("J", "f", "enter", "f", "c", "d", "escape")
        await at.press("i")
        at.screen.variable_form.go_to("outcome")
        await at.press("u", "enter", "I", "d", "a")
        kept = study.draft(uid)

        assert kept is not None
        assert '"delay"' in kept.payload
        assert at.screen.form is None


async def test_a_draft_is_called_kept_when_it_is_in_the_store(
    store: Path, study: Study, notices: Notices
) -> None:
    async with reviewing(store, study) as at:
        with refusing(store, "draft"):
            await at.press("J", "f", "c", "d", "escape")
            refused = notices(at.app)[-1]
        await at.press("e", "escape")

        assert "no room left" in refused
        assert notices(at.app)[-1] == "Kept as a draft; e goes on with it."


async def test_an_answer_that_could_not_be_saved_is_not_shown(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        with refusing(store, "variable_value"):
            await at.press("i")
            at.screen.variable_form.go_to("outcome")
            await at.press("n")
            await at.until(lambda: "outcome" not in at.screen.variable_form._posted)

        shown = at.screen.variable_form.state.answers["outcome"]
        assert shown.value != "not_upheld"
        assert "outcome" not in study.coding(at.screen.uid).variables


async def test_ctrl_q_in_the_middle_of_a_form_stays_when_it_cannot_be_kept(
    store: Path, study: Study, notices: Notices
) -> None:
    async with reviewing(store, study) as at:
        uid = at.screen.uid
        with refusing(store, "draft"):
            await at.press("J", "f", "c", "d", "ctrl+q")
            await at.settle()
            said, left = notices(at.app), at.app._exit
        await at.press("ctrl+q")
        await at.until(lambda: at.app._exit)

    assert left is False
    assert said[-1] == "Not everything is saved; Ctrl+Q once more leaves all the same."
    draft = study.draft(uid)
    assert draft is not None
    assert '"delay"' in draft.payload


async def test_the_second_ctrl_q_leaves_a_store_that_takes_nothing(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        with refusing(store, "draft", "place"):
            await at.press("J", "f", "c", "d", "ctrl+q")
            await at.settle()
            await at.press("ctrl+q")
            await at.until(lambda: at.app._exit)


# Memos


async def test_a_memo_being_typed_comes_back(store: Path, study: Study, shown: Shown) -> None:
    async with reviewing(store, study) as at:
        uid = at.screen.uid
        await at.pilot.press("J", "m", *"half a memo")
        await at.until(lambda: "half a memo" in (study.draft(uid) or Draft("", "", "")).payload)

    async with reviewing(store, study, name=None) as at:
        await at.until(lambda: isinstance(at.app.screen, MemoDialog))
        drawn = shown(at.app)
        await at.press("space", *"more", "ctrl+s")

        assert "Memo on this passage" in drawn
        assert [memo.text for memo in study.coding(uid).memos] == ["half a memo more"]
        assert study.draft(uid) is None


async def test_a_memo_thrown_away_leaves_nothing(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        uid = at.screen.uid
        await at.press("M", *"no", "escape", "escape")

        assert study.draft(uid) is None
        assert study.coding(uid).memos == ()


async def test_a_memo_that_could_not_be_saved_waits(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        uid = at.screen.uid
        with refusing(store, "memo"):
            await at.press("M", *"so", "ctrl+s")
        await at.press("e", "ctrl+s")

        assert [memo.text for memo in study.coding(uid).memos] == ["so"]
        assert study.draft(uid) is None


async def test_leaving_while_a_memo_is_typed_keeps_it_and_what_waits(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        uid = at.screen.uid
        await at.press("J", "f", "c", "d", "escape")
        await at.pilot.press("M", *"so", "ctrl+q")
        await at.until(lambda: at.app._exit)

    async with reviewing(store, study, name=None) as at:
        await at.until(lambda: isinstance(at.app.screen, MemoDialog))
        await at.press("ctrl+s", "e", "enter")

        assert [memo.text for memo in study.coding(uid).memos] == ["so"]
        assert study.coding(uid).records[0].values["fault_type"] == "delay"
        assert study.draft(uid) is None
