"""Documents cut into units, and the units counted; what ``units.csv`` says is exactly what is counted."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from storage.agreement.answers import answer_of
from storage.agreement.coded import Coded, CodedDocument, CodedRecord
from storage.agreement.matching import matched
from storage.agreement.spans import stretches, united
from storage.agreement.subjects import ANY, Subject
from storage.agreement.units import NO, YES, Answer, Gap, How, Pattern, Series
from storage.records import AgreementUnit


class Unit(NamedTuple):
    """One unit of one subject."""

    document: str
    """uid."""
    subject: str
    number: int
    """Which unit of its document it is, from 1."""
    n: int
    """How many units are alike: characters of a stretch."""
    start: int | None
    end: int | None
    records: tuple[str, ...]
    """uid of each coder's record; empty for those who have none."""
    answers: Pattern


class Comparison:
    """Counts the units of documents, one after the other."""

    def __init__(
        self,
        unit: AgreementUnit,
        coders: Sequence[str],
        subjects: Sequence[Subject],
        tell: Callable[[Unit], None] | None = None,
    ) -> None:
        """Compare some coders.

        Args:
            unit: In which units.
            coders: Who, in the order of every pattern.
            subjects: About what.
            tell: Is told of every unit.
        """
        self.n_documents = 0
        self.left_out: dict[str, int] = {}
        """Documents that are not compared, by why."""
        self.series = [Series(each.name, each.label, each.how, each.values) for each in subjects]
        self._coders, self._subjects, self._tell = tuple(coders), tuple(subjects), tell
        self._cut = _CUTS[unit]
        self._seen: dict[Pattern, Pattern] = {}

    def add(self, document: CodedDocument) -> None:
        """Count the units of one document, if two of the coders have coded it."""
        codings = [document.codings.get(coder) for coder in self._coders]
        there = sum(coding is not None for coding in codings)
        if there < 2:
            why = "coded by only one of them" if there else "coded by none of them"
            self.left_out[why] = self.left_out.get(why, 0) + 1
            return
        self.n_documents += 1
        counts: dict[str, dict[Pattern, int]] = {each.subject: {} for each in self.series}
        for unit in self._cut(document, codings, self._subjects):
            # The same few answers come again and again: each is kept once.
            pattern = self._seen.setdefault(unit.answers, unit.answers)
            counted = counts[unit.subject]
            counted[pattern] = counted.get(pattern, 0) + unit.n
            if self._tell is not None:
                self._tell(unit)
        for series in self.series:
            series.documents.append(counts[series.subject])
            if series.how is How.PASSAGES:
                spans = [None if each is None else _spans(each, series.subject) for each in codings]
                series.passages.append((spans, document.n_characters))


Codings = Sequence[Coded | None]


def _whole_documents(
    document: CodedDocument, codings: Codings, subjects: Sequence[Subject]
) -> Iterator[Unit]:
    for subject in subjects:
        field = subject.field
        if field is not None and field.kinds and document.kind not in field.kinds:
            continue
        answers = tuple([_of_document(each, subject) for each in codings])
        yield Unit(document.uid, subject.name, 1, 1, None, None, (), answers)


def _of_document(coding: Coded | None, subject: Subject) -> Answer:
    if coding is None:
        return Gap.NOT_CODED
    if subject.field is not None:
        return answer_of(subject.field, subject.how, coding.answers)
    return float(sum(record.type == subject.name for record in coding.records))


def _records(
    document: CodedDocument, codings: Codings, subjects: Sequence[Subject]
) -> Iterator[Unit]:
    by_type: dict[str, list[Subject]] = {}
    for subject in subjects:
        if subject.record_type is not None:
            by_type.setdefault(subject.record_type.name, []).append(subject)
    for kind, told in by_type.items():
        own = [_of_type(coding, kind) for coding in codings]
        for number, group in enumerate(matched(own), 1):
            records = [group.get(place) for place in range(len(codings))]
            uids = tuple([record.uid if record else "" for record in records])
            for subject in told:
                answers = tuple(
                    [
                        Gap.NOT_CODED if coding is None else _of_record(record, subject)
                        for coding, record in zip(codings, records, strict=True)
                    ]
                )
                yield Unit(document.uid, subject.name, number, 1, None, None, uids, answers)


def _of_record(record: CodedRecord | None, subject: Subject) -> Answer:
    if subject.field is None:
        return YES if record else NO
    if record is None:
        return Gap.UNMATCHED
    return answer_of(subject.field, subject.how, record.answers)


def _of_type(coding: Coded | None, kind: str) -> list[CodedRecord]:
    return [] if coding is None else [each for each in coding.records if each.type == kind]


def _sentences(
    document: CodedDocument, codings: Codings, subjects: Sequence[Subject]
) -> Iterator[Unit]:
    kinds = subjects[0].values
    held = [None if coding is None else _types_at(coding, kinds, document) for coding in codings]
    for number, (start, end) in enumerate(document.sentences, 1):
        answers = tuple([Gap.NOT_CODED if each is None else each[number - 1] for each in held])
        yield Unit(document.uid, ANY, number, 1, start, end, (), answers)


def _types_at(coding: Coded, kinds: Sequence[str], document: CodedDocument) -> list[frozenset[str]]:
    """Which record types one coder has on each sentence."""
    found: list[set[str]] = [set() for _ in document.sentences]
    for kind in kinds:
        spans, place = _spans(coding, kind), 0
        for types, (start, end) in zip(found, document.sentences, strict=True):
            while place < len(spans) and spans[place][1] <= start:
                place += 1
            if place < len(spans) and spans[place][0] < end:
                types.add(kind)
    return [frozenset(types) for types in found]


def _characters(
    document: CodedDocument, codings: Codings, subjects: Sequence[Subject]
) -> Iterator[Unit]:
    for subject in subjects:
        spans = [() if each is None else _spans(each, subject.name) for each in codings]
        for number, (start, end, there) in enumerate(stretches(spans, document.n_characters), 1):
            answers = tuple(
                [
                    Gap.NOT_CODED if coding is None else YES if marked else NO
                    for coding, marked in zip(codings, there, strict=True)
                ]
            )
            yield Unit(document.uid, subject.name, number, end - start, start, end, (), answers)


def _spans(coding: Coded, kind: str) -> tuple[tuple[int, int], ...]:
    """One coder's passages of a record type, united over its records."""
    return united(span for record in coding.records if record.type == kind for span in record.spans)


_CUTS = {
    AgreementUnit.DOCUMENT: _whole_documents,
    AgreementUnit.RECORD: _records,
    AgreementUnit.SENTENCE: _sentences,
    AgreementUnit.CHARACTER: _characters,
}
