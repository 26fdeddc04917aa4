"""What is asked of a full-text index, and how each database spells it.

SQLite's FTS5 reads the words of a text itself. PostgreSQL is told them (``folded_words``), so that both
find the same: words are runs of letters and digits, whatever their case and accents.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, Self

from sqlalchemy import Boolean, Dialect, String, TableClause, TypeDecorator, column, table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import bindparam
from sqlalchemy.sql.functions import FunctionElement

from storage.records import Near, Term

_WORD = re.compile(r"[^\W_]+")

LABELS = {"respondents": "A"}
"""How PostgreSQL's index tells the words of a column that may be asked alone."""


Wanted = tuple[tuple[Term | Near, ...], ...]
"""What a text must have: one of each of these."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of what somebody typed."""
    return tuple(_WORD.findall(unicodedata.normalize("NFC", text)))


def folded_words(text: str) -> list[str]:
    """The words of a text without capitals and accents, in order."""
    if not text.isascii():
        apart = unicodedata.normalize("NFD", text)
        text = "".join(each for each in apart if not unicodedata.combining(each))
    return _WORD.findall(text.casefold())


def index(name: str) -> TableClause:
    """A full-text index: its rows are known by the ids of what they are of."""
    # FTS5 has a hidden column of the table's name; in PostgreSQL it holds the words.
    return table(name, column("rowid"), column(name))


class _Matches(FunctionElement[bool]):
    """That an index has what is wanted."""

    name = "matches"
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: object = None) -> Self:
        """Itself: what is compared with 1, as SQLite's conditions are, is not looked up in an index."""
        return self


def matches(
    searched: TableClause, wanted: Wanted | None, *, phrases: bool = False, only: str | None = None
) -> _Matches:
    """That a row of an index has all that is wanted.

    Args:
        searched: The index.
        wanted: What it must have.
        phrases: Whether the index knows in PostgreSQL, too, which words stand together. Where it does
            not, more is found there than wanted, and whoever asks looks at the texts.
        only: The column that must have it; any when None.
    """
    spelled = bindparam(None, wanted, _Spelled(phrases, only))
    return _Matches(searched.c[searched.name], spelled)


class _Spelled(TypeDecorator[Wanted]):
    """What is wanted, in the language of the database that is asked."""

    impl = String
    cache_ok = True

    def __init__(self, phrases: bool, only: str | None) -> None:
        super().__init__()
        self.phrases = phrases
        self.only = only

    def process_bind_param(self, value: Wanted | None, dialect: Dialect) -> str:
        """The expression."""
        if dialect.name == "postgresql":
            return as_tsquery(value or (), phrases=self.phrases, label=LABELS.get(self.only or ""))
        spelled = as_fts5(value or ())
        return f"{self.only} : ({spelled})" if self.only else spelled


@compiles(_Matches)
def _match(element: Any, compiler: Any, **options: Any) -> str:
    index, wanted = (compiler.process(each, **options) for each in element.clauses)
    return f"{index} MATCH {wanted}"


@compiles(_Matches, "postgresql")
def _has(element: Any, compiler: Any, **options: Any) -> str:
    index, wanted = (compiler.process(each, **options) for each in element.clauses)
    return f"{index} @@ CAST({wanted} AS tsquery)"


def as_fts5(wanted: Wanted) -> str:
    """The language of SQLite's FTS5; every word stands in quotes, or it might be an operator."""
    return _all_of(wanted, _fts5, " AND ", " OR ") or '""'


def _fts5(asked: Term | Near) -> str:
    if isinstance(asked, Near):
        return f"NEAR({_fts5(asked.one)} {_fts5(asked.other)}, {asked.between})"
    return f'"{" ".join(asked.words)}"' + (" *" if asked.begins else "")


def as_tsquery(wanted: Wanted, *, phrases: bool = False, label: str | None = None) -> str:
    """The language of PostgreSQL's full-text search; what has no words finds nothing."""
    together = " <-> " if phrases else " & "

    def spelled(asked: Term | Near) -> str:
        if isinstance(asked, Near):
            return f"{spelled(asked.one)} & {spelled(asked.other)}"
        words = folded_words(" ".join(asked.words))
        marks = [f":{label}" if label else ""] * len(words)
        if asked.begins and marks:
            marks[-1] = f":*{label or ''}"
        spelled_words = (f"'{word}'{mark}" for word, mark in zip(words, marks, strict=True))
        return f"({together.join(spelled_words)})"

    return _all_of(wanted, spelled, " & ", " | ")


def _all_of(wanted: Wanted, spelled: Callable[[Term | Near], str], every: str, either: str) -> str:
    groups: Iterable[list[str]] = ([spelled(way) for way in ways] for ways in wanted)
    return every.join(ways[0] if len(ways) == 1 else f"({either.join(ways)})" for ways in groups)
