"""Documents cut into units: a way for each kind of unit."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from storage.agreement.answers import Reader
from storage.agreement.coded import Coded, CodedDocument, CodedRecord
from storage.agreement.matching import matched
from storage.agreement.spans import span_at, stretches, united
from storage.agreement.subjects import ANY, Subject
from storage.agreement.units import NO, YES, Answer, Gap, Pattern
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


Codings = Sequence[Coded | None]
Cut = Callable[[CodedDocument, Codings], Iterator[Unit]]
"""Cuts a document into units."""


def _by_document(subjects: Sequence[Subject]) -> Cut:
    fields = [(each.name, each.field) for each in subjects if each.field is not None]
    reader = _reader(subjects)

    def cut(document: CodedDocument, codings: Codings) -> Iterator[Unit]:
        told = [None if each is None else reader.read(each.answers) for each in codings]
        for place, (name, field) in enumerate(fields):
            answers = tuple([each[place] if each else Gap.NOT_CODED for each in told])
            if field.kinds and document.kind not in field.kinds:
                answers = (Gap.NOT_OF_KIND,) * len(codings)
            yield Unit(document.uid, name, 1, 1, None, None, (), answers)
        for subject in subjects:
            if subject.field is None:
                counts = tuple([_count(each, subject.name) for each in codings])
                yield Unit(document.uid, subject.name, 1, 1, None, None, (), counts)

    return cut


def _reader(subjects: Sequence[Subject]) -> Reader:
    """Reads those subjects that are fields."""
    return Reader([(each.field, each.how) for each in subjects if each.field is not None])


def _count(coding: Coded | None, kind: str) -> Answer:
    """How many records of a type there are."""
    if coding is None:
        return Gap.NOT_CODED
    return float(sum(record.type == kind for record in coding.records))


def _by_record(subjects: Sequence[Subject]) -> Cut:
    by_type: dict[str, list[Subject]] = {}
    for subject in subjects:
        by_type.setdefault(subject.name.partition(".")[0], []).append(subject)
    readers = {kind: _reader(told) for kind, told in by_type.items()}

    def cut(document: CodedDocument, codings: Codings) -> Iterator[Unit]:
        for kind, told in by_type.items():
            absent = [_without_record(coding, told) for coding in codings]
            own = [_of_type(coding, kind) for coding in codings]
            # Whether there is a record is the first thing told, unless only a field was asked for.
            made: list[Answer] = [YES] if told[0].field is None else []
            for number, group in enumerate(matched(own), 1):
                records = [group.get(place) for place in range(len(codings))]
                uids = tuple([record.uid if record else "" for record in records])
                by_coder = [
                    made + readers[kind].read(record.answers) if record else nothing
                    for record, nothing in zip(records, absent, strict=True)
                ]
                for subject, answers in zip(told, zip(*by_coder, strict=True), strict=True):
                    yield Unit(document.uid, subject.name, number, 1, None, None, uids, answers)

    return cut


def _without_record(coding: Coded | None, subjects: Sequence[Subject]) -> list[Answer]:
    """What a coder who has no record in a group says to each subject."""
    if coding is None:
        return [Gap.NOT_CODED] * len(subjects)
    return [NO if each.field is None else Gap.UNMATCHED for each in subjects]


def _of_type(coding: Coded | None, kind: str) -> list[CodedRecord]:
    return [] if coding is None else [each for each in coding.records if each.type == kind]


def _by_sentence(subjects: Sequence[Subject]) -> Cut:
    kinds = subjects[0].values

    def cut(document: CodedDocument, codings: Codings) -> Iterator[Unit]:
        held = [None if each is None else _types_at(each, kinds, document) for each in codings]
        for number, (start, end) in enumerate(document.sentences, 1):
            answers = tuple([each[number - 1] if each else Gap.NOT_CODED for each in held])
            yield Unit(document.uid, ANY, number, 1, start, end, (), answers)

    return cut


def _types_at(coding: Coded, kinds: Sequence[str], document: CodedDocument) -> list[frozenset[str]]:
    """Which record types one coder has on each sentence."""
    found: list[set[str]] = [set() for _ in document.sentences]
    for kind in kinds:
        spans, place = passages_of(coding, kind), 0
        for types, (start, end) in zip(found, document.sentences, strict=True):
            while place < len(spans) and spans[place][1] <= start:
                place += 1
            if place < len(spans) and spans[place][0] < end:
                types.add(kind)
    return [frozenset(types) for types in found]


def _by_character(subjects: Sequence[Subject]) -> Cut:
    def cut(document: CodedDocument, codings: Codings) -> Iterator[Unit]:
        for subject in subjects:
            spans = [() if each is None else passages_of(each, subject.name) for each in codings]
            parts = stretches(spans, document.n_characters)
            for number, (start, end, there) in enumerate(parts, 1):
                answers = tuple([_is_marked(*each) for each in zip(codings, there, strict=True)])
                items = tuple([span_at(each, start) for each in spans])
                n = end - start
                yield Unit(document.uid, subject.name, number, n, start, end, items, answers)

    return cut


def _is_marked(coding: Coded | None, there: bool) -> Answer:  # noqa: FBT001  one of a pair
    if coding is None:
        return Gap.NOT_CODED
    return YES if there else NO


def passages_of(coding: Coded, kind: str) -> tuple[tuple[int, int], ...]:
    """One coder's passages of a record type, united over its records."""
    return united(span for record in coding.records if record.type == kind for span in record.spans)


CUTS: dict[AgreementUnit, Callable[[Sequence[Subject]], Cut]] = {
    AgreementUnit.DOCUMENT: _by_document,
    AgreementUnit.RECORD: _by_record,
    AgreementUnit.SENTENCE: _by_sentence,
    AgreementUnit.CHARACTER: _by_character,
}
"""Makes what cuts documents into units of each kind, told of the subjects."""
