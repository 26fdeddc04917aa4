"""What every edit of a codebook has in hand: the file, the field, and what was used before."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from storage.codebook.edits import FieldEdit
from storage.codebook.layout import Path
from storage.codebook.model import Action, Codebook, Field, Value
from storage.codebook.names import shown
from storage.codebook.pieces import Piece, Toml, new_piece
from storage.codebook.places import field_at, value_paths
from storage.codebook.rewriting import Rewriting
from storage.errors import ValueRefused


class Script:
    """One edit under way."""

    def __init__(self, codebook: Codebook, edit: FieldEdit, earlier: Sequence[Codebook]) -> None:
        self.codebook = codebook
        self.record_type = edit.record_type
        self.rewriting = Rewriting(codebook.source)
        self._edit = edit
        self._earlier = earlier
        self._declared: list[Piece] = []

    @cached_property
    def _place(self) -> tuple[Path, Field]:
        return field_at(self.codebook, self._edit.record_type, self._edit.field)

    @property
    def path(self) -> Path:
        """Where the field stands."""
        return self._place[0]

    @property
    def field(self) -> Field:
        """The field that is edited."""
        return self._place[1]

    @cached_property
    def paths(self) -> dict[str, Path]:
        """Where each of its values stands."""
        return value_paths(self.path, self.field.values)

    @cached_property
    def values(self) -> dict[str, Value]:
        """Its values by name."""
        return {value.name: value for value in self.field.all_values()}

    @property
    def beside(self) -> tuple[tuple[Path, Field], ...]:
        """All fields of the same record type, or all variables, and where they stand."""
        if self.record_type is None:
            fields, path = self.codebook.variables, ("variable",)
            return tuple(((*path, at), field) for at, field in enumerate(fields))
        for position, each in enumerate(self.codebook.record_types):
            if each.name == self.record_type:
                own: Path = ("record", position, "field")
                return tuple(((*own, at), field) for at, field in enumerate(each.fields))
        raise ValueRefused(f"The codebook has no records of type {shown(self.record_type)}.")

    @cached_property
    def _before(self) -> list[Field]:
        """The field in the study's other versions."""
        found = []
        for codebook in self._earlier:
            record_type = codebook.record_type(self.record_type) if self.record_type else None
            fields = record_type.fields if record_type else codebook.variables
            found += [field for field in fields if _is_same(field, self.field)]
        return found

    def names_before(self) -> dict[str, set[int]]:
        """Names that values of the field have had in other versions, and their codes."""
        found: dict[str, set[int]] = {}
        for field in self._before:
            for value in field.all_values():
                found.setdefault(value.name, set()).add(value.code)
        for migration in self._own_migrations():
            for name in migration:
                found.setdefault(name, set())
        return found

    def _own_migrations(self) -> list[tuple[str, ...]]:
        place = (self.record_type, self.field.name)
        return [
            each.sources
            for each in self.codebook.migrations
            if (each.record_type, each.field) == place
        ]

    def free_code(self) -> int:
        """A code that no value of the field has or had."""
        fields = [self.field, *self._before]
        return max((value.code for field in fields for value in field.all_values()), default=0) + 1

    def value(self, name: str) -> Value:
        """One of the field's values.

        Raises:
            ValueRefused: It has none of that name.
        """
        if name not in self.values:
            raise ValueRefused(f"{shown(self.field.name)} has no value {shown(name)}.")
        return self.values[name]

    def mentions(self, name: str) -> list[Path]:
        """Where conditions of other fields name a value of this one."""
        return [path for path in self._conditions() if self.says(path, name)]

    def _conditions(self) -> list[Path]:
        """Where each value stands that makes another field asked by this one."""
        layout, found = self.rewriting.layout, list[Path]()
        for path, _ in self.beside:
            own = (*path, "asked_when", self.field.name)
            if own in layout.value_starts:
                found += layout.items(own) or [own]
        return found

    def says(self, path: Path, name: str) -> bool:
        """Whether the text at ``path`` is a name."""
        layout = self.rewriting.layout
        written = layout.source[layout.value_starts[path] : layout.ends[path]]
        return written[1:-1] == name

    def declare(self, action: Action, sources: Sequence[str], targets: Sequence[str]) -> None:
        """Say in the file what becomes of coded data."""
        place = f"{self.record_type}.{self.field.name}" if self.record_type else self.field.name
        entries: Mapping[str, Toml] = {
            "action": action.value,
            "in": place,
            "from": list(sources),
            "to": list(targets),
        }
        self._declared.append(new_piece(entries))

    def text(self) -> str:
        """The file with everything that was said and declared."""
        if self._declared:
            self.rewriting.add(("migration",), self._declared)
        return self.rewriting.text()


def _is_same(field: Field, other: Field) -> bool:
    return field.name == other.name or (field.id_given and field.id == other.id)
