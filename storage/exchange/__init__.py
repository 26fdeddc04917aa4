"""Datasets out and codings in: plain rows to tidy tables and JSON Lines, and lines back."""

from storage.exchange.annotations import EvidenceLine, LinkLine, RecordLine, VariableLine
from storage.exchange.atomic import atomic_folder
from storage.exchange.csv_folder import write_csv
from storage.exchange.jsonl_in import line_id, read_jsonl
from storage.exchange.jsonl_out import write_jsonl
from storage.exchange.record_table import record_lines, write_lines
from storage.exchange.rows import (
    Batch,
    DocumentRow,
    EvidenceRow,
    GoldMarks,
    LinkRow,
    MemoRow,
    RecordRow,
    ReviewRow,
    SettlementRow,
    ValueRow,
    VariableRow,
)

__all__ = [
    "Batch",
    "DocumentRow",
    "EvidenceLine",
    "EvidenceRow",
    "GoldMarks",
    "LinkLine",
    "LinkRow",
    "MemoRow",
    "RecordLine",
    "RecordRow",
    "ReviewRow",
    "SettlementRow",
    "ValueRow",
    "VariableLine",
    "VariableRow",
    "atomic_folder",
    "line_id",
    "read_jsonl",
    "record_lines",
    "write_csv",
    "write_jsonl",
    "write_lines",
]
