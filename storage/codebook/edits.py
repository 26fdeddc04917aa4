"""What people do to a codebook, one thing at a time, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from storage.codebook.model import FieldType
from storage.codebook.names import shown


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """What every edit of a field or variable names."""

    record_type: str | None
    """The record type whose field it is; None for a variable."""
    field: str
    """The field or variable."""

    @property
    def place(self) -> str:
        """The field in a sentence."""
        return f"{self.record_type}.{self.field}" if self.record_type else self.field


@dataclass(frozen=True, slots=True)
class AddValue(FieldEdit):
    """One more value of a choice."""

    label: str
    under: str | None = None
    """The value it stands under; None for the top level."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Its ``definition``, ``key`` and so on."""

    @property
    def summary(self) -> str:
        """What the history says."""
        return f"{shown(self.label)} added to {self.place}"


@dataclass(frozen=True, slots=True)
class ChangeValue(FieldEdit):
    """Other words for one value: ``label``, ``definition``, ``include``, ``exclude``, ``example``, ``key``."""

    value: str
    texts: Mapping[str, str]
    """What is said from now on, by key; an empty text says nothing."""

    @property
    def summary(self) -> str:
        """What the history says."""
        return f"{', '.join(self.texts)} of {shown(self.value)} changed"


@dataclass(frozen=True, slots=True)
class RenameValue(FieldEdit):
    """Another name for one value, which its data carry from now on."""

    value: str
    name: str

    @property
    def summary(self) -> str:
        """What the history says."""
        return f"{shown(self.value)} renamed {shown(self.name)}"


@dataclass(frozen=True, slots=True)
class MoveValues(FieldEdit):
    """Values put under another one."""

    values: tuple[str, ...]
    under: str | None
    """None for the top level."""

    @property
    def summary(self) -> str:
        """What the history says."""
        to = f"under {shown(self.under)}" if self.under else "to the top level"
        return f"{_names(self.values)} moved {to}"


@dataclass(frozen=True, slots=True)
class MergeValues(FieldEdit):
    """Values that become another one, with their data."""

    values: tuple[str, ...]
    into: str

    @property
    def summary(self) -> str:
        """What the history says."""
        return f"{_names(self.values)} merged into {shown(self.into)}"


@dataclass(frozen=True, slots=True)
class SplitValue(FieldEdit):
    """A value that takes no new answers, and the ones that stand in its place."""

    value: str
    labels: tuple[str, ...]

    @property
    def summary(self) -> str:
        """What the history says."""
        return f"{shown(self.value)} split into {_names(self.labels)}"


@dataclass(frozen=True, slots=True)
class RetireValue(FieldEdit):
    """A value that takes no new answers, or takes them again."""

    value: str
    retired: bool

    @property
    def summary(self) -> str:
        """What the history says."""
        return f"{shown(self.value)} {'retired' if self.retired else 'taken up again'}"


@dataclass(frozen=True, slots=True)
class AddField(FieldEdit):
    """One more field or variable; ``field`` is its label, of which its name is made."""

    type: FieldType
    labels: tuple[str, ...] = ()
    """Of a choice's values."""
    definition: str = ""

    @property
    def summary(self) -> str:
        """What the history says."""
        return f"{shown(self.field)} added to {self.record_type or 'the variables'}"


@dataclass(frozen=True, slots=True)
class ChangeField(FieldEdit):
    """Another ``label`` or ``definition`` of a field."""

    texts: Mapping[str, str]

    @property
    def summary(self) -> str:
        """What the history says."""
        return f"{', '.join(self.texts)} of {self.place} changed"


@dataclass(frozen=True, slots=True)
class RenameField(FieldEdit):
    """Another name for a field, which its data carry from now on."""

    name: str

    @property
    def summary(self) -> str:
        """What the history says."""
        return f"{self.place} renamed {shown(self.name)}"


@dataclass(frozen=True, slots=True)
class OpenToChoice(FieldEdit):
    """An ``open`` field whose answers become the values of a choice."""

    answers: tuple[str, ...] = ()
    """All there are, the most frequent first."""

    @property
    def summary(self) -> str:
        """What the history says."""
        return f"{self.place} made a choice"


Edit = (
    AddValue
    | ChangeValue
    | RenameValue
    | MoveValues
    | MergeValues
    | SplitValue
    | RetireValue
    | AddField
    | ChangeField
    | RenameField
    | OpenToChoice
)
"""One thing that somebody does to a codebook."""

MOST_NAMED = 3


def _names(names: tuple[str, ...]) -> str:
    """Some names for a sentence."""
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(map(shown, names[:MOST_NAMED])) + more
