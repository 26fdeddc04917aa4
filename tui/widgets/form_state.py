"""What a half-filled form holds, as one frozen value; every key makes the next one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as initially
from enum import StrEnum

from storage import Basis, Certainty, FieldValue, Missing, Scalar, is_asked
from tui.widgets.form_fields import MISSING_OPTIONS, FormField, Option, offer_options


class Mark(StrEnum):
    """Where an answer comes from."""

    TYPED = "typed"
    FILLED = "filled"
    PROPOSED = "proposed"


class Purpose(StrEnum):
    """What is being typed."""

    ANSWER = "answer"
    FILTER = "filter"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Answer:
    """One field's answer and where it comes from."""

    value: FieldValue
    mark: Mark = Mark.TYPED


@dataclass(frozen=True, slots=True)
class Remark:
    """What a coder adds to a record, or to one variable's answer."""

    certainty: Certainty | None = None
    note: str = ""
    basis: Basis = Basis.STATED
    filled: bool = initially(default=False, compare=False)
    """Whether the certainty is that of the record before, and not said by the coder."""


@dataclass(frozen=True, slots=True)
class Typing:
    """Words being typed, before they are an answer."""

    purpose: Purpose
    text: str = ""
    match: int = -1
    """Which of the matches Enter takes; -1 takes the text itself."""
    found: tuple[Option, ...] = ()
    """What the text matches so far."""
    whole: bool = True
    """Whether the text replaces the answer; otherwise it adds to one that takes several."""
    edits: bool = False
    """Whether it began with the answer there was, so that no text left means no answer."""


_CERTAINTIES = tuple(Certainty)


@dataclass(frozen=True, slots=True)
class FormState:
    """A form: its fields, their answers, and where the cursor stands."""

    fields: tuple[FormField, ...]
    """In the order of the form."""
    answers: Mapping[str, Answer] = initially(default_factory=dict)
    """By field name; answers of fields that are not asked wait here, and are not values."""
    at: str = ""
    """The name of the field under the cursor."""
    option: int = 0
    """Which of its options the value cursor is on."""
    pointed: bool = False
    """Whether the coder moved the value cursor in this field."""
    missing: bool = False
    """Whether the next letter chooses a missing value."""
    typing: Typing | None = None
    """What is being typed."""
    offers: Mapping[str, tuple[Scalar, ...]] = initially(default_factory=dict)
    """Texts offered to typed fields, by field name."""
    remarks: Mapping[str, Remark] = initially(default_factory=dict)
    """By field name where each answer has its own, else under the empty name."""
    own_remarks: bool = False
    """Whether each answer has its own certainty, note and basis."""
    entry: str = ""
    """The letter and digits of a record, as far as they are typed in a field of links."""
    problem: str = ""
    """Why the last key did nothing, as a sentence."""

    # what it is

    @property
    def current(self) -> FormField | None:
        """The field under the cursor."""
        return self.find(self.at)

    def find(self, name: str) -> FormField | None:
        """The field called ``name``."""
        return next((field for field in self.fields if field.name == name), None)

    def values(self) -> dict[str, FieldValue]:
        """The answers of the fields that are asked, in the order of the form."""
        values = {field.name: self.answers[field.name].value for field in self._answered()}
        while unasked := [name for name in values if not self._is_asked(name, values)]:
            for name in unasked:
                del values[name]
        return values

    def _answered(self) -> list[FormField]:
        return [field for field in self.fields if field.name in self.answers]

    def _is_asked(self, name: str, values: Mapping[str, FieldValue]) -> bool:
        found = self.find(name)
        return found is not None and is_asked(found.field, values)

    def visible(self) -> tuple[FormField, ...]:
        """The fields to show: those asked, then those set aside."""
        values = self.values()
        asked = [field for field in self.fields if is_asked(field.field, values)]
        return tuple(sorted(asked, key=lambda field: field.aside))

    def options(self) -> tuple[Option, ...]:
        """What the field under the cursor offers now."""
        current = self.current
        if current is None:
            return ()
        if self.missing:
            return MISSING_OPTIONS
        if self.typing:
            return self.typing.found
        return self.all_options()

    def all_options(self) -> tuple[Option, ...]:
        """Everything the field under the cursor offers."""
        current = self.current
        if current is None or not current.is_typed:
            return current.options if current else ()
        return offer_options(current, self.offers.get(current.name, ()))

    @property
    def pointed_option(self) -> Option | None:
        """The option under the value cursor, or the match that Enter would take."""
        options = self.options()
        place = self.typing.match if self.typing else self.option
        return options[place] if 0 <= place < len(options) else None

    def is_chosen(self, option: Option) -> bool:
        """Whether the field under the cursor holds an option."""
        if option.together:
            return set(option.together) == set(self.items())
        return same_item(option.value, self.items())

    def items(self) -> tuple[Scalar | Missing, ...]:
        """The items of the current answer."""
        answer = self.answers.get(self.at)
        if answer is None:
            return ()
        return answer.value if isinstance(answer.value, tuple) else (answer.value,)

    @property
    def remark_name(self) -> str:
        """The name that the remark under the cursor is kept under."""
        return self.at if self.own_remarks else ""

    @property
    def remark(self) -> Remark:
        """The certainty, note and basis that keys change now."""
        return self.remarks.get(self.remark_name, Remark())

    def is_settled(self, name: str) -> bool:
        """Whether a field needs no more attention: answered or filled in, not only proposed."""
        answer = self.answers.get(name)
        return answer is not None and answer.mark is not Mark.PROPOSED

    # moving

    def go_to(self, name: str) -> "FormState":
        """The cursor on a field, its value cursor on the answer."""
        moved = replace(
            self, at=name, missing=False, typing=None, entry="", problem="", pointed=False
        )
        options = moved.options()
        items = moved.items()
        chosen = (place for place, option in enumerate(options) if same_item(option.value, items))
        return replace(moved, option=next(chosen, 0))

    def move(self, step: int) -> "FormState":
        """The cursor ``step`` fields on, or back; after the last comes the first."""
        names = [field.name for field in self.visible()]
        if not names:
            return self
        place = names.index(self.at) if self.at in names else 0
        return self.go_to(names[(place + step) % len(names)])

    def advance(self) -> "FormState":
        """The cursor on the next field that still needs an answer, or on links; else it stays.

        Links are gone to whether they are filled in or not, so that a record takes the same keys.
        """
        open_names = (
            field.name
            for field in self._following()
            if field.is_link or not self.is_settled(field.name)
        )
        return self.go_to(next(open_names, self.at))

    def _following(self) -> Sequence[FormField]:
        """The fields after the cursor that are asked here."""
        fields = [field for field in self.visible() if not field.aside or field.name == self.at]
        names = [field.name for field in fields]
        return fields[names.index(self.at) + 1 :] if self.at in names else fields

    def point(self, step: int) -> "FormState":
        """The value cursor, or the match to take, ``step`` options on."""
        last = len(self.options()) - 1
        if self.typing:
            first = 0 if self.typing.purpose is Purpose.FILTER else -1
            match = max(first, min(last, self.typing.match + step))
            return replace(self, typing=replace(self.typing, match=match), problem="")
        place = max(0, min(last, self.option + step))
        return replace(self, option=place, pointed=True, entry="", problem="")

    def point_at(self, place: int) -> "FormState":
        """The value cursor on one option."""
        return replace(self, option=place, pointed=True, problem="")

    # answering

    def answer(self, name: str, value: FieldValue, mark: Mark = Mark.TYPED) -> "FormState":
        """One field answered."""
        return replace(self, answers={**self.answers, name: Answer(value, mark)}, problem="")

    def settle(self, value: FieldValue) -> "FormState":
        """The field under the cursor answered, and the cursor on the next that needs an answer.

        Where this corrects an answer that was there, the cursor goes to the next field in order:
        who went back to correct one may have more to correct.
        """
        answered = self.answer(self.at, value)
        if not self.is_settled(self.at):
            return answered.advance()
        following = answered._following()
        return answered.go_to(following[0].name if following else self.at)

    def without(self, name: str) -> "FormState":
        """One field unanswered again."""
        left = {key: answer for key, answer in self.answers.items() if key != name}
        return replace(self, answers=left, problem="")

    def confirm(self, names: Sequence[str]) -> "FormState":
        """Proposed answers taken as they are."""
        confirmed = {name: Answer(self.answers[name].value) for name in names}
        return replace(self, answers={**self.answers, **confirmed}, problem="")

    def choose(self, place: int | None = None) -> "FormState":
        """Take an option: answer and go on, or put it in or out where several can be chosen."""
        options, current = self.options(), self.current
        place = self.option if place is None else place
        if current is None or not 0 <= place < len(options) or options[place].adds:
            return self
        option = options[place]
        if option.together:
            return self.settle(option.together)
        if isinstance(option.value, Missing) or not current.field.multiple:
            return self.settle(option.value)
        toggled = replace(self._toggle(option.value), typing=None, entry="", pointed=True)
        everything = enumerate(toggled.all_options())
        here = (place for place, known in everything if known.value == option.value)
        return replace(toggled, option=next(here, 0))

    def _toggle(self, item: Scalar) -> "FormState":
        """One item put in last, or out, of an answer that takes several."""
        items = [known for known in self.items() if not isinstance(known, Missing)]
        kept = [known for known in items if not same_item(item, (known,))]
        kept = kept if len(kept) < len(items) else [*items, item]
        return self.answer(self.at, tuple(kept)) if kept else self.without(self.at)

    def accept(self) -> "FormState":
        """What Space does: take a proposal as it stands, else the option under the cursor."""
        answer = self.answers.get(self.at)
        if answer and answer.mark is not Mark.TYPED and not self.pointed and not self.missing:
            return self.settle(answer.value)
        return self.choose()

    def as_before(self, values: Mapping[str, FieldValue]) -> "FormState":
        """What is still open answered as somewhere else; a question that this brings up too."""
        state = self
        for field in self.fields:
            name = field.name
            is_open = not state.is_settled(name) and is_asked(field.field, state.values())
            if is_open and name in values:
                state = state.answer(name, values[name], Mark.FILLED)
        return state.go_to(self.at).advance() if state is not self else state

    def clear(self) -> "FormState":
        """The field under the cursor unanswered."""
        return replace(self.without(self.at), missing=False, entry="")

    def take_back(self) -> "FormState":
        """The last of several items gone, else the whole answer."""
        kept = [item for item in self.items()[:-1] if not isinstance(item, Missing)]
        return self.answer(self.at, tuple(kept)) if kept else self.clear()

    def ask_missing(self) -> "FormState":
        """Letters choose missing values now; asked twice, the answer is that it is not stated."""
        current = self.current
        if self.missing or current is None or current.is_link:
            return self.not_stated()
        return replace(self, missing=True, option=0, typing=None, problem="")

    def not_stated(self) -> "FormState":
        """The answer that the document does not state it; of links, that there are none."""
        current = self.current
        if current is None or current.is_link:
            return self.clear()
        return self.settle(Missing.NOT_STATED)

    def leave_missing(self) -> "FormState":
        """Letters choose values again."""
        return self.go_to(self.at)

    # remarks and offers

    def remarked(self, remark: Remark) -> "FormState":
        """Another certainty, note or basis."""
        return replace(self, remarks={**self.remarks, self.remark_name: remark}, problem="")

    def cycle_certainty(self) -> "FormState":
        """The next certainty: high, medium, low, high again; after what was filled in, the highest other.

        Whoever was less sure of one record is sure of the next again.
        """
        known = self.remark.certainty
        place = 0 if known is None else _CERTAINTIES.index(known) + 1
        if self.remark.filled and known is not _CERTAINTIES[0]:
            place = 0
        certainty = _CERTAINTIES[place % len(_CERTAINTIES)]
        return self.remarked(replace(self.remark, certainty=certainty, filled=False))

    def without_certainty(self) -> "FormState":
        """Nothing said of how sure the answer is."""
        return self.remarked(replace(self.remark, certainty=None, filled=False))

    def toggle_basis(self) -> "FormState":
        """Stated by the document, or inferred by the coder."""
        inferred = self.remark.basis is Basis.STATED
        return self.remarked(
            replace(self.remark, basis=Basis.INFERRED if inferred else Basis.STATED)
        )

    def offer(self, name: str, texts: Sequence[Scalar]) -> "FormState":
        """Other texts offered to a field."""
        return replace(self, offers={**self.offers, name: tuple(dict.fromkeys(texts))})

    def with_field(self, changed: FormField) -> "FormState":
        """One field as a newer codebook declares it."""
        fields = tuple(changed if old.name == changed.name else old for old in self.fields)
        return replace(self, fields=fields)


def same_item(item: Scalar | Missing, items: Sequence[Scalar | Missing]) -> bool:
    """Whether an item is among others; ``True`` is not 1, nor a missing value a name."""
    return any(type(item) is type(known) and item == known for known in items)
