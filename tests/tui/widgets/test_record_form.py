"""The form of one record: what it shows and what it hands on."""

from collections.abc import Callable

import pytest

from storage import Certainty, Codebook, Coding, Money, NewEvidence
from tui.widgets.form_draft import draft_form
from tui.widgets.form_fields import link_name
from tui.widgets.record_form import RecordForm, draft_record
from tui.widgets.record_sheet import known_record, new_record

PANEL, DRAWER = (46, 36), (80, 12)
REDRESSES = link_name("redresses")


@pytest.fixture
def form() -> RecordForm:
    return RecordForm()


@pytest.fixture
def open_known(form, form_codebook: Codebook, form_coding: Coding, show_widget) -> Callable:
    """An application with the form of a record that is there already."""

    def host(uid: str, draft: str | None = None):
        record = next(record for record in form_coding.records if record.uid == uid)
        sheet = known_record(form_codebook, form_coding, record)
        quotes = [one.quote for one in record.evidence]
        return show_widget(form, lambda: form.open(sheet, "¶5", quotes, draft))

    return host


@pytest.fixture
def open_remedy(form, form_codebook: Codebook, form_coding: Coding, show_widget) -> Callable:
    """An application with the form of a new remedy, linked to the finding before it."""

    def host(**filled: object):
        kind = form_codebook.record_type("remedy")
        sheet = new_record(form_codebook, form_coding, kind, NewEvidence(500, 540), filled)
        return show_widget(form, lambda: form.open(sheet, "¶9", ["It will pay."]))

    return host


async def test_a_remedy_with_two_links_takes_five_keys(open_remedy):
    app = open_remedy(**{REDRESSES: ("f2",)})
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("a", "down", "down", "1", "enter")

    (saved,) = app.heard(RecordForm.Submitted)
    assert saved.entry.values == {"remedy_type": "apology"}
    assert saved.links == {"redresses": ("f2", "f1")}


async def test_a_link_filled_in_can_be_taken_out(open_remedy):
    app = open_remedy(**{REDRESSES: ("f2",)})
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("a", "down", "down", "2", "enter")

    (saved,) = app.heard(RecordForm.Submitted)
    assert saved.links == {"redresses": ()}


async def test_saving_a_known_record_unchanged_changes_nothing(open_known, form_coding: Coding):
    app = open_known("f1")
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("enter")

    (saved,) = app.heard(RecordForm.Submitted)
    record = form_coding.records[0]
    assert saved.uid == "f1"
    assert saved.entry.values == record.values
    assert saved.entry.certainty is record.certainty
    assert saved.entry.note == record.note
    assert saved.entry.evidence == tuple(
        NewEvidence(one.start, one.end, one.field) for one in record.evidence
    )


async def test_a_passage_of_a_field_that_is_no_longer_asked_stays_with_the_record(open_known):
    app = open_known("f1")
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("b", "enter")

    (saved,) = app.heard(RecordForm.Submitted)
    assert saved.entry.values == {"conclusion": "no_fault"}
    assert saved.entry.evidence == (NewEvidence(120, 160), NewEvidence(320, 350))


async def test_tying_the_same_passage_again_takes_it_away(open_known, form):
    app = open_known("f1")
    async with app.run_test(size=PANEL):
        form.tie("duration", 320, 350)
        once = form.evidence
        form.tie(None, 120, 160)

    assert once == (NewEvidence(120, 160),)
    assert form.evidence == once


async def test_a_draft_brings_everything_back(open_remedy, form, show_widget):
    app = open_remedy(amount=Money(300.0))
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("p", *"2021", "enter", "asterisk", *"la")
        form.tie("deadline", 510, 515)
        payload = form.draft()
    fresh = RecordForm()
    app = show_widget(fresh, lambda: fresh.open(form.sheet, "¶9", ["It will pay."], payload))
    async with app.run_test(size=PANEL) as pilot:
        await pilot.press("t", "enter", "enter")

    (saved,) = app.heard(RecordForm.Submitted)
    assert saved.entry.values == {
        "remedy_type": "payment",
        "amount": Money(300.0),
        "deadline": "2021",
        "theme": "lat",
    }
    assert saved.entry.certainty is Certainty.HIGH
    assert saved.entry.evidence == (NewEvidence(500, 540), NewEvidence(510, 515, "deadline"))


async def test_a_draft_knows_its_record(open_known, form):
    app = open_known("f1")
    async with app.run_test(size=PANEL):
        payload = form.draft()
    draft = draft_record(payload)

    assert draft_form(payload) == "record"
    assert (draft.type, draft.uid) == ("finding", "f1")
    assert draft.evidence[0] == NewEvidence(120, 160)
    assert draft_record('{"form": "variables"}') is None


@pytest.mark.parametrize("size", [PANEL, DRAWER])
def test_a_known_record_looks_right(open_known, snap_compare, size):
    assert snap_compare(open_known("f1"), terminal_size=size)


def test_links_look_right(open_remedy, snap_compare):
    keys = ["p", "down", "down", "1"]
    host = open_remedy(amount=Money(300.0), **{REDRESSES: ("f2",)})

    assert snap_compare(host, press=keys, terminal_size=DRAWER)
