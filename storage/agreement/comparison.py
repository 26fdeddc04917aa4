"""Documents cut into units, and the units counted; what ``units.csv`` says is exactly what is counted."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from storage.agreement.coded import Coded, CodedDocument, CodedRecord
from storage.agreement.matching import matched
from storage.agreement.spans import span_at, stretches, united
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
    items: tuple[str, ...]
    """What each coder has there: the uid of a record, or where a passage begins and ends; empty for nothing."""
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
        kinds = subject.field.kinds if subject.field else ()
        is_asked = not kinds or document.kind in kinds
        answers = tuple([_of_document(each, subject, is_asked=is_asked) for each in codings])
        yield Unit(document.uid, subject.name, 1, 1, None, None, (), answers)


def _of_document(coding: Coded | None, subject: Subject, *, is_asked: bool) -> Answer:
    if coding is None:
        return Gap.NOT_CODED
    if not is_asked:
        return Gap.NOT_OF_KIND
    if subject.read is not None:
        return subject.read(coding.answers)
    return float(sum(record.type == subject.name for record in coding.records))


def _records(
    document: CodedDocument, codings: Codings, subjects: Sequence[Subject]
) -> Iterator[Unit]:
    for kind, of_type in groupby(subjects, key=lambda each: each.record_type):
        told = list(of_type)
        own = [_of_type(coding, kind.name if kind else "") for coding in codings]
        for number, group in enumerate(matched(own), 1):
            records = [group.get(place) for place in range(len(codings))]
            uids = tuple([record.uid if record else "" for record in records])
            absent = [_absent(coding) for coding in codings]
            for subject in told:
                read = subject.read
                if read is None:
                    answers = tuple(
                        [_is_made(*each) for each in zip(codings, records, strict=True)]
                    )
                else:
                    answers = tuple(
                        [
                            read(record.answers) if record else gap
                            for record, gap in zip(records, absent, strict=True)
                        ]
                    )
                yield Unit(document.uid, subject.name, number, 1, None, None, uids, answers)


def _absent(coding: Coded | None) -> Gap:
    """Why a coder has no record in a group."""
    return Gap.NOT_CODED if coding is None else Gap.UNMATCHED


def _is_made(coding: Coded | None, record: CodedRecord | None) -> Answer:
    if coding is None:
        return Gap.NOT_CODED
    return YES if record else NO


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
            answers = tuple([_is_marked(*each) for each in zip(codings, there, strict=True)])
            items = tuple([span_at(each, start) for each in spans])
            yield Unit(document.uid, subject.name, number, end - start, start, end, items, answers)


def _is_marked(coding: Coded | None, there: bool) -> Answer:  # noqa: FBT001  one of a pair
    if coding is None:
        return Gap.NOT_CODED
    return YES if there else NO


def _spans(coding: Coded, kind: str) -> tuple[tuple[int, int], ...]:
    """One coder's passages of a record type, united over its records."""
    return united(span for record in coding.records if record.type == kind for span in record.spans)


_CUTS = {
    AgreementUnit.DOCUMENT: _whole_documents,
    AgreementUnit.RECORD: _records,
    AgreementUnit.SENTENCE: _sentences,
    AgreementUnit.CHARACTER: _characters,
}
