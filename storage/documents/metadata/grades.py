"""Reads an inspection's overall judgement, from a table of grades or from a sentence."""

import re
from typing import Final, NamedTuple

from storage.documents.wording import any_of

_QUOTES: Final = "“”\"‘’'"
_GRADE: Final = (
    r"(?:outstanding|good|requires improvement(?: to be good)?|inadequate|adequate|satisfactory|"
    r"weak|excellent)"
)
_TABLE: Final = re.compile(
    rf"\boverall effectiveness\b[ \t:|–-]*\n?[ \t|]*(?P<grade>{_GRADE})\b", re.IGNORECASE
)
_TO_BE_GOOD: Final = (
    rf" to (?:be|become)(?: rated| judged| graded)? [{_QUOTES}]?good(?![\w-])[{_QUOTES}]?"
)
_NEEDS: Final = re.compile(
    rf"\b(?:requires improvement(?:{_TO_BE_GOOD})?|requir(?:e|ed|ing) improvement{_TO_BE_GOOD})",
    re.IGNORECASE,
)
_JUDGED: Final = re.compile(
    r"\b(?:(?:rated|judged|graded|deemed)(?: overall)?(?: to be| as)?|found to be|"
    r"(?:rating|judgement|grade) of|(?:rated|judged|graded)(?: [\w’'-]+){1,6}?)(?: overall)?,? "
    rf"(?P<grade>(?P<open>[{_QUOTES}])?(?:outstanding|good|requires improvement|inadequate)"
    rf"(?(open)[{_QUOTES}]))(?![\w-]| at\b| in\b)",
    re.IGNORECASE,
)
_NOT_NOW: Final = any_of(
    r"\b(?:previous|last|earlier|in 20\d\d|had been|formerly|from)\b[^.]{0,60}$",
    r"\bwas (?:once )?rated\b[^.]{0,60}$",
)


class Grade(NamedTuple):
    """One judgement and where it stands."""

    printed: str
    plain: str
    """Without quotation marks."""
    start: int
    end: int


def overall_grade(text: str) -> Grade | None:
    """The overall grade of a report's table."""
    match = _TABLE.search(text)
    return _grade(match, "grade") if match is not None else None


def told_grade(text: str) -> Grade | None:
    """The grade that a sentence says was given now; earlier grades do not count."""
    candidates: list[tuple[re.Match[str], str | int]] = [
        *((match, 0) for match in _NEEDS.finditer(text)),
        *((match, "grade") for match in _JUDGED.finditer(text)),
    ]
    for match, group in sorted(candidates, key=lambda candidate: candidate[0].start()):
        if not _NOT_NOW.search(text, max(0, match.start() - 80), match.start()):
            return _grade(match, group)
    return None


def _grade(match: re.Match[str], group: str | int) -> Grade:
    printed = " ".join(match[group].split())
    plain = printed.translate({ord(mark): None for mark in _QUOTES})
    return Grade(printed, plain, match.start(group), match.end(group))
