"""What the words of a decision mean."""

import pytest

from storage.documents.metadata.outcomes import outcome_of, outcome_told


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("I have completed my investigation. I uphold this complaint.", "upheld"),
        ("There was fault leading to injustice, which the Council will remedy.", "upheld"),
        ("The Council was at fault. I will not investigate what the school did.", "upheld"),
        ("The Council failed to keep a list but has since put that right.", "upheld"),
        ("I found no fault on the Council’s part and have ended my investigation.", "not_upheld"),
        ("I have not found fault with how the Council came to its view.", "not_upheld"),
        ("We do not uphold Ms B’s complaint.", "not_upheld"),
        ("We upheld the complaint about delay. We did not uphold the others.", "partly_upheld"),
        ("I find that this was maladministration. I do not uphold this part.", "partly_upheld"),
        ("We have decided to partly uphold the complaint.", "partly_upheld"),
        ("I upheld one element of the complaint for these reasons.", "partly_upheld"),
        ("I have discontinued my investigation because Mr C has gone to court.", "discontinued"),
        ("We closed the case because the Council offered to pay again.", "resolved_early"),
        (
            "The Council agreed to look again, and we closed the case on that basis.",
            "resolved_early",
        ),
        (
            "We will not investigate this complaint, as there is not enough to find.",
            "not_investigated",
        ),
        (
            "We cannot investigate this complaint because a court has decided it.",
            "not_investigated",
        ),
        ("There was severe maladministration in the landlord’s reply.", "upheld"),
        ("There was no maladministration by the landlord.", "not_upheld"),
        ("Ms D lives with her son.", None),
        ("Mr E complains that the Council failed to write to him.", None),
        ("I looked at whether there was fault in how it decided.", None),
    ],
)
def test_sentences_tell_the_outcome(words, outcome):
    told = outcome_told(words, 0, len(words))

    assert (told.outcome if told else None) == outcome


@pytest.mark.parametrize(
    ("printed", "outcome"),
    [
        ("Upheld", "upheld"),
        ("Some upheld, no recommendations", "partly_upheld"),
        ("not upheld, recommendations", "not_upheld"),
        ("Closed after initial enquiries", "not_investigated"),
        ("Upheld in whole or in part", "upheld"),
        ("Early resolution", "resolved_early"),
        ("Investigation", None),
    ],
)
def test_printed_decisions_mean_an_outcome(printed, outcome):
    assert outcome_of(printed) == outcome
