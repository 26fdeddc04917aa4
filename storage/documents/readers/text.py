"""Reads plain text."""

from storage.documents.normalise import normalise
from storage.documents.readers.source import Source


def read_text(decoded: str) -> Source:
    """Take the characters as they are; form feeds begin pages."""
    if "\f" in decoded:
        from storage.documents.readers.paged import read_paged

        return read_paged(decoded)
    text, warnings = normalise(decoded)
    return Source(text, "text/plain", {}, warnings)
