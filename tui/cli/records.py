"""List the records of one type across the study."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from typer import Option

from tui.cli.options import Coder, Json, Store, opened, refuse
from tui.cli.output import say, say_json, say_sentence, say_table, value_text, width
from tui.display import count_text, words

if TYPE_CHECKING:
    from storage import Codebook, Held, RecordQuery, RecordRow, RecordType, Study

PAGE = 500
"""Records asked for at once."""


def records(
    store: Store = None,
    coder: Coder = None,
    type_: Annotated[
        str | None,
        Option("--type", metavar="TYPE", help="Records of this type. [default: the first]"),
    ] = None,
    where: Annotated[
        list[str] | None,
        Option(
            "--where",
            metavar="FIELD=VALUE",
            help="Only with this value; without a value, only those without an answer.",
        ),
    ] = None,
    words_of: Annotated[
        str, Option("--filter", metavar="WORDS", help="Only with these words in it.")
    ] = "",
    json: Json = False,
) -> None:
    """List your records of one type, in all documents.

    With --where several times, all of them must hold. With --json, one object a line.

    Example: casecoder records --type remedy --where remedy_type=payment
    """
    from storage import RecordQuery

    with opened(store, coder) as study:
        codebook = study.codebook()
        record_type = _known_type(codebook, type_)
        limits = tuple(_held(record_type, each) for each in where or ())
        query = RecordQuery(record_type.name, filter=words_of, where=limits)
        if json:
            for row in _all(study, query):
                say_json(_as_json(row, record_type))
            return
        lines = (_line(row, record_type) for row in _all(study, query))
        say_table(lines, [5, 30])
        if width() is not None:
            say()
            say_sentence(_summary(study.count_records(query), record_type))


def _known_type(codebook: "Codebook", name: str | None) -> "RecordType":
    """The record type of that name, or the first."""
    types = codebook.record_types
    found = next((each for each in types if name in (each.name, None)), None)
    if found is None:
        known = ", ".join(each.name for each in types) or "none"
        refuse(f"There is no record type {name or 'in the codebook'}; there are {known}.", 1)
    return found


def _held(record_type: "RecordType", limit: str) -> "Held":
    """What ``field=value`` asks of a record."""
    from storage import Held, ValueRefused, value_from_text

    name, equals, text = limit.partition("=")
    field = record_type.field(name.strip())
    if not equals:
        refuse(f"--where takes FIELD=VALUE, not {limit}.", 2)
    if field is None:
        known = ", ".join(each.name for each in record_type.fields)
        refuse(f"A {record_type.noun} has no field {name.strip()}; it has {known}.", 1)
    if not text.strip():
        return Held(field.name, None)
    try:
        value = value_from_text(field, text, where=f"--where {name.strip()}", retired=True)
    except ValueRefused as error:
        refuse(str(error), 1)
    return Held(field.name, value[0] if isinstance(value, tuple) else value)


def _all(study: "Study", query: "RecordQuery") -> "Iterator[RecordRow]":
    """Every record of a list, a page at a time."""
    from storage import RecordRow

    cursor = None
    while True:
        page = study.records_page(query, cursor=cursor, limit=PAGE)
        yield from (row for row in page.rows if isinstance(row, RecordRow))
        if (cursor := page.after) is None:
            return


def _line(row: "RecordRow", record_type: "RecordType") -> list[str]:
    """A record as cells: its mark, its document, its answers and its quotation."""
    names = [each.name for each in record_type.fields if each.name in row.values]
    answers = "; ".join(value_text(row.values[name]) for name in names)
    quote = f"“{row.evidence[0].quote}”" if row.evidence else ""
    told = " · ".join(part for part in (answers, quote) if part)
    return [f"{record_type.key.upper()}{row.number}", row.title, told]


def _summary(count: tuple[int, bool], record_type: "RecordType") -> str:
    counted, more = count
    plural = words(record_type.plural)
    if more:
        return f"More than {counted:,} {plural}."
    return f"{count_text(counted, record_type.noun, plural)}."


def _as_json(row: "RecordRow", record_type: "RecordType") -> dict[str, object]:
    """A record as ``--json`` lists it; what exports have too is called as in exports."""
    from storage import to_json

    fields = {each.name: each for each in record_type.fields}
    return {
        "record_id": row.record,
        "type": row.type,
        "number": row.number,
        "document_id": row.document,
        "title": row.title,
        "decision_date": row.decision_date,
        "values": {
            name: to_json(fields[name].type, value)
            for name, value in row.values.items()
            if name in fields
        },
        "certainty": row.certainty,
        "note": row.note,
        "memo": row.memo,
        "evidence": [
            {"start": each.start, "end": each.end, "quote": each.quote, "field": each.field}
            for each in row.evidence
        ],
        "updated_at": row.updated_at,
    }
