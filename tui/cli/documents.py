"""List the documents of the study."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from typer import Option

from tui.cli.document_lines import document_lines, summary
from tui.cli.options import Coder, Json, Store, opened, refuse
from tui.cli.output import say, say_json, say_sentence, say_table, width
from tui.display import KIND_LABELS

if TYPE_CHECKING:
    from storage import Codebook, Document, DocumentQuery, Study

StatusName = Literal["todo", "in_progress", "done", "excluded"]
SortName = Literal[
    "position", "title", "kind", "respondent", "reference", "date", "outcome", "status", "queue"
]
PAGE = 500
"""Documents asked for at once."""


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
                say_json(_as_json(document))
            return
        lines = document_lines(codebook)
        say_table(map(lines.cells, _all(study, query)), lines.sizes(), right=(0,))
        if width() is not None:
            say()
            say_sentence(summary(study.overview()))


def _known_kind(kind: str | None, codebook: "Codebook") -> str | None:
    """The kind, if there is one of that name."""
    known = [*KIND_LABELS, *(rule.name for rule in codebook.kinds)]
    if kind is not None and kind not in known:
        refuse(f"There is no kind {kind}; there are {', '.join(known)}.", 1)
    return kind


def _all(study: "Study", query: "DocumentQuery") -> Iterator["Document"]:
    """Every document of a list, a page at a time."""
    page = study.documents(query, limit=PAGE)
    yield from page.rows
    while page.after is not None:
        page = study.documents(query, cursor=page.after, limit=PAGE)
        yield from page.rows


def _as_json(document: "Document") -> dict[str, object]:
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
        "round": document.round,
        "in_queue": document.in_queue,
        "flag_reason": document.flag_reason,
        "records": dict(document.record_counts),
    }
