"""How far coders agree: plain functions over plain values, each statistic once, with its source.

Importing this package loads nothing; a name is fetched from its module when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.agreement.methods import methods_paragraph
    from storage.agreement.report_tables import (
        confusion_csv,
        confusion_rows,
        disagreement_csv,
        disagreement_rows,
    )
    from storage.agreement.tables import agreement_csv, agreement_rows

__all__ = [
    "agreement_csv",
    "agreement_rows",
    "confusion_csv",
    "confusion_rows",
    "disagreement_csv",
    "disagreement_rows",
    "methods_paragraph",
]

_HOMES = {
    "methods": ("methods_paragraph",),
    "report_tables": (
        "confusion_csv",
        "confusion_rows",
        "disagreement_csv",
        "disagreement_rows",
    ),
    "tables": ("agreement_csv", "agreement_rows"),
}
"""Which module each public name lives in."""


def __getattr__(name: str) -> object:
    """Fetch a public name from its module on first use."""
    for module, names in _HOMES.items():
        if name in names:
            globals()[name] = found = getattr(import_module(f"storage.agreement.{module}"), name)
            return found
    raise AttributeError(f"module 'storage.agreement' has no attribute {name!r}")
