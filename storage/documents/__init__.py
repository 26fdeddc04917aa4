"""Reads sources into documents: words, kind, facts with their passages, segmentation. Pure.

One file goes this way: ``files`` (in a process of its own where that is wiser: ``processes``),
``readers`` (bytes to words), ``normalise``, ``kinds`` (what it is, and by ``metadata`` what it states
about itself), ``segments`` (where its parts lie), ``money`` (what was paid to put something right),
``cues`` (which passages are likely records: call ``cues.cues``). ``fills`` answers
the fields of a record that a passage itself tells. ``concordance`` finds words in texts.

Importing this package loads nothing; a name is fetched from its module when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.documents.concordance.expressions import Scanned, checked_expression, scanned
    from storage.documents.concordance.query import search_query
    from storage.documents.concordance.words import Span, finder
    from storage.documents.files import File, Unread, Wishes, inspect_file
    from storage.documents.fills import fill, nearby_answers
    from storage.documents.inspect import inspection
    from storage.documents.money import payments
    from storage.documents.processes import Event, Limits, Mark, inspect_files, read_files
    from storage.documents.readers import MAX_BYTES, SUFFIXES
    from storage.documents.reading import PackedReading, read, read_packed
    from storage.documents.segments import (
        SEGMENTATION_VERSION,
        segment,
        segmentation_from_json,
        segmentation_to_json,
        stored_boilerplate,
        stored_sentences,
    )

__all__ = [
    "Event",
    "File",
    "Limits",
    "MAX_BYTES",
    "Mark",
    "PackedReading",
    "SEGMENTATION_VERSION",
    "SUFFIXES",
    "Scanned",
    "Span",
    "Unread",
    "Wishes",
    "checked_expression",
    "fill",
    "finder",
    "inspect_file",
    "inspect_files",
    "inspection",
    "nearby_answers",
    "payments",
    "read",
    "read_files",
    "read_packed",
    "scanned",
    "search_query",
    "segment",
    "segmentation_from_json",
    "segmentation_to_json",
    "stored_boilerplate",
    "stored_sentences",
]

_HOMES = {
    "concordance.expressions": ("Scanned", "checked_expression", "scanned"),
    "concordance.query": ("search_query",),
    "concordance.words": ("Span", "finder"),
    "files": ("File", "Unread", "Wishes", "inspect_file"),
    "processes": ("Event", "Limits", "Mark", "inspect_files", "read_files"),
    "fills": ("fill", "nearby_answers"),
    "inspect": ("inspection",),
    "money": ("payments",),
    "readers": ("MAX_BYTES", "SUFFIXES"),
    "reading": ("PackedReading", "read", "read_packed"),
    "segments": (
        "SEGMENTATION_VERSION",
        "segment",
        "segmentation_from_json",
        "segmentation_to_json",
        "stored_boilerplate",
        "stored_sentences",
    ),
}
"""Which module each public name lives in."""


def __getattr__(name: str) -> object:
    """Fetch a public name from its module on first use."""
    for module, names in _HOMES.items():
        if name in names:
            globals()[name] = found = getattr(import_module(f"storage.documents.{module}"), name)
            return found
    raise AttributeError(f"module 'storage.documents' has no attribute {name!r}")
