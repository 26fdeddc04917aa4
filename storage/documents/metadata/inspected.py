"""Finds the bodies that an inspection report is about."""

import re
from typing import Final, NamedTuple

from storage.documents.metadata.authorities import council_called, council_of
from storage.documents.metadata.fields import read_fields
from storage.documents.metadata.mentions import Mention, find_mentions

_REACH: Final = 6000
_OPENING: Final = 400
"""Where a report says what was inspected."""
_WHOLE: Final = 60_000
"""No further is looked for the name of a body whose place the title gives."""
_LONG: Final = 130
"""A line this long is text: the title page has ended."""
_MOST_LINES: Final = 30
_FOLDED: Final = re.compile(
    r"\n(?=(?:Council|City|Borough|County|Metropolitan|District|Board|Trust|Partnership|and|of|[a-z])\b)"
)
"""Line ends inside a name: no other name goes on below."""
_JOINTLY: Final = re.compile(r"\s(?:are|is)\sjointly\sresponsible\b", re.IGNORECASE)
_LONGEST_JOINT: Final = 220
"""The names of bodies that share a responsibility take no more than this."""
_AND_NHS: Final = re.compile(r"\sand\s(?=NHS)")
_YOUTH_JUSTICE: Final = re.compile(
    r"\b(?P<name>(?!The |This |A |An |Our |Of )(?:[A-Z][\w’'-]+ (?:and |& |upon )?){1,5}"
    r"Youth (?:Justice|Offending) (?:Service|Team|Partnership))\b"
)
"""A service of several bodies, which is inspected by its own name."""
_PLACE: Final = re.compile(
    r"(?:\b(?i:of|to|in|at)|[:–-])\s+(?:the\s)?(?P<place>[A-Z][\w’'-]*(?:(?:,? (?:and|&|of|upon|with|on|in the)|,)? "
    r"[A-Z][\w’'-]*){0,5})(?P<after>[’']s?)?"
)
_NO_PLACE: Final = re.compile(
    r"^(?:Children|Services|Safeguarding|Social|Looked|Local|Early|Child|Help|Care|Joint|The|His|Her|"
    r"Fostering|Adoption|Ofsted|Youth|Area|Young|Special|SEND|Leadership|Education)\b"
)
_ENDINGS: Final = re.compile(
    r"(?:[’']s)?(?: (?:local authority|local area|area|council|community planning partnership|"
    r"partnership|children[’']s services|SEND|Local Area|Local Authority|Children[’']s|Services|"
    r"Community Planning|Social|Youth).*)$"
)
_POLICE: Final = re.compile(
    r"\b(?P<name>(?:[A-Z][\w’'-]+(?: and | & | )){1,4}(?:Police(?: Service| Force)?|Constabulary))\b"
)
_PROVIDER: Final = re.compile(
    r"^[ \t]*(?:registered )?provider(?: name)?[ \t]*:?\s{1,3}(?P<name>[^\n]{3,90})$",
    re.IGNORECASE | re.MULTILINE,
)
_PARTNER: Final = re.compile(
    r"^[ \t]*(?:integrated care board|clinical commissioning group|health board)s?[ \t]*:[ \t]*(?P<name>[^\n]{3,90})$",
    re.IGNORECASE | re.MULTILINE,
)
"""The label of a health body that is judged together with a council."""
_BOARD: Final = re.compile(
    r"\breview of the effectiveness of the (?P<name>Local Safeguarding Children Board)",
    re.IGNORECASE,
)
_NAMED_BOARD: Final = re.compile(
    r"\b(?!The |This |A |Local )(?P<name>(?:[A-Z][\w’'-]+ (?:and |& )?){1,4}(?:Local )?Safeguarding Children(?:[’']s)? Board)\b"
)
_NO_BODY: Final = re.compile(r"^Dear\b|\bSafeguarding\b|\bof the\b")
"""Whom a letter greets, and boards that are named apart."""
_TYPES: Final = re.compile(
    r"\b(?:city|county|borough|metropolitan|district|royal|london|council|of|the|unitary)\b",
    re.IGNORECASE,
)


class Inspected(NamedTuple):
    """The bodies, where the first is printed, and how it is known."""

    names: tuple[str, ...]
    start: int
    end: int
    rule: str


def inspected_bodies(text: str, title: tuple[int, int] | None) -> Inspected | None:
    """The bodies that a report judges, in the order in which it names them.

    Args:
        text: The report.
        title: Where its title stands.
    """
    flat = _FOLDED.sub(" ", text[:_WHOLE].replace("\t", "\n"))
    found = (
        _jointly(flat)
        or _stated(text)
        or _youth_justice(flat)
        or _known_lines(text)
        or _on_title_page(text, flat, title)
        or _placed(text, flat, title)
        or _police(text)
        or _first_named(flat)
    )
    board = _BOARD.search(flat, 0, _REACH)
    if board is None:
        return found
    named = _NAMED_BOARD.search(flat)
    name = named["name"] if named is not None else board["name"]
    if found is None:
        return Inspected((name,), *board.span("name"), "the report's title")
    return found._replace(names=(*found.names, name))


def _stated(text: str) -> Inspected | None:
    """The body that a label names."""
    field = read_fields(text).get("body")
    if field is not None:
        partner = _PARTNER.search(text, field.end, field.end + _REACH)
        names = (field.value, partner["name"].strip()) if partner is not None else (field.value,)
        return Inspected(names, field.start, field.end, "the header's body")
    match = _PROVIDER.search(text, 0, _REACH)
    if match is None:
        return None
    return Inspected((match["name"].strip(),), *match.span("name"), "the header's provider")


def _jointly(flat: str) -> Inspected | None:
    """The bodies that share the responsibility for what was inspected."""
    said = _JOINTLY.search(flat, 0, _REACH * 2) if "jointly" in flat else None
    if said is None:
        return None
    until = said.start()
    since = max(flat.rfind(".", 0, until), flat.rfind("\n\n", 0, until) + 1) + 1
    offset = max(since, until - _LONGEST_JOINT)
    mentions = find_mentions(_AND_NHS.sub("  ;  ", flat[offset:until]))
    if len(mentions) < 2:
        return None
    start, end = mentions[0].start + offset, mentions[0].end + offset
    return Inspected(_names(mentions), start, end, "named as jointly responsible")


def _youth_justice(flat: str) -> Inspected | None:
    """The youth justice service whose inspection the title announces, as the text calls it."""
    if (
        "youth justice" not in (opening := flat[:_OPENING].lower())
        and "youth offending" not in opening
    ):
        return None
    match = _YOUTH_JUSTICE.search(flat, 0, _REACH)
    if match is None:
        return None
    return Inspected((match["name"],), *match.span("name"), "the service that was inspected")


def _known_lines(text: str) -> Inspected | None:
    """The councils whose whole names are lines of the title page, or two lines each."""
    found: dict[str, tuple[int, int]] = {}
    lines = [match.span() for match in re.finditer(r"[^\n]*\S", text[: _page_end(text)])]
    for (start, end), (_, second) in zip(lines, [*lines[1:], (0, 0)], strict=True):
        for last in (end, second):
            name = council_called(text[start:last]) if start < last < start + _LONG else None
            if name is not None:
                found.setdefault(name, (start, last))
    if not found:
        return None
    return Inspected(tuple(found), *next(iter(found.values())), "named on the title page")


def _on_title_page(text: str, flat: str, title: tuple[int, int] | None) -> Inspected | None:
    """The bodies whose names stand above the text."""
    end = _page_end(text)
    mentions = [
        each
        for each in find_mentions(flat[:end])
        if not each.is_listed and not _NO_BODY.search(each.name)
    ]
    if not mentions:
        return None
    if title is not None and (
        inside := [each for each in mentions if title[0] <= each.start < title[1]]
    ):
        mentions = inside
    first = mentions[0]
    return Inspected(_names(mentions[:3]), first.start, first.end, "named on the title page")


def _page_end(text: str) -> int:
    """Where the title page ends: at the first line of text."""
    at = 0
    for number, line in enumerate(text.split("\n")):
        if len(line) > _LONG or number > _MOST_LINES:
            return at
        at += len(line) + 1
    return len(text)


def _placed(text: str, flat: str, title: tuple[int, int] | None) -> Inspected | None:
    """The body of the place that the title names: by its name in the text, else in the list."""
    if title is None:
        return None
    for match in _PLACE.finditer(flat, *title):
        printed = _ENDINGS.sub("", match["place"]).rstrip(" ,’'")
        if not printed or _NO_PLACE.match(printed):
            continue
        start = match.start("place")
        name = _printed_name(flat, printed)
        listed = _listed_names(printed) if name is None else ()
        rule = "the report's title" + ("; the name is from a list of councils" if listed else "")
        names = listed or (name or printed,)
        return Inspected(names, start, start + len(printed), rule)
    return None


def _listed_names(place: str) -> tuple[str, ...]:
    """The council of a place, or those of the two places that it names."""
    whole = council_of(place)
    if whole is not None:
        return (whole,)
    first, _, second = place.partition(" and ")
    both = council_of(first), council_of(second)
    return (both[0], both[1]) if both[0] is not None and both[1] is not None else ()


def _printed_name(flat: str, place: str) -> str | None:
    """The name that the text gives the council of a place."""
    for mention in find_mentions(flat) if place in flat else ():
        own = " ".join(_TYPES.sub(" ", mention.name).split())
        if not mention.is_listed and own.casefold() == place.casefold():
            return mention.name
    return None


def _police(text: str) -> Inspected | None:
    """The police force that the title page names."""
    match = _POLICE.search(text, 0, max(_page_end(text), 300))
    if match is None:
        return None
    return Inspected((match["name"],), *match.span("name"), "named on the title page")


def _first_named(flat: str) -> Inspected | None:
    """The first body that the text names."""
    mentions = [each for each in find_mentions(flat[:_REACH]) if not each.is_listed]
    if not mentions:
        return None
    first = mentions[0]
    return Inspected((first.name,), first.start, first.end, "named at the top")


def _names(mentions: list[Mention]) -> tuple[str, ...]:
    """Each body once, by its first name."""
    return tuple({mention.key: mention.name for mention in reversed(mentions)}.values())[::-1]
