"""Kinds of documents: a registry of the modules that know them.

A family of kinds is one module with two pure functions: ``judge`` says how well a text fits, and
``describe`` reads its title and facts. To add a kind, write its module and name it here.
"""

import functools
import re
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from storage.documents.kinds.model import Clues, DeclaredKind, Family, Judgement, clues_of
from storage.documents.metadata.facts import Description
from storage.documents.segments import Structure

__all__ = [
    "DRAFT",
    "KINDS",
    "Clues",
    "DeclaredKind",
    "Judgement",
    "clues_of",
    "describe",
    "recognise",
]

_HOMES: Final = {
    "lgsco_decision": "lgsco",
    "lgsco_report": "lgsco",
    "spso_decision": "spso",
    "ombudsman_other": "ombudsman",
    "inspection_report": "inspection",
    "press_ombudsman": "press",
    "press_inspection": "press",
}
"""The module that knows each kind. One is loaded when a text first needs it, since a folder
seldom holds all of them and every import worker would pay for all of their patterns."""

_OTHER: Final = "other"

KINDS: Final = (*_HOMES, _OTHER)
"""The built-in kinds, in the order in which they are listed to people."""

DRAFT: Final = "a draft, not a decision"
"""Why a draft is of no known kind: it must never pass for the decision."""
_DRAFT_LINE: Final = re.compile(
    r"^\W*(?:the ombudsm[ae]n'?s )?(?:this is a )?(?:confidential )?(?:draft|provisional) "
    r"(?:decision|report|statement|findings)(?: statement| notice| on (?:your|the) complaint)?"
    r"[^a-z.,;\n]*$|^\W*status\s*:\s*draft\b",
    re.MULTILINE,
)

_CERTAIN: Final = 0.9
"""A score at which no further kind is tried."""
_DECIDING: Final = ("lgsco", "spso", "ombudsman")
"""Kinds that decide, and so have drafts."""
_LEAST: Final = 0.5
"""Below this a text is of no known kind."""


def recognise(clues: Clues, declared: Sequence[DeclaredKind] = ()) -> Judgement:
    """The kind that fits best; a study's own kind wins when all its signs are there."""
    best = _own(clues, declared)
    for home in dict.fromkeys(_HOMES.values()):
        if best.score >= _CERTAIN:
            break
        best = max(best, _family(home).judge(clues), key=lambda judged: judged.score)
    if best.score < _LEAST and clues.metadata:
        best = _told(clues) or best
    if best.kind.startswith(_DECIDING) and _is_draft(clues):
        return Judgement(_OTHER, best.score, DRAFT)
    if best.score < _LEAST:
        return Judgement(_OTHER, round(1 - best.score, 2), "no known kind fits")
    return best


def describe(clues: Clues, structure: Structure, kind: str) -> Description:
    """Title and facts of a text of this kind."""
    return _family(_HOMES.get(kind, _OTHER)).describe(clues, structure, kind)


@functools.cache
def _family(home: str) -> Family:
    """The family of one module."""
    family: Family = import_module(f"{__name__}.{home}").FAMILY
    return family


def _own(clues: Clues, declared: Sequence[DeclaredKind]) -> Judgement:
    """How well the best of the study's own kinds fits."""
    if declared:
        from storage.documents.kinds.declared import judge_declared

        return judge_declared(clues, declared)
    return Judgement(_OTHER, 0.0, "")


def _told(clues: Clues) -> Judgement | None:
    """What the source's metadata says of a text that shows no kind."""
    from storage.documents.kinds.told import told_kind

    return told_kind(clues.metadata)


def _is_draft(clues: Clues) -> bool:
    """Whether what looks like a decision has a heading that says it is a draft."""
    if "draft" not in clues.lower and "provisional" not in clues.head:
        return False
    is_ended = clues.has_line("final decision")
    return _DRAFT_LINE.search(clues.head) is not None or (
        not is_ended and clues.has_line("draft decision")
    )
