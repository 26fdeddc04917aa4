"""dictionary.csv and datapackage.json: what every column of every file is."""

import json
import re
from collections.abc import Sequence

from storage.codebook.model import Codebook
from storage.exchange.atomic import MARK
from storage.exchange.cells import plain
from storage.exchange.columns import Answer, Column, ColumnType, Table

_FRICTIONLESS = {
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.TIME: "datetime",
}
_ISO_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"


def dictionary_lines(tables: Sequence[Table]) -> list[str]:
    """Lines of dictionary.csv: one for each column of each table."""
    return [
        f"{table.file},{column.name},{plain(column.label)},{column.type},"
        f"{plain(values_text(column.values))},{plain(_definition(column))}\n"
        for table in tables
        for column in table.columns
    ]


def values_text(answers: Sequence[Answer]) -> str:
    """``upheld (1): Upheld | …``; a name that is its own code stands without it."""
    return " | ".join(
        f"{answer.name}: {answer.label}"
        if answer.name == answer.code
        else f"{answer.name} ({answer.code}): {answer.label}"
        for answer in answers
    )


def _definition(column: Column) -> str:
    """What a column means, and on lines of their own what its values mean."""
    meanings = [
        f"{answer.name}: {answer.definition}" for answer in column.values if answer.definition
    ]
    return "\n".join(filter(None, [column.definition, *meanings]))


def datapackage(codebook: Codebook, tables: Sequence[Table], files: Sequence[str]) -> str:
    """A Frictionless Tabular Data Package (version 1) of ``tables``, as JSON text."""
    content = {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9]+", "-", codebook.name.lower()).strip("-") or "dataset",
        "title": codebook.name,
        "description": f"Coded with casecoder, codebook version {codebook.version}.",
        MARK: {
            "codebook": {
                "name": codebook.name,
                "version": codebook.version,
                "sha256": codebook.sha256,
            },
            "files": list(files),
        },
        "resources": [_resource(table) for table in tables],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.label,
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": reference.column,
                    "reference": {"resource": reference.table, "fields": reference.target},
                }
                for reference in table.references
            ],
        },
    }


def _field(column: Column) -> dict[str, object]:
    described: dict[str, object] = {
        "name": column.name,
        "title": column.label,
        "description": _definition(column),
        "type": _FRICTIONLESS.get(column.type, "string"),
    }
    if column.type is ColumnType.BOOLEAN:
        described |= {"trueValues": ["1"], "falseValues": ["0"]}
    if column.type is ColumnType.TIME:
        described["format"] = "any"
    constraints = _constraints(column)
    if constraints:
        described["constraints"] = constraints
    return described


def _constraints(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if column.required:
        constraints["required"] = True
    if column.type is ColumnType.CHOICE:
        constraints["enum"] = [answer.name for answer in column.values]
    if column.type is ColumnType.DATE:
        constraints["pattern"] = _ISO_DATE
    return constraints
