"""What a Word file declares about itself: its core properties."""

import re
from typing import Final
from xml.etree import ElementTree
from zipfile import ZipFile

_PART: Final = "docProps/core.xml"
_KEYS: Final = {
    "title": "title",
    "creator": "author",
    "created": "created_on",
    "modified": "modified_on",
}
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_NO_TITLE: Final = re.compile(
    r"(?:microsoft word\b.*|document ?\d*|untitled.*|title|template.*|.*\.(?:docx?|dotx?|rtf))",
    re.IGNORECASE,
)
"""What Word writes for a title where nobody gave one."""


def declared(archive: ZipFile) -> dict[str, str]:
    """Title, author and dates; empty where the file says nothing of use."""
    if _PART not in archive.namelist():
        return {}
    said: dict[str, str] = {}
    for element in ElementTree.fromstring(archive.read(_PART)):
        key = _KEYS.get(element.tag.rpartition("}")[2])
        value = " ".join((element.text or "").split())
        if key is None or not value:
            continue
        if key.endswith("_on"):
            date = _DATE.match(value)
            if date is not None:
                said[key] = date[0]
        elif key != "title" or _NO_TITLE.fullmatch(value) is None:
            said[key] = value
    return said
