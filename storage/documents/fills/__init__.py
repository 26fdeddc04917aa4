"""Answers the fields of a record that its own passage tells, each by one rule.

A codebook names the rule in a field's ``fill``. What a rule cannot tell it leaves open.
"""

from typing import Final

from storage.records import Passage, Segmentation

__all__ = ["RULES", "fill", "nearby_answers"]

RULES: Final = (
    "speaker",
    "amount",
    "status",
    "duration",
    "deadline",
    "beneficiary",
    "deadline_kind",
    "complaint_handling",
)
"""The rules that a codebook may name."""


def fill(
    rule: str, text: str, segmentation: Segmentation, kind: str, passage: Passage
) -> str | float | bool | None:
    """What one rule makes of a passage, None where it cannot tell or is not known.

    Args:
        rule: one of ``RULES``; ``amount`` is in pounds.
        text: the document's stored text.
        segmentation: where its parts lie.
        kind: its kind, which says whose words these are by default.
        passage: the record's evidence.

    Returns:
        A value name of the starter codebook for speaker, status and deadline_kind, the printed
        words for duration, deadline and beneficiary, no for complaint_handling. A codebook that
        lacks the value leaves the field open.
    """
    # Imports of thousands of documents never fill a form: their workers need no such pattern.
    from storage.documents.fills.context import Context
    from storage.documents.fills.rules import ANSWERS

    answer = ANSWERS.get(rule)
    return answer(Context(text, segmentation, kind, passage)) if answer is not None else None


def nearby_answers(
    rule: str, text: str, segmentation: Segmentation, kind: str, passage: Passage
) -> tuple[str, ...]:
    """What one rule might answer from the sentences around a passage, the likeliest first."""
    from storage.documents.fills.context import Context
    from storage.documents.fills.nearby import nearby

    return nearby(rule, Context(text, segmentation, kind, passage))
