"""The top line: what fits, the least important first to go."""

from rich.cells import cell_len

from tui.widgets.header import fitted

COUNTS = ("10 documents", "2 done", "1 flagged", "7 to do")


def test_all_is_there_when_there_is_room():
    line = fitted("Sample study", COUNTS, "anna", 120).plain

    assert line.startswith(" casecoder · Sample study ")
    assert "10 documents · 2 done · 1 flagged · 7 to do" in line
    assert line.rstrip().endswith("anna")
    assert cell_len(line) == 119


def test_the_programs_name_goes_first():
    line = fitted("Sample study", COUNTS, "anna", 75).plain

    assert "casecoder" not in line
    assert "Sample study" in line
    assert "7 to do" in line


def test_then_the_last_counts_go():
    line = fitted("Sample study", COUNTS, "anna", 50).plain

    assert "10 documents" in line
    assert "7 to do" not in line
    assert line.rstrip().endswith("anna")


def test_a_long_name_is_cut():
    line = fitted("A very long name of a study " * 4, COUNTS, "anna", 80).plain

    assert "…" in line
    assert cell_len(line) <= 80


def test_words_from_outside_are_safe():
    line = fitted("Study\x1b[2J\n", (), "an\x1bna", 80).plain

    assert "\x1b" not in line
    assert "\n" not in line


def test_before_the_study_is_open_there_is_only_the_coder():
    line = fitted("", (), "anna", 80).plain

    assert line.split() == ["casecoder", "anna"]
