"""A codebook compiled into the tables of its dataset."""

from collections.abc import Mapping

from storage.codebook.model import Codebook, RecordType
from storage.exchange import builtin
from storage.exchange.cells import Cell, plain
from storage.exchange.columns import Column, ColumnNames, ColumnType, Reference, Table
from storage.exchange.shape import Shape

_OF_DOCUMENT = Reference("document_id", "documents", "document_id")

SETTLEMENTS = Table(
    "settlements", "Settlements", builtin.SETTLEMENTS, ("settlement_id",), (_OF_DOCUMENT,)
)


class Dataset:
    """The tables that a codebook's data come out in, and what makes their rows."""

    def __init__(self, codebook: Codebook, cell: Cell = plain, *, is_gold: bool = False) -> None:
        self.codebook = codebook
        self.cell = cell
        self._settled = (builtin.SETTLED,) if is_gold else ()
        self._settlements = (SETTLEMENTS,) if is_gold else ()
        self._made_of = (builtin.SETTLED, builtin.ORIGIN_IDS) if is_gold else ()
        taken = (*builtin.REVIEWS, *builtin.CASES, *self._settled)
        names = ColumnNames(column.name for column in taken)
        self.counts = tuple(
            _count_column(kind, names.take("n_", kind.plural, position))
            for position, kind in enumerate(codebook.record_types, 1)
        )
        self.variables = Shape(codebook.variables, names, cell)
        self.records = {kind.name: self._record_shape(kind) for kind in codebook.record_types}
        self.undeclared = Shape((), ColumnNames(()), cell)
        """Stands for the fields of a record type that the codebook no longer has."""
        self.no_counts = "," * len(self.counts)
        self.plurals = {kind.name: kind.plural for kind in codebook.record_types}
        self.tables = self._tables()

    def count_cells(self, counts: Mapping[str, int]) -> str:
        """The number of records of each type as cells, each with a comma."""
        return "".join([f"{counts.get(name, 0)}," for name in self.plurals])

    def _tables(self) -> tuple[Table, ...]:
        coded = (*self.variables.columns, *self.counts)
        return (
            Table("documents", "Documents", builtin.DOCUMENTS, ("document_id",)),
            Table(
                "reviews",
                "Documents by coder",
                (*builtin.REVIEWS, *coded, *self._settled),
                ("document_id", "coder", "layer", "round"),
                (_OF_DOCUMENT,),
            ),
            Table(
                "cases", "Cases by coder", (*builtin.CASES, *coded), ("case_id", "coder", "layer")
            ),
            *(self._record_table(kind) for kind in self.codebook.record_types),
            Table("evidence", "Passages", builtin.EVIDENCE, ("evidence_id",), (_OF_DOCUMENT,)),
            Table(
                "values",
                "Values, one a row",
                (*builtin.VALUES, *self._settled),
                ("unit_type", "unit_id", "coder", "layer", "name", "position"),
                (_OF_DOCUMENT,),
            ),
            Table(
                "links",
                "Links",
                builtin.LINKS,
                ("link_id",),
                (Reference("from_document_id", "documents", "document_id"),),
            ),
            Table("memos", "Memos", builtin.MEMOS, ("memo_id",)),
            *self._settlements,
            Table("dictionary", "Columns of every file", builtin.DICTIONARY, ("file", "column")),
        )

    def _record_table(self, kind: RecordType) -> Table:
        return Table(
            kind.plural,
            kind.plural.replace("_", " ").capitalize(),
            (
                *builtin.RECORDS_BEFORE,
                *self.records[kind.name].columns,
                *builtin.RECORDS_AFTER,
                *self._made_of,
            ),
            ("record_id",),
            (_OF_DOCUMENT,),
        )

    def _record_shape(self, kind: RecordType) -> Shape:
        taken = (*builtin.RECORDS_BEFORE, *builtin.RECORDS_AFTER, *self._made_of)
        return Shape(kind.fields, ColumnNames(column.name for column in taken), self.cell)


def _count_column(kind: RecordType, name: str) -> Column:
    label = f"Number of {kind.plural.replace('_', ' ')}"
    definition = "Empty until the coder is done; 0 means somebody said that there are none."
    return Column(name, label, ColumnType.INTEGER, definition)
