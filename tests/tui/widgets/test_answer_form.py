"""What the keys of a form do, pressed on the form of a record."""

import asyncio
from collections.abc import Callable

import pytest
from textual.events import Key, Paste

from storage import Certainty, Codebook, Coding, Missing, Money, NewEvidence
from tui.widgets.answer_form import AnswerForm
from tui.widgets.form_draft import read_draft
from tui.widgets.record_form import RecordForm
from tui.widgets.record_sheet import new_record

PANEL, DRAWER = (46, 36), (80, 12)
QUOTES = ["Nobody told Ms B that she could ask for a review of it.", "It said nothing."]


@pytest.fixture
def form() -> RecordForm:
    return RecordForm()


@pytest.fixture
def open_form(form, form_codebook: Codebook, form_coding: Coding, show_widget) -> Callable:
    """An application with the form of a new record of some type."""

    def host(record_type: str = "finding", **filled: object):
        sheet = new_record(
            form_codebook,
            form_coding,
            form_codebook.record_type(record_type),
            NewEvidence(520, 560),
            filled or {"source": "ombudsman"},
        )
        return show_widget(form, lambda: form.open(sheet, "¶9", QUOTES))

    return host


async def text_of(form: RecordForm) -> str:
    """What the form shows."""
    return "\n".join(form.render_line(row).text for row in range(form.size.height))


async def test_the_common_record_takes_a_letter_and_enter(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("b", "enter")

    (saved,) = app.heard(RecordForm.Submitted)
    assert saved.uid is None
    assert saved.entry.type == "finding"
    assert saved.entry.values == {
        "conclusion": "no_fault",
        "source": "ombudsman",
        "respondent": "Ardley City Council",
    }
    assert saved.entry.evidence == (NewEvidence(520, 560),)


async def test_a_full_finding_takes_ten_keys(open_form):
    app = open_form()
    keys = ["a", "d", "y", "c", "P", *"41 weeks", "enter", "3", "enter", "asterisk", "enter"]
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press(*keys)

    (saved,) = app.heard(RecordForm.Submitted)
    assert saved.entry.values == {
        "conclusion": "criticism",
        "fault_type": "delay",
        "source": "ombudsman",
        "respondent": "Ardley City Council",
        "in_complaint_handling": True,
        "affected": ("child", "parent"),
        "duration": "41 weeks",
        "count": 3,
    }
    assert saved.entry.certainty is Certainty.HIGH


async def test_tab_and_arrows_go_from_field_to_field(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("tab", "down", "tab")
        there = form.state.at
        await pilot.press("up", "shift+tab")

    assert there == "in_complaint_handling"
    assert form.state.at == "source"


async def test_tab_takes_what_is_typed(open_form, form):
    app = open_form("remedy")
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("p", *"$20", "tab")

    assert form.state.values()["amount"] == Money(20.0, "USD")
    assert form.state.at == "deadline"


async def test_refused_text_keeps_the_focus_and_says_why(open_form, form):
    app = open_form("remedy")
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("p", *"lots", "tab")
        text = await text_of(form)
        await pilot.press("backspace", "backspace", "backspace", "backspace", *"20", "enter")

    assert "is no amount of money" in text
    assert form.state.values()["amount"] == Money(20.0)


async def test_left_and_right_show_definitions_and_space_chooses(open_form, form):
    app = open_form()
    async with app.run_test(size=DRAWER) as pilot:
        await pilot.press("right")
        text = await text_of(form)
        await pilot.press("right", "left", "space")

    assert "No fault: Nothing went wrong." in text
    assert form.state.values()["conclusion"] == "no_fault"


async def test_the_slash_filters_and_enter_takes_the_first_match(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("slash", *"pra", "enter")
        focused = form.has_focus

    assert form.state.values()["conclusion"] == "praise"
    assert focused


async def test_arrows_walk_the_matches(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("a", "slash", *"not", "down", "enter")

    assert form.state.values()["fault_type"] == "not_informed"


async def test_a_new_value_is_asked_for_and_then_chosen(open_form, form, form_codebook):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("slash", *"muddle", "enter")
        await pilot.pause()
        form.value_added(form_codebook.record_type("finding").field("conclusion"), "praise")

    (wanted,) = app.heard(AnswerForm.ProvisionalWanted)
    assert (wanted.field, wanted.label) == ("conclusion", "muddle")
    assert form.state.values()["conclusion"] == "praise"


async def test_escape_leaves_the_filter_first_and_then_the_form(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("slash", "p", "escape")
        await pilot.pause()
        before = app.heard(AnswerForm.Left)
        await pilot.press("escape")

    assert before == []
    assert len(app.heard(AnswerForm.Left)) == 1


async def test_the_dash_and_a_letter_are_a_missing_value(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("minus", "u", "minus", "minus")

    assert form.state.values()["conclusion"] is Missing.UNCLEAR
    assert form.state.values()["in_complaint_handling"] is Missing.NOT_STATED


async def test_escape_keeps_the_note_that_is_being_typed(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("quotation_mark", *"so", "escape")

    assert form.state.typing is None
    assert form.state.remark.note == "so"


async def test_escape_leaves_the_missing_values(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("minus", "escape", "a")

    assert form.state.values()["conclusion"] == "criticism"


async def test_delete_and_backspace_take_a_filled_in_answer_away(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("b", "up", "backspace", "up", "delete")

    assert set(form.state.values()) == {"conclusion"}


async def test_a_note_is_typed_and_kept(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("quotation_mark", *"see 9", "enter", "b", "enter")

    (saved,) = app.heard(RecordForm.Submitted)
    assert saved.entry.note == "see 9"


async def test_ctrl_s_saves_what_is_being_typed(open_form):
    app = open_form("remedy")
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("p", *"20", "ctrl+s")

    (saved,) = app.heard(RecordForm.Submitted)
    assert saved.entry.values["amount"] == Money(20.0)


async def test_letters_never_reach_the_screen_behind(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("z", "u", "d", "7", "D")

    assert app.keys == []


async def test_question_mark_and_unknown_keys_do(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("question_mark", "f5")

    assert app.keys == ["question_mark", "f5"]


async def test_keys_pressed_in_a_burst_keep_their_order(open_form, form):
    app = open_form("remedy")
    async with app.run_test(size=PANEL) as pilot:
        for key in ["p", *"1250", "enter", *"2021", "tab", "l", "a", "enter", "asterisk"]:
            app._driver.process_message(key_event(key))
        await pilot.pause(0.1)

    assert form.state.values() == {
        "remedy_type": "payment",
        "amount": Money(1250.0),
        "deadline": "2021",
        "theme": "la",
    }
    assert form.state.remark.certainty is Certainty.HIGH


def key_event(key: str) -> Key:
    """A key as the terminal sends it."""
    return Key(key, {"asterisk": "*"}.get(key, key if len(key) == 1 else None))


async def test_pasted_words_begin_an_answer(open_form, form):
    app = open_form("remedy")
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("a", "tab")
        form.post_message(Paste("late \x1b[2Jpayment\nand more"))
        await pilot.pause()
        await pilot.press("enter")

    assert form.state.values()["theme"] == "late ␛[2Jpayment"


async def test_earlier_answers_of_an_open_field_are_asked_for_and_offered(open_form, form):
    app = open_form("remedy")
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("a", "tab", "l")
        await pilot.pause()
        form.offer("theme", ["late payment", "lost letter"])
        text = await text_of(form)
        await pilot.press("down", "down", "enter")

    asked = [(wanted.field, wanted.prefix) for wanted in app.heard(AnswerForm.OffersWanted)]
    assert asked[:2] == [("theme", ""), ("theme", "l")]
    assert "lost letter" in text
    assert form.state.values()["theme"] == "lost letter"


async def test_a_change_is_posted_as_a_draft_within_a_second(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("a", "n")
        async with asyncio.timeout(1):
            while not app.heard(AnswerForm.Changed):
                await pilot.pause(0.05)

    (changed,) = app.heard(AnswerForm.Changed)
    assert read_draft(changed.payload)["state"]["answers"]["fault_type"][0] == "not_done"


async def test_saving_leaves_no_draft_behind(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("a", "enter")
        await pilot.pause(0.7)

    assert app.heard(AnswerForm.Changed) == []


async def test_throwing_away_posts_no_draft(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("a", "ctrl+x")
        await pilot.pause(0.7)

    assert len(app.heard(AnswerForm.Dropped)) == 1
    assert app.heard(AnswerForm.Changed) == []


async def test_the_plus_asks_for_the_selection_and_ties_it(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("a", "plus")
        await pilot.pause()
        form.tie("fault_type", 530, 540)
        text = await text_of(form)
        await pilot.press("d", "enter")

    (wanted,) = app.heard(AnswerForm.TieWanted)
    (saved,) = app.heard(RecordForm.Submitted)
    assert wanted.field == "fault_type"
    assert "¶1" in text
    assert saved.entry.evidence == (NewEvidence(520, 560), NewEvidence(530, 540, "fault_type"))


async def test_the_equals_sign_asks_for_the_passage(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("equals_sign")

    (wanted,) = app.heard(AnswerForm.PassageWanted)
    assert (wanted.start, wanted.end) == (520, 560)


async def test_a_click_chooses_a_value_and_another_moves_the_cursor(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        rows = (await text_of(form)).split("\n")
        row = next(n for n, line in enumerate(rows) if "No fault" in line)
        await pilot.click(form, offset=(rows[row].index("No fault"), row))
        count = next(
            n for n, line in enumerate((await text_of(form)).split("\n")) if "Count" in line
        )
        await pilot.click(form, offset=(4, count))

    assert form.state.values()["conclusion"] == "no_fault"
    assert form.state.at == "count"


async def test_a_key_paints_only_the_lines_that_changed(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.pause(0.1)
        before = (await text_of(form)).split("\n")
        painted: set[int] = set()
        draw = form.render_line
        form.render_line = lambda y: (painted.add(y), draw(y))[1]
        await pilot.press("right")
        await pilot.pause()
        form.render_line = draw
        after = (await text_of(form)).split("\n")

    changed = {row for row, (old, new) in enumerate(zip(before, after, strict=True)) if old != new}
    assert changed <= painted
    assert len(painted) <= 12


async def test_a_user_key_map_is_followed(open_form, form):
    app = open_form()
    app.set_keymap({"form.certainty": "f6"})
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("asterisk", "f6")
        text = await text_of(form)

    assert form.state.remark.certainty is Certainty.HIGH
    assert "F6 certainty" in text


@pytest.mark.parametrize("size", [PANEL, DRAWER])
def test_the_form_looks_right(open_form, snap_compare, size):
    assert snap_compare(open_form("finding"), press=["a", "right", "right"], terminal_size=size)


def test_typing_looks_right(open_form, snap_compare):
    assert snap_compare(open_form("remedy"), press=["p", *"12"], terminal_size=DRAWER)
