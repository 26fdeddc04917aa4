"""What a codebook declares reads well within sentences."""

import pytest

from storage.codebook.model import in_sentence


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Finding", "finding"),
        ("Follow-up action", "follow-up action"),
        ("SEND", "SEND"),
        ("NHS body", "NHS body"),
        ("Role of Ofsted", "role of Ofsted"),
        ("eBay sale", "eBay sale"),
        ("", ""),
    ],
)
def test_a_label_loses_its_capital_in_a_sentence_and_initials_stay(label: str, said: str) -> None:
    assert in_sentence(label) == said
