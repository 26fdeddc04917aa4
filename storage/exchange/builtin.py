"""The columns that every dataset has, whatever its codebook asks."""

from storage.exchange.columns import YES_NO, Answer, Column, ColumnType

_ID, _TEXT, _LIST = ColumnType.ID, ColumnType.TEXT, ColumnType.LIST
_INTEGER, _NUMBER, _CHOICE = ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.CHOICE
_DATE, _TIME, _BOOLEAN = ColumnType.DATE, ColumnType.TIME, ColumnType.BOOLEAN


def _choice(*names: str) -> tuple[Answer, ...]:
    """Answers coded from 1 in the order of ``names``."""
    return tuple(
        Answer(name, name.replace("_", " ").capitalize(), str(code))
        for code, name in enumerate(names, 1)
    )


LAYERS = _choice("coder", "gold")
STATUSES = _choice("todo", "in_progress", "done", "excluded")
CERTAINTIES = _choice("low", "medium", "high")
BASES = _choice("stated", "inferred")
FROM_PROPOSAL = _choice("accepted", "corrected")
UNITS = _choice("document", "record")
MEMO_TARGETS = _choice("study", "document", "passage", "record", "value")

_DOCUMENT_ID = Column(
    "document_id", "Document", _ID, "The document, as in documents.csv.", (), True
)
_CASE_ID = Column(
    "case_id", "Case", _ID, "The matter that one or more documents are about.", (), True
)
_CODER = Column("coder", "Coder", _TEXT, "Who coded it.", (), True)
_LAYER = Column(
    "layer", "Layer", _CHOICE, "A coder's own coding, or the adjudicated result.", LAYERS, True
)
_VERSION = Column("codebook_version", "Codebook version", _TEXT, "The codebook it was coded with.")
_CERTAINTY = Column("certainty", "Certainty", _CHOICE, "How sure the coder is.", CERTAINTIES)
_QUOTES_LEFT_OUT = "Empty in a dataset exported without quotes."

DOCUMENTS = (
    _DOCUMENT_ID,
    _CASE_ID,
    Column("title", "Title", _TEXT, "As recognised at import."),
    Column("source_name", "Source name", _TEXT, "Name of the file it was imported from."),
    Column("kind", "Kind", _TEXT, "What kind of document it is."),
    Column("url", "Address", _TEXT, "Where it was published."),
    Column("retrieved_on", "Retrieved on", _DATE, "When it was fetched from there."),
    Column("stratum", "Stratum", _TEXT, "The part of the frame it was sampled from."),
    Column("probability", "Probability", _NUMBER, "Its chance of being sampled."),
    Column("imported_at", "Imported at", _TIME, "When it entered the study, UTC.", (), True),
    Column("n_characters", "Characters", _INTEGER, "Length of its text in code points.", (), True),
    Column("text_sha256", "SHA-256 of the text", _TEXT, "Identifies the text.", (), True),
)

REVIEWS = (
    _DOCUMENT_ID,
    _CASE_ID,
    _CODER,
    _LAYER,
    Column("round", "Round", _TEXT, "The round of coding."),
    Column("status", "Status", _CHOICE, "How far the coder is.", STATUSES, True),
    Column(
        "flag_reason", "Flagged because", _TEXT, f"Why the coder flagged it. {_QUOTES_LEFT_OUT}"
    ),
    Column("excluded_reason", "Excluded because", _TEXT, f"Why it is left out. {_QUOTES_LEFT_OUT}"),
    _VERSION,
    Column("completed_at", "Completed at", _TIME, "When the coder was done, UTC."),
)

CASES = (
    _CASE_ID,
    _CODER,
    _LAYER,
    Column(
        "n_documents", "Documents", _INTEGER, "Documents of the case in this dataset.", (), True
    ),
)

RECORDS_BEFORE = (
    Column("record_id", "Record", _ID, "Identifies the record.", (), True),
    Column(
        "number", "Number", _INTEGER, "Counts from 1 in each document, never used twice.", (), True
    ),
    _DOCUMENT_ID,
    _CASE_ID,
    _CODER,
    _LAYER,
    _VERSION,
    Column("first_start", "First start", _INTEGER, "Where its first passage begins.", (), True),
)
RECORDS_AFTER = (
    _CERTAINTY,
    Column("note", "Note", _TEXT, "The coder's own words. Left out with the quotes if it quotes."),
    Column(
        "cue_shown",
        "Cue shown",
        _BOOLEAN,
        "Whether the program had pointed at the passage.",
        YES_NO,
    ),
    Column("n_links", "Links", _INTEGER, "Links that start at this record.", (), True),
    Column("linked_ids", "Linked records", _LIST, "The records those links lead to, joined by |."),
    Column("n_evidence", "Passages", _INTEGER, "Rows of this record in evidence.csv.", (), True),
    Column(
        "quote",
        "Quote",
        _TEXT,
        "Its passages in text order, joined by …; one inside another is not repeated. "
        + _QUOTES_LEFT_OUT,
    ),
    Column("created_at", "Created at", _TIME, "UTC.", (), True),
    Column("updated_at", "Updated at", _TIME, "UTC.", (), True),
)

EVIDENCE = (
    Column("evidence_id", "Passage", _ID, "Identifies the passage.", (), True),
    Column("record_id", "Record", _ID, "The record it shows; empty for a variable's."),
    Column("record_type", "Record type", _TEXT, "The type of that record."),
    Column("field", "Field", _TEXT, "The field it shows; empty where it shows the whole record."),
    Column("variable", "Variable", _TEXT, "The variable it shows; empty for a record's."),
    _DOCUMENT_ID,
    _CASE_ID,
    _CODER,
    _LAYER,
    Column("start", "Start", _INTEGER, "First character, counted from 0 in code points.", (), True),
    Column("end", "End", _INTEGER, "One past the last character.", (), True),
    Column("section", "Section", _TEXT, "Title of the section it begins in."),
    Column("paragraph", "Paragraph", _TEXT, "The paragraph's number as printed."),
    Column(
        "page",
        "Page",
        _INTEGER,
        "The page on which the passage begins, from 1; empty where the source has no pages.",
    ),
    Column("quote", "Quote", _TEXT, f"The passage's own words. {_QUOTES_LEFT_OUT}"),
)

VALUES = (
    Column("unit_type", "Unit", _CHOICE, "What the value is about.", UNITS, True),
    Column("unit_id", "Unit id", _ID, "The document or record it is about.", (), True),
    _DOCUMENT_ID,
    _CODER,
    _LAYER,
    Column("name", "Name", _TEXT, "The variable or field.", (), True),
    Column("position", "Position", _INTEGER, "Counts the values of one answer from 1.", (), True),
    Column(
        "value",
        "Value",
        _TEXT,
        "A value's name, a text, a number, 1 or 0, an ISO date, a period as from/to, an amount "
        "(its currency is in the unit's own table), or the name of a missing value.",
    ),
    Column("basis", "Basis", _CHOICE, "Variables: stated by the document or inferred.", BASES),
    _CERTAINTY,
    Column(
        "from_proposal",
        "From proposal",
        _CHOICE,
        "Variables: whether the program's proposal was taken as it was or corrected.",
        FROM_PROPOSAL,
    ),
)

LINKS = (
    Column("link_id", "Link", _ID, "Identifies the link.", (), True),
    Column("from_record_id", "From record", _ID, "Where it starts.", (), True),
    Column("relation", "Relation", _TEXT, "same_as, or a relation of the codebook.", (), True),
    Column("to_record_id", "To record", _ID, "Where it leads.", (), True),
    Column("from_document_id", "From document", _ID, "Document of the first record.", (), True),
    Column("to_document_id", "To document", _ID, "Document of the second record.", (), True),
    _CODER,
    _LAYER,
)

MEMOS = (
    Column("memo_id", "Memo", _ID, "Identifies the memo.", (), True),
    Column("on", "On", _CHOICE, "What it is about.", MEMO_TARGETS, True),
    Column("target_id", "Target", _ID, "The thing it is about; a passage's document.", (), True),
    Column("start", "Start", _INTEGER, "Passages only: first character."),
    Column("end", "End", _INTEGER, "Passages only: one past the last character."),
    _CODER,
    Column("text", "Text", _TEXT, "The memo. Left out with the quotes if it quotes."),
    Column("created_at", "Created at", _TIME, "UTC.", (), True),
)

RESULTS = (
    Answer("kept", "Kept", "1", "There is gold of it."),
    Answer("rejected", "Rejected", "2", "All coders' were rejected: nothing of it is gold."),
)
REASONS = (
    Answer("ambiguous", "Ambiguous text", "1", "The text can be read in two ways."),
    Answer("gap", "Gap in the codebook", "2", "The codebook does not say."),
    Answer("slip", "Slip", "3", "Somebody made a mistake."),
    Answer("edge", "Edge case", "4", "The codebook says, and this lies at its edge."),
)

SETTLEMENTS = (
    Column("settlement_id", "Settlement", _ID, "Identifies the settlement.", (), True),
    _DOCUMENT_ID,
    _CASE_ID,
    Column("round", "Round", _TEXT, "The round of coding.", (), True),
    Column(
        "kind",
        "Kind",
        _CHOICE,
        "Whether it is about matching records or a variable of the document.",
        _choice("record", "variable"),
        True,
    ),
    Column("name", "Name", _TEXT, "The record type or the variable.", (), True),
    Column(
        "settled",
        "Settled",
        _CHOICE,
        "Whether all coders agreed, or somebody decided.",
        _choice("unanimous", "adjudicated"),
        True,
    ),
    Column("result", "Result", _CHOICE, "What became of it.", RESULTS, True),
    Column(
        "record_id", "Record", _ID, "The gold record; empty for variables and where none was kept."
    ),
    Column(
        "origin_ids",
        "Origins",
        _LIST,
        "The coders' records that it rests on, joined by |; empty for variables.",
    ),
    Column("coders", "Coders", _LIST, "Whose records or values it rests on, joined by |."),
    Column("reason", "Reason", _CHOICE, "Why coders differed, as who settled it sees it.", REASONS),
    Column(
        "note", "Note", _TEXT, "What they wrote about it. Left out with the quotes if it quotes."
    ),
    Column("coder", "Settled by", _TEXT, "Who settled it.", (), True),
    Column("created_at", "Created at", _TIME, "UTC.", (), True),
)
"""Of gold only: one a case, also of those of which nothing became gold."""

SETTLED = Column(
    "settled",
    "Settled",
    _CHOICE,
    "Whether all coders agreed, or somebody decided; empty for what was loaded as gold.",
    _choice("unanimous", "adjudicated", "unresolved"),
)
"""Of gold only, at the end of reviews, values and the records' tables."""

ORIGIN_IDS = Column(
    "origin_ids", "Origins", _LIST, "The coders' records that it rests on, joined by |."
)
"""Of gold only, at the end of the records' tables."""

DICTIONARY = (
    Column("file", "File", _TEXT, "Name of the file.", (), True),
    Column("column", "Column", _TEXT, "Name of the column.", (), True),
    Column("label", "Label", _TEXT, "What to call it in a table."),
    Column("type", "Type", _CHOICE, "What its cells hold.", _choice(*ColumnType), True),
    Column(
        "values",
        "Values",
        _TEXT,
        "What its cells may hold, as name (code): label. Stata's .a to .d are the missing values.",
    ),
    Column("definition", "Definition", _TEXT, "What it means."),
)
