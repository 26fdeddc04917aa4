"""Search the study's texts, with keywords in context."""

from itertools import groupby
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from tui.cli.options import Coder, Json, Store, opened
from tui.cli.output import cut, padded, say, say_json, say_sentence, width
from tui.cli.progress import progress_bar
from tui.display import count_text, one_line

if TYPE_CHECKING:
    from storage import Hit, SearchResult

INDENT = 2
SHOWN_BEFORE = 32
"""Columns in which the words before a hit stand, at its right."""


def search(
    query: Annotated[
        str,
        Argument(metavar="QUERY", hidden=True),
    ],
    regex: Annotated[bool, Option("--regex", help="QUERY is a regular expression, whole.")] = False,
    limit: Annotated[int, Option("--limit", metavar="N", min=1, help="At most so many.")] = 50,
    store: Store = None,
    coder: Coder = None,
    json: Json = False,
) -> None:
    """Find words in the texts, each in its context.

    QUERY is words that all must be in a text, a "phrase in quotes", the beginning of a word*, two of
    these with at most five words between (delay NEAR/5 assess*), or a /regular expression/.
    Filters limit it: kind:press respondent:ardley status:done coded:no after:2021 before:2022-06.
    With --json, one hit a line.

    Example: casecoder search '"short breaks" delay* kind:press coded:no'
    """
    with opened(store, coder) as study, progress_bar("Searching") as progress:
        found = study.search(query, regex=regex, limit=limit, progress=progress)
    if json:
        for hit in found.hits:
            say_json(_as_json(hit))
        return
    for _, hits in groupby(found.hits, key=lambda hit: hit.document):
        together = list(hits)
        say(cut(together[0].title, width()))
        for hit in together:
            say(_line(hit))
    say_sentence(_summary(found, query, limit))


def _line(hit: "Hit") -> str:
    """A hit with what stands around it, the hit always in the same column."""
    before = hit.before.replace("\n", " ")[-SHOWN_BEFORE:]
    text = " " * INDENT + padded(before, SHOWN_BEFORE, right=True)
    return cut(text + f"{hit.words}{hit.after}".replace("\n", " "), width())


def _summary(found: "SearchResult", query: str, limit: int) -> str:
    """How much was found, and whether there may be more."""
    if not found.hits:
        return f"Nothing found for {one_line(query)}."
    hits = count_text(len(found.hits), "hit")
    if len(found.hits) < limit:
        return f"{hits} in {count_text(len({hit.document for hit in found.hits}), 'document')}."
    whole = f"{found.documents:,}{'+' * found.capped}"
    noun = "document has" if whole == "1" else "documents have"
    return f"The first {hits}; {whole} {noun} some, and --limit shows more."


def _as_json(hit: "Hit") -> dict[str, object]:
    return {
        "document_id": hit.document,
        "title": hit.title,
        "start": hit.start,
        "end": hit.end,
        "before": hit.before,
        "words": hit.words,
        "after": hit.after,
        "coded": list(hit.coded),
    }
