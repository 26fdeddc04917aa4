"""The document's variables: proposals, confirming, and saving each answer by itself."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.events import Paste

from storage import Basis, Certainty, Codebook, Coding, Missing, NewEvidence
from tui.commands import available_commands
from tui.widgets.answer_form import AnswerForm
from tui.widgets.form_state import Mark
from tui.widgets.variable_form import VariableForm

PANEL, DRAWER = (46, 36), (80, 12)
HEADING = (NewEvidence(0, 19),)


@pytest.fixture
def form() -> VariableForm:
    return VariableForm()


@pytest.fixture
def open_form(form, form_codebook: Codebook, form_coding: Coding, show_widget) -> Callable:
    """An application with the form of a document's variables."""

    def host(coding: Coding | None = None, draft: str | None = None):
        return show_widget(form, lambda: form.open(form_codebook, coding or form_coding, draft))

    return host


def text_of(form: VariableForm) -> str:
    """What the form shows."""
    return "\n".join(form.render_line(row).text for row in range(form.size.height))


def row_of(form: VariableForm, label: str) -> str:
    """The line of one variable."""
    return next(line for line in text_of(form).split("\n") if line[2:].startswith(label))


async def test_proposals_stand_filled_in_and_marked(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL):
        assert row_of(form, "Reference").split() == ["Reference", "21", "004", "117", "proposed"]
        assert row_of(form, "Outcome *").rstrip().endswith("proposed")
        assert app.messages == []


async def test_one_key_confirms_the_identifiers_together_and_nothing_else(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("space")

    (confirmed,) = app.heard(VariableForm.IdentifiersConfirmed)
    assert confirmed.names == ("respondent", "reference", "decided_on")
    assert app.heard(VariableForm.Answered) == []
    assert form.state.answers["outcome"].mark is Mark.PROPOSED
    assert form.state.at == "outcome"


async def test_a_judgement_is_confirmed_by_itself(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("space", "space")

    (answered,) = app.heard(VariableForm.Answered)
    assert (answered.name, answered.value) == ("outcome", "upheld")
    assert answered.evidence == HEADING
    assert answered.basis is Basis.STATED


async def test_a_correction_does_not_keep_the_passage_of_the_proposal(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("space", "n")

    (answered,) = app.heard(VariableForm.Answered)
    assert (answered.name, answered.value) == ("outcome", "not_upheld")
    assert answered.evidence == ()


async def test_every_answer_is_posted_at_once(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("space", "u", "l", "p", "l")

    answered = [(one.name, one.value) for one in app.heard(VariableForm.Answered)]
    assert answered == [
        ("outcome", "upheld"),
        ("service", ("looked_after",)),
        ("service", ("looked_after", "protection")),
        ("service", ("protection",)),
    ]


async def test_missing_values_are_posted_too(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("space", "u", "minus", "minus")

    assert app.heard(VariableForm.Answered)[-1].value is Missing.NOT_STATED


async def test_certainty_note_and_basis_belong_to_one_variable(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("space", "u", "up", "asterisk", "tilde", "quotation_mark", "x", "enter")

    last = app.heard(VariableForm.Answered)[-1]
    assert last.name == "outcome"
    assert (last.certainty, last.basis, last.note) == (Certainty.HIGH, Basis.INFERRED, "x")


async def test_certainty_of_a_proposal_waits_until_it_is_confirmed(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("asterisk")
        await pilot.pause()
        before = app.heard(VariableForm.Answered)
        await pilot.press("space")

    (answered,) = app.heard(VariableForm.Answered)
    (confirmed,) = app.heard(VariableForm.IdentifiersConfirmed)
    assert before == []
    assert (answered.name, answered.certainty) == ("respondent", Certainty.HIGH)
    assert confirmed.names == ("reference", "decided_on")


async def test_delete_clears_an_answer(open_form, form_coding, a_variable):
    coding = replace(form_coding, variables={"outcome": a_variable("outcome", "upheld")})
    app = open_form(coding)
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("space", "up", "delete")

    (cleared,) = app.heard(VariableForm.Cleared)
    assert cleared.name == "outcome"


async def test_delete_says_that_a_proposal_is_not_so(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("delete")

    assert [dismissed.name for dismissed in app.heard(VariableForm.Dismissed)] == ["respondent"]
    assert app.heard(VariableForm.Cleared) == []


async def test_what_the_store_has_is_ticked(
    open_form, form, form_codebook, form_coding, a_variable
):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("space", "u")
        before = row_of(form, "Outcome *")
        held = {"outcome": a_variable("outcome", "upheld")}
        form.show_coding(form_codebook, replace(form_coding, variables=held))
        after = row_of(form, "Outcome *")

    assert "✓" not in before
    assert after.rstrip().endswith("✓")


async def test_an_answer_on_its_way_is_not_overtaken(
    open_form, form, form_codebook, form_coding, a_variable
):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("space", "u", "l", "p")
        held = {"service": a_variable("service", ("looked_after",))}
        form.show_coding(form_codebook, replace(form_coding, variables=held))
        meanwhile = form.state.values()["service"]
        held = {"service": a_variable("service", ("looked_after", "protection"))}
        form.show_coding(form_codebook, replace(form_coding, variables=held))
        form.show_coding(form_codebook, form_coding)

    assert meanwhile == ("looked_after", "protection")
    assert "service" not in form.state.values()


async def test_a_change_that_failed_is_shown_as_the_store_has_it(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("space", "n")
        form.save_failed("outcome")

    assert form.state.answers["outcome"].value == "upheld"
    assert form.state.answers["outcome"].mark is Mark.PROPOSED


async def test_typed_answers_of_several_are_added_but_to_a_proposal(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press(*"Borset", "enter", *"Calder", "enter")

    told = [answered.value for answered in app.heard(VariableForm.Answered)]
    assert told == [("Borset",), ("Borset", "Calder")]


async def test_pasted_words_take_the_place_of_a_proposal_too(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        app.screen.focused.post_message(Paste("Calder Council"))
        await pilot.pause()
        await pilot.press("enter")

    assert [answered.value for answered in app.heard(VariableForm.Answered)] == [
        ("Calder Council",)
    ]


async def test_words_typed_and_taken_away_again_leave_a_proposal_as_it_was(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("B", "o", "backspace", "backspace", "tab")

    assert form.state.answers["respondent"].mark is Mark.PROPOSED
    assert app.heard(VariableForm.Dismissed) == app.heard(VariableForm.Answered) == []


async def test_while_words_are_typed_only_keys_that_still_work_are_named(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("B")
        named = {each.label for each in available_commands(app.screen)}

    assert {"next field", "save"} <= named
    assert not {"filter", "missing", "tie passage", "keep as draft"} & named


async def test_variables_of_other_kinds_stand_dim_at_the_end(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        labels = [line[2:12].strip() for line in text_of(form).split("\n")]
        await pilot.press("space", "u", "L", "down", *"Daily", "enter")

    assert labels.index("Outlet") > labels.index("Service")
    assert app.heard(VariableForm.Answered)[-1].name == "outlet"


async def test_the_passage_of_a_proposal_is_one_key_away(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("equals_sign")

    (wanted,) = app.heard(AnswerForm.PassageWanted)
    assert (wanted.start, wanted.end) == (0, 19)


async def test_a_tied_passage_is_saved_with_the_answer(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("space", "plus")
        form.tie("outcome", 40, 50)
        await pilot.press("space", "up")
        form.tie("outcome", 60, 70)

    first, second = app.heard(VariableForm.Answered)
    assert first.evidence == (*HEADING, NewEvidence(40, 50))
    assert second.evidence == (*HEADING, NewEvidence(40, 50), NewEvidence(60, 70))


async def test_the_same_passage_again_is_taken_from_the_answer(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        assert form.tie("service", 40, 50)
        assert not form.tie("service", 40, 50)
        await pilot.press("space", "space")
        form.tie("outcome", 40, 50)
        form.tie("outcome", 40, 50)

    assert form.waiting_ties() == {}
    assert [one.evidence for one in app.heard(VariableForm.Answered)][1:] == [
        (*HEADING, NewEvidence(40, 50)),
        HEADING,
    ]


async def test_words_put_otherwise_than_proposed_keep_the_passage(open_form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("down", "slash", "backspace", "8", "enter")

    (answered,) = app.heard(VariableForm.Answered)
    assert answered.value == "21 004 118"
    assert answered.evidence != ()


async def test_what_is_tied_to_an_identifier_is_saved_when_all_are_confirmed(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        form.tie("reference", 40, 50)
        await pilot.press("space")

    (answered,) = app.heard(VariableForm.Answered)
    assert NewEvidence(40, 50) in answered.evidence


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_enter_and_escape_close_the_form(open_form, key):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press(key)

    assert len(app.heard(AnswerForm.Left)) == 1


async def test_half_typed_words_come_back(open_form, form):
    app = open_form()
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("tab", *"21 0")
        payload = form.draft()
    again = open_form(draft=payload)
    async with again.run_test(size=PANEL) as pilot:
        await pilot.press("9", "enter")

    assert again.heard(VariableForm.Answered)[-1].value == "21 09"


@pytest.mark.parametrize("size", [PANEL, DRAWER])
def test_the_variables_look_right(open_form, snap_compare, size):
    assert snap_compare(open_form(), press=["space"], terminal_size=size)
