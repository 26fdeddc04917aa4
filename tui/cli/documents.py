"""List the documents of the study."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from typer import Option

from tui.cli.options import Coder, Json, Store, opened, refuse
from tui.cli.output import say, say_json, say_sentence, say_table, width
from tui.display import KIND_LABELS, count_text, date_text, kind_text, terminal_marks, words

if TYPE_CHECKING:
    from storage import Codebook, Document, DocumentQuery, Overview, Study

StatusName = Literal["todo", "in_progress", "done", "excluded"]
SortName = Literal[
    "position", "title", "kind", "respondent", "reference", "date", "outcome", "status"
]
PAGE = 500
"""Documents asked for at once."""
WIDE = 100
"""Columns from which a list has room for outcome and records."""


def documents(
    store: Store = None,
    coder: Coder = None,
    status: Annotated[
        StatusName | None, Option("--status", help="Only those that you left at this.")
    ] = None,
    kind: Annotated[str | None, Option("--kind", metavar="KIND", help="Only of this kind.")] = None,
    words_of: Annotated[
        str, Option("--filter", metavar="WORDS", help="Only with these words in title or source.")
    ] = "",
    sort: Annotated[SortName, Option("--sort", help="In this order.")] = "position",
    json: Json = False,
) -> None:
    """List the documents, with how far you are with each.

    The number is what other commands take for a document. With --json, one object a line.

    Example: casecoder documents --status todo --kind spso_decision --sort date
    """
    from storage import DocumentQuery, Status

    with opened(store, coder) as study:
        codebook = study.codebook()
        query = DocumentQuery(
            filter=words_of,
            status=Status(status) if status else None,
            kind=_known_kind(kind, codebook),
            sort=sort,
        )
        if json:
            for document in _all(study, query):
                say_json(as_json(document))
        else:
            _list(study, codebook, query)


def _known_kind(kind: str | None, codebook: "Codebook") -> str | None:
    """The kind, if there is one of that name."""
    known = [*KIND_LABELS, *(rule.name for rule in codebook.kinds)]
    if kind is not None and kind not in known:
        refuse(f"There is no kind {kind}; there are {', '.join(known)}.", 1)
    return kind


def _all(study: "Study", query: "DocumentQuery") -> Iterator["Document"]:
    """Every document of a list, a page at a time."""
    page = study.documents(query, limit=PAGE)
    yield from page.documents
    while page.after is not None:
        page = study.documents(query, cursor=page.after, limit=PAGE)
        yield from page.documents


def _list(study: "Study", codebook: "Codebook", query: "DocumentQuery") -> None:
    """Print a table of documents, and below it how far all is."""
    labels = {rule.name: rule.label for rule in codebook.kinds}
    letters = {each.name: each.key.upper() for each in codebook.record_types}
    terminal = width()
    signs = terminal_marks() if terminal is not None else None

    def row(document: "Document") -> list[str]:
        status = signs.status(document.status) if signs else words(document.status)
        flag = (signs.flag if signs else "flagged") if document.flag_reason else ""
        cells = [
            str(document.position),
            f"{status}{flag}" if signs else f"{status} {flag}".strip(),
            kind_text(document.kind, labels),
            date_text(document.decision_date),
        ]
        if terminal is None or terminal >= WIDE:
            counts = document.record_counts
            made = (f"{letter}{counts.get(name, 0)}" for name, letter in letters.items())
            cells += [words(document.outcome or "—"), " ".join(made)]
        return [*cells, document.title]

    sizes = [5, 2 if signs else 11, 18, 11]
    if terminal is None or terminal >= WIDE:
        sizes += [16, max(8, 4 * len(letters))]
    say_table(map(row, _all(study, query)), sizes, right=(0,))
    if terminal is not None:
        say()
        say_sentence(_summary(study.overview()))


def _summary(about: "Overview") -> str:
    """How far all is, in a line that also says what the signs mean."""
    signs = terminal_marks()
    parts = [count_text(about.documents, "document")]
    for status, n in about.statuses.items():
        if n:
            parts.append(
                f"{signs.status(status)} {n:,} {words('to_do' if status == 'todo' else status)}"
            )
    if about.flagged:
        parts.append(f"{signs.flag} {about.flagged:,} flagged")
    return " · ".join(parts)


def as_json(document: "Document") -> dict[str, object]:
    """A document as ``--json`` lists it; what exports have too is called as in exports."""
    return {
        "document_id": document.uid,
        "number": document.position,
        "case_id": document.case,
        "case_size": document.case_size,
        "title": document.title,
        "source_name": document.source_name,
        "kind": document.kind,
        "respondents": list(document.respondents),
        "reference": document.reference,
        "category": document.category,
        "decision_date": document.decision_date,
        "outcome": document.outcome,
        "url": document.url,
        "n_characters": document.n_characters,
        "imported_at": document.imported_at,
        "status": document.status,
        "flag_reason": document.flag_reason,
        "records": dict(document.record_counts),
    }
