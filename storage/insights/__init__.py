"""Figures about what was coded: plain functions over plain values, each statistic once.

Importing this package loads nothing; a name is fetched from its module when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.insights.subjects import figure_periods, figure_splits, figure_subjects
    from storage.insights.tables import figure_csv, figure_rows

__all__ = ["figure_csv", "figure_periods", "figure_rows", "figure_splits", "figure_subjects"]

_HOMES = {
    "subjects": ("figure_periods", "figure_splits", "figure_subjects"),
    "tables": ("figure_csv", "figure_rows"),
}
"""Which module each public name lives in."""


def __getattr__(name: str) -> object:
    """Fetch a public name from its module on first use."""
    for module, names in _HOMES.items():
        if name in names:
            globals()[name] = found = getattr(import_module(f"storage.insights.{module}"), name)
            return found
    raise AttributeError(f"module 'storage.insights' has no attribute {name!r}")
