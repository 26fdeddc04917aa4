"""The researcher's own table about the documents: ``import --metadata FILE.csv``."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from storage.codebook import Codebook, value_from_text
from storage.documents.kinds import KINDS
from storage.errors import InputError, SourceError
from storage.records import FieldValue

KEYS = ("source_name", "file", "filename")
"""Columns that may say which document a row is about."""

BUILT_IN = ("title", "case", "url", "retrieved_on", "kind")
"""Columns that are about the document itself."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one row says of one document."""

    built_in: Mapping[str, str]
    variables: Mapping[str, FieldValue]


def read_metadata(path: Path, codebook: Codebook) -> dict[str, Metadata]:
    """The table's rows by source name; empty cells say nothing.

    Several values of one variable are separated by ``|``.

    Raises:
        SourceError: the file cannot be read as CSV, has no column that names documents,
            a column that is no variable, or a value that does not fit; names row and column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            columns = list(reader.fieldnames or ())
            key = _checked(path, columns, codebook)
            told: dict[str, Metadata] = {}
            for row in reader:
                name, where = row[key], f"{path}, line {reader.line_num}"
                if None in row:
                    raise SourceError(f"{where}: there are more cells than columns.")
                if name in told:
                    raise SourceError(f"{where}: an earlier row is about {name} already.")
                if name:
                    told[name] = _row(where, row, key, codebook)
            return told
    except OSError as error:
        raise SourceError(f"The metadata file {path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"The metadata file {path} is no UTF-8 CSV file: {error}.") from error


def _checked(path: Path, columns: list[str], codebook: Codebook) -> str:
    key = next((name for name in KEYS if name in columns), None)
    if key is None:
        raise SourceError(
            f"The metadata file {path} has no column source_name, so its rows cannot be matched "
            "to documents; add one with the file names."
        )
    if len(set(columns)) < len(columns):
        raise SourceError(f"The metadata file {path} has two columns of one name.")
    for column in columns:
        if column not in (*KEYS, *BUILT_IN) and codebook.variable(column) is None:
            known = ", ".join((*BUILT_IN, *(variable.name for variable in codebook.variables)))
            raise SourceError(
                f"The metadata file {path} has a column {column}, which is no variable of the "
                f"codebook; the columns may be {known}."
            )
    return key


def _row(where: str, row: Mapping[str, str | None], key: str, codebook: Codebook) -> Metadata:
    built_in, variables = {}, {}
    for column, cell in row.items():
        if not cell or column == key:
            continue
        variable = codebook.variable(column)
        if column in BUILT_IN:
            built_in[column] = cell
        elif variable is not None:
            try:
                variables[column] = value_from_text(
                    variable, cell, where=f"{where}, column {column}"
                )
            except InputError as error:
                raise SourceError(str(error)) from error
    kinds = (*KINDS, *(kind.name for kind in codebook.kinds))
    if built_in.get("kind", KINDS[-1]) not in kinds:
        raise SourceError(
            f"{where}: there is no kind {built_in['kind']}; there are {', '.join(kinds)}."
        )
    return Metadata(built_in, variables)
