"""The fields of a form and the answers each one offers under letters and digits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from storage import Field, FieldType, Missing, Scalar, Value
from tui.widgets.answer_text import MISSING_LABELS, item_text

OFFER_KEYS = "123456789"
"""The digits that take an offered text."""

_LINK = "link:"
_BEGIN_WITH_DIGITS = ("duration", "deadline")
"""Rules for texts such as «3 weeks», in which a digit is one of the words."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a form offers for a field."""

    key: str
    """The letter or digit that takes it; empty when there is none."""
    label: str
    """What it says."""
    value: Scalar | Missing
    """What is stored when it is taken."""
    depth: int = 0
    """How deep it is nested under other values."""
    about: Value | None = None
    """The codebook's words on it."""
    together: tuple[Scalar, ...] = ()
    """Several items that are taken together in its place."""
    adds: bool = False
    """Whether taking it asks for a new provisional value with this label."""


@dataclass(frozen=True, slots=True, eq=False)
class FormField:
    """One field of a form with its answers looked up once, so that 10,000 values stay quick."""

    field: Field
    """What the codebook declares."""
    options: tuple[Option, ...]
    """What it offers by itself; offered texts come from the form's state."""
    by_key: Mapping[str, int]
    """Where the option of each letter stands."""
    labels: Mapping[str, str]
    """The label of each value, retired ones too."""
    aside: bool = False
    """Whether it is not asked here and stands dim at the end."""
    hint: str = ""
    """Why an answer is proposed, in a few words."""

    @property
    def name(self) -> str:
        """The field's name."""
        return self.field.name

    @property
    def is_typed(self) -> bool:
        """Whether its answers are typed rather than chosen."""
        return self.field.type not in (FieldType.CHOICE, FieldType.BOOLEAN)

    @property
    def takes_digits(self) -> bool:
        """Whether what is typed begins with a digit, so that digits never take an offer."""
        is_text = self.field.type in (FieldType.TEXT, FieldType.OPEN)
        return self.is_typed and (not is_text or self.field.fill in _BEGIN_WITH_DIGITS)

    @property
    def is_link(self) -> bool:
        """Whether it stands for links to other records."""
        return self.name.startswith(_LINK)


def form_field(
    field: Field, *, aside: bool = False, hint: str = "", more: Sequence[Option] = ()
) -> FormField:
    """A field made ready for a form.

    Args:
        field: What the codebook declares.
        aside: Whether it is not asked here.
        hint: Why an answer is proposed.
        more: Options beside its own.
    """
    options = (*_own_options(field), *more)
    return FormField(
        field,
        options,
        {option.key: place for place, option in reversed(list(enumerate(options))) if option.key},
        {value.name: value.label for value in field.all_values()},
        aside,
        hint,
    )


def _own_options(field: Field) -> Iterable[Option]:
    """The answers a field offers by itself."""
    if field.type is FieldType.BOOLEAN:
        return (Option("y", "yes", True), Option("n", "no", False))
    return _nested(field.values, 0) if field.type is FieldType.CHOICE else ()


def _nested(values: Sequence[Value], depth: int) -> Iterable[Option]:
    """Values that can still be chosen, each followed by its own."""
    for value in values:
        if not value.retired:
            yield Option(value.key, value.label, value.name, depth, value)
        yield from _nested(value.values, depth + 1)


MISSING_OPTIONS = tuple(
    Option(key, label, missing)
    for key, (missing, label) in zip("saur", MISSING_LABELS.items(), strict=True)
)
"""The missing values under their letters."""


def offer_options(of: FormField, texts: Sequence[Scalar]) -> tuple[Option, ...]:
    """Offered answers of a typed field, the first nine under digits where digits are no words."""
    keys = OFFER_KEYS if not of.takes_digits else ""
    return tuple(
        Option(keys[place : place + 1], item_text(of.field, text, {}), text)
        for place, text in enumerate(texts)
    )


def matching(options: Sequence[Option], text: str) -> tuple[Option, ...]:
    """The options that contain the words typed, those that begin with them first."""
    words = text.casefold().strip()
    if not words:
        return tuple(options)
    found = [option for option in options if words in option.label.casefold()]
    found.sort(key=lambda option: _closeness(option.label.casefold(), words))
    return tuple(replace(option, depth=0) if option.depth else option for option in found)


def _closeness(label: str, words: str) -> int:
    """0 for the label itself, 1 for its beginning, 2 for a word's beginning, 3 for anywhere."""
    if label == words:
        return 0
    if label.startswith(words):
        return 1
    return 2 if f" {words}" in label else 3


def link_name(relation: str) -> str:
    """The name under which a form keeps the links of a relation; no field can be called that."""
    return _LINK + relation


def link_relation(name: str) -> str:
    """The relation that a link field of a form stands for."""
    return name.removeprefix(_LINK)
