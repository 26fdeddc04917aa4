"""The values on which coders differ, with the words that each of them rests on.

How far coders agree on a value is the specific agreement: of all times that one of two coders gave it to
a unit that both answered, the share in which the other one gave it too. For two coders it is the F1 of
the value. Source: Fleiss, J. L. (1975). Measuring agreement between two judges on the presence or absence
of a trait. Biometrics 31(3), 651-659 (the index of Dice); Uebersax, J. S. (1982). A design-independent
method for measuring the reliability of psychiatric diagnosis. Journal of Psychiatric Research 17, 335-342.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from storage.agreement.coded import CodedDocument, CodedRecord
from storage.agreement.cutting import Unit
from storage.agreement.spans import Span
from storage.agreement.subjects import Subject
from storage.agreement.units import YES, Answer, Gap, How, Pattern, words
from storage.records import (
    AgreementUnit,
    ContestedSide,
    ContestedUnit,
    Passage,
    ValueAgreement,
)

BY_VALUE = (How.NOMINAL, How.SETS, How.MATCHES)
"""How subjects are compared whose values can be looked at one by one."""

NO_VALUE = "none"
"""What an answer of no values is called."""

Given = Sequence[frozenset[str] | None]
"""The values that each coder gave to a unit; None who gave no answer."""
Differing = tuple[tuple[str, int, int], ...]
"""Values that one coder gave to a unit and another did not: the value, and their places."""


@dataclass(slots=True)
class _Seen:
    """What is known of one value."""

    given: int = 0
    agreed: int = 0
    instead: Counter[str] = field(default_factory=Counter)
    cases: list[ContestedUnit] = field(default_factory=list)


class Disagreements:
    """Takes note of units as they are counted."""

    def __init__(
        self, unit: AgreementUnit, coders: Sequence[str], subjects: Sequence[Subject], limit: int
    ) -> None:
        """Look at the values of some subjects.

        Args:
            unit: In which units.
            coders: Who, in the order of every pattern.
            subjects: About what.
            limit: Of how many disagreements on a value the words are kept.
        """
        self._unit, self._coders, self._limit = unit, tuple(coders), limit
        self._subjects = {each.name: each for each in subjects if each.how in BY_VALUE}
        self._differing: dict[tuple[str, Pattern], Differing] = {}
        self._n: Counter[tuple[str, Pattern]] = Counter()
        self._seen: dict[tuple[str, str], _Seen] = {}
        self._document: CodedDocument | None = None
        self._records: dict[str, CodedRecord] = {}

    def begin(self, document: CodedDocument) -> None:
        """The units that follow are of this document."""
        self._document, self._records = document, {}

    def add(self, unit: Unit) -> None:
        """Take note of one unit."""
        if unit.subject not in self._subjects:
            return
        key = unit.subject, unit.answers
        self._n[key] += 1
        differing = self._differing.get(key)
        if differing is None:
            given = self._given(key)
            differing = tuple(
                (value, *each) for value in _all(given) for each in _met(given, value)
            )
            self._differing[key] = differing
        for value, has, lacks in differing:
            cases = self._seen.setdefault((unit.subject, value), _Seen()).cases
            if len(cases) < self._limit:
                cases.append(self._case(unit, value, has, lacks))

    def values(self) -> list[ValueAgreement]:
        """Every value on which somebody differs."""
        for (subject, pattern), n in self._n.items():
            given = self._given((subject, pattern))
            for value in _all(given):
                seen = self._seen.get((subject, value))
                if seen is not None:
                    _add(seen, given, value, pattern, n)
        return [self._value(subject, value, seen) for (subject, value), seen in self._seen.items()]

    def _given(self, key: tuple[str, Pattern]) -> list[frozenset[str] | None]:
        """The values that each coder gave; None who gave no answer."""
        subject = self._subjects[key[0]]
        return [_values(answer, subject) for answer in key[1]]

    def _value(self, subject: str, value: str, seen: _Seen) -> ValueAgreement:
        return ValueAgreement(
            unit=self._unit,
            subject=subject,
            label=self._subjects[subject].label,
            value=value,
            n_given=seen.given,
            n_agreed=seen.agreed,
            instead=tuple(sorted(seen.instead.items(), key=lambda each: (-each[1], each[0]))),
            n_cases=seen.instead.total(),
            cases=tuple(seen.cases),
        )

    def _case(self, unit: Unit, value: str, has: int, lacks: int) -> ContestedUnit:
        document = self._document
        if document is None:
            raise RuntimeError("a unit was told before its document")
        uid = f"{unit.document}/{unit.subject}/{unit.number}/{value}/{has}/{lacks}"
        sides = self._side(document, unit, has), self._side(document, unit, lacks)
        return ContestedUnit(uid, document.uid, document.title, sides)

    def _side(self, document: CodedDocument, unit: Unit, place: int) -> ContestedSide:
        coder = self._coders[place]
        uid = unit.items[place] if unit.items else ""
        spans = self._spans(document, unit, coder, uid)
        quote = " … ".join(document.text[start:end] for start, end in spans)
        passage = Passage(spans[0][0], spans[-1][1]) if spans else None
        return ContestedSide(coder, told(unit.answers[place]), quote, passage, uid or None)

    def _spans(self, document: CodedDocument, unit: Unit, coder: str, uid: str) -> tuple[Span, ...]:
        """The passages that show an answer: those of the field, else those of the record."""
        coding = document.codings.get(coder)
        if coding is None:
            return ()
        if not unit.items:
            return coding.shown.get(unit.subject, ())
        if uid and uid not in self._records:
            self._records.update({each.uid: each for each in coding.records})
        record = self._records.get(uid)
        if record is None:
            return ()
        return record.shown.get(unit.subject.partition(".")[2], record.spans)


def _values(answer: Answer, subject: Subject) -> frozenset[str] | None:
    """The values in an answer that are looked at; None where there is no answer."""
    if isinstance(answer, Gap):
        return None
    if isinstance(answer, frozenset):
        return answer & frozenset(subject.values)
    if subject.how is How.MATCHES:
        return frozenset([YES]) if answer == YES else frozenset()
    return frozenset([str(answer)]) if answer in subject.values else frozenset()


def _all(given: Given) -> list[str]:
    """Every value that somebody gave."""
    return sorted({value for values in given if values for value in values})


def _met(given: Given, value: str) -> Iterator[tuple[int, int]]:
    """Places of coders who answered, one of whom gave the value and the other did not."""
    for has, lacks in permutations(range(len(given)), 2):
        one, other = given[has], given[lacks]
        if one is not None and other is not None and value in one and value not in other:
            yield has, lacks


def _add(seen: _Seen, given: Given, value: str, pattern: Pattern, n: int) -> None:
    """Count some units that are alike."""
    there = sum(values is not None for values in given)
    have = sum(values is not None and value in values for values in given)
    seen.given += n * have * (there - 1)
    seen.agreed += n * have * (have - 1) // 2
    for _, lacks in _met(given, value):
        seen.instead[told(pattern[lacks])] += n


def told(answer: Answer) -> str:
    """An answer, or why there is none, in words."""
    if isinstance(answer, Gap):
        return answer.value
    return words(answer) or NO_VALUE


def worst_first(values: Iterable[ValueAgreement]) -> list[ValueAgreement]:
    """Values by how far coders agree on them; of equal ones the more frequent first."""
    return sorted(values, key=lambda each: (each.share, -each.n_given, each.subject, each.value))
