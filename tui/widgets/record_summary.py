"""A record in a few words: its mark, what it is, where it stands, what it is linked to."""

from bisect import bisect_right
from collections.abc import Sequence

from storage import (
    Certainty,
    Codebook,
    Coding,
    Field,
    FieldType,
    Link,
    Missing,
    Record,
    RecordType,
    Segmentation,
)
from tui.widgets.answer_text import answer_text

CERTAINTY_LABELS = {Certainty.HIGH: "hi", Certainty.MEDIUM: "mid", Certainty.LOW: "lo"}
"""Certainties as short as a list needs them."""

_TOLD_FILLS = ("amount", "status")


def record_hue(codebook: Codebook, record_type: str) -> int:
    """Which of the eight hues a record type has: its place in the codebook, from 1."""
    names = [known.name for known in codebook.record_types]
    return names.index(record_type) % 8 + 1 if record_type in names else 8


def record_mark(codebook: Codebook, record: Record) -> str:
    """A record's letter and number: F1."""
    return f"{type_letter(codebook.record_type(record.type), record.type)}{record.number}"


def type_letter(record_type: RecordType | None, name: str) -> str:
    """The capital that marks the records of a type."""
    return ((record_type.key if record_type else "") or name[:1]).upper()


def record_marks(codebook: Codebook, coding: Coding) -> dict[str, str]:
    """The marks of all records of a document, by uid."""
    return {record.uid: record_mark(codebook, record) for record in coding.records}


def record_words(codebook: Codebook, record: Record) -> str:
    """What a record is, in words: its main choice, and an amount and a status where it has them."""
    record_type = codebook.record_type(record.type)
    if record_type is None:
        return record.type.replace("_", " ")
    main = _main_choice(record_type, record)
    told = [main] if main else []
    told += [known for rule in _TOLD_FILLS for known in record_type.fields if known.fill == rule]
    return " ".join(word for known in told if (word := field_words(known, record)))


def _main_choice(record_type: RecordType, record: Record) -> Field | None:
    """The first choice, or the one that the answer to it asks for: a criticism's fault."""
    choices = [known for known in record_type.fields if known.type is FieldType.CHOICE]
    first = choices[0] if choices else None
    closer = [
        known
        for known in choices[1:]
        if first and first.name in known.asked_when and _is_answered(record, known)
    ]
    return closer[0] if closer else first


def _is_answered(record: Record, field: Field) -> bool:
    """Whether a field has an answer that says more than that there is none."""
    value = record.values.get(field.name)
    return value is not None and not isinstance(value, Missing)


def field_words(field: Field, record: Record) -> str:
    """The answer of one field in words; empty when there is none."""
    value = record.values.get(field.name)
    labels = {known.name: known.label for known in field.all_values()}
    return answer_text(field, value, labels) if value is not None else ""


def link_words(marks: dict[str, str], links: Sequence[Link]) -> str:
    """Where links go: ``→ F1 F2``; records of other documents count as others."""
    known = [marks[link.to_record] for link in links if link.to_record in marks]
    others = len(links) - len(known)
    told = [*known, *([f"+{others}"] if others else [])]
    return f"→ {' '.join(told)}" if told else ""


def paragraph_label(segmentation: Segmentation, position: int) -> str:
    """The paragraph that a position is in: ``¶7`` as printed, ``¶7+`` for what follows unnumbered.

    Where a document prints no numbers, its paragraphs are counted.
    """
    paragraphs = segmentation.paragraphs
    place = bisect_right(paragraphs, position, key=lambda paragraph: paragraph.start) - 1
    if place < 0:
        return ""
    here = paragraphs[place]
    if here.label:
        return f"¶{here.label}"
    if not any(paragraph.label for paragraph in paragraphs):
        return f"¶{place + 1}"
    before = (one.label for one in reversed(paragraphs[:place]) if one.section == here.section)
    label = next((label for label in before if label), None)
    return f"¶{label}+" if label else ""


def cited_paragraph(segmentation: Segmentation, position: int) -> str:
    """The paragraph with its section, ``What I found ¶2``, where others have the same number."""
    place = paragraph_label(segmentation, position)
    paragraphs = segmentation.paragraphs
    here = bisect_right(paragraphs, position, key=lambda paragraph: paragraph.start) - 1
    section = paragraphs[here].section if here >= 0 else None
    if section is None or not place:
        return place
    number = place.strip("¶+")
    if not any(one.label == number and one.section != section for one in paragraphs):
        return place
    return f"{segmentation.sections[section].title.rstrip(' :')} {place}"


def record_line(codebook: Codebook, coding: Coding, segmentation: Segmentation, uid: str) -> str:
    """One record on the status line: ``F1 Delay ¶7 (2 passages)``; empty for an unknown one."""
    record = next((known for known in coding.records if known.uid == uid), None)
    if record is None:
        return ""
    count = len(record.evidence)
    parts = (
        record_mark(codebook, record),
        record_words(codebook, record),
        link_words(record_marks(codebook, coding), record.links),
        paragraph_label(segmentation, record.first_start),
        CERTAINTY_LABELS[record.certainty] if record.certainty else "",
        f"({count} passages)" if count > 1 else "",
    )
    return " ".join(part for part in parts if part)
