"""Reads JSON: one object a line, a list of objects, or a file for each; their values as cells."""

import itertools
import json
import re
from collections.abc import Iterator
from typing import Final

from storage.documents.readers.rows.columns import guess_text
from storage.documents.readers.rows.table import MAX_COLUMNS, Row, Table, headers_of
from storage.documents.readers.source import Refused

SAMPLE_ROWS: Final = 200
"""Objects from which the columns are learned."""
_NO_OBJECT: Final = "This is JSON, but no object with names and values."
_LIST: Final = re.compile(r"\s*\[\s*(?=\{)")
_NEXT: Final = re.compile(r"\s*(?:,\s*|(\]))")
_DEEPEST: Final = 3
_LONGEST_ITEM: Final = 120
"""A list with longer items is a text in parts, not a list of names."""


def lines_table(decoded: str) -> Table:
    """All keys of the first objects as the header, and every object as a row."""
    if is_list(decoded):
        rows = _items(decoded)
    elif found := objects_in(decoded):
        rows = iter(found)
    else:
        rows = _rows(decoded)
    sample = list(itertools.islice(rows, SAMPLE_ROWS))
    keys = dict.fromkeys(key for row in sample if isinstance(row, Row) for key in row.cells)
    return Table(tuple(itertools.islice(keys, MAX_COLUMNS)), itertools.chain(sample, rows))


def is_object(line: str) -> bool:
    """Whether a line is one JSON object."""
    return isinstance(_parsed(line), dict)


def is_list(decoded: str) -> bool:
    """Whether the text is a JSON list whose first item is an object."""
    opening = _LIST.match(decoded)
    try:
        return opening is not None and bool(json.JSONDecoder().raw_decode(decoded, opening.end()))
    except (ValueError, RecursionError):
        return False


def objects_in(decoded: str) -> list[Row]:
    """The objects of a text that is one object: those of a list in it, or itself; else none.

    Scrapers write one file a page, and services answer with a list under a name.
    """
    first = next((line for _, line in lines_of(decoded)), "")
    if not first.startswith("{") or is_object(first) and len(first) < len(decoded.strip()):
        return []
    found = _parsed(decoded)
    if not isinstance(found, dict):
        return []
    written = {name: value for name, value in found.items() if isinstance(value, str)}
    if guess_text(tuple(written), [Row("", written)]) is None:
        for value in found.values():
            if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
                return [Row(f"item {n}", _cells(item)) for n, item in enumerate(value, 1)]
    return [Row("", _cells(found))]


def lines_of(decoded: str) -> Iterator[tuple[int, str]]:
    """Number and words of every line that is not empty."""
    at = number = 0
    while at < len(decoded):
        end = decoded.find("\n", at) + 1 or len(decoded)
        number += 1
        line = decoded[at:end].strip()
        if line:
            yield number, line
        at = end


def _rows(decoded: str) -> Iterator[Row | Refused]:
    """Every line as a row, or as what is wrong with it."""
    for number, line in lines_of(decoded):
        locator = f"line {number:d}"
        found = _parsed(line)
        if isinstance(found, dict):
            yield Row(locator, _cells(found))
        else:
            yield Refused(locator, found or _NO_OBJECT)


def _items(decoded: str) -> Iterator[Row | Refused]:
    """Every object of a list as a row; what is broken ends it, since nothing tells the next one."""
    decoder = json.JSONDecoder()
    opening = _LIST.match(decoded)
    at = opening.end() if opening is not None else len(decoded)
    for number in itertools.count(1):
        locator = f"item {number:d}"
        try:
            found, at = decoder.raw_decode(decoded, at)
        except (ValueError, RecursionError):
            yield Refused(locator, "The item is no JSON that can be read, nor are those after it.")
            return
        if not isinstance(found, dict):
            yield Refused(locator, _NO_OBJECT)
        else:
            yield Row(locator, _cells(found))
        following = _NEXT.match(decoded, at)
        if following is not None and following[1]:
            return
        at = following.end() if following is not None else len(decoded)


def _parsed(line: str) -> dict[str, object] | str:
    """The object; a sentence for a broken line, nothing for another value."""
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        return (
            f"The line is no JSON: {error.msg.removesuffix(' at')} at character {error.pos + 1:,}."
        )
    except (ValueError, RecursionError):
        return "The line is no JSON that can be read: it holds a number too long or nests too deep."
    return found if isinstance(found, dict) else ""


def _cells(found: dict[str, object]) -> dict[str, str]:
    """The values as words; what an object inside holds is named ``outer.inner``."""
    cells: dict[str, str] = {}
    for name, value in found.items():
        if isinstance(value, dict):
            inner = {f"{name}.{key}": _words(each) for key, each in value.items()}
        else:
            inner = {name: _words(value)}
        for header, words in inner.items():
            if words.strip():
                cells.setdefault(headers_of([header])[0], words)
    return cells


def _words(value: object, depth: int = 0) -> str:
    """One value as a cell shows it; what nests too deep is left out."""
    if value is None or depth > _DEEPEST:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        items = [words for item in value if (words := _words(item, depth + 1)).strip()]
        is_text = any(len(item) > _LONGEST_ITEM for item in items)
        return ("\n\n" if is_text else "; ").join(items)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_words(each, depth + 1)}" for key, each in value.items())
    return str(value)
