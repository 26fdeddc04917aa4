"""Codebooks: load, check, compare and migrate what a study declares.

Importing this package loads nothing; a name is fetched from its module when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.codebook.answers import is_asked, unanswered_fields
    from storage.codebook.comparison import affected, compare
    from storage.codebook.differences import Difference, DifferenceKind
    from storage.codebook.editing import edited
    from storage.codebook.edits import (
        AddField,
        AddValue,
        ChangeField,
        ChangeValue,
        Edit,
        MergeValues,
        MoveValues,
        OpenToChoice,
        RenameField,
        RenameValue,
        RetireValue,
        SplitValue,
    )
    from storage.codebook.load import load_codebook
    from storage.codebook.model import (
        Action,
        Codebook,
        Field,
        FieldType,
        KindRule,
        Migration,
        RecordType,
        Relation,
        Value,
    )
    from storage.codebook.plan import field_renames, plan_migrations, value_renames
    from storage.codebook.provisional import next_version, with_provisional_value
    from storage.codebook.steps import Step, StepKind, apply_step, migrate
    from storage.codebook.typed import value_from_text
    from storage.codebook.values import Checker, check_value, checker, to_json

__all__ = [
    "Action",
    "AddField",
    "AddValue",
    "ChangeField",
    "ChangeValue",
    "Checker",
    "Codebook",
    "Difference",
    "DifferenceKind",
    "Edit",
    "Field",
    "FieldType",
    "KindRule",
    "MergeValues",
    "Migration",
    "MoveValues",
    "OpenToChoice",
    "RecordType",
    "Relation",
    "RenameField",
    "RenameValue",
    "RetireValue",
    "SplitValue",
    "Step",
    "StepKind",
    "Value",
    "affected",
    "apply_step",
    "check_value",
    "checker",
    "compare",
    "edited",
    "field_renames",
    "is_asked",
    "load_codebook",
    "migrate",
    "next_version",
    "plan_migrations",
    "to_json",
    "unanswered_fields",
    "value_from_text",
    "value_renames",
    "with_provisional_value",
]

_HOMES = {
    "answers": (
        "is_asked",
        "unanswered_fields",
    ),
    "comparison": (
        "affected",
        "compare",
    ),
    "differences": (
        "Difference",
        "DifferenceKind",
    ),
    "editing": ("edited",),
    "edits": (
        "AddField",
        "AddValue",
        "ChangeField",
        "ChangeValue",
        "Edit",
        "MergeValues",
        "MoveValues",
        "OpenToChoice",
        "RenameField",
        "RenameValue",
        "RetireValue",
        "SplitValue",
    ),
    "load": ("load_codebook",),
    "model": (
        "Action",
        "Codebook",
        "Field",
        "FieldType",
        "KindRule",
        "Migration",
        "RecordType",
        "Relation",
        "Value",
    ),
    "plan": (
        "field_renames",
        "plan_migrations",
        "value_renames",
    ),
    "provisional": (
        "next_version",
        "with_provisional_value",
    ),
    "steps": (
        "Step",
        "StepKind",
        "apply_step",
        "migrate",
    ),
    "typed": ("value_from_text",),
    "values": (
        "Checker",
        "check_value",
        "checker",
        "to_json",
    ),
}
"""Which module each public name lives in."""


def __getattr__(name: str) -> object:
    """Fetch a public name from its module on first use."""
    for module, names in _HOMES.items():
        if name in names:
            globals()[name] = found = getattr(import_module(f"storage.codebook.{module}"), name)
            return found
    raise AttributeError(f"module 'storage.codebook' has no attribute {name!r}")
