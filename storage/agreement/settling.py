"""What coders agree about, so that it needs nobody to decide.

Records are the same one as ``matching`` says. They are unanimous when everybody who coded the document
has one, with equal answers to every field (note and certainty apart), and passages that overlap by half
at least: the characters in common by those in either (Jaccard), of each two coders. Values of a variable
are unanimous when everybody has one, and they are equal.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from storage.agreement.coded import Coded, CodedDocument, CodedRecord, Item, Items
from storage.agreement.matching import likeness, matched
from storage.agreement.spans import Span, united
from storage.records import CaseKind, Disagreement

HALF = 0.5
"""How far passages must overlap at least."""


@dataclass(frozen=True, slots=True)
class FoundCase:
    """Records that are the same one, or the values of one variable."""

    kind: CaseKind
    name: str
    owners: Mapping[str, str]
    """uids of the records, or the name of the variable, by coder; nobody who has none."""
    difference: Disagreement | None


def cases(
    document: CodedDocument, coders: Sequence[str], settled: Collection[str]
) -> Iterator[FoundCase]:
    """What is not settled of a document: its variables, then its records type by type.

    Args:
        document: Who coded it, and how.
        coders: Whose coding is compared, in the order in which their records are matched.
        settled: uids of records, and names of variables, that were settled already.
    """
    variables = variable_cases(document, coders)
    yield from (case for name, case in variables.items() if name not in settled)
    codings = {coder: document.codings[coder] for coder in coders}
    for kind in dict.fromkeys(each.type for coding in codings.values() for each in coding.records):
        records = [_open_records(coding, kind, settled) for coding in codings.values()]
        for match in matched(records):
            found = {coders[place]: record for place, record in sorted(match.items())}
            owners = {coder: record.uid for coder, record in found.items()}
            yield FoundCase(CaseKind.RECORD, kind, owners, difference(list(found.values()), coders))


def variable_cases(document: CodedDocument, coders: Sequence[str]) -> dict[str, FoundCase]:
    """Every variable that anybody answered, by name."""
    codings = {coder: document.codings[coder] for coder in coders}
    found = {}
    for name in dict.fromkeys(name for each in codings.values() for name in each.answers):
        answers = {c: each.answers[name] for c, each in codings.items() if name in each.answers}
        alike = all_equal(answers.values())
        why = _difference(len(answers) == len(coders), alike, together=True)
        found[name] = FoundCase(CaseKind.VARIABLE, name, dict.fromkeys(answers, name), why)
    return found


def difference(records: Sequence[CodedRecord], coders: Sequence[str]) -> Disagreement | None:
    """What matching records differ in; None where they are unanimous."""
    alike = same_answers([record.answers for record in records])
    spans = [record.spans for record in records]
    together = all(likeness(*two) >= HALF for two in combinations(spans, 2))
    return _difference(len(records) == len(coders), alike, together=together)


def same_answers(answers: Sequence[Items]) -> bool:
    """Whether several records answer every field alike; the order of several values does not count."""
    names = {name for each in answers for name in each}
    return all(all_equal(each.get(name, ()) for each in answers) for name in names)


def all_equal(answers: Iterable[Sequence[Item]]) -> bool:
    """Whether answers hold the same items, in whatever order."""
    return len({frozenset(each) for each in answers}) <= 1


def _difference(everybody: bool, alike: bool, *, together: bool) -> Disagreement | None:  # noqa: FBT001
    if not everybody:
        return Disagreement.ALONE
    if not alike:
        return Disagreement.ANSWERS
    return None if together else Disagreement.PASSAGES


def _open_records(coding: Coded, kind: str, settled: Collection[str]) -> list[CodedRecord]:
    return [each for each in coding.records if each.type == kind and each.uid not in settled]


class Tied(NamedTuple):
    """A passage and the field that it shows, if it is one."""

    start: int
    end: int
    field: str | None


def merged(passages: Iterable[Tied]) -> tuple[Tied, ...]:
    """Passages in text order, those of one field that overlap made one."""
    by_field: dict[str | None, list[Span]] = {}
    for start, end, field in passages:
        by_field.setdefault(field, []).append((start, end))
    found = [Tied(*span, field) for field, spans in by_field.items() for span in united(spans)]
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.field or "")))
