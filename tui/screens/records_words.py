"""What the list of records says: what limits it, more of one record, a quotation with its source."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from storage import Codebook, Held, RecordGroup, RecordQuery, RecordRow
from tui.display import count_text, date_text, kind_text, one_line, words
from tui.widgets.record_columns import RecordWords, field_text, links_text, mark, value_text
from tui.widgets.spans import wrap_words

if TYPE_CHECKING:
    from storage import ListedRecord

SORTS = (
    ("document", "place in the study", "p"),
    ("date", "date of the document", "d"),
    ("updated", "last changed", "l"),
)
"""What a list can be ordered by beside its fields: the store's name, words, key."""


def header_words(
    query: RecordQuery, codebook: Codebook, count: tuple[int, bool], shown: RecordWords
) -> tuple[str, ...]:
    """The middle of the header: how many records, of which kind, in which order."""
    counted, more = count
    record_type = shown.record_type
    singular = record_type.noun if record_type else words(query.type)
    plural = words(record_type.plural) if record_type else None
    told = f"{counted:,}+ {plural}" if more else count_text(counted, singular, plural)
    return (told, *_limits(query, codebook, shown), *_order(query, shown))


def _limits(query: RecordQuery, codebook: Codebook, shown: RecordWords) -> Iterator[str]:
    """What a list is limited to."""
    record_type = shown.record_type
    for held in query.where:
        known = record_type.field(held.name) if record_type else None
        yield f"{_label(held, shown)}: {value_text(known, held.value, shown)}"
    for held in query.variables:
        variable = codebook.variable(held.name)
        label = variable.noun if variable else words(held.name)
        labels = {one.name: one.label for one in variable.all_values()} if variable else {}
        named = replace(shown, labels={held.name: labels})
        yield f"{label}: {value_text(variable, held.value, named)}"
    if query.kind is not None:
        yield kind_text(query.kind, {rule.name: rule.label for rule in codebook.kinds})
    if query.decided:
        yield f"of {date_text(query.decided)}"
    if query.document is not None:
        yield "of one document"


def _label(held: Held, shown: RecordWords) -> str:
    known = shown.record_type.field(held.name) if shown.record_type else None
    return known.noun if known else words(held.name)


def _order(query: RecordQuery, shown: RecordWords) -> Iterator[str]:
    """The order of a list, where it is not the usual one."""
    turned = ", turned round" if query.descending else ""
    if query.by is not None:
        yield f"by {_label(Held(query.by, None), shown)}{turned}"
    elif query.sort != "document" or query.descending:
        yield f"by {next(label for name, label, _ in SORTS if name == query.sort)}{turned}"


def empty_words(query: RecordQuery, shown: RecordWords) -> tuple[str, ...]:
    """What an empty list says: why it is empty, and what to do."""
    record_type = shown.record_type
    plural = words(record_type.plural) if record_type else "records"
    if query.filter:
        return (f"None of the {plural} has these words.", "", "Esc shows all of them again.")
    if query.is_limited:
        return (
            f"There are no such {plural}.",
            "",
            "Esc goes back, t limits the list to something else.",
        )
    key = record_type.key if record_type else "f"
    return (
        f"There are no {plural} yet.",
        "",
        f"Open a document and press {key} on a sentence that shows one.",
        "Tab shows records of another type.",
    )


def standing_uid(
    rows: "Sequence[ListedRecord]", uid: str | None, before: "ListedRecord | None"
) -> str | None:
    """The line to stand on: the one asked for, or that record's under another value by now.

    Args:
        rows: The lines there are.
        uid: Of the line, or of the record.
        before: What the cursor stood on.
    """
    if uid is None or any(row.uid == uid for row in rows):
        return uid
    records = {uid, before.record} if isinstance(before, RecordRow) else {uid}
    there = (row.uid for row in rows if isinstance(row, RecordRow) and row.record in records)
    return next(there, None)


def detail(row: "ListedRecord | None", shown: RecordWords, width: int, lines: int) -> Content:
    """More of the record under the cursor than its line has room for."""
    if not isinstance(row, RecordRow):
        hint = "Enter shows the records of this value only." if isinstance(row, RecordGroup) else ""
        return Content.assemble((hint, "$text-muted"))
    room = max(10, width - 2)
    more = _more(row, shown)
    answers = wrap_words(f"{mark(row, shown)}  {_answers(row, shown)}", room, 2 if lines > 3 else 1)
    left = lines - len(answers) - bool(more)
    quote = f"“{row.evidence[0].quote}”" if row.evidence else ""
    quoted = [] if shown.lines or not quote else wrap_words(quote, room, max(1, left))
    told = [Content("\n".join(answers))]
    told += [Content.assemble((line, "italic $text-muted")) for line in quoted]
    told += [Content.assemble((line, "$text-muted")) for line in wrap_words(more, room, 1)]
    return Content("\n").join(told)


def _answers(row: RecordRow, shown: RecordWords) -> str:
    """Every answer of a record with its label, those that the codebook dropped too."""
    fields = shown.record_type.fields if shown.record_type else ()
    labels = {known.name: known.noun for known in fields}
    names = [*(name for name in labels if name in row.values)]
    names += [name for name in row.values if name not in labels]
    told = (f"{labels.get(name, words(name))}: {field_text(row, name, shown)}" for name in names)
    return " · ".join(told) or "nothing answered yet"


def _more(row: RecordRow, shown: RecordWords) -> str:
    """Note, memo, links and certainty, where there are any."""
    parts = (
        f"note: {one_line(row.note)}" if row.note else "",
        f"memo: {one_line(row.memo)}" if row.memo else "",
        links_text(row.links, row.document, shown),
        f"{row.certainty} certainty" if row.certainty else "",
        f"{len(row.evidence)} passages" if len(row.evidence) > 1 else "",
    )
    return " · ".join(part for part in parts if part)
