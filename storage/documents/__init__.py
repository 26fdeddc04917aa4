"""Reads sources into documents: words, kind, facts with their passages, segmentation. Pure.

One file goes this way: ``readers`` (bytes to words), ``normalise``, ``kinds`` (what it is, and by
``metadata`` what it states about itself), ``segments`` (where its parts lie). ``fills`` answers the
fields of a record that a passage itself tells.
"""

from storage.documents.files import inspect_file, read_files
from storage.documents.fills import fill
from storage.documents.inspect import inspection
from storage.documents.readers import MAX_BYTES, SUFFIXES
from storage.documents.reading import PackedReading, read, read_packed
from storage.documents.segments import (
    SEGMENTATION_VERSION,
    segment,
    segmentation_from_json,
    segmentation_to_json,
)

__all__ = [
    "MAX_BYTES",
    "SEGMENTATION_VERSION",
    "SUFFIXES",
    "PackedReading",
    "fill",
    "inspect_file",
    "inspection",
    "read",
    "read_files",
    "read_packed",
    "segment",
    "segmentation_from_json",
    "segmentation_to_json",
]
