"""Each coder's coding of each document of a batch: what most tables are made of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.exchange.cells import Cells
from storage.exchange.rows import Batch, DocumentRow, RecordRow, ReviewRow, VariableRow
from storage.exchange.shape import Shape
from storage.exchange.sheets import blank_lines

SAME = "same_as"
"""The built-in relation of records that tell of one matter."""


@dataclass(slots=True)
class Coding:
    """All that one coder, on one layer, made of one document."""

    document: DocumentRow
    coder: str
    layer: str
    who: str
    """The cells coder and layer, with commas."""
    place: str
    """The cells document_id, case_id, coder and layer, with commas."""
    answered: list[str]
    """One fragment for each variable, blank where nobody answered it."""
    value_lines: list[str]
    """Its variables' lines of values.csv."""
    reviews: list[ReviewRow] = field(default_factory=list)
    variables: list[VariableRow] = field(default_factory=list)
    records: list[RecordRow] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """The same, not applicable where it is not asked."""
    same: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of records, the first of this document, that tell of one matter."""

    @property
    def rounds(self) -> Sequence[ReviewRow]:
        """The reviews; where there is coding without one, a review in progress."""
        return self.reviews or (self._unreviewed(),)

    def _unreviewed(self) -> ReviewRow:
        versions = [row.codebook_version for row in self.records]
        versions += [row.codebook_version for row in self.variables]
        version = versions[0] if versions else None
        return ReviewRow(
            self.document.id, self.coder, self.layer, None, "in_progress", None, None, version, None
        )

    def stands_at(self, status: str) -> bool:
        """Whether every round has that status."""
        return all(review.status == status for review in self.rounds)

    def count(self) -> Counter[str]:
        """How many records of each type there are."""
        return Counter([record.type for record in self.records])


class Codings:
    """The codings of one batch, found by document, by record and by variable."""

    def __init__(self, batch: Batch, variables: Shape, cells: Cells) -> None:
        self._variables = variables
        self._cells = cells
        self._documents = {document.id: document for document in batch.documents}
        self._found: dict[int, dict[tuple[str, str], Coding]] = {
            document.id: {} for document in batch.documents
        }
        self.of_record: dict[int, tuple[RecordRow, Coding]] = {}
        self.of_variable: dict[int, tuple[VariableRow, Coding]] = {}
        for review in batch.reviews:
            self._coding(review.document_id, review.coder, review.layer).reviews.append(review)
        for variable in batch.variables:
            coding = self._coding(variable.document_id, variable.coder, variable.layer)
            coding.variables.append(variable)
            self.of_variable[variable.id] = variable, coding
        for record in batch.records:
            coding = self._coding(record.document_id, record.coder, record.layer)
            coding.records.append(record)
            self.of_record[record.id] = record, coding
        for link in batch.links:
            if link.relation == SAME:
                self.of_record[link.from_id][1].same.append((link.from_uid, link.to_uid))

    def by_document(self) -> list[tuple[DocumentRow, list[Coding]]]:
        """Every document with its codings, by coder and layer."""
        return [
            (self._documents[key], [found[who] for who in sorted(found)])
            for key, found in self._found.items()
        ]

    def _coding(self, document_id: int, coder: str, layer: str) -> Coding:
        found = self._found[document_id]
        coding = found.get((coder, layer))
        if coding is None:
            document = self._documents[document_id]
            who = f"{self._cells[coder]},{layer},"
            coding = Coding(
                document,
                coder,
                layer,
                who,
                f"{document.uid},{document.case_uid},{who}",
                self._variables.blanks.copy(),
                blank_lines(self._variables),
            )
            found[coder, layer] = coding
        return coding
