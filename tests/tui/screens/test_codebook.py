"""The codebook screen by its keys: what is on the screen, and what is in the store afterwards."""

import pytest

from storage import ChangeValue, NewEvidence, RecordEntry, StoreUnwritable, Study
from tui.app import CasecoderApp
from tui.dialogs.confirm import ConfirmDialog
from tui.screens import codebook
from tui.screens.codebook import CodebookScreen
from tui.screens.doubts import DoubtScreen
from tui.screens.library import LibraryScreen
from tui.screens.records import RecordsScreen
from tui.screens.review import ReviewScreen


@pytest.fixture
def coded(study: Study) -> Study:
    """The sample study with three findings of its first document."""
    document = study.documents().rows[0].uid
    for start, conclusion in enumerate(("praise", "criticism", "criticism")):
        values = {"conclusion": conclusion, "affected": ("child", "family")}
        study.add_record(document, RecordEntry("finding", values, (NewEvidence(start, start + 9),)))
    return study


@pytest.fixture
def codebook_screen(settled, until):
    """Opens the codebook and goes to a line, given by its uid."""

    async def open_at(pilot, *words: str) -> CodebookScreen:
        await settled(pilot)
        await pilot.press("B")
        await until(pilot, lambda: isinstance(pilot.app.screen, CodebookScreen))
        screen = pilot.app.screen
        await until(pilot, lambda: screen.codebook is not None)
        for uid in words:
            screen.unfold_to(uid)
            screen.show_lines(uid)
        await settled(pilot)
        return screen

    return open_at


@pytest.fixture
def agree(settled, until):
    """Looks at the preview, and says yes."""

    async def agree(pilot, shown) -> str:
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmDialog))
        await pilot.pause()
        told = shown(pilot.app)
        await pilot.press("y")
        await until(pilot, lambda: isinstance(pilot.app.screen, CodebookScreen))
        await settled(pilot)
        return told

    return agree


def labels(app: CasecoderApp) -> list[str]:
    return [line.label for line in app.screen.tree_lines.rows]


def faults(study: Study) -> list[object]:
    document = study.documents().rows[0].uid
    return [record.values["conclusion"] for record in study.coding(document).records]


PRAISE = "finding:conclusion:praise"
CRITICISM = "finding:conclusion:criticism"


async def test_the_tree_shows_fields_and_unfolds_values_with_totals(
    coded, app, codebook_screen, settled, until, shown
):
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await codebook_screen(pilot, "finding:conclusion")
        assert "Criticism" not in labels(app)
        await pilot.press("l", "l")
        await until(pilot, lambda: CRITICISM in screen.tree_lines.totals)
        await pilot.pause()

        assert screen.line.uid == CRITICISM
        assert any("Criticism" in line and " 2 " in line for line in shown(app).splitlines())
        assert "What a complainant alleges." in shown(app)
        await pilot.press("h", "h")
        assert "Criticism" not in labels(app)


async def test_slash_goes_to_what_has_the_words_and_escape_shows_the_whole_tree_there(
    app, codebook_screen, until
):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await codebook_screen(pilot)
        await pilot.press("slash", *"praise", "enter")
        await until(pilot, lambda: "Praise" in labels(app))
        assert labels(app) == ["Finding", "Conclusion", "Praise"]
        await pilot.press("escape")
        await until(pilot, lambda: len(labels(app)) > 10)

        assert screen.line.uid == PRAISE


async def test_marked_values_merge_into_the_one_here_and_u_takes_them_apart(
    coded, app, codebook_screen, agree, shown, notices
):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await codebook_screen(pilot, PRAISE)
        await pilot.press("space")
        screen.show_lines(CRITICISM)
        await pilot.press("M")
        told = await agree(pilot, shown)

        assert "1 finding moves from «Praise» to «Criticism»." in told
        assert "Version 1.1 is then in force" in told
        assert faults(coded) == ["criticism"] * 3
        assert notices(app)[-1] == "Version 1.1 is in force. 1 answer moved. u takes it back."
        await pilot.press("u")
        told = await agree(pilot, shown)
        assert "1 answer becomes what it was before." in told
        assert faults(coded) == ["praise", "criticism", "criticism"]


async def test_no_changes_nothing(coded, app, codebook_screen, settled, until):
    async with app.run_test(size=(80, 24)) as pilot:
        await codebook_screen(pilot, PRAISE)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("n")
        await settled(pilot)

        assert coded.codebook().version == "1.0"


async def test_values_move_under_another_one(coded, app, codebook_screen, agree, shown):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await codebook_screen(pilot, PRAISE)
        await pilot.press("space")
        screen.show_lines(CRITICISM)
        await pilot.press("m")
        await agree(pilot, shown)

        conclusion = coded.codebook().record_type("finding").field("conclusion")
        assert [value.name for value in conclusion.value("criticism").values] == ["praise"]
        assert screen.line.uid == PRAISE


async def test_a_value_is_added_beside_the_one_here(coded, app, codebook_screen, agree, shown):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await codebook_screen(pilot, PRAISE)
        await pilot.press("a")
        app.screen.query_one("#label").value = "Mixed 🙂"
        await pilot.press("tab", *"Both.", "enter")
        await agree(pilot, shown)

        value = coded.codebook().record_type("finding").field("conclusion").value("mixed")
        assert (value.label, value.definition) == ("Mixed 🙂", "Both.")
        assert screen.codebook.version == "1.1"


async def test_a_field_is_added_to_a_record_type(coded, app, codebook_screen, agree, shown):
    async with app.run_test(size=(80, 24)) as pilot:
        await codebook_screen(pilot, "remedy:")
        await pilot.press("a", "c", *"Paid", "tab", "tab", *"Yes; No", "enter")
        await agree(pilot, shown)

        field = coded.codebook().record_type("remedy").field("paid")
        assert [value.label for value in field.values] == ["Yes", "No"]


async def test_words_of_a_value_are_changed(coded, app, codebook_screen, agree, shown):
    async with app.run_test(size=(80, 24)) as pilot:
        await codebook_screen(pilot, PRAISE)
        await pilot.press("e", "end", *"!", "enter")
        await agree(pilot, shown)

        assert (
            coded.codebook().record_type("finding").field("conclusion").value("praise").label
            == "Praise!"
        )


async def test_a_name_is_changed_and_data_follow(coded, app, codebook_screen, agree, shown):
    async with app.run_test(size=(80, 24)) as pilot:
        await codebook_screen(pilot, PRAISE)
        await pilot.press("r", "end", *"_given", "enter")
        told = await agree(pilot, shown)

        assert "1 finding moves from «praise» to «praise_given»." in told
        assert faults(coded)[0] == "praise_given"


async def test_what_is_impossible_is_asked_again_with_all_that_was_typed(
    coded, app, codebook_screen, until, shown, agree
):
    async with app.run_test(size=(80, 24)) as pilot:
        await codebook_screen(pilot, PRAISE)
        await pilot.press("a", *"criticism", "tab", *"Long thought about.", "enter")
        await until(pilot, lambda: "«criticism» is already a value of" in shown(app))
        told, version = shown(app), coded.codebook().version
        await pilot.press("end", *" of staff", "enter")
        await agree(pilot, shown)

        assert "Tab next line" in told
        assert "Long thought about." in told
        assert version == "1.0"
        assert coded.codebook().record_type("finding").field("conclusion").values[
            -1
        ].definition == ("Long thought about.")


async def test_two_who_edit_the_same_words_do_not_overwrite_each_other(
    coded, app, codebook_screen, until, notices, shown
):
    async with app.run_test(size=(120, 40)) as pilot:
        await codebook_screen(pilot, PRAISE)
        await pilot.press("e", "end", *"!")
        edit = ChangeValue("finding", "conclusion", "praise", {"label": "Commended"})
        coded.edit_codebook(edit)
        await pilot.press("enter")
        await until(pilot, lambda: "version 1.1" in shown(app))

        assert "was changed meanwhile: version 1.1 is in force" in notices(app)[0]
        assert "Commended" in labels(app)
        assert coded.codebook().version == "1.1"


async def test_the_screen_follows_what_is_changed_elsewhere(
    coded, app, codebook_screen, until, notices, monkeypatch
):
    monkeypatch.setattr(codebook, "LOOK_EVERY", 0.05)
    async with app.run_test(size=(80, 24)) as pilot:
        await codebook_screen(pilot, PRAISE)
        edit = ChangeValue("finding", "conclusion", "praise", {"label": "Commended"})
        coded.edit_codebook(edit)
        await until(pilot, lambda: "Commended" in labels(app))

        assert notices(app) == ["The codebook was changed: version 1.1 is in force."]


async def test_a_value_is_split_and_its_work_is_one_key_away_and_confirmed(
    coded, app, codebook_screen, agree, settled, until, shown
):
    async with app.run_test(size=(120, 40)) as pilot:
        await codebook_screen(pilot, CRITICISM)
        await pilot.press("x", *"Fault; Weakness", "enter")
        told = await agree(pilot, shown)
        assert "2 findings to look at again" in told
        assert "2 in doubt" in shown(app).splitlines()[0]
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, DoubtScreen))
        await settled(pilot)

        assert [row.name for row in app.screen.rows.rows] == ["F2", "F3"]
        assert "is split into" in shown(app)
        await pilot.press("c")
        await settled(pilot)
        assert [row.name for row in app.screen.rows.rows] == ["F3"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.focus_uid)
        assert app.screen.record(app.screen.focus_uid).number == 3


async def test_a_document_is_left_for_the_list_it_was_opened_from(
    coded, app, codebook_screen, settled, until
):
    first, *_ = coded.documents().rows
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)
        await pilot.press("B")
        await until(pilot, lambda: isinstance(app.screen, CodebookScreen))
        await settled(pilot)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, DoubtScreen))
        await settled(pilot)
        await pilot.press("q", "q")
        await settled(pilot)

        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.uid == first.uid


async def test_a_quotation_becomes_the_example(coded, app, codebook_screen, agree, until, shown):
    first = coded.documents().rows[0].uid
    async with app.run_test(size=(80, 24)) as pilot:
        await codebook_screen(pilot, PRAISE)
        await pilot.press("p", "enter")
        await agree(pilot, shown)

        example = (
            coded.codebook().record_type("finding").field("conclusion").value("praise").example
        )
        assert example == f"“{coded.text(first).text[0:9]}”"


async def test_open_answers_become_values(coded, app, codebook_screen, agree, shown, settled):
    coded.set_codebook(
        coded.codebook().source.replace('"1.0"', '"2.0"')
        + '\n[[variable]]\nname = "theme"\nlabel = "Theme"\ntype = "open"\n'
    )
    coded.set_variable(coded.documents().rows[0].uid, "theme", "Long wait")
    async with app.run_test(size=(80, 24)) as pilot:
        await codebook_screen(pilot, ":theme")
        await pilot.press("o")
        told = await agree(pilot, shown)

        assert "1 answer to «Theme» become choice." in told
        assert coded.coding(coded.documents().rows[0].uid).variables["theme"].value == "long_wait"


async def test_nothing_in_doubt_says_so(app, codebook_screen, settled, until, shown):
    async with app.run_test(size=(80, 24)) as pilot:
        await codebook_screen(pilot)
        await pilot.press("w")
        await settled(pilot)
        await until(pilot, lambda: "Nothing is in doubt." in shown(app))

        await pilot.press("escape", "escape")
        await settled(pilot)
        assert isinstance(app.screen, LibraryScreen)


PICTURES = {
    "tree": (["j"] * 6 + ["l", "j"], (80, 24)),
    "wide": (["j"] * 6 + ["l", "j", "space"], (120, 40)),
    "edit": (["j"] * 6 + ["l", "j", "e"], (80, 24)),
}


@pytest.mark.parametrize("state", PICTURES)
def test_the_codebook_looks_as_it_did(app, snap_compare, codebook_screen, settled, state: str):
    keys, size = PICTURES[state]

    async def press(pilot) -> None:
        await codebook_screen(pilot)
        await pilot.press(*keys)
        await pilot.pause(0.2)
        await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=press)


async def test_enter_shows_the_quotations_of_a_value(app, coded, codebook_screen, settled, shown):
    async with app.run_test(size=(120, 40)) as pilot:
        await codebook_screen(pilot, CRITICISM)
        await pilot.press("enter")
        await settled(pilot)
        told = shown(app)

        assert isinstance(app.screen, RecordsScreen)
        assert [row.number for row in app.screen.records.rows] == [2, 3]
        quotes = [
            record.evidence[0].quote
            for record in coded.coding(coded.documents().rows[0].uid).records
        ]
        assert quotes[0].strip() not in told
        assert all(f"F{number}" in told for number in (2, 3))
        await pilot.press("escape")
        await settled(pilot)

        assert isinstance(app.screen, CodebookScreen)


async def test_an_edit_that_the_disk_has_no_room_for_is_told(
    app, coded, codebook_screen, settled, until, notices, monkeypatch
):
    async with app.run_test(size=(120, 40)) as pilot:
        await codebook_screen(pilot, CRITICISM)
        edit = app.study.edit_codebook

        def full(*given: object, dry_run: bool = False, **named: object) -> object:
            if dry_run:
                return edit(*given, dry_run=True, **named)
            raise StoreUnwritable("There is no room left on the disk.")

        monkeypatch.setattr(app.study, "edit_codebook", full)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("y")
        await until(pilot, lambda: notices(app))

        assert notices(app) == ["There is no room left on the disk."]
