"""What a record can be linked to: records of its document by relations, the same matter elsewhere."""

from collections.abc import Sequence

from storage import Codebook, Coding, Record, Study
from tui.dialogs.choose import Choice
from tui.widgets.record_summary import record_mark, record_words

SAME_AS = "same_as"
"""The built-in relation to the same matter, told in another document of the case."""

Target = tuple[str, str]
"""A relation and the uid of the record it goes to."""


def link_choices(
    codebook: Codebook, coding: Coding, record: Record, case: Sequence[Coding]
) -> list[Choice[Target]]:
    """Everything a record can be linked to, the records of its own document first.

    Args:
        codebook: The codebook in force.
        coding: The document's.
        record: The record that the links start at.
        case: The codings of the case's other documents.
    """
    related = [
        Choice(
            (relation.name, target.uid),
            record_words(codebook, target),
            record_mark(codebook, target),
            relation.label,
        )
        for relation in codebook.relations
        for target in coding.records
        if relation.from_type == record.type
        and relation.to_type == target.type
        and target.uid != record.uid
    ]
    elsewhere = [
        Choice(
            (SAME_AS, target.uid),
            record_words(codebook, target),
            note=f"the same, as {record_mark(codebook, target)} in {other.document.title}",
        )
        for other in case
        for target in other.records
        if target.type == record.type
    ]
    return [*related, *elsewhere]


def other_codings(study: Study, uid: str) -> list[Coding]:
    """What the coder made of the other documents of a document's case."""
    return [study.coding(other.uid) for other in study.case(uid) if other.uid != uid]
