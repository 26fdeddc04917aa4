"""What figures can be about: every question of a codebook, by the name that asks for it."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from storage.codebook import Codebook, Field, FieldType, RecordType
from storage.errors import InputError
from storage.records import Period, Question, Subject, View

DOCUMENTS, RECORDS = "documents", "records"
"""What progress can be of, beside the record types."""
KIND = "kind"
"""What splits by the kind of document; no variable may be called so."""
CODER = "coder"
BASIS = "basis"
"""A field of this name says how sums are fixed: a rate and a whole are never put together."""

_NUMBERS = (FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER)
_PERIODS = {
    View.PROGRESS: (Period.DAY, Period.MONTH, Period.YEAR),
    View.TIME: (Period.YEAR, Period.QUARTER, Period.MONTH),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the codebook that units answer: a field of a record type, or a variable."""

    field: Field
    record_type: RecordType | None
    """None for a variable."""

    @property
    def name(self) -> str:
        """What a question calls it."""
        owner = self.record_type
        return f"{owner.name}.{self.field.name}" if owner else self.field.name

    @property
    def of(self) -> str:
        """Whose it is."""
        return self.record_type.plural if self.record_type else DOCUMENTS

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields whose answers say what it answers, and whether it is asked."""
        return (self.field.name, *self.field.asked_when)


def all_asked(codebook: Codebook) -> Iterator[Asked]:
    """Every field and variable, variables first."""
    for variable in codebook.variables:
        yield Asked(variable, None)
    for record_type in codebook.record_types:
        for field in record_type.fields:
            yield Asked(field, record_type)


def figure_subjects(codebook: Codebook, view: View) -> tuple[Subject, ...]:
    """What a view can be about, in the codebook's order."""
    if view is View.PROGRESS:
        types = [Subject(each.name, each.plural, each.plural) for each in codebook.record_types]
        every = Subject(RECORDS, "records of every type", RECORDS)
        return (Subject(DOCUMENTS, "documents done", DOCUMENTS), every, *types)
    return tuple(map(_subject, _fit(codebook, view)))


def figure_splits(codebook: Codebook, question: Question) -> tuple[Subject, ...]:
    """What a figure can be split by, or its values found together with.

    Raises:
        InputError: there is nothing that the question is about.
    """
    if question.view is View.PROGRESS:
        return (Subject(CODER, "coder", RECORDS),)
    about = find(codebook, question)
    if question.view is View.TOGETHER:
        fit = (each for each in _fit(codebook, question.view) if each != about or _can_repeat(each))
        return tuple(map(_subject, fit))
    kinds = Subject(KIND, "kind of document", DOCUMENTS)
    beside = [each for each in all_asked(codebook) if _is_beside(each, about)]
    return (kinds, *map(_subject, beside))


def figure_periods(view: View) -> tuple[Period, ...]:
    """What a view can cut time into, the first unless something else is asked for."""
    return _PERIODS.get(view, ())


def resolved(codebook: Codebook, question: Question) -> Question:
    """The question with nothing left open.

    Raises:
        InputError: something that it names is not there, or does not go with the rest.
    """
    offered = figure_subjects(codebook, question.view)
    if not offered:
        raise InputError(f"The codebook has nothing for this view: {_NOTHING[question.view]}.")
    name = question.field or _first(codebook, question.view, offered)
    found = replace(question, field=_named(name, offered, "field"))
    by = question.by or _usual_split(codebook, found)
    if by is None and question.view is View.TOGETHER:
        raise InputError("The codebook has no two questions whose values could go together.")
    if by is not None:
        by = _named(by, figure_splits(codebook, found), "by")
    return replace(found, by=by, period=_period(question))


def find(codebook: Codebook, question: Question, by: bool = False) -> Asked:
    """The field or variable that a question names.

    Raises:
        InputError: there is none.
    """
    name = question.by if by else question.field
    found = next((each for each in all_asked(codebook) if each.name == name), None)
    if found is None:
        raise InputError(f"There is no field or variable {name} in the codebook.")
    return found


_NOTHING = {
    View.COUNTS: "it has no variables and no fields",
    View.TOGETHER: "it has no choice, boolean or open field",
    View.AMOUNTS: "it has no field of money or numbers",
    View.TIME: "it has no variable that is a date",
}


def _fit(codebook: Codebook, view: View) -> Iterator[Asked]:
    """The fields and variables that a view can be about."""
    for each in all_asked(codebook):
        kind = each.field.type
        if (
            view is View.COUNTS
            or (view is View.AMOUNTS and kind in _NUMBERS)
            or (view is View.TIME and kind is FieldType.DATE)
            or (view is View.TOGETHER and kind not in (*_NUMBERS, FieldType.PERIOD))
        ):
            yield each


def _is_beside(each: Asked, about: Asked) -> bool:
    """Whether a figure about one question can be split by another."""
    if each == about or each.field.type in (FieldType.MONEY, FieldType.PERIOD):
        return False
    return each.record_type is None or each.record_type == about.record_type


def _subject(asked: Asked) -> Subject:
    return Subject(asked.name, asked.field.label, asked.of)


def _first(codebook: Codebook, view: View, offered: tuple[Subject, ...]) -> str:
    """What a view begins with: a choice, or money, or several answers, where it can be of one."""
    likely = (FieldType.CHOICE, FieldType.MONEY)
    wanted = [each for each in _fit(codebook, view) if each.field.type in likely]
    if view is View.TOGETHER:
        wanted.sort(key=lambda each: (not each.field.multiple, each.record_type is None))
    return wanted[0].name if wanted else offered[0].name


def first_of_records(codebook: Codebook, record_types: Container[str]) -> str | None:
    """What to count of records: a choice of the first of these types, a required one before others."""
    for record_type in codebook.record_types:
        choices = [each for each in record_type.fields if each.type is FieldType.CHOICE]
        if choices and record_type.name in record_types:
            chosen = next((each for each in choices if each.required), choices[0])
            return Asked(chosen, record_type).name
    return None


def _usual_split(codebook: Codebook, question: Question) -> str | None:
    """What a figure is split by when nobody said."""
    if question.view is View.TOGETHER:
        names = [each.name for each in figure_splits(codebook, question)]
        return question.field if question.field in names else next(iter(names), None)
    if question.view is View.AMOUNTS:
        about = find(codebook, question)
        if about.record_type and about.record_type.field(BASIS):
            return f"{about.record_type.name}.{BASIS}"
    return None


def _can_repeat(asked: Asked) -> bool:
    """Whether a document can have two values of a question."""
    return asked.field.multiple or asked.record_type is not None


def _period(question: Question) -> Period | None:
    """What time is cut into; None where nothing is.

    Raises:
        InputError: this view does not cut it so.
    """
    offered = figure_periods(question.view)
    if question.period is None or question.period in offered:
        return question.period or next(iter(offered), None)
    words = f"it has {', '.join(offered)}" if offered else "it has no periods"
    raise InputError(f"The view {question.view} is not by {question.period}; {words}.")


def _named(name: str, offered: tuple[Subject, ...], where: str) -> str:
    if all(name != each.name for each in offered):
        names = ", ".join(each.name for each in offered)
        raise InputError(f"There is no {name} to give as --{where} here; there are {names}.")
    return name
