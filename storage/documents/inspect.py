"""What ``casecoder inspect --json`` prints of a reading."""

from storage.records import Passage, Reading


def inspection(reading: Reading) -> dict[str, object]:
    """The reading as plain values in their printed order; what is absent is None.

    A paragraph's section is named by its title, as a citation would.
    """
    parts = reading.segmentation
    return {
        "file": reading.source_name,
        "kind": reading.kind,
        "title": reading.title,
        "respondents": list(reading.respondents),
        "reference": reading.reference,
        "category": reading.category,
        "decision": reading.decision,
        "decision_date": reading.decision_date,
        "outcome": reading.outcome,
        "text": reading.text,
        "text_sha256": reading.text_sha256,
        "sections": [
            {"title": section.title, "start": section.start, "end": section.end}
            for section in parts.sections
        ],
        "paragraphs": [
            {
                "label": paragraph.label,
                "section": None
                if paragraph.section is None
                else parts.sections[paragraph.section].title,
                "start": paragraph.start,
                "end": paragraph.end,
            }
            for paragraph in parts.paragraphs
        ],
        "boilerplate": [_place(passage) for passage in parts.boilerplate],
        "payments": [
            {
                "amount": each.amount,
                "currency": each.currency,
                "basis": each.basis,
                "start": each.start,
                "end": each.end,
            }
            for each in reading.payments
        ],
        "grades": [
            {
                "area": each.area,
                "grade": each.grade,
                "start": each.passage.start,
                "end": each.passage.end,
            }
            for each in reading.grades
        ],
        "cues": [
            {"type": cue.type, "start": cue.start, "end": cue.end, "why": cue.why}
            for cue in reading.cues
        ],
        "warnings": list(reading.warnings),
    }


def _place(passage: Passage) -> dict[str, int]:
    return {"start": passage.start, "end": passage.end}
