"""Texts of no known kind, and those of a study's own kinds: described by their headers alone."""

from typing import Final

from storage.documents.kinds.model import Clues, Family, Judgement
from storage.documents.metadata.facts import Description, collect
from storage.documents.metadata.fields import read_fields
from storage.documents.metadata.header import stated, stated_body, stated_date, stated_outcome
from storage.documents.metadata.reviews import agreed_on, is_review, reviewed_bodies
from storage.documents.metadata.titles import title_of
from storage.documents.segments import Structure

OTHER: Final = "other"


def judge(clues: Clues) -> Judgement:
    """Nothing tells a text of no known kind: it is what is left."""
    return Judgement(OTHER, 0.0, "")


def describe(clues: Clues, structure: Structure, kind: str) -> Description:
    """Read what stands under plain labels, and take the first line for the title."""
    text = clues.text
    fields = read_fields(text)
    is_reviewed = is_review(text)
    facts = collect(
        respondent=stated_body(fields.get("body"), "the header's body")
        or (reviewed_bodies(text, structure) if is_reviewed else None),
        reference=stated(fields.get("reference"), "the header's reference"),
        decided_on=stated_date(text, fields.get("date"))
        or (agreed_on(text) if is_reviewed else None),
        category=stated(fields.get("category"), "the header's subject"),
        decision=stated(fields.get("decision"), "the header's decision"),
        outcome=stated_outcome(fields.get("decision")),
    )
    return Description(title_of(text, structure, clues.metadata, facts), facts)


FAMILY: Final = Family((OTHER,), judge, describe)
