"""Where a document's headings and its boilerplate stand in the text."""

from storage import Section, Segmentation
from tui.widgets.document_marks import Spans


def places(text: str, segmentation: Segmentation) -> Spans[str]:
    """The headings, as they stand in the text, and the boilerplate."""
    dimmed = [(part.start, part.end, "boilerplate") for part in segmentation.boilerplate]
    dim = Spans.of(dimmed)
    bold = []
    for section in segmentation.sections:
        heading = _heading(text, section)
        if heading is not None and not any(dim.between(*heading)):
            bold.append((*heading, "heading"))
    return Spans.of(sorted([*dimmed, *bold]))


def _heading(text: str, section: Section) -> tuple[int, int] | None:
    """Where a section's title stands: its first line, or the line before it."""
    title = " ".join(section.title.split())
    stop = section.start
    while stop < section.end and text[stop].isspace():
        stop += 1
    for _ in range(2):
        start = text.rfind("\n", 0, stop) + 1
        end = text.find("\n", stop)
        end = len(text) if end < 0 else end
        if title and " ".join(text[start:end].split()).startswith(title):
            return start, end
        stop = len(text[:start].rstrip())
    return None
