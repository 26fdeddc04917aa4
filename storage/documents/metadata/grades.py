"""Reads an inspection's judgements: of each area from a table, the overall one also from a sentence."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from storage.documents.wording import any_of
from storage.records import Grade, Passage

_QUOTES: Final = "“”\"‘’'"
_WORDS: Final = (
    r"(?:outstanding|very good|good|requires improvement(?: to be good)?|inadequate|adequate|"
    r"satisfactory|unsatisfactory|weak|excellent|exceptional|strong standard|expected standard|"
    r"needs attention|urgent improvement|requires significant improvement)"
)
_CELL: Final = re.compile(
    rf"(?:grade \d\s*[(:–-]?\s*|\d\s*[–-]\s*)?(?P<grade>{_WORDS})(?:\s*\((?:grade )?\d\))?\)?$",
    re.IGNORECASE,
)
_BEGUN: Final = re.compile(r"requires(?: significant)?(?: improvement)?(?: to(?: be)?)?$", re.I)
_BESIDE: Final = re.compile(
    rf"[ :–-]\s*(?P<grade>{_WORDS}|requires(?: significant)? improvement to(?: be)?)$", re.I
)
"""A grade at the end of a line, or the beginning of one that goes on in the next."""
_AREA: Final = re.compile(
    r"""(?:\d(?:\.\d)?\.?\s+)?(?:the\ )?(?:
      overall|experiences?|impact|effectiveness|quality|how\ |leadership|management|children|
      outcomes|capacity|adoption|care\ leavers|help|protection|safe|being|staying|enjoying|making|
      achieving|ambition|partnership|equality|safeguarding|services?|local\ safeguarding|fostering|
      caring|responsive|well.led|young\ people|governance|strategic|performance|key|impacts?|
      delivery|policy|evaluation|quality\ indicator|engag|provision|prevention|response|working|assess
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""How the names of judged areas begin."""
_OVERALL: Final = re.compile(
    r"(?:the\s)?overall\s(?:effectiveness|experiences?\b|judge?ment|grade|rating|quality)|overall$",
    re.IGNORECASE,
)
_BOARD: Final = re.compile(r"\b(?:board|partnership|lscb)\b", re.IGNORECASE)
_HEADINGS: Final = frozenset({"judgement", "judgment", "grade", "judgements", "area", "rating"})
_VERB: Final = re.compile(r" (?:is|are|was|were|be|as)$")
_REMARK: Final = re.compile(r", taking into account.{0,3}$")
_ALL: Final = re.compile(
    r"(?:children[’']s (?:social care )?services|services for children)\b.{0,60} in\b",
    re.IGNORECASE,
)
"""What some reports call the overall judgement."""
_TELLS: Final = re.compile(
    r"\w \b(?:(?:is|are) (?:outstanding|good|inadequate|adequate)|"
    r"requires? improvement(?: to be good)?)\.?$"
)
"""A line that says the grade in a sentence is no cell."""
_LONGEST_AREA: Final = 200
_LONGEST_LINE: Final = 160
_LONGEST_ROW: Final = 600
_REACH: Final = 6000
_MOST_LINES: Final = 5
"""No area's name takes more lines."""
_GRADED_HEADING: Final = re.compile(
    rf"(?P<area>[A-Z][^\n.;]{{8,130}}?)(?::| is| are| –| -) (?P<grade>{_WORDS})$", re.IGNORECASE
)
_SENTENCE: Final = re.compile(
    r"\b(?:children[’']s (?:social care )?services|services for children|overall judgement|"
    r"overall effectiveness)\b[^.\n]{0,80}? (?:is|are|:)? ?(?:judged )?(?:to be )?(?P<grade>"
    r"outstanding|good|inadequate|requires? improvement(?: to be good)?)(?=[.\n,])",
    re.IGNORECASE,
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
_NAMED_GRADE: Final = re.compile(
    rf"\b(?:rated|judged|graded|deemed|given|rates|grades|judges)(?: [\w’'-]+){{1,12}}? "
    rf"(?P<grade>(?P<open>[{_QUOTES}])?(?:outstanding|requires improvement|inadequate)"
    rf"(?(open)[{_QUOTES}]))(?=[,.;]| [-–—(]| (?:following|after|in (?:every|all|most))\b|{_TO_BE_GOOD})",
    re.IGNORECASE,
)
"""A grade after a longer name: "rated services for children at Ashby Council inadequate, …"."""
_CALLED: Final = re.compile(
    rf"\b(?:services?|children|care|help|it|they)\b[^.\n]{{0,40}} (?:is|are|was|were) "
    rf"(?P<grade>(?P<open>[{_QUOTES}])(?:outstanding|good|requires improvement|inadequate)"
    rf"(?:{_TO_BE_GOOD})?[{_QUOTES}])",
    re.IGNORECASE,
)
"""A grade in quotation marks: "its services are ‘inadequate’"."""
_ROSE: Final = re.compile(
    rf"\bfrom [{_QUOTES}]?{_WORDS}[{_QUOTES}]? to [{_QUOTES}]?"
    rf"(?P<grade>outstanding|good|requires improvement|inadequate)\b",
    re.IGNORECASE,
)
"""From an earlier grade to the one given now."""
_BARE_OVERALL: Final = frozenset({"overall effectiveness", "overall effectiveness:"})
_NOT_NOW: Final = any_of(
    r"\b(?:previous|last|earlier|in 20\d\d|had been|formerly)\b[^.]{0,60}$",
    r"\bfrom\b[^.]{0,12}$",
    r"\bwas (?:once )?rated\b[^.]{0,60}$",
    r"\b(?:want|hope|aim)(?:s|ed|ing)? (?:to|for)\b[^.]{0,40}$",
)


class PrintedGrade(NamedTuple):
    """One judgement and where it stands."""

    printed: str
    plain: str
    """Without quotation marks."""
    start: int
    end: int


class _Cell(NamedTuple):
    """Words of a line, or of one cell in it."""

    words: str
    start: int
    end: int
    row: int


def graded_areas(text: str) -> tuple[tuple[str, PrintedGrade], ...]:
    """Every area of a report's tables with its grade; where there is no table, of its headings."""
    found = list(_of_tables(text))
    if not found:
        found = [
            (" ".join(match["area"].split()), _grade(match, "grade"))
            for line in re.finditer(r"^[^\n]{15,160}$", text, re.MULTILINE)
            if (match := _GRADED_HEADING.match(text, line.start(), line.end())) is not None
            and _AREA.match(match["area"])
        ]
    first: dict[tuple[str, str], tuple[str, PrintedGrade]] = {}
    for area, grade in found:
        first.setdefault((area.casefold(), _coded(grade.plain)), (area, grade))
    return tuple(first.values())


def as_grades(areas: tuple[tuple[str, PrintedGrade], ...]) -> tuple[Grade, ...]:
    """The judgements as they travel: grades in the codebook's words."""
    return tuple(
        Grade(area, _coded(grade.plain), Passage(grade.start, grade.end)) for area, grade in areas
    )


def overall_of(areas: tuple[tuple[str, PrintedGrade], ...], text: str) -> PrintedGrade | None:
    """The overall grade of a report, from its areas or from the sentence that gives it."""
    overall = [
        (area, grade)
        for area, grade in areas
        if (_OVERALL.match(area) or _ALL.match(area)) and _BOARD.search(area) is None
    ]
    bare = {_coded(grade.plain) for area, grade in overall if area.lower() in _BARE_OVERALL}
    if len(bare) > 1:
        # Each of several services has its own: none of these grades is the report's.
        return None
    if overall:
        return min(overall, key=lambda judged: len(judged[0]))[1]
    sentence = _SENTENCE.search(text, 0, _REACH)
    return _grade(sentence, "grade") if sentence is not None else None


def told_grade(text: str, *, of_several: bool = False) -> PrintedGrade | None:
    """The grade that a sentence says was given now; earlier grades do not count.

    Args:
        text: The text.
        of_several: Whether it is about several bodies; none of grades that differ is theirs.
    """
    rose = _ROSE.search(text)
    risen = [_grade(rose, "grade")] if rose is not None else []
    if risen and not of_several:
        return risen[0]
    named = (_JUDGED, _NAMED_GRADE, _CALLED)
    candidates: list[tuple[re.Match[str], str | int]] = [
        *((match, 0) for match in _NEEDS.finditer(text)),
        *((match, "grade") for pattern in named for match in pattern.finditer(text)),
    ]
    told = risen + [
        _grade(match, group)
        for match, group in sorted(candidates, key=lambda candidate: candidate[0].start())
        if not _NOT_NOW.search(text, max(0, match.start() - 80), match.start())
    ]
    if of_several and len({_coded(grade.plain) for grade in told}) > 1:
        return None
    return told[0] if told else None


def _of_tables(text: str) -> Iterator[tuple[str, PrintedGrade]]:
    """Areas with their grades, from cells beside or below one another."""
    area: list[_Cell] = []
    grade: list[_Cell] = []
    for cell in _cells(text):
        if grade and _CELL.match(_words([*grade, cell])):
            grade.append(cell)
        elif grade and _goes_on_beside(area, grade, cell):
            area.append(cell)
        elif area and not grade and (_CELL.match(cell.words) or _BEGUN.match(cell.words)):
            grade = [cell]
        else:
            yield from _judgement(text, area, grade)
            area, grade = _area_with([] if grade else area, cell), []
    yield from _judgement(text, area, grade)


def _goes_on_beside(area: list[_Cell], grade: list[_Cell], cell: _Cell) -> bool:
    """Whether a cell is the next line of an area's name whose first line stands beside its grade."""
    return (
        area[-1].row in (grade[0].row, cell.row - 1)
        and cell.row == grade[-1].row + 1
        and cell.words[:1].islower()
        and len(area) < _MOST_LINES
    )


def _area_with(area: list[_Cell], cell: _Cell) -> list[_Cell]:
    """The area's name so far with one more cell; none where it cannot be a name."""
    if cell.words.casefold().strip(" :") in _HEADINGS:
        return []
    if _AREA.match(cell.words) and (not area or cell.words[:1].isupper()):
        return [cell]
    if area and len(area) < _MOST_LINES and not cell.words.endswith("."):
        return [*area, cell]
    return []


def _judgement(
    text: str, area: list[_Cell], grade: list[_Cell]
) -> Iterator[tuple[str, PrintedGrade]]:
    """One area and its grade, where both are there."""
    match = _CELL.match(_words(grade)) if grade else None
    name = _REMARK.sub("", _words(area)).rstrip(" :–-,")
    if match is None or not 3 < len(name) <= _LONGEST_AREA or _VERB.search(name):
        return
    printed = " ".join(match["grade"].split())
    start = text.index(printed.split()[0], grade[0].start)
    end = text.index(printed.split()[-1], grade[-1].start) + len(printed.split()[-1])
    if " ".join(text[start:end].split()) != printed:
        end = grade[0].end
    yield name, PrintedGrade(printed, printed, start, end)


def _cells(text: str) -> Iterator[_Cell]:
    """The cells of short lines; a long one breaks a table off."""
    at = 0
    for row, line in enumerate(text.split("\n")):
        longest = _LONGEST_LINE if "\t" not in line else _LONGEST_ROW
        if len(line) > longest or _TELLS.search(line):
            yield _Cell(".", at, at + 1, row)
        elif line.strip():
            for match in re.finditer(r"\S+(?: \S+)*", line):
                yield from _parted(match[0], at + match.start(), row)
        at += len(line) + 1


def _parted(words: str, start: int, row: int) -> Iterator[_Cell]:
    """A cell; two where one blank alone stands between an area and its grade."""
    inside = _BESIDE.search(words)
    if inside is not None and inside["grade"][0].isupper() and _AREA.match(words):
        yield _Cell(words[: inside.start()], start, start + inside.start(), row)
        yield _Cell(
            inside["grade"], start + inside.start("grade"), start + inside.end("grade"), row
        )
    else:
        yield _Cell(words, start, start + len(words), row)


def _words(cells: list[_Cell]) -> str:
    """The words of cells that are one."""
    return " ".join(cell.words for cell in cells)


def _coded(plain: str) -> str:
    """A grade in the codebook's words: ``requires_improvement``."""
    lower = plain.lower().removesuffix(" to be good").replace("require i", "requires i")
    return lower.replace(" ", "_")


def _grade(match: re.Match[str], group: str | int) -> PrintedGrade:
    start, end = match.span(group)
    if match[group][-1] in _QUOTES and not any(mark in match[group][:-1] for mark in _QUOTES):
        end -= 1
    printed = " ".join(match.string[start:end].split())
    plain = printed.translate({ord(mark): None for mark in _QUOTES})
    return PrintedGrade(printed, plain, start, end)
