"""What a codebook declares, as frozen values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


def in_sentence(label: str) -> str:
    """A label as it stands within a sentence: ``Finding`` is ``finding``; ``NHS body`` stays."""
    first = label.partition(" ")[0]
    return label[:1].lower() + label[1:] if first[1:].islower() else label


class FieldType(StrEnum):
    """What kind of answer a field or variable takes."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    PERIOD = "period"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Value:
    """One answer of a choice. Its identity over versions is its ``code``."""

    name: str
    label: str
    code: int
    key: str
    """The letter that chooses it in a form; declared, or given by position. Empty where letters ran out."""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""
    values: "tuple[Value, ...]" = ()
    provisional: bool = False
    retired: bool = False
    code_given: bool = True
    """Whether the file states the code; one given by position identifies nothing over versions."""

    def descendants(self) -> "Iterator[Value]":
        """The values nested in this one, at any depth, in the file's order."""
        for value in self.values:
            yield value
            yield from value.descendants()


@dataclass(frozen=True, slots=True)
class Field:
    """A question with a typed answer: a field of a record type, or a variable of the document."""

    name: str
    label: str
    id: int
    """The identity over versions."""
    type: FieldType
    multiple: bool = False
    required: bool = False
    values: tuple[Value, ...] = ()
    """Of a choice, top level; they may nest."""
    asked_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Field names of the same record (or variables) and the values that make this one asked; empty means always."""
    source: str | None = None
    """``from`` in the file: the variable whose values in the document are offered."""
    fill: str | None = None
    """A rule of ``storage.documents.fills`` that fills the field in: ``speaker``, ``amount``, ``status``, ``duration``, ``deadline`` or ``beneficiary``."""
    kinds: tuple[str, ...] = ()
    """Variables only: asked for these document kinds; empty means all."""
    definition: str = ""
    identifier: bool = False
    """Variables only: confirmed together with the other identifiers by one key (never a judgement such as the outcome)."""
    id_given: bool = True
    """Whether the file states the id; one given by position identifies nothing over versions."""

    @property
    def noun(self) -> str:
        """Its label as it stands within a sentence."""
        return in_sentence(self.label)

    def all_values(self) -> Iterator[Value]:
        """Every value, nested ones after their parent."""
        stack = list(reversed(self.values))
        while stack:
            value = stack.pop()
            yield value
            stack.extend(reversed(value.values))

    def value(self, name: str) -> Value | None:
        """The value called ``name``, at any depth."""
        return next((value for value in self.all_values() if value.name == name), None)


@dataclass(frozen=True, slots=True)
class RecordType:
    """A kind of record: finding, remedy, recommendation or a study's own."""

    name: str
    label: str
    plural: str
    key: str
    """The letter that makes one; its capital marks the records: F1."""
    unit: str
    """The unit rule: what counts as one."""
    fields: tuple[Field, ...]

    @property
    def noun(self) -> str:
        """Its label as it stands within a sentence."""
        return in_sentence(self.label)

    def field(self, name: str) -> Field | None:
        """The field called ``name``."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class Relation:
    """A link that the codebook allows between two record types."""

    name: str
    label: str
    from_type: str
    to_type: str


@dataclass(frozen=True, slots=True)
class KindRule:
    """A study's own document kind, known by patterns and field labels."""

    name: str
    label: str
    patterns: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


class Action(StrEnum):
    """What a declared migration does with values already coded."""

    RENAME = "rename"
    MERGE = "merge"
    MOVE = "move"
    SPLIT = "split"
    RETIRE = "retire"


@dataclass(frozen=True, slots=True)
class Migration:
    """One declared change of a choice's values that coded data follow."""

    action: Action
    record_type: str | None
    """The record type whose field it is; None for a variable."""
    field: str
    sources: tuple[str, ...]
    """``from`` in the file: value names of the version before (or texts of an open field)."""
    targets: tuple[str, ...]
    """``to`` in the file; empty for ``retire`` and for a move to the top level."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """One version of a study's codebook, whole."""

    name: str
    version: str
    variables: tuple[Field, ...]
    record_types: tuple[RecordType, ...]
    relations: tuple[Relation, ...]
    """The declared ones; the built-in ``same_as`` joins two records of one type and is not listed."""
    kinds: tuple[KindRule, ...]
    source: str
    """The TOML text it was read from."""
    sha256: str
    migrations: tuple[Migration, ...] = ()
    """Declared ones, in the file's order; those the version before had too have run already."""

    def variable(self, name: str) -> Field | None:
        """The variable called ``name``."""
        return next((variable for variable in self.variables if variable.name == name), None)

    def record_type(self, name: str) -> RecordType | None:
        """The record type called ``name``."""
        return next((kind for kind in self.record_types if kind.name == name), None)
