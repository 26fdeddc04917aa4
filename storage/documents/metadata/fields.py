"""Reads a document's header: ``Label: value`` lines, also with the value on the lines below."""

from collections.abc import Collection
from typing import Final, NamedTuple

_LABELS: Final = {
    "category": "category",
    "subject": "category",
    "sector": "sector",
    "decision": "decision",
    "outcome": "decision",
    "determination": "decision",
    "overall outcome": "decision",
    "decision date": "date",
    "date of decision": "date",
    "date": "date",
    "report date": "date",
    "date of report": "date",
    "date issued": "date",
    "determination date": "date",
    "reference": "reference",
    "reference number": "reference",
    "reference no": "reference",
    "our reference": "reference",
    "complaint reference": "reference",
    "complaint ref": "reference",
    "complaint number": "reference",
    "case": "reference",
    "case ref": "reference",
    "case reference": "reference",
    "case number": "reference",
    "case reference number": "reference",
    "case ref number": "reference",
    "case no": "reference",
    "case id": "reference",
    "report reference": "reference",
    "nipso reference": "reference",
    "ombudsman reference": "reference",
    "complaint id": "reference",
    "complaint against": "body",
    "complaint about": "body",
    "case against": "body",
    "listed authority": "body",
    "name of public body": "body",
    "body": "body",
    "relevant body": "body",
    "public body": "body",
    "respondent": "body",
    "landlord": "body",
    "organisation": "body",
    "authority": "body",
    "local authority": "body",
    "council": "body",
    "trust": "body",
    "health board": "body",
    "provider": "body",
}
_LONGEST_LABEL: Final = 24
_REACH: Final = 5000
"""How far into a text a header may go."""
_LEADING: Final = "•*-–·\t \xa0"
_LINES_BELOW: Final = 7
"""How many lines below its label a value may take."""
_MOST_BLANK: Final = 3
"""How many blank lines may stand between a label and its value."""
_LONGEST_VALUE: Final = 250


class HeaderField(NamedTuple):
    """What stands after one label."""

    value: str
    start: int
    end: int


class _Line(NamedTuple):
    """One line of the header."""

    start: int
    words: str
    label: str | None
    colon: int
    """Where the value begins in the words."""


def read_fields(text: str, *, since: int = 0, bare: Collection[str] = ()) -> dict[str, HeaderField]:
    """The header's fields by what they hold; the first of each wins.

    ``bare`` names labels (in lower case) that count without a colon when they fill their line.
    """
    lines = _lines(text, since, bare)
    found: dict[str, HeaderField] = {}
    for index, line in enumerate(lines):
        if line.label is not None and line.label not in found:
            field = _field(text, lines, index)
            if field is not None:
                found[line.label] = field
    return found


def is_label(line: str) -> bool:
    """Whether a line is a label and nothing else."""
    return line.strip(_LEADING).rstrip(" :").lower() in _LABELS


def _lines(text: str, since: int, bare: Collection[str]) -> list[_Line]:
    """The beginning of the text by lines, labels recognised."""
    lines = []
    at = since
    opening = text[since : since + _REACH]
    if len(text) > since + _REACH:
        opening = opening.rpartition("\n")[0]
    for raw in opening.split("\n"):
        colon = raw.find(":", 0, _LONGEST_LABEL + 8)
        label = None
        if colon > 0:
            label = _LABELS.get(raw[:colon].strip(_LEADING).lower())
        elif bare and len(raw) <= _LONGEST_LABEL and raw.strip(_LEADING).lower() in bare:
            label, colon = _LABELS.get(raw.strip(_LEADING).lower()), len(raw) - 1
        lines.append(_Line(at, raw, label, colon + 1 if label is not None else 0))
        at += len(raw) + 1
    return lines


def _field(text: str, lines: list[_Line], index: int) -> HeaderField | None:
    """The value of the label on line ``index``, from its own line or those below."""
    line = lines[index]
    if line.words[line.colon :].strip():
        return _value(text, line.start + line.colon, line.start + len(line.words))
    first = index + 1
    while first < len(lines) and first <= index + _MOST_BLANK and not lines[first].words.strip():
        first += 1
    below = lines[first : first + _LINES_BELOW]
    if not below or not below[0].words.strip() or below[0].label is not None:
        return None
    last = below[0]
    for following in below[1:]:
        words = following.words.strip()
        if not words or not (words.startswith(">") or last.words.strip().endswith(">")):
            break
        last = following
    return _value(text, below[0].start, last.start + len(last.words))


def _value(text: str, start: int, end: int) -> HeaderField | None:
    """The words between two positions without blanks around them; None when they are prose."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(_LEADING))
    end -= len(words) - len(words.rstrip())
    if start >= end or end - start > _LONGEST_VALUE:
        return None
    return HeaderField(" ".join(text[start:end].split()), start, end)
