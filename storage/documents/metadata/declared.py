"""Facts that a text does not state but its file does: a table's columns, a page's front matter."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from storage.documents.metadata.dates import find_date
from storage.documents.metadata.facts import Description, Fact, shortened
from storage.documents.metadata.outcomes import outcome_of
from storage.documents.metadata.spellings import DATE, known_key, plain
from storage.documents.wording import lines

_ORDER: Final = (
    "respondent",
    "reference",
    "decided_on",
    "category",
    "decision",
    "outcome",
)
"""Facts in the order in which people are shown them."""
_LONGEST: Final = {"reference": 80, "category": 250, "decision": 250}
_LONGEST_BODY: Final = 160
_NOTHING: Final = lines(
    "n/a; na; n.a.; none; nan; null; nil; -; --; –; —; ?; unknown; not known; tbc"
)
"""What people write into a cell that they leave empty."""
_BETWEEN_BODIES: Final = re.compile(r"\s*[;|]\s*")
_WITHOUT_OUTCOME: Final = ("press", "inspection")
"""Kinds of documents that report a decision and make none."""

_YEAR_FIRST: Final = re.compile(r"\b(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_NUMBERS: Final = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b")
_NAMED_MONTH: Final = re.compile(r"\b(\d{1,2})[-/ ]([A-Za-z]{3,9})[-/ ,]{1,2}(\d{4}|\d{2})\b")
_ONLY_MONTH: Final = re.compile(r"^\s*([A-Za-z]{3,9})-(\d{4}|\d{2})\b")
_LONGEST_DATE: Final = 60


def with_declared(
    description: Description, metadata: Mapping[str, str], columns: Mapping[str, str], kind: str
) -> Description:
    """The description with what only the metadata says; what the text states is left alone.

    Args:
        description: what was found in the text.
        metadata: what the file says about the document, by key.
        columns: the header behind a key, where the file is a table.
        kind: the document's kind.
    """
    found = dict(description.facts)
    for key, value in metadata.items():
        for name, declared in _facts(key, value, kind):
            if name not in found:
                found[name] = Fact(declared, None, None, _rule(key, columns))
    if len(found) == len(description.facts):
        return description
    ordered = {name: found[name] for name in (*_ORDER, *found) if name in found}
    return replace(description, title=_title(description, found, metadata, kind), facts=ordered)


def _title(
    description: Description, facts: Mapping[str, Fact], metadata: Mapping[str, str], kind: str
) -> str:
    """Body and reference, where only the metadata has them and no title either."""
    body, reference = facts.get("respondent"), facts.get("reference")
    is_told = metadata.get("title") or kind.startswith(_WITHOUT_OUTCOME)
    if is_told or body is None or reference is None or "respondent" in description.facts:
        return description.title
    return shortened(f"{', '.join(body.value)} ({reference.value})")


def _rule(key: str, columns: Mapping[str, str]) -> str:
    """Where a fact comes from, in words for the coder."""
    if key in columns:
        return f"the file's column “{columns[key]}”"
    return f"the file's own “{key}”"


def _facts(key: str, value: str, kind: str) -> list[tuple[str, str | tuple[str, ...]]]:
    """The variables that one entry answers, with their values."""
    name = _variable(key, kind)
    if name is None or value.strip().casefold() in _NOTHING:
        return []
    if name == "respondent":
        bodies = tuple(body for body in _BETWEEN_BODIES.split(value.strip()) if body)
        fits = bodies and all(len(body) <= _LONGEST_BODY for body in bodies)
        return [(name, bodies)] if fits else []
    if name == "decided_on":
        date = iso_date(value)
        return [(name, date)] if date is not None else []
    if name not in _LONGEST or not 0 < len(value.strip()) <= _LONGEST[name]:
        return []
    answers: list[tuple[str, str | tuple[str, ...]]] = [(name, value.strip())]
    outcome = outcome_of(value) if name == "decision" else None
    if outcome is not None and not kind.startswith(_WITHOUT_OUTCOME):
        answers.append(("outcome", outcome))
    return answers


def _variable(key: str, kind: str) -> str | None:
    """The variable that a key means; a bare date is of the decision where the kind decides."""
    if plain(key) in DATE and not kind.startswith(_WITHOUT_OUTCOME) and kind != "other":
        return "decided_on"
    return known_key(key)


def iso_date(printed: str) -> str | None:
    """The date that a cell holds, as ISO text as precise as it is; days come before months."""
    words = printed[:_LONGEST_DATE]
    words = _YEAR_FIRST.sub(lambda found: f"{found[3]}/{found[2]}/{found[1]}", words)
    words = _NUMBERS.sub(lambda found: f"{found[1]}/{found[2]}/{_century(found[3])}", words)
    words = _NAMED_MONTH.sub(lambda found: f"{found[1]} {found[2]} {_century(found[3])}", words)
    words = _ONLY_MONTH.sub(lambda found: f"{found[1]} {_century(found[2])}", words)
    date = find_date(words, 0, len(words))
    return date.iso if date is not None else None


def _century(year: str) -> str:
    """A year with its century, which spreadsheets leave out; decisions are of this one."""
    return year if len(year) == 4 else f"20{year}"
