"""Finds every place where an article names a public body, alone or in a list of places."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from storage.documents.segments.sentences import OPENERS
from storage.documents.wording import words

_WORD: Final = (
    r"\b(?!(?:Council|Trust|Partnership|Board|Authority|Association)\b)[A-Z][\w’'-]{0,30}\w"
)
"""A word of a name; what closes one body's name is in no other's."""
_OF: Final = "|".join(
    f"(?<={word})" for word in ("City", "County", "Isle", "Isles", "Vale", "Riding", "Forest")
)
"""Only after these does "of" belong to a name: not in "Leader of Ashby Council"."""
_PLACE: Final = rf"{_WORD}(?:(?:{_OF}) of {_WORD}|(?: (?:and|&|upon|with|under))? {_WORD}){{0,6}}"
_TRUSTS: Final = (
    r"(?:Health (?:and|&) Social Care (?:Partnership|Trust)|(?:NHS )?(?:Foundation )?Trust|"
    r"Health Board|Children[’']s (?:Services )?Trust|Integrated Care Board|"
    r"Safeguarding (?:Children )?(?:Board|Partnership)|Clinical Commissioning Group|"
    r"Housing (?:Association|Group)|Combined Authority|Youth (?:Justice|Offending) (?:Service|Team))"
)
_LOWER_TYPES: Final = "(?:city|county|borough|district|metropolitan|unitary|town)"
"""Words of a council's name that some newspapers write small."""
_COUNCIL: Final = re.compile(
    rf"(?<!Borough of )(?P<name>{_PLACE}(?: {_LOWER_TYPES}){{0,3}}) {{1,2}}(?:[Cc]ouncil|COUNCIL)\b"
    r"(?!lor| tax| house)"
)
_AND_THE: Final = " and the "
_HALF: Final = re.compile(rf"{_WORD}(?: {_WORD}){{0,2}}$")
_LONGEST_HALF: Final = 70
_COMMA_COUNCIL: Final = re.compile(
    rf"(?P<name>{_WORD}(?:, {_WORD}(?: {_WORD})?){{1,5}} and {_WORD}(?: {_WORD})?) [Cc]ouncil\b"
)
_BOROUGH: Final = re.compile(
    rf"(?P<name>(?:London|Royal|Metropolitan) Borough of {_WORD}(?: {_WORD})?"
    r"(?: (?:and|&|upon) (?:Chelsea|Fulham|Dagenham|Thames|Maidenhead)\b|"
    rf" (?:and|&) {_WORD}\b(?! (?:{_WORD} ){{0,2}}(?:[Cc]ouncil|Police|NHS|Trust)\b))?)"
)
_SCOTTISH: Final = re.compile(
    r"(?P<name>Comhairle nan Eilean \w+|Cafcass(?: Cymru)?|NHS (?:Ayrshire (?:and|&) Arran|Borders|"
    r"Dumfries (?:and|&) Galloway|Fife|Forth Valley|Grampian|Greater Glasgow (?:and|&) Clyde|"
    r"Highland|Lanarkshire|Lothian|Orkney|Shetland|Tayside|Western Isles))\b"
)
"""Bodies whose names say nothing of what they are."""
_HEALTH: Final = re.compile(
    rf"(?P<name>NHS {_WORD}(?:,?(?: (?:and|&|of|the|on|upon))* {_WORD}){{0,9}} "
    r"(?:Integrated Care Board|Foundation Trust|Clinical Commissioning Group))\b"
)
"""Names of the health service run on with commas, "and" and "the"."""
_TRUST: Final = re.compile(rf"(?P<name>{_PLACE} {_TRUSTS})\b")
_ITEM: Final = (
    rf"(?:the )?(?:(?:City|Isles?|Vale) of )?{_WORD}(?: (?:upon|with) {_WORD}| {_WORD}){{0,3}}"
)
_ITEMS: Final = rf"{_ITEM}(?:, {_ITEM}){{0,12}},? (?:and|&) {_ITEM}"
_NAMED_LIST: Final = re.compile(
    r"\b(?:[Cc]ouncils|[Aa]uthorities|[Cc]ouncil (?:bosses|chiefs|leaders|officials))"
    r"(?: (?:in|of|at|for|including|were|are)|,? including|:| [-–—]) "
    rf"(?:the )?(?P<list>{_ITEMS})"
)
_LIST_OF_COUNCILS: Final = re.compile(
    rf"(?P<list>{_ITEMS}) (?:(?:city|county|borough|district) )?[Cc]ouncils\b"
)
_OXFORD_ITEM: Final = rf"{_ITEM}(?: (?:and|&) (?:the )?{_ITEM})?"
_VISITED: Final = re.compile(
    r"\b(?:into|in|at|to|(?<!Borough )of|on|visited|inspected|by) "
    rf"(?P<list>{_OXFORD_ITEM}(?:, {_OXFORD_ITEM}){{1,12}}, and {_OXFORD_ITEM}|{_ITEMS})\b"
    rf"(?! (?:{_WORD} ){{0,3}}[Cc]ouncil\b)"
)
_SUBJECTS: Final = re.compile(
    rf"^(?P<list>{_ITEMS}) (?:all|both|each|have|had|were|are|failed|made|must|will)\b",
    re.MULTILINE,
)
"""A list that opens a line and does something."""
_PARTNER: Final = (
    rf"(?:the )?(?:{_PLACE} (?:Police|Constabulary|{_TRUSTS}|[Cc]ouncil)|Police Scotland|"
    rf"Scottish Children[’']s Reporter Administration|NHS {_WORD}(?:(?: (?:and|&))? {_WORD}){{0,4}}(?! [A-Z]))"
)
_PARTNERS: Final = re.compile(
    r"\b(?:[Ii]nspect\w+|looked (?:at|into)|examined|reviewed|judged|evaluated|assessed|services?|"
    r"partnership)\b[^.;]{0,90}? "
    rf"(?P<list>{_PLACE} [Cc]ouncil(?:, {_PARTNER}){{0,5}},? and {_PARTNER})"
)
"""The bodies whose joint work inspectors looked at, which only their council's name betrays."""
_BETWEEN_PARTNERS: Final = re.compile(rf",? and (?={_PARTNER})|, ")
_COUNTED: Final = re.compile(
    r"\b(?P<number>two|three|four|five|six|seven|eight) (?:\w+ ){0,2}?(?:councils|authorities)\b",
    re.IGNORECASE,
)
_AGAINST: Final = re.compile(
    r"\b(?:complaints? (?:against|about|upheld against)|fault (?:by|with|at)|criticis(?:ed|m of)|faulted) "
    r"(?P<list>[^.;:\n]{10,240})"
)
"""What may be a list in which some bodies have their whole names, and others their places only."""
_LISTED_PLACE: Final = re.compile(rf"{_WORD}(?: {_WORD}){{0,2}}$")
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight"), 2)
}
_BETWEEN_ITEMS: Final = re.compile(r",? and |, ")
_OXFORD: Final = re.compile(r", and |, ")
_PLAIN: Final = re.compile(r",? (?:and|&) |, ")

_NO_NAME: Final = OPENERS | words(
    """
    Ofsted Watchdog Ombudsman Local Labour Tory Tories Conservative Conservatives Liberal Green
    Former Councillors Cllr Dr Leader Police Government Today Yesterday Last Judge Judges Lawyers
    Neighbouring Nearby COUNCIL Care Welsh English Scottish Irish
    """
)
"""Words with a capital that belong to no name when they stand before one."""
_OTHER_COUNCILS: Final = words(
    """
    Professions Medical Nursing Midwifery Teaching General Services Arts British Privy
    Research Security European Youth Press Funding Design National International Students
    Refugee Parish Consumer Advisory Legislative Executive Synod Police Works Muslim World
    Cabinet Student
    """
)
_TYPES: Final = words(
    """
    city county borough council of royal metropolitan district london the unitary town
    authority and & upon
    """
)
_POLITICAL: Final = re.compile(r"-(?:run|led|controlled|owned|based)$")


_SMALL_TYPE: Final = re.compile(rf"\b(?:{_LOWER_TYPES}|council)\b")


class Mention(NamedTuple):
    """One place where a body is named."""

    name: str
    key: tuple[str, ...]
    """The words that tell it from other bodies."""
    start: int
    end: int
    is_listed: bool
    """Whether a list of places names it, rather than its own name."""


def plain_name(name: str) -> str:
    """A body's name with its kind in capitals: ``Calderdale council`` is ``Calderdale Council``."""
    words = " ".join(name.split())
    if words.isupper():
        words = (
            words.title()
            .replace(" Of ", " of ")
            .replace(" And ", " and ")
            .replace("’S", "’s")
            .replace("'S", "'s")
        )
    if not words.endswith(" council"):
        return words
    return _SMALL_TYPE.sub(lambda match: match[0].title(), words)


def counted_bodies(text: str) -> set[int]:
    """How many councils the text says that there are, in figures."""
    return {_NUMBERS[match["number"].casefold()] for match in _COUNTED.finditer(text)}


def find_mentions(text: str) -> list[Mention]:
    """Every place where ``text`` names a body, in order; each place is read once."""
    return _without_overlaps(_readings(text))


def _readings(text: str) -> Iterator[Mention]:
    """Every reading of every place, the best ones first."""
    for pattern in (_NAMED_LIST, _LIST_OF_COUNCILS):
        for match in pattern.finditer(text):
            yield from _listed(match)
    yield from _counted(text)
    for match in _AGAINST.finditer(text) if "ouncils" in text or "uthorities" in text else ():
        yield from _places_beside(text, match)
    for match in _PARTNERS.finditer(text) if "nspect" in text else ():
        yield from _partners(match)
    for pattern in (_COMMA_COUNCIL, _BOROUGH, _COUNCIL, _HEALTH, _TRUST, _SCOTTISH):
        for match in pattern.finditer(text):
            mention = _mention(text, match)
            if mention is not None:
                yield mention


def _listed(match: re.Match[str]) -> Iterator[Mention]:
    """The councils of a list that names them by their places; all have the list as passage."""
    for place in _places(match["list"]):
        name = _stripped(place.removeprefix("the "))
        if name and not _is_other_council(name):
            yield Mention(f"{name} Council", _key(name), match.start(), match.end(), is_listed=True)


def _places_beside(text: str, match: re.Match[str]) -> Iterator[Mention]:
    """The councils that a list names by their places, beside one that it names in full."""
    listed = match["list"]
    named = [
        full.span()
        for pattern in (_COMMA_COUNCIL, _BOROUGH, _COUNCIL)
        for full in pattern.finditer(listed)
    ]
    if not named:
        return
    at = 0
    for item in _BETWEEN_ITEMS.split(listed):
        start = listed.index(item, at)
        at = start + len(item)
        if any(first < at and start < end for first, end in named):
            continue
        name = _stripped(item.removeprefix("the "))
        if name and _LISTED_PLACE.match(name) and not _is_other_council(name):
            begins = match.start("list") + start + item.index(name)
            yield Mention(
                f"{name} Council", _key(name), begins, begins + len(name), is_listed=False
            )


def _partners(match: re.Match[str]) -> Iterator[Mention]:
    """The bodies of a joint inspection, each by its own name."""
    for name in _BETWEEN_PARTNERS.split(match["list"]):
        full = plain_name(name.removeprefix("the "))
        start = match.start("list") + match["list"].index(name)
        yield Mention(full, _key(full), start, start + len(name), is_listed=True)


def _counted(text: str) -> Iterator[Mention]:
    """The councils of a bare list of places, where the text says how many councils there are."""
    numbers = counted_bodies(text)
    for pattern in (_VISITED, _SUBJECTS) if numbers else ():
        for match in pattern.finditer(text):
            if len(_places(match["list"])) in numbers:
                yield from _listed(match)
                return


def _places(listed: str) -> list[str]:
    """The items of a list; a comma before its last "and" leaves the others to the names."""
    return (_OXFORD if ", and " in listed else _PLAIN).split(listed)


def _mention(text: str, match: re.Match[str]) -> Mention | None:
    """One named body; None where the words are no name or name a council of another sort."""
    begins = match.start("name")
    if match.re is _COUNCIL and text.endswith(_AND_THE, 0, begins):
        begins = _first_half(text, begins)
    words = text[begins : match.end("name")]
    name = _stripped(words)
    if not name or _is_other_council(name) and "Council" in match[0]:
        return None
    start = begins + words.index(name)
    full = plain_name(text[start : match.end()])
    key = _key(full)
    if not key:
        return None
    return Mention(full, key, start, match.end(), is_listed=False)


def _first_half(text: str, second: int) -> int:
    """Where a name begins whose second half follows "and the": "Tarn and the Isles Council"."""
    since = max(0, second - _LONGEST_HALF)
    match = _HALF.search(text, since, second - len(_AND_THE))
    name = _stripped(match[0]) if match is not None else ""
    return second - len(_AND_THE) - len(name) if name else second


def _stripped(name: str) -> str:
    """The name without the words in front that only happen to have a capital."""
    words = name.split(" ")
    while words and (
        not _NO_NAME.isdisjoint((words[0], words[0].capitalize()))
        or _POLITICAL.search(words[0])
        or words[0] in ("and", "&")
    ):
        words.pop(0)
    return " ".join(words)


def _is_other_council(name: str) -> bool:
    """Whether it is a council that governs no place."""
    return not _OTHER_COUNCILS.isdisjoint(name.split(" "))


def _key(name: str) -> tuple[str, ...]:
    """The words that tell a body from others, however its name is printed."""
    return tuple(word for word in name.lower().split() if word not in _TYPES)


def _without_overlaps(mentions: Iterator[Mention]) -> list[Mention]:
    """In text order, each place by the reading that came first."""
    taken: list[tuple[int, int]] = []
    kept = []
    for mention in mentions:
        place = (mention.start, mention.end)
        at = bisect_left(taken, place)
        # None that is taken overlaps another: only the one before and the one after can be in the way.
        beside = taken[max(at - 1, 0) : at + 1]
        if place not in beside:
            if any(place[0] < end and start < place[1] for start, end in beside):
                continue
            taken.insert(at, place)
        kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)
