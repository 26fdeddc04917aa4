"""Columns and constraints of every table, and nothing else.

Times are UTC text (``2026-11-22T11:41:16.123Z``): it sorts, and reads the same in every
database. ``removed_at`` is a tombstone: the row stays, so that no load or merge brings
it back; ``pending`` in it marks rows of a load that has not been made visible yet.
"""

from storage.database.tables import coding, settling, study, work
from storage.database.tables.base import PENDING, metadata

__all__ = ["PENDING", "coding", "metadata", "settling", "study", "work"]
