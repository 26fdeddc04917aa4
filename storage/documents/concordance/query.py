"""The language of searches: one line of words, phrases, expressions and filters.

``delay`` a word; ``delay*`` words that begin so; ``"short breaks"`` words one after the other;
``delay NEAR/5 assessment`` two of these with at most five words between, either of them first;
``/[0-9]+ weeks/`` a regular expression. A text must have all words. Filters stand anywhere between
them, or behind the expression: ``kind:press status:done coded:no respondent:ardley after:2021
before:2022-06``; what has spaces is put in quotes. A filter without a value limits nothing, since
whoever types it has only begun.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, TypeVar

from storage.documents.concordance.words import term_of
from storage.errors import InputError
from storage.records import Near, SearchQuery, Status, Term

T = TypeVar("T")

FILTERS: Final = ("kind", "respondent", "status", "after", "before", "coded")
"""What stands before the colon of a filter."""
NEAR: Final = 10
"""Words between two terms, at most, where ``NEAR`` does not say."""

_FILTER: Final = rf'(?P<name>{"|".join(FILTERS)}):(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]*))'
_TOKEN: Final = re.compile(rf'(?<!\S){_FILTER}|"(?P<phrase>[^"]+)"?|(?P<word>[^\s"]+)')
_EXPRESSION: Final = re.compile(rf"/(?P<expression>.*?)(?<!\\)/(?P<rest>(?:\s+{_FILTER})*\s*)$")
_UNKNOWN: Final = re.compile(r"([^\W\d_]{2,}):(?=[^\s/])")
_OPERATOR: Final = re.compile(r"NEAR|(?i:near)/([0-9]{1,2})")
_DATE: Final = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")


def search_query(line: str, *, regex: bool = False) -> SearchQuery:
    """What a line asks for.

    Args:
        line: What was typed.
        regex: Whether the whole line is a regular expression.

    Raises:
        InputError: there is nothing to search for, or a filter is unknown or has a value
            that it cannot have.
    """
    expression, rest = (line, "") if regex else _parted(line.strip())
    if expression == "":
        raise _nothing()
    given = _filters(rest)
    # Filters are read first: what is wrong with one is told even where words are still to come.
    limits = SearchQuery(
        expression=expression,
        kind=given.get("kind"),
        respondent=given.get("respondent"),
        status=_read(_status, given.get("status")),
        after=_read(_date, given.get("after")),
        before=_read(_date, given.get("before")),
        coded=_read(_yes_or_no, given.get("coded")),
    )
    return limits if expression is not None else replace(limits, terms=_terms(rest))


def _nothing(line: str = "") -> InputError:
    if any(token["name"] for token in _TOKEN.finditer(line)):
        return InputError("Filters only narrow a search; give a word or a phrase beside them.")
    return InputError("There is nothing to search for; give a word or a phrase.")


def _parted(line: str) -> tuple[str | None, str]:
    """An expression, if there is one, and the rest; one without an end goes on to the line's."""
    if not line.startswith("/"):
        return None, line
    found = _EXPRESSION.match(line)
    return (found["expression"], found["rest"]) if found else (line[1:], "")


def _terms(line: str) -> tuple[Term | Near, ...]:
    """The words and phrases of a line, those joined that stand around ``NEAR``."""
    terms: list[Term | Near] = []
    last: Term | None = None
    between: int | None = None
    for token in _word_tokens(line):
        operator = _OPERATOR.fullmatch(token["word"] or "") if last and between is None else None
        if operator:
            between = int(operator[1] or NEAR)
            continue
        term = term_of(token["phrase"] or token["word"])
        if term is None:
            continue
        if last is not None and between is not None:
            if terms[-1] is last:
                terms.pop()
            terms.append(Near(last, term, between))
        else:
            terms.append(term)
        last, between = term, None
    if not terms:
        raise _nothing(line)
    return tuple(terms)


def _word_tokens(line: str) -> Iterator[re.Match[str]]:
    """What stands beside the filters of a line; what looks like a filter that is none is refused."""
    for token in _TOKEN.finditer(line):
        if token["word"] and (unknown := _UNKNOWN.match(line, token.start())):
            known = ", ".join(f"{each}:" for each in FILTERS)
            raise InputError(
                f"There is no filter {unknown[1]}: among {known}. Put words with a colon in quotes."
            )
        if not token["name"]:
            yield token


def _filters(line: str) -> dict[str, str]:
    """The filters of a line that have a value; of two alike the later one counts."""
    given = {
        found["name"]: (found["quoted"] or found["bare"] or "").strip()
        for found in _TOKEN.finditer(line)
        if found["name"]
    }
    return {name: value for name, value in given.items() if value}


def _read(reader: Callable[[str], T], value: str | None) -> T | None:
    """The value of a filter, if it has one."""
    return None if value is None else reader(value)


def _date(value: str) -> str:
    if not _DATE.fullmatch(value):
        raise InputError(
            f"{value} is no date; give a year, month or day: 2021, 2021-06, 2021-06-30."
        )
    return value


def _status(value: str) -> Status:
    """A state by the beginning of its name."""
    bare = re.sub("[-_ ]", "", value.lower())
    found = [status for status in Status if status.replace("_", "").startswith(bare)]
    if len(found) != 1:
        raise InputError(f"{value} is no status; there are {', '.join(Status)}.")
    return found[0]


def _yes_or_no(value: str) -> bool:
    for word, means in (("yes", True), ("no", False)):
        if word.startswith(value.lower()):
            return means
    raise InputError(f"coded: takes yes or no, not {value}.")
