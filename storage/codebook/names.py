"""Which names and keys a codebook may use, and which belong to the program."""

import difflib
import re
import string
from collections.abc import Iterable

from storage.records import Missing


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LONGEST = 32
"""Characters that Stata allows a column's name."""

FILLS = (
    "speaker",
    "amount",
    "status",
    "duration",
    "deadline",
    "beneficiary",
    "deadline_kind",
    "complaint_handling",
)
"""The rules that fill a field in."""

KINDS = (
    "lgsco_decision",
    "lgsco_report",
    "spso_decision",
    "ombudsman_other",
    "inspection_report",
    "press_ombudsman",
    "press_inspection",
    "other",
)
"""The document kinds that the program knows by itself."""

TABLES = _words(
    "study coder case document document_text proposal codebook variable_value record field_value "
    "evidence link memo review draft place change"
)
"""Names of the store's tables."""

RECORD_COLUMNS = _words(
    "record_id number document_id case_id coder layer codebook_version first_start certainty note "
    "cue_shown n_links linked_ids n_evidence quote created_at updated_at"
)
"""Columns that every table of records has beside its fields."""

DOCUMENT_COLUMNS = RECORD_COLUMNS | _words(
    "title source_name kind url retrieved_on stratum probability imported_at n_characters "
    "text_sha256 round status flag_reason excluded_reason completed_at n_documents evidence_id "
    "record_type field variable start end section paragraph page unit_type unit_id name position "
    "value basis from_proposal link_id from_record_id relation to_record_id from_document_id "
    "to_document_id memo_id on target_id text file column label type values definition"
)
"""Every column of an exported table that no variable may take."""

EXPORTED_TABLES = _words(
    "documents reviews cases evidence values links memos settlements dictionary labels records "
    "variables datapackage"
)
"""Exported files that no record type's plural may overwrite."""

STATA_WORDS = _words("byte double float if in int long str strl using with")
"""Words that Stata does not take as a column's name."""

VALUE_KEYS = frozenset(string.ascii_letters + string.digits)
"""Characters that may choose a value in a form."""

RECORD_KEYS = "frcst"
"""Letters that the review screen leaves free for making records."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def name_fault(name: str) -> str | None:
    """Why ``name`` cannot be a name in a codebook, as the end of a sentence; None when it can."""
    if not _NAME.fullmatch(name):
        return "is no name; use lower-case letters, digits and _, beginning with a letter"
    if len(name) > LONGEST:
        return f"has {len(name)} characters; a name has at most {LONGEST}"
    return None


def column_fault(name: str, columns: frozenset[str]) -> str | None:
    """Why ``name`` cannot be a field or variable beside ``columns``; None when it can."""
    if name in columns or name in TABLES:
        return "is a name of the program's own; choose another"
    if name in STATA_WORDS or re.fullmatch(r"str\d+", name):
        return "is a word that Stata keeps for itself; choose another"
    return None


def is_missing_name(name: str) -> bool:
    """Whether ``name`` is one of the built-in missing values."""
    return name in frozenset(Missing)


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """``; did you mean «label»?`` where a choice is close to ``word``, else nothing."""
    close = difflib.get_close_matches(word[:64], list(choices)[:500], n=1)
    return f"; did you mean {shown(close[0])}?" if close else ""


def shown(value: object) -> str:
    """Outside data quoted for a sentence: short, and with nothing a terminal would obey."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:61]
    )
    return f"«{text if len(text) < 61 else text[:60] + '…'}»"


def label_of(name: str) -> str:
    """The label a name gets when none is declared: ``fault_type`` becomes ``Fault type``."""
    return name.replace("_", " ").strip().capitalize()
