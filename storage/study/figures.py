"""Read what a figure is made of, and have it made: one function for each view."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from storage.codebook import Codebook
from storage.database import insights as rows
from storage.database.seeing import hidden_rounds
from storage.insights.answers import AnswerRow, Heard, amounts, heard
from storage.insights.counting import counts, together
from storage.insights.distribution import distribution
from storage.insights.figures import About, Made, Split, Unit, some
from storage.insights.labels import Labels
from storage.insights.periods import local_day
from storage.insights.subjects import (
    CODER,
    DOCUMENTS,
    KIND,
    RECORDS,
    Asked,
    figure_subjects,
    find,
    first_of_records,
    resolved,
)
from storage.insights.tallies import Told, gathered, spread_out
from storage.insights.timing import over_time
from storage.records import BarKind, Period, Progress, Question, View
from storage.study.coders import standing_of

DOCUMENT: Unit = ("document", "documents")
"""What is counted where nothing of a record type is."""

Tell = Callable[[Progress], None] | None
"""Told how far the reading has come; what it raises ends it."""


def made(
    session: Session, coder_id: int, codebook: Codebook, question: Question, tell: Tell
) -> Made:
    """Answer a question.

    Args:
        session: Where to read.
        coder_id: Whose coding; 0 for somebody who has none yet.
        codebook: The one in force.
        question: What to count.
        tell: Told how far it has come.

    Raises:
        InputError: the codebook has nothing of what the question names.
    """
    reader, make = _Reader(session, coder_id, codebook, tell), _MAKERS[question.view]
    found = make(reader, resolved(codebook, question))
    if question.view is View.COUNTS and question.field is None and not found[0].groups:
        # Nobody was asked what figures usually begin with: what was coded has more to say.
        name = first_of_records(codebook, reader.record_types)
        if name is not None:
            return make(reader, resolved(codebook, replace(question, field=name)))
    return found


class _Reader:
    """Reads one coder's own coding of the documents that are begun or done."""

    def __init__(self, session: Session, coder_id: int, codebook: Codebook, tell: Tell) -> None:
        self.session, self.coder_id, self.codebook = session, coder_id, codebook
        self._tell = tell
        self.statuses = rows.statuses(session, coder_id)
        self._records = rows.record_counts(session, coder_id)
        self._documents: dict[int, str] | None = None
        self._owners: dict[str, dict[int, int]] = {}

    @property
    def documents(self) -> dict[int, str]:
        """The documents, with their kinds."""
        if self._documents is None:
            found = rows.documents(self.session, self.coder_id)
            self._documents = dict(self._told(found, self.statuses.begun, "documents"))
        return self._documents

    @property
    def record_types(self) -> set[str]:
        """The types that the coder has records of."""
        return {name for name, count in self._records.items() if count}

    def owners(self, record_type: str) -> dict[int, int]:
        """The records of a type, with their documents."""
        if record_type not in self._owners:
            there = self.documents
            found = rows.records(self.session, self.coder_id, record_type)
            told = self._told(found, self._records.get(record_type, 0), "records")
            self._owners[record_type] = {unit: of for unit, of in told if of in there}
        return self._owners[record_type]

    def units(self, asked: Asked) -> dict[int, str]:
        """Everything that could have answered, with the kind of its document."""
        if asked.record_type is None:
            return self.documents
        kinds = self.documents
        return {unit: kinds[of] for unit, of in self.owners(asked.record_type.name).items()}

    def answer_rows(self, asked: Asked) -> Iterator[AnswerRow]:
        """Answers to a question, and to those that decide whether it is asked."""
        if asked.record_type is None:
            found = rows.variable_answers(self.session, self.coder_id, asked.fields)
        else:
            kind = asked.record_type.name
            found = rows.record_answers(self.session, self.coder_id, kind, asked.fields)
        # At most so many, where each is a single answer: enough to see how far it has come.
        return self._told(found, len(self.units(asked)) * len(asked.fields), "answers")

    def heard(self, asked: Asked) -> Heard:
        """What everybody answered who was asked."""
        return heard(asked, self.answer_rows(asked), self.units(asked))

    def when(self, what: str, *, everybody: bool) -> Iterator[tuple[int, int, str, str]]:
        """``(unit, id, when, coder)`` of documents done or records made."""
        coder_id = None if everybody and self._sees(what) else self.coder_id
        if what == DOCUMENTS:
            found = rows.documents_done(self.session, coder_id)
            return self._told(found, None if everybody else self.statuses.begun, DOCUMENTS)
        found = rows.records_made(self.session, coder_id, None if what == RECORDS else what)
        mine = sum(n for kind, n in self._records.items() if what in (RECORDS, kind))
        return self._told(found, None if everybody else mine, RECORDS)

    def _sees(self, what: str) -> bool:
        """Whether everybody's is shown: how far they are to who leads, how much they found later."""
        if what == DOCUMENTS:
            return standing_of(self.session, self.coder_id).sees_progress
        return not hidden_rounds(self.session, self.coder_id)

    def scope(self) -> str:
        """Which documents are counted, and which are not."""
        todo, begun, excluded = self.statuses
        counted = f"Counted: your own coding of {some(begun, DOCUMENT)} begun or done"
        left = [f"{todo:,} to do"] * bool(todo) + [f"{excluded:,} excluded"] * bool(excluded)
        return f"{counted}; left out: {', '.join(left)}." if left else f"{counted}."

    def _told(self, parts: Iterable[rows.Rows], total: int | None, unit: str) -> Iterator[Any]:
        """Rows one after the other; how many there were is told now and then."""
        done = 0
        for part in parts:
            yield from part
            done += len(part)
            if self._tell is not None:
                whole = None if total is None else max(done, total)
                self._tell(Progress(done, whole, unit))


def _counts(reader: _Reader, question: Question) -> Made:
    asked = find(reader.codebook, question)
    found = reader.heard(asked)
    return counts(_about(reader, question, asked, found.unasked), found.answers)


def _amounts(reader: _Reader, question: Question) -> Made:
    asked = find(reader.codebook, question)
    units = reader.units(asked)
    numbers = amounts(asked, reader.answer_rows(asked), units)
    return distribution(_about(reader, question, asked), numbers, len(units))


def _time(reader: _Reader, question: Question) -> Made:
    asked = find(reader.codebook, question)
    units = reader.units(asked)
    dates: dict[int, tuple[str, ...]] = {}
    for unit, field, date, *_ in reader.answer_rows(asked):
        if field == asked.field.name and date is not None and unit in units:
            dates[unit] = (*dates.get(unit, ()), date)
    about = _about(reader, question, asked)
    if undated := len(units) - len(dates):
        about = about.noting(f"Left out: {some(undated, about.unit)} without a date.")
    return over_time(about, dates, question.period or Period.YEAR)


def _together(reader: _Reader, question: Question) -> Made:
    first, second = find(reader.codebook, question), find(reader.codebook, question, by=True)
    answers = [reader.heard(each).answers for each in (first, second)]
    unit = DOCUMENT
    kind = first.record_type
    if kind and kind == second.record_type and (first != second or first.field.multiple):
        unit, together_in = _unit(first), f"in the same {kind.noun}"
    else:
        together_in = "in the same document"
        answers = [
            gathered(told, reader.owners(each.record_type.name)) if each.record_type else told
            for each, told in zip((first, second), answers, strict=True)
        ]
    split = Split(second.field.label, Labels(second.field), answers[1])
    notes = (f"Two values are together when they are {together_in}.", reader.scope())
    about = About(question, first.field.label, unit, Labels(first.field), split, notes)
    return together(about, answers[0], same=first == second)


def _progress(reader: _Reader, question: Question) -> Made:
    what = question.field or DOCUMENTS
    by_coder = question.by == CODER
    dates: dict[int, tuple[str, ...]] = {}
    ids: dict[int, int] = {}
    coders: dict[int, tuple[Told, ...]] = {}
    # A minute has one day wherever the coder is: a million times cost few conversions.
    days: dict[str, tuple[str, ...]] = {}
    names: dict[str, tuple[Told, ...]] = {}
    for unit, found, at, coder in reader.when(what, everybody=by_coder):
        ids[unit] = found
        dates[unit] = days.get(at[:16]) or days.setdefault(at[:16], (local_day(at),))
        coders[unit] = names.get(coder) or names.setdefault(coder, (Told(BarKind.VALUE, coder),))
    labels = Labels(None)
    split = Split("Coder", labels, coders) if by_coder else None
    about = About(
        question,
        _title(reader.codebook, question),
        _made_unit(reader.codebook, what),
        labels,
        split,
        _NOTES[what == DOCUMENTS],
    )
    figure, cells = over_time(about, dates, question.period or Period.DAY)
    places = {
        group: {told: [ids[unit] for unit in units] for told, units in row.items()}
        for group, row in cells.items()
    }
    return figure, places


def _about(reader: _Reader, question: Question, asked: Asked, unasked: int = 0) -> About:
    """What a figure about a question of the codebook is about."""
    unit = _unit(asked)
    notes = [reader.scope()]
    if unasked:
        notes.append(f"Left out: {some(unasked, unit)} not asked this.")
    split = _split(reader, question, asked)
    return About(question, asked.field.label, unit, Labels(asked.field), split, tuple(notes))


def _split(reader: _Reader, question: Question, asked: Asked) -> Split | None:
    if question.by is None:
        return None
    if question.by == KIND:
        kinds = reader.units(asked)
        alone = {kind: (Told(BarKind.VALUE, kind),) for kind in set(kinds.values())}
        told = {unit: alone[kind] for unit, kind in kinds.items()}
        return Split("Kind of document", Labels(None), told)
    by = find(reader.codebook, question, by=True)
    answers = reader.heard(by).answers
    if asked.record_type and not by.record_type:
        answers = spread_out(answers, reader.owners(asked.record_type.name))
    return Split(by.field.label, Labels(by.field), answers)


def _unit(asked: Asked) -> Unit:
    kind = asked.record_type
    return DOCUMENT if kind is None else (kind.noun, kind.plural)


def _made_unit(codebook: Codebook, what: str) -> Unit:
    """What progress counts."""
    kind = codebook.record_type(what)
    if kind is not None:
        return (kind.noun, kind.plural)
    return DOCUMENT if what == DOCUMENTS else ("record", "records")


def _title(codebook: Codebook, question: Question) -> str:
    offered = figure_subjects(codebook, question.view)
    return next(each.label for each in offered if each.name == question.field)


_NOTES = {
    True: ("Documents that are done, on the day when they were last called done.",),
    False: ("Records that are there, on the day when they were made or loaded.",),
}
"""What progress counts, of documents or of records."""

_MAKERS: Mapping[View, Callable[[_Reader, Question], Made]] = {
    View.PROGRESS: _progress,
    View.COUNTS: _counts,
    View.TOGETHER: _together,
    View.AMOUNTS: _amounts,
    View.TIME: _time,
}
