"""Finds letterheads: who publishes a document, its address, and how to reach it."""

import re
from typing import Final

from storage.documents.segments.blocks import Block

_INSPECTORATE: Final = (
    r"(?:ofsted|care inspectorate(?: wales)?|estyn|hmicfrs|hmip|cqc|care ?quality commission|hmi probation|spso|nipso|lgsco|phso)"
    r"(?: \([A-Z]{2,5}\))?"
)
_SENDER: Final = re.compile(
    rf"{_INSPECTORATE}(?:\s*(?:[|/·•,]|\s{{2,}})\s*{_INSPECTORATE})*$", re.IGNORECASE
)
"""Inspectorates, whose name alone may head a report, or beside another's; ombudsmen by their letters."""
_OMBUDSMAN_NAME: Final = (
    r"(?:the )?(?:[\w’'&-]+ ){1,7}ombudsm[ae]n(?: for \w+)?(?: \([A-Z]{2,6}\))?"
)
_OMBUDSMAN: Final = re.compile(
    rf"(?:ombwdsmon [\w’' -]{{5,60}}[/|–-] ?)?{_OMBUDSMAN_NAME}$", re.IGNORECASE
)
_ONE_LINE: Final = re.compile(
    rf"(?:{_INSPECTORATE}|{_OMBUDSMAN_NAME}),? [^.!?]{{0,90}}"
    r"(?:\bPO Box \d+\b.{0,60}|\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2})$",
    re.IGNORECASE,
)
"""A sender's name and address side by side."""
_MAIL: Final = re.compile(r"@\w")
_CALLED: Final = re.compile(
    r"(?:T|Tel|Telephone|Textphone|Freephone|Helpline)\b[ :]*0\d|0\d{2,4} [\d ]{6,10}$"
)
_CALLS: Final = frozenset("TFH0")
"""How a line begins that gives a telephone number."""
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}$")
_FIRST_LINES: Final = 3
_LAST_LINES: Final = 4
"""So many lines at the end may hold an address without a name."""
_FEWEST_COMMAS: Final = 2
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_TOP: Final = 25
_LONGEST_HEAD_LINES: Final = 12
_ADDRESS: Final = 60
_LONGEST_NAME: Final = 90
"""Of an ombudsman, in two languages."""
_LONGEST_ROW: Final = 110
_LONGEST_LINE: Final = 150
_ROW: Final = re.compile(
    r"[^.!?\n]{3,70}?(?: {2,}|\s[|·•]\s|\sI\s)\s*(?:\S+\s{1,4})?(?:(?:https?://|www\.)\S+|\S+@\S+)$",
    re.IGNORECASE,
)
"""A sender's name and how to reach it, side by side."""


def letterhead(text: str, found: list[Block]) -> set[int]:
    """The sender's address above or below a letter or report, and its name above one."""
    lines = [text[block.start : block.end].strip() for block in found]
    near = [*range(min(_TOP, len(found))), *range(max(len(found) - _TOP, _TOP), len(found))]
    names = [index for index in near if _SENDER.match(lines[index])]
    marked = {index for index in names if index < _FIRST_LINES}
    marked |= {index for index in near[-_LAST_LINES:] if _is_bare_address(lines[index])}
    marked |= {index for index in near[:_FIRST_LINES] if _is_in_two_languages(lines[index])}
    marked |= {
        index
        for index in near
        if len(lines[index]) <= _LONGEST_ROW
        and _is_contact(lines[index])
        and _ROW.match(lines[index]) is not None
    }
    for index in (index for index in near if _is_one_line(lines[index])):
        marked.add(index)
        while (index := index + 1) < len(lines) and _is_contact(lines[index]):
            marked.add(index)
    names += [index for index in near if _is_ombudsman(lines[index])]
    opens = names + [index for index in near if index == 0 or found[index].gap]
    for index in opens:
        marked |= _address(lines, found, index, is_named=index in names)
    return marked


def _is_contact(line: str) -> bool:
    """Whether a line says how to reach its sender."""
    if "www." in line or "@" in line and _MAIL.search(line) is not None:
        return True
    return line[:1] in _CALLS and _CALLED.match(line) is not None


def _is_one_line(line: str) -> bool:
    """Whether a line is a sender's name and address."""
    ends = line[-1].isupper() or "PO Box" in line
    return ends and len(line) <= _LONGEST_LINE and _ONE_LINE.match(line) is not None


def _is_bare_address(line: str) -> bool:
    """Whether a line is a house, a street and a town with its postcode."""
    return (
        len(line) <= _LONGEST_ROW
        and line[-1].isupper()
        and line.count(",") >= _FEWEST_COMMAS
        and _POSTCODE.search(line) is not None
    )


def _is_in_two_languages(line: str) -> bool:
    """Whether a line is a Welsh ombudsman's name as only a letterhead has it."""
    return line.lower().startswith("ombwdsmon") and _is_ombudsman(line)


def _is_ombudsman(line: str) -> bool:
    """Whether a line is an ombudsman's name and nothing else."""
    return "mbudsm" in line and len(line) <= _LONGEST_NAME and _OMBUDSMAN.match(line) is not None


def _address(lines: list[str], found: list[Block], first: int, *, is_named: bool) -> set[int]:
    """The lines from ``first`` to a postcode, then those that say how to reach the sender.

    Without the sender's name they count only when such a line follows: whom a letter is
    written to has an address too.
    """
    last = reached = first - 1
    for index in range(first, min(first + _LONGEST_HEAD_LINES, len(lines))):
        line = lines[index]
        is_contact = _is_contact(line)
        if (
            len(line) > _ADDRESS
            or ("20" in line or "19" in line)
            and _YEAR.search(line)
            or index > first
            and found[index].gap
            and not is_contact
        ):
            break
        if is_contact or line[-1].isupper() and _POSTCODE.search(line):
            last = index
        if is_contact:
            reached = index
    return set(range(first, last + 1)) if is_named or reached >= first else set()
