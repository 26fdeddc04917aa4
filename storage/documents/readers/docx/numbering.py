"""Writes the numbers of a Word file's lists into its paragraphs, as they are printed.

Word keeps no numbers, only counters: which list a paragraph is in and how that list counts. A
decision's paragraphs go on counting across headings, restart where they are told to and are called
``4.2`` or ``(b)``. What makes a page of the file would begin at 1 after every heading.
"""

import io
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZIP_STORED, ZipFile

from storage.documents.readers.docx.lists import Level, Lists

_DOCUMENT: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_NUMBERING: Final = "word/numbering.xml"
_TRANSITIONAL: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def with_printed_numbers(archive: ZipFile) -> io.BytesIO:
    """The same file with its numbers in words; bulleted lists stay lists."""
    names = archive.namelist()
    copy = io.BytesIO()
    with ZipFile(copy, "w", ZIP_STORED) as into:
        for name in dict.fromkeys(names):
            content = archive.read(name) if name.lower().endswith((".xml", ".rels")) else b""
            if name == _DOCUMENT and _NUMBERING in names:
                styles = archive.read(_STYLES) if _STYLES in names else None
                content = _numbered(content, Lists.of(archive.read(_NUMBERING), styles))
            into.writestr(name, content)
    copy.seek(0)
    return copy


def _numbered(content: bytes, lists: Lists) -> bytes:
    """A document's part with every number written out."""
    document = ElementTree.fromstring(content)
    space = document.tag[1:].partition("}")[0] if document.tag[0] == "{" else _TRANSITIONAL
    counters = _Counters(lists)
    for paragraph in document.iter(f"{{{space}}}p"):
        properties = paragraph.find("{*}pPr")
        if properties is None:
            continue
        label = counters.label(properties)
        if label is not None:
            _write(paragraph, properties, label, space)
    return ElementTree.tostring(document)


def _write(paragraph: Element, properties: Element, label: str, space: str) -> None:
    """Put a label in front of a paragraph, which is then in no list any more."""
    for numbered in properties.findall("{*}numPr"):
        properties.remove(numbered)
    none = ElementTree.SubElement(properties, f"{{{space}}}numPr")
    for name in ("ilvl", "numId"):
        ElementTree.SubElement(none, f"{{{space}}}{name}", {f"{{{space}}}val": "0"})
    run = Element(f"{{{space}}}r")
    words = ElementTree.SubElement(run, f"{{{space}}}t", {_SPACE: "preserve"})
    words.text = label + " "
    paragraph.insert(list(paragraph).index(properties) + 1, run)


@dataclass
class _Counters:
    """How far every list of a document has counted."""

    lists: Lists
    _counted: dict[str, dict[int, int]] = field(default_factory=dict)
    _met: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: Element) -> str | None:
        """What is printed before the paragraph with these properties; None for one without number."""
        place = self.lists.place_of(properties)
        if place is None:
            return None
        number, depth = place
        level = self.lists.level(number, depth)
        if level is None or level.form in ("bullet", "none"):
            return None
        counted = self._counted.setdefault(self.lists.counter_of(number), {})
        self._count(counted, number, depth, level)
        return self._printed(counted, number, level) or None

    def _count(self, counted: dict[int, int], number: str, depth: int, level: Level) -> None:
        restart = self.lists.restart_of(number, depth)
        if restart is not None and (number, depth) not in self._met:
            counted[depth] = restart
        else:
            counted[depth] = counted.get(depth, level.start - 1) + 1
        self._met.add((number, depth))
        for deeper in [other for other in counted if other > depth]:
            del counted[deeper]

    def _printed(self, counted: dict[int, int], number: str, level: Level) -> str:
        """The level's pattern with the counters of its and the outer levels filled in."""
        label = level.pattern
        for depth in range(9):
            mark = f"%{depth + 1}"
            outer = self.lists.level(number, depth) if mark in label else None
            if outer is not None:
                label = label.replace(mark, outer.written(counted.get(depth, outer.start)))
        return label.strip()
