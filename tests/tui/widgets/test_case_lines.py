"""A case as lines."""

import pytest

from tui.widgets.case_lines import both_ends


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("No record was kept.", "No record was kept."),
        ("No record was kept of the visit\nin May.", "No record … in May."),
        ("x" * 40, "xxxxxxxxxx … xxxxxxxxxx"),
    ],
)
def test_a_long_quotation_keeps_its_beginning_and_its_end(quote, told):
    assert both_ends(quote, 20) == told


def test_passages_that_only_end_otherwise_do_not_look_alike():
    sentence = "The council did not write to the family for nine weeks, and then lost the letter."

    assert both_ends(sentence, 40) != both_ends(sentence[:54], 40)
