"""The review screen, driven by keys and judged by the store and the screen."""

import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.app import App

from storage import NewEvidence, RecordEntry, Status, Study
from tests.tui.screens.reviewer import CODER, NAME, Reviewer, reviewing
from tui.screens.review import ReviewScreen
from tui.spot import Spot

Notices = Callable[[App[None]], list[str]]
Shown = Callable[[App[None]], str]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_common_record_takes_four_keys(
    store: Path, study: Study, size: tuple[int, int]
) -> None:
    async with reviewing(store, study, size) as at:
        await at.press("j")
        sentence = at.selected
        await at.press("f", "c", "enter")

        (record,) = at.records
        assert record.values["conclusion"] == "criticism"
        assert [passage.quote for passage in record.evidence] == [sentence]


async def test_what_can_be_known_is_filled_in(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("i", "space", "enter")
        await at.press("j", "f", "c", "enter")

        (record,) = at.records
        assert record.values["respondent"] == "Ardley City Council"
        assert record.values["source"] == "ombudsman"


async def test_x_extends_the_selection_by_a_sentence(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "J", "J", "J", "J", "x")
        words = at.selected
        sentences = study.text(at.uid).segmentation.sentences
        within = [
            each for each in sentences if study.text(at.uid).text[each.start : each.end] in words
        ]
        await at.press("f", "c", "enter")

        assert len(within) == 2
        assert [passage.quote for passage in at.records[0].evidence] == [words]


async def test_v_selects_word_by_word_and_only_its_keys_act(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "J", "J")
        sentence = at.selected
        await at.press("v", "h", "h", "f", "d", "o", "l", "escape")
        words = at.selected

        assert not at.records
        assert words in sentence
        assert sentence.split()[1:-2] == words.split()


async def test_a_adds_a_passage_to_the_record_in_focus(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "J", "f", "c", "enter", "J", "a")

        (record,) = at.records
        assert len(record.evidence) == 2


async def test_a_later_passage_reaches_an_earlier_record_in_three_keys(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "J", "f", "c", "enter")
        await at.press("J", "f", "p", "enter")
        await at.press("J", "A", "F", "1")

        first, second = at.records
        assert len(first.evidence) == 2
        assert len(second.evidence) == 1


async def test_w_walks_the_records_without_moving_the_cursor(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "f", "c", "enter")
        await at.press("J", "f", "p", "enter")
        await at.press("G")
        sentence = at.selected
        await at.press("w")
        first = at.screen.focus_uid
        await at.press("w")
        second = at.screen.focus_uid
        await at.press("W")

        assert at.selected == sentence
        assert [first, second] == [record.uid for record in at.records]
        assert at.screen.focus_uid == first


async def test_space_looks_at_the_records_of_the_sentence(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "f", "c", "enter")
        await at.press("J", "f", "p", "enter")
        await at.press("K", "escape", "space")

        assert at.screen.focus_uid == at.records[0].uid


async def test_e_changes_the_record_in_focus(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "f", "c", "enter")
        await at.press("e", "p", "enter")

        (record,) = at.records
        assert record.values["conclusion"] == "praise"
        assert "fault_type" not in record.values


async def test_delete_removes_and_u_brings_back(
    store: Path, study: Study, notices: Notices
) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "f", "c", "enter")
        before = at.coding.records
        await at.press("delete")
        gone = at.records
        said = notices(at.app)[-1]
        await at.press("u")

        assert gone == ()
        assert said == "Finding F1 removed. u brings it back."
        assert at.records == before


async def test_redo_makes_it_again(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "f", "c", "enter")
        made = at.records
        await at.press("u")
        undone = at.records
        await at.press("U")

        assert undone == ()
        assert at.records == made


async def test_l_links_several_at_once(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "f", "c", "enter", "J", "f", "c", "enter")
        await at.press("J", "r", "a", "enter")
        await at.press("l", "down", "enter")
        remedy = at.records[-1]
        there = {link.to_record for link in remedy.links}
        await at.press("l", "up", "space", "enter")

        changed = {link.to_record for link in at.records[-1].links}
        assert there
        assert there != changed


async def test_a_remedy_is_linked_to_the_finding_it_follows(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "f", "c", "enter")
        await at.press("J", "r", "a", "enter")

        finding, remedy = at.records
        assert [link.to_record for link in remedy.links] == [finding.uid]


async def test_a_digit_repeats_a_record_with_its_choices_only(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "f", "c", "d", "quotation_mark", "s", "o", "enter", "enter")
        await at.press("J", "1")

        model, again = at.records
        assert again.values["fault_type"] == model.values["fault_type"] == "delay"
        assert (model.note, again.note) == ("so", "")
        assert again.first_start != model.first_start


async def test_what_is_open_is_answered_as_in_the_last_record_of_the_type(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "f", "c", "d", "down", "down", "asterisk", "enter")
        await at.press("e", *["down", "down", "down", "down"], "a", "enter")
        model = at.records[0]
        await at.press("J", "f", "c", "n", "full_stop", "enter")

        again = max(at.records, key=lambda record: record.created_at)
        assert again.values["fault_type"] == "not_done"
        assert {**again.values, "fault_type": None} == {**model.values, "fault_type": None}
        assert again.certainty == model.certainty is not None


async def test_identifiers_confirmed_in_a_hurry_are_not_asked_again(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("I", "i")

        assert at.coding.variables["respondent"].from_proposal == "accepted"
        assert at.screen.variable_form.state.at not in at.coding.variables


async def test_a_repeated_record_names_the_documents_only_body(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("I", "J", "f", "c", "d", "enter")
        await at.press("J", "1")

        model, again = at.records
        assert again.values["respondent"] == model.values["respondent"] == "Ardley City Council"


async def test_a_repeated_apology_takes_no_sum_from_its_passage(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("r", "a", "enter")
        await at.press("slash", *"pay", "space", *"Ms", "space", "B", "enter", "1")

        assert "£300" in at.selected
        again = max(at.records, key=lambda record: record.created_at)
        assert again.values["remedy_type"] == "apology"
        assert "amount" not in again.values


async def test_one_key_confirms_the_identifiers_and_never_the_outcome(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("I")

        assert {"respondent", "reference", "decided_on"} <= at.coding.variables.keys()
        assert "outcome" not in at.coding.variables
        assert at.coding.variables["reference"].from_proposal == "accepted"


async def test_escape_keeps_a_draft_and_e_goes_on_with_it(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "J")
        sentence = at.selected
        await at.press("f", "c", "d", "escape", "G")
        kept = study.draft(at.uid)
        await at.press("e", "enter")

        (record,) = at.records
        assert kept is not None
        assert record.values["fault_type"] == "delay"
        assert record.evidence[0].quote == sentence
        assert study.draft(at.uid) is None


async def test_u_brings_back_a_form_that_was_thrown_away(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "J", "f", "c", "d", "ctrl+x")
        thrown = study.draft(at.uid)
        await at.press("u", "enter")

        (record,) = at.records
        assert thrown is None
        assert record.values["fault_type"] == "delay"


async def test_u_after_another_change_takes_that_back_and_no_form(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "J", "f", "c", "d", "ctrl+x", "f", "p", "enter", "u")

        assert at.records == ()
        assert at.screen.form is None


async def test_an_untouched_form_leaves_no_draft(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "f", "escape")

        assert study.draft(at.uid) is None
        assert at.screen.draft is None


async def test_reopening_returns_to_document_sentence_and_half_filled_form(
    store: Path, study: Study, shown: Shown
) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "J", "J", "f", "c", "d")
        await at.pilot.pause(0.8)
        await at.settle()
        uid, sentence = at.uid, at.selected

    async with reviewing(store, study, name=None) as at:
        assert (at.uid, at.selected) == (uid, sentence)
        assert "FINDING F1" in shown(at.app)
        await at.press("enter")

        assert at.records[0].values["fault_type"] == "delay"


async def test_d_lists_what_is_required_with_a_key_to_each(
    store: Path, study: Study, shown: Shown
) -> None:
    async with reviewing(store, study) as at:
        await at.press("d")
        asked = shown(at.app)
        await at.press("a")

        assert "Respondent is required." in asked
        assert at.screen.form is at.screen.variable_form


async def test_d_confirms_the_nones_and_goes_on(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        uid = at.uid
        await at.press("I")
        await at.press("i")
        at.screen.variable_form.go_to("outcome")
        await at.press("u", "enter")
        await at.press("d", "y")
        review = study.coding(uid).review

        assert review.status is Status.DONE
        assert set(review.confirmed_none) == {"finding", "remedy", "recommendation"}
        assert at.uid != uid


async def test_what_is_done_can_be_taken_up_again(store: Path, study: Study) -> None:
    study.exclude(study.find_document(NAME).uid, "adults")
    async with reviewing(store, study) as at:
        await at.press("R")
        taken_up = at.coding.review
        await at.press("u")

        assert (taken_up.status, taken_up.excluded_reason) == (Status.IN_PROGRESS, None)
        assert at.coding.review.status is Status.EXCLUDED


async def test_l_links_the_same_matter_in_another_document_of_the_case(
    store: Path, study: Study
) -> None:
    here = study.find_document(NAME).uid
    there = study.neighbour(here, 1)
    assert there is not None
    study.group([here, there])
    told = RecordEntry("finding", {"conclusion": "criticism"}, (NewEvidence(0, 9),))
    elsewhere = study.add_record(there, told)
    async with reviewing(store, study) as at:
        await at.press("J", "f", "c", "enter")
        await at.press("l", "space", "enter")

        (record,) = at.records
        assert [(link.relation, link.to_record) for link in record.links] == [
            ("same_as", elsewhere.uid)
        ]


async def test_exclude_needs_a_reason_and_goes_on(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        uid = at.uid
        await at.press("D", *"adults", "enter")

        review = study.coding(uid).review
        assert (review.status, review.excluded_reason) == (Status.EXCLUDED, "adults")
        assert at.uid != uid


async def test_a_flag_is_set_and_taken_away(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("exclamation_mark", *"who", "enter")
        flagged = at.coding.review.flag_reason
        await at.press("exclamation_mark", "ctrl+u", "enter")

        assert flagged == "who"
        assert at.coding.review.flag_reason is None


async def test_memos_go_to_what_has_the_focus(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "m", *"passage", "ctrl+s")
        await at.press("f", "c", "enter", "m", *"record", "ctrl+s")
        await at.press("M", *"document", "ctrl+s")

        memos = {memo.on: memo for memo in at.coding.memos}
        assert {on: memo.text for on, memo in memos.items()} == {
            "passage": "passage",
            "record": "record",
            "document": "document",
        }
        assert memos["record"].target == at.records[0].uid


async def test_find_walks_hits_and_escape_goes_back(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "J")
        before = at.selected
        await at.press("slash", *"apolog", "enter")
        first = at.selected
        await at.press("n")
        second = at.selected
        await at.press("escape")

        assert "apolog" in first.lower()
        assert first != second
        assert at.selected == before


async def test_a_hit_can_be_coded(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("slash", *"apolog", "enter", "r", "a", "enter")

        assert "apolog" in at.records[0].evidence[0].quote.lower()


async def test_n_and_p_go_through_the_study_and_come_back_to_the_place(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "J", "J")
        uid, sentence = at.uid, at.selected
        await at.press("n")
        other = at.uid
        await at.press("p")

        assert other == study.neighbour(uid, 1)
        assert (at.uid, at.selected) == (uid, sentence)


async def test_plus_ties_the_selection_to_a_field(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "f", "c", "shift+tab", "plus", "d", "enter")

        fields = {passage.field for passage in at.records[0].evidence}
        assert fields in (
            {None, "conclusion"},
            {None, "fault_type"},
            {"conclusion"},
            {"fault_type"},
        )


async def test_a_choice_grows_by_a_provisional_value(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "f", "c", "slash", *"lost letter", "enter", "y", "enter")

        field = study.codebook().record_types[0].field("fault_type")
        assert field is not None
        assert [value.label for value in field.all_values() if value.provisional] == ["lost letter"]
        assert at.records[0].values["fault_type"] == "lost_letter"


@pytest.mark.parametrize("key", ["f", "r", "c"])
async def test_at_80_by_24_the_form_leaves_the_sentence_in_sight(
    store: Path, study: Study, shown: Shown, key: str
) -> None:
    async with reviewing(store, study, (80, 24)) as at:
        await at.press("slash", *"apolog", "enter", "G", "K", "K")
        begins = " ".join(at.selected.split()[:3])
        await at.press(key)
        top = "\n".join(shown(at.app).splitlines()[:12])

        assert begins in " ".join(top.split())
        assert at.screen.record_form.display


async def test_tab_opens_the_drawer_at_80_columns(store: Path, study: Study, shown: Shown) -> None:
    async with reviewing(store, study, (80, 24)) as at:
        closed = shown(at.app)
        await at.press("tab")
        opened = shown(at.app)
        await at.press("tab")

        assert "FINDINGS" not in closed
        assert "FINDINGS" in opened
        assert "FINDINGS" not in shown(at.app)


async def test_escape_leads_back_to_the_library_on_the_same_document(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        uid = at.uid
        await at.press("escape")
        library = at.app.library

        assert at.app.screen is library
        assert library.documents.row is not None
        assert library.documents.row.uid == uid


async def test_quick_saves_survive_quitting(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        uid = at.uid
        await at.pilot.press("J", "f", "c", "enter", "J", "f", "p", "enter", "ctrl+q")

    assert len(study.coding(uid).records) == 2


async def test_a_document_cannot_write_on_the_terminal(
    empty_store: Path, tmp_path: Path, shown: Shown
) -> None:
    hostile = tmp_path / "hostile.txt"
    hostile.write_text("Before \x1b[2J\x1b]52;c;eA==\x07 after [/brackets] [redacted] \u202eend.")
    with Study.open(empty_store, coder=CODER) as study:
        study.import_paths([hostile])
        async with reviewing(empty_store, study, name="hostile.txt") as at:
            await at.press("f", "c", "enter")
            drawn = shown(at.app)

            assert "\x1b" not in drawn
            assert "[/brackets] [redacted]" in drawn
            assert len(at.records) == 1


async def test_a_second_search_begins_with_no_words(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("slash", *"apolog", "enter", "slash", *"delay", "enter")

        assert "delay" in at.selected.lower()


async def test_a_remedy_is_not_linked_to_praise(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("J", "f", "c", "enter")
        await at.press("J", "f", "p", "enter")
        await at.press("J", "r", "a", "enter")

        criticism, _, remedy = at.records
        assert [link.to_record for link in remedy.links] == [criticism.uid]


async def test_the_cursor_passes_over_boilerplate_until_a_key_lets_it_in(
    store: Path, study: Study, notices: Notices
) -> None:
    async with reviewing(store, study) as at:
        text = study.text(at.uid).text
        at.screen.text.go_to_sentence_at(text.index("Back to top") - 3)
        before = at.selected
        await at.press("j")

        assert at.selected != "Back to top"

        await at.press("k", "full_stop", "j")

        assert at.selected == "Back to top"

        await at.press("full_stop", "k", "j")

        assert at.selected not in ("Back to top", before)
        assert notices(at.app)[-1].startswith("Boilerplate is dimmed and passed over")


async def test_find_stands_on_boilerplate_all_the_same(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("slash", *"back to top", "enter")

        assert at.selected == "Back to top"


async def test_a_quotation_names_its_page(tmp_path: Path, store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        opened = at.screen.opened
        assert opened is not None
        parts = opened.text.segmentation
        begins = at.screen.text.selection
        assert begins is not None
        pages = replace(opened.text, segmentation=replace(parts, pages=(0, begins.start)))
        at.screen.opened = replace(opened, text=pages)
        await at.press("y")

        (copied,) = (tmp_path / "state").rglob("copied.txt")
        assert ", p. 2; ardley" in copied.read_text(encoding="utf-8")


async def test_the_kind_is_corrected_and_taken_back(
    store: Path, study: Study, shown: Shown, notices: Notices
) -> None:
    async with reviewing(store, study) as at:
        lines = len(at.screen.text.marks)
        await at.press("T")
        await at.press("8")

        assert at.coding.document.kind == "other"
        assert "other · " in shown(at.app)
        assert notices(at.app)[-1] == "Taken for: other. u takes it back."
        assert at.screen.opened is not None
        assert at.screen.opened.text == study.text(at.uid)

        await at.press("u")

        assert at.coding.document.kind == "lgsco_decision"
        assert at.screen.opened.text == study.text(at.uid)
        assert len(at.screen.text.marks) == lines


async def test_choosing_the_same_kind_changes_nothing(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        before = list(study.history())
        await at.press("T")
        await at.press("enter")

        assert list(study.history()) == before


async def test_a_wrong_proposal_is_cleared_by_one_key_for_good(
    store: Path, study: Study, shown: Shown
) -> None:
    async with reviewing(store, study) as at:
        uid = study.find_document("strathmore-202103418.txt").uid
        at.screen.open(Spot(uid))
        await at.settle()
        await at.press("i", "tab", "delete")

        assert "reference" not in at.coding.proposals

        await at.press("up", "space", "escape")

        assert "respondent" in at.coding.variables
        assert "reference" not in at.coding.variables

        await at.press("u", "u")

        assert "reference" in at.coding.proposals


async def test_the_kind_is_corrected_among_the_variables(
    store: Path, study: Study, shown: Shown
) -> None:
    async with reviewing(store, study) as at:
        await at.press("i")
        before = shown(at.app)
        await at.press("ctrl+k")
        await at.press("7")
        await at.settle()

        assert "LGSCO decision" in before
        assert at.coding.document.kind == "press_inspection"
        assert at.screen.form is at.screen.variable_form
        assert re.search(r"DOCUMENT +press, insp", shown(at.app))


async def test_boilerplate_is_dim_until_it_is_shown_as_text(store: Path, study: Study) -> None:
    def colour(at: Reviewer, words: str) -> object:
        strips = at.app.screen._compositor.render_strips()
        segments = (part for strip in strips for part in strip if words in part.text)
        return next(part.style.color for part in segments if part.style)

    async with reviewing(store, study) as at:
        at.screen.text.go_to_sentence_at(study.text(at.uid).text.index("Back to top") + 40)
        await at.settle()
        text = colour(at, "Ms B")
        dim = colour(at, "Back to top")
        await at.press("full_stop")

        assert dim != text
        assert colour(at, "Back to top") == text


async def test_a_key_that_needs_a_record_says_so(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        await at.press("l")
        said = [notice.message for notice in at.app._notifications]
        await at.press("f", "p", "enter", "escape", "delete")

        assert said == ["There are no records on this document yet."]
        assert at.records
        assert "Choose a record first: w walks them, Space those of this sentence." in [
            notice.message for notice in at.app._notifications
        ]


def test_what_is_styled_without_the_rest_is_all_that_its_classes_decide_on() -> None:
    sheet = Path(inspect.getfile(ReviewScreen)).with_suffix(".tcss").read_text(encoding="utf-8")
    selectors = re.findall(r"&[^{,]*-(?:form|waits|cues)\b[^{,]*", sheet)

    assert selectors
    assert {selector.split()[-1] for selector in selectors} == {"#side", "StatusLine"}
