"""Which names in a database belong to the tables we declare."""

from collections.abc import MutableMapping
from typing import Literal

Kind = Literal[
    "schema",
    "table",
    "column",
    "index",
    "unique_constraint",
    "foreign_key_constraint",
    "check_constraint",
]
Parents = MutableMapping[
    Literal["schema_name", "table_name", "schema_qualified_table_name"], str | None
]


SEARCHES = ("text_search", "title_search", "record_search")
"""What the names of full-text tables, of their shadows and of what they need begin with."""


def is_ours(name: str | None, kind: Kind, _parents: Parents) -> bool:
    """Full-text tables and their shadows are made by hand, not declared."""
    return kind != "table" or not (name or "").startswith(SEARCHES)
