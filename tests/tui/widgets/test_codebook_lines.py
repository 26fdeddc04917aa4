"""The codebook as lines: what unfolds, what a filter leaves, what is said of each."""

import seeds
from storage import Counted, load_codebook
from tui.widgets.codebook_detail import detail_lines, detail_parts
from tui.widgets.codebook_lines import VARIABLES, codebook_lines, line_uid, unfolding
from tui.widgets.spans import line_text

NESTED = load_codebook(
    """
[codebook]
name = "Nested"
version = "1.0"
[[record]]
name = "finding"
[[record.field]]
name = "fault"
type = "choice"
values = [
  { name = "delay", values = [ { name = "drift", values = [ { name = "years" } ] } ] },
  { name = "lost", retired = true, definition = "It [cannot] be \\u001b[31m found." },
]
"""
)
STARTER = load_codebook(seeds.starter_codebook())


def test_what_is_folded_hides_all_below_it():
    opened = {"finding:", "finding:fault", "finding:fault:drift"}
    labels = [line.label for line in codebook_lines(NESTED, opened)]

    assert labels == ["Variables of each document", "Finding", "Fault", "Delay", "Lost"]


def test_unfolded_altogether_every_value_is_a_line_of_its_depth():
    lines = codebook_lines(NESTED, unfolding(NESTED))

    assert [(line.name, line.depth) for line in lines[3:]] == [
        ("delay", 2),
        ("drift", 3),
        ("years", 4),
        ("lost", 2),
    ]
    assert len({line.uid for line in lines}) == len(lines)
    assert all(line.above in {each.uid for each in lines} for line in lines if line.depth)


def test_a_filter_leaves_what_has_all_words_and_what_stands_above_it():
    lines = codebook_lines(STARTER, {VARIABLES}, "not UPHELD")

    assert [line.uid for line in lines] == [VARIABLES, ":outcome", ":outcome:not_upheld"]


def test_a_field_that_matches_alone_is_shown_folded():
    (_, field) = codebook_lines(NESTED, (), "fault")

    assert (field.name, field.unfolds) == ("fault", False)


def test_a_value_is_told_with_its_definition_total_and_state():
    line = next(each for each in codebook_lines(NESTED, unfolding(NESTED)) if each.value == "lost")
    parts = detail_parts(NESTED, line, Counted(1000, more=True))
    told = [line_text(each) for each in detail_lines(parts, 30)]

    assert told[0] == "Lost"
    assert "1,000+ findings" in " ".join(told)
    assert "\x1b" not in "".join(told)
    assert all(len(each) <= 30 for each in told)


def test_the_uid_of_a_line_tells_variables_from_records():
    assert {line_uid(None), line_uid("x"), line_uid(None, "x"), line_uid("x", "x")} == {
        ":",
        "x:",
        ":x",
        "x:x",
    }
