"""A small codebook with every type of field, and studies built row by row."""

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from storage.codebook import Codebook, load_codebook
from storage.exchange import (
    Batch,
    DocumentRow,
    EvidenceRow,
    LinkRow,
    MemoRow,
    RecordRow,
    ReviewRow,
    ValueRow,
    VariableRow,
    write_csv,
)

NOW = "2024-05-01T10:00:00Z"

SOURCE = """
[codebook]
name = "Complaints, tried out"
version = "1.2"

[[variable]]
name = "outcome"
label = "Outcome"
type = "choice"
required = true
kinds = ["lgsco_decision"]
definition = "What was decided."
values = [
  { name = "upheld", label = "Upheld", code = 1, definition = "A fault was found." },
  { name = "not_upheld", label = "Not upheld", code = 2 },
]

[[variable]]
name = "respondent"
label = "Respondent"
type = "text"
multiple = true
identifier = true

[[variable]]
name = "decided_on"
label = "Decided on"
type = "date"

[[record]]
name = "finding"
label = "Finding"
plural = "findings"
key = "f"
unit = "One thing that one body did."

[[record.field]]
name = "conclusion"
label = "Conclusion"
type = "choice"
values = [
  { name = "criticism", label = "A criticism", code = 1, values = [ { name = "grave", label = "Grave", code = 4 } ] },
  { name = "no_fault", label = "No fault", code = 2 },
]

[[record.field]]
name = "fault_type"
label = "Fault type"
type = "choice"
asked_when = { conclusion = ["criticism"] }
values = [ { name = "delay", label = "Delay", code = 1 }, { name = "other", label = "Other", code = 2 } ]

[[record.field]]
name = "duration"
label = "Duration"
type = "text"
asked_when = { fault_type = ["delay"] }

[[record.field]]
name = "affected"
label = "Affected"
type = "choice"
multiple = true
values = [ { name = "child", label = "Child", code = 1 }, { name = "family", label = "Family", code = 2, values = [ { name = "siblings", label = "Siblings", code = 3 } ] } ]

[[record.field]]
name = "respondent"
label = "Respondent"
type = "text"
from = "respondent"

[[record.field]]
name = "in_complaint_handling"
label = "In complaint handling"
type = "boolean"

[[record.field]]
name = "count"
label = "Count"
type = "integer"

[[record.field]]
name = "share"
label = "Share"
type = "number"

[[record.field]]
name = "lasted"
label = "Lasted"
type = "period"

[[record.field]]
name = "words"
label = "Words"
type = "open"
multiple = true

[[record]]
name = "remedy"
label = "Remedy"
plural = "remedies"
key = "r"

[[record.field]]
name = "amount"
label = "Amount"
type = "money"

[[record.field]]
name = "deadline"
label = "Deadline"
type = "date"

[[relation]]
name = "redresses"
from = "remedy"
to = "finding"
"""


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    """A codebook with a field of every type."""
    return load_codebook(SOURCE)


Given = object
"""A value as tests write it: text, number, bool, (amount, currency), a list, or ``missing:NAME``."""


@dataclass
class StudyRows:
    """A study being built: everything is added in document order."""

    documents: list[DocumentRow] = field(default_factory=list)
    reviews: list[ReviewRow] = field(default_factory=list)
    records: list[RecordRow] = field(default_factory=list)
    record_values: list[ValueRow] = field(default_factory=list)
    variables: list[VariableRow] = field(default_factory=list)
    variable_values: list[ValueRow] = field(default_factory=list)
    evidence: list[EvidenceRow] = field(default_factory=list)
    links: list[LinkRow] = field(default_factory=list)
    memos: list[MemoRow] = field(default_factory=list)

    def document(
        self,
        text: str = "Alpha beta. Gamma delta.",
        *,
        case: str = "",
        case_size: int = 1,
        kind: str = "lgsco_decision",
        title: str = "A decision",
        sections: Iterable[list] = (),
        paragraphs: Iterable[list] = (),
        pages: Iterable[int] = (),
        **others: object,
    ) -> DocumentRow:
        """Add a document."""
        key = len(self.documents) + 1
        segmentation = {
            "v": 1,
            "sections": list(sections),
            "paragraphs": list(paragraphs),
            "sentences": [0, len(text)],
            "boilerplate": [],
        }
        if pages:
            segmentation |= {"pages": list(pages), "given": [0, 1]}
        row = DocumentRow(
            id=key,
            uid=f"d{key}",
            case_uid=case or f"case{key}",
            case_size=case_size,
            title=title,
            source_name=f"{key}.txt",
            kind=kind,
            url=None,
            retrieved_on=None,
            stratum=None,
            probability=None,
            imported_at=NOW,
            n_characters=len(text),
            text_sha256=f"{key:064x}",
            text=text,
            segmentation=json.dumps(segmentation, separators=(",", ":")),
        )._replace(**others)
        self.documents.append(row)
        return row

    def review(self, status: str = "done", *, coder: str = "ann", **others: object) -> None:
        """Add a review of the latest document."""
        row = ReviewRow(
            self.documents[-1].id, coder, "coder", "main", status, None, None, "1.2", NOW
        )
        self.reviews.append(row._replace(**others))

    def record(
        self,
        values: dict[str, Given] | None = None,
        *,
        type: str = "finding",  # noqa: A002 - the row's own word
        spans: Iterable[tuple] = ((0, 5),),
        coder: str = "ann",
        **others: object,
    ) -> RecordRow:
        """Add a record of the latest document; spans are ``start, end`` or ``start, end, field``."""
        document = self.documents[-1]
        key = 100 + len(self.records)
        spans = list(spans)
        row = RecordRow(
            key,
            f"r{key}",
            type,
            1 + sum(each.document_id == document.id for each in self.records),
            document.id,
            coder,
            "coder",
            "1.2",
            min((span[0] for span in spans), default=0),
            None,
            "",
            None,
            NOW,
            NOW,
        )._replace(**others)
        self.records.append(row)
        for name, given in (values or {}).items():
            self.record_values += items(key, name, given)
        for start, end, *fields in spans:
            self._passage(start, end, record_id=key, field=fields[0] if fields else None)
        return row

    def variable(
        self,
        name: str,
        given: Given,
        *,
        spans: Iterable[tuple[int, int]] = (),
        coder: str = "ann",
        **others: object,
    ) -> VariableRow:
        """Add a variable's value of the latest document."""
        key = 9000 + len(self.variables)
        row = VariableRow(
            key,
            f"v{key}",
            self.documents[-1].id,
            coder,
            "coder",
            "1.2",
            name,
            "stated",
            None,
            "",
            None,
        )._replace(**others)
        self.variables.append(row)
        self.variable_values += items(key, name, given)
        for start, end in spans:
            self._passage(start, end, variable_id=key)
        return row

    def _passage(self, start: int, end: int, **owner: object) -> None:
        row = EvidenceRow(
            f"e{len(self.evidence)}", None, None, self.documents[-1].id, None, start, end
        )
        self.evidence.append(row._replace(**owner))

    def link(self, relation: str, one: RecordRow, other: RecordRow) -> None:
        """Link two records."""
        row = LinkRow(
            f"l{len(self.links)}",
            one.id,
            one.uid,
            relation,
            other.uid,
            f"d{one.document_id}",
            f"d{other.document_id}",
            one.coder,
            one.layer,
        )
        self.links.append(row)

    def memo(self, text: str, *, coder: str = "ann") -> None:
        """Add a memo on the latest document."""
        document = self.documents[-1]
        self.memos.append(
            MemoRow(
                f"m{len(self.memos)}",
                "document",
                document.uid,
                document.id,
                None,
                None,
                coder,
                text,
                NOW,
            )
        )

    def batch(self) -> Batch:
        """Everything as one batch."""
        return self.part({document.id for document in self.documents})

    def part(self, keys: set[int]) -> Batch:
        """The documents with those ids, and what was made of them, as a batch."""
        records = [row for row in self.records if row.document_id in keys]
        owners = {row.id for row in records}
        variables = [row for row in self.variables if row.document_id in keys]
        variable_ids = {row.id for row in variables}
        return Batch(
            [row for row in self.documents if row.id in keys],
            [row for row in self.reviews if row.document_id in keys],
            sorted(records, key=lambda row: (row.document_id, row.first_start, row.uid)),
            [row for row in self.record_values if row.owner_id in owners],
            variables,
            [row for row in self.variable_values if row.owner_id in variable_ids],
            sorted(
                (row for row in self.evidence if row.document_id in keys),
                key=lambda row: (row.document_id, row.start),
            ),
            [row for row in self.links if row.from_id in owners],
            [row for row in self.memos if row.document_id in keys],
        )

    def batches(self) -> list[Batch]:
        """One batch for each document."""
        return [self.part({document.id}) for document in self.documents]


def items(owner: int, name: str, given: Given) -> list[ValueRow]:
    """``given`` in its storage form."""
    if isinstance(given, list):
        return [_item(owner, name, position, each) for position, each in enumerate(given, 1)]
    return [_item(owner, name, 0, given)]


def _item(owner: int, name: str, position: int, given: Given) -> ValueRow:
    if isinstance(given, bool):
        return ValueRow(owner, name, position, "true" if given else "false", float(given), None)
    if isinstance(given, tuple):
        return ValueRow(owner, name, position, given[1], float(given[0]), None)
    if isinstance(given, int | float):
        return ValueRow(owner, name, position, None, float(given), None)
    if str(given).startswith("missing:"):
        return ValueRow(owner, name, position, None, None, str(given).removeprefix("missing:"))
    return ValueRow(owner, name, position, str(given), None, None)


@pytest.fixture
def study() -> StudyRows:
    """An empty study."""
    return StudyRows()


@pytest.fixture(scope="session")
def new_study() -> type[StudyRows]:
    """Makes empty studies, for tests that need many."""
    return StudyRows


Tables = dict[str, list[dict[str, str]]]


@pytest.fixture
def exported(tmp_path: Path, codebook: Codebook) -> Callable[..., Tables]:
    """Exports batches, a study or both with options, and reads every table back with ``csv``."""

    def export(content: StudyRows | Iterable[Batch], **options: object) -> Tables:
        batches = [content.batch()] if isinstance(content, StudyRows) else content
        book = options.pop("codebook", codebook)
        write_csv(tmp_path / "out", book, batches, **options)
        return {path.stem: read_table(path) for path in (tmp_path / "out").glob("*.csv")}

    return export


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of one CSV file by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
