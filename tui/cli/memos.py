"""List the coder's memos."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from typer import Option

from tui.cli.options import Coder, Json, Store, opened
from tui.cli.output import say_json, say_sentence, say_table, time_text

if TYPE_CHECKING:
    from storage import MemoLine, MemoQuery, Study

OnName = Literal["study", "document", "passage", "record", "value"]
PAGE = 500
"""Memos asked for at once."""


def memos(
    document: Annotated[
        str | None, Option("--document", metavar="DOCUMENT", help="Only those on this one.")
    ] = None,
    on: Annotated[OnName | None, Option("--on", help="Only those on a study, a record, …")] = None,
    words_of: Annotated[
        str, Option("--filter", metavar="WORDS", help="Only with these words.")
    ] = "",
    store: Store = None,
    coder: Coder = None,
    json: Json = False,
) -> None:
    """List your memos, the newest first.

    With --json, one memo a line; what exports have too is called as there.

    Example: casecoder memos --on record --filter delay
    """
    from storage import MemoQuery

    with opened(store, coder) as study:
        uid = study.find_document(document).uid if document else None
        found = _all(study, MemoQuery(filter=words_of, on=on, document=uid))
        if json:
            for line in found:
                say_json(_as_json(line))
        else:
            rows = list(map(_row, found))
            say_table(rows, [17, 16, 28])
            if not rows:
                say_sentence("There are no such memos of yours.")


def _all(study: "Study", query: "MemoQuery") -> Iterator["MemoLine"]:
    """Every memo of a list, a page at a time."""
    page = study.memo_page(query, limit=PAGE)
    yield from page.rows
    while page.after is not None:
        page = study.memo_page(query, cursor=page.after, limit=PAGE)
        yield from page.rows


def _row(line: "MemoLine") -> list[str]:
    title = line.document_title or ""
    return [time_text(line.memo.created_at), line.about, title, line.memo.text]


def _as_json(line: "MemoLine") -> dict[str, object]:
    memo, passage = line.memo, line.passage
    return {
        "memo_id": memo.uid,
        "on": memo.on,
        "target_id": memo.target,
        "about": line.about,
        "document_id": memo.document,
        "document_title": line.document_title,
        "start": passage.start if passage else None,
        "end": passage.end if passage else None,
        "quote": line.quote,
        "coder": memo.coder,
        "text": memo.text,
        "created_at": memo.created_at,
    }
