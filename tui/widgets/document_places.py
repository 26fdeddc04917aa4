"""Where a document's headings and its boilerplate stand in the text."""

from storage import Segmentation
from tui.widgets.document_marks import Spans


def places(text: str, segmentation: Segmentation) -> Spans[str]:
    """The headings, as they stand in the text, and the boilerplate."""
    dimmed = [(part.start, part.end, "boilerplate") for part in segmentation.boilerplate]
    dim = Spans.of(dimmed)
    titles = {section.start: section.title.split() for section in segmentation.sections}
    bold = [
        (part.start, part.end, "heading")
        for part in segmentation.paragraphs
        if titles.get(part.start) == text[part.start : part.end].split()
        and not any(dim.between(part.start, part.end))
    ]
    return Spans.of(sorted([*dimmed, *bold]))
