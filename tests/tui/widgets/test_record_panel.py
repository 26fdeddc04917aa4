"""The side panel: variables, records, and the record in focus."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from storage import Codebook, Coding, Memo, Missing, Paragraph, Section, Segmentation
from tui.widgets.record_panel import RecordPanel
from tui.widgets.record_summary import cited_paragraph, paragraph_label, record_line

PANEL, DRAWER = (46, 36), (80, 12)


@pytest.fixture
def panel() -> RecordPanel:
    return RecordPanel()


@pytest.fixture
def open_panel(panel, form_codebook, form_coding, form_segmentation, show_widget) -> Callable:
    """An application with the panel of a document."""

    def host(coding: Coding | None = None, focus: str | None = None):
        def begin() -> None:
            panel.show(form_codebook, coding or form_coding, form_segmentation)
            panel.focused_record = focus

        return show_widget(panel, begin)

    return host


def lines_of(panel: RecordPanel) -> list[str]:
    """What the panel shows."""
    return [panel.render_line(row).text.rstrip() for row in range(panel.size.height)]


async def test_variables_show_value_and_state(open_panel, panel, form_coding, a_variable):
    coding = replace(form_coding, variables={"outcome": a_variable("outcome", "not_upheld")})
    async with open_panel(coding).run_test(size=PANEL):
        lines = lines_of(panel)

    assert lines[0].split() == ["DOCUMENT", "i", "edit"]
    assert any(line.split() == ["Outcome", "Not", "upheld", "✓"] for line in lines)
    assert any(line.split() == ["Reference", "21", "004", "117", "proposed"] for line in lines)


async def test_a_required_variable_without_a_value_says_so(open_panel, panel, form_coding):
    async with open_panel(replace(form_coding, proposals={})).run_test(size=PANEL):
        lines = lines_of(panel)

    assert any(line.split() == ["Outcome", "—", "required"] for line in lines)


async def test_a_variable_of_another_kind_shows_only_when_answered(
    open_panel, panel, form_coding, a_variable
):
    async with open_panel().run_test(size=PANEL):
        without = "\n".join(lines_of(panel))
    coding = replace(form_coding, variables={"outlet": a_variable("outlet", "Daily")})
    async with open_panel(coding).run_test(size=PANEL):
        with_it = "\n".join(lines_of(panel))

    assert "Outlet" not in without
    assert "Daily" in with_it


async def test_records_stand_under_their_type_with_place_and_links(open_panel, panel):
    async with open_panel().run_test(size=PANEL):
        lines = lines_of(panel)

    assert " FINDINGS 2" in lines
    assert any(line.split() == ["F1", "Delay", "¶5", "hi"] for line in lines)
    assert any(line.split() == ["F2", "Not", "done", "¶6"] for line in lines)
    assert any(line.split() == ["R1", "Payment", "£300.00", "→", "F1", "¶8"] for line in lines)


async def test_a_type_confirmed_as_none_says_so(open_panel, panel):
    async with open_panel().run_test(size=PANEL):
        lines = lines_of(panel)

    assert " LAWS none ✓" in lines


async def test_the_record_in_focus_is_marked_and_shown_in_full(open_panel, panel):
    async with open_panel(focus="f1").run_test(size=PANEL):
        lines = lines_of(panel)

    text = "\n".join(lines)
    assert any(line.startswith("▸ F1 Delay") for line in lines)
    assert "41 weeks" in text
    assert "Note: The timescale is in the text." in text
    assert "“It took 41 weeks.”" in text
    assert "How long" in text
    assert "¶7 How long" in text


async def test_the_drawer_shows_list_and_record_side_by_side(open_panel, panel):
    async with open_panel(focus="r1").run_test(size=DRAWER):
        lines = lines_of(panel)

    assert "REMEDY R1" in lines[0]
    assert any("▸ R1" in line for line in lines)


async def test_a_record_far_down_is_brought_into_sight(open_panel, panel, form_coding):
    first = form_coding.records[0]
    many = tuple(replace(first, uid=f"f{n}", number=n) for n in range(1, 200))
    async with open_panel(replace(form_coding, records=many), "f180").run_test(size=PANEL):
        down = "\n".join(lines_of(panel))
        panel.focused_record = "f1"
        up = "\n".join(lines_of(panel))

    assert "▸ F180" in down
    assert "▸ F1 " in up


async def test_another_coding_is_taken_up(open_panel, panel, form_coding):
    async with open_panel(focus="f1").run_test(size=PANEL):
        panel.coding = replace(form_coding, records=form_coding.records[1:])
        text = "\n".join(lines_of(panel))

    assert " FINDINGS 1" in text
    assert "▸" not in text


async def test_memos_are_counted(open_panel, panel, form_coding):
    memo = Memo("m", "document", "d1", "d1", None, None, "ana", "Ask.", "")
    async with open_panel(replace(form_coding, memos=(memo, memo))).run_test(size=PANEL):
        assert " MEMOS 2" in lines_of(panel)


async def test_a_click_picks_a_record_or_a_variable(open_panel, panel):
    app = open_panel()
    async with app.run_test(size=PANEL) as pilot:
        lines = lines_of(panel)
        for word in ("F2", "Outcome", "DOCUMENT"):
            row = next(n for n, line in enumerate(lines) if word in line)
            await pilot.click(panel, offset=(lines[row].index(word), row))

    assert [one.uid for one in app.heard(RecordPanel.RecordPicked)] == ["f2"]
    assert [one.name for one in app.heard(RecordPanel.VariablePicked)] == ["outcome", None]


async def test_an_empty_panel_is_blank(panel, show_widget):
    async with show_widget(panel, lambda: None).run_test(size=PANEL):
        assert set(lines_of(panel)) == {""}


def test_one_line_tells_a_record(form_codebook: Codebook, form_coding, form_segmentation):
    assert (
        record_line(form_codebook, form_coding, form_segmentation, "f1")
        == "F1 Delay ¶5 hi (2 passages)"
    )
    assert (
        record_line(form_codebook, form_coding, form_segmentation, "r1")
        == "R1 Payment £300.00 → F1 ¶8"
    )
    assert record_line(form_codebook, form_coding, form_segmentation, "gone") == ""


def test_a_fault_that_is_not_stated_leaves_the_conclusion_to_tell_the_finding(
    form_codebook: Codebook, form_coding, form_segmentation
):
    first = form_coding.records[0]
    values = {**first.values, "conclusion": "criticism", "fault_type": Missing.NOT_STATED}
    records = (replace(first, values=values), *form_coding.records[1:])
    coding = replace(form_coding, records=records)

    line = record_line(form_codebook, coding, form_segmentation, first.uid)
    assert line.startswith("F1 Criticism ")


def test_a_paragraph_is_named_as_printed(form_segmentation: Segmentation):
    assert paragraph_label(form_segmentation, 120) == "¶5"
    assert paragraph_label(form_segmentation, 720) == "¶9+"
    assert paragraph_label(form_segmentation, 20) == ""


def test_without_printed_numbers_paragraphs_are_counted():
    plain = tuple(Paragraph(None, None, start, start + 9) for start in (5, 20, 40))
    segmentation = Segmentation(1, (), plain, (), ())

    assert paragraph_label(segmentation, 25) == "¶2"
    assert paragraph_label(segmentation, 2) == ""


def test_a_citation_names_the_section_where_numbers_begin_anew():
    sections = (Section("The complaint", 0, 30), Section("What I found:", 30, 90))
    paragraphs = (
        Paragraph("1", 0, 10, 30),
        Paragraph("1", 1, 40, 50),
        Paragraph(None, 1, 50, 60),
        Paragraph("2", 1, 60, 90),
    )
    segmentation = Segmentation(1, sections, paragraphs, (), ())

    assert cited_paragraph(segmentation, 12) == "The complaint ¶1"
    assert cited_paragraph(segmentation, 55) == "What I found ¶1+"
    assert cited_paragraph(segmentation, 70) == "¶2"
    assert cited_paragraph(segmentation, 5) == ""


@pytest.mark.parametrize("size", [PANEL, DRAWER])
def test_the_panel_looks_right(open_panel, snap_compare, size):
    assert snap_compare(open_panel(focus="f1"), terminal_size=size)
