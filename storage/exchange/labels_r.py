"""labels.R: reads every table into R with its types, and names the values of its choices."""

from collections.abc import Iterator, Sequence

from storage.exchange.columns import Column, ColumnType, Table

_NUMERIC = (ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.BOOLEAN)
_RESERVED = frozenset(["if", "else", "repeat", "while", "function", "for", "next", "break", "in"])

_HEAD = """\
# Reads the tables of this dataset and names the values of its choices.
# Run it in the folder that holds the files:  source("labels.R")
# Each table is then a data frame of its file's name. A choice is a factor whose last four levels
# are the missing values; 1 in a yes-or-no column is yes. dictionary.csv says what columns mean.

read_table <- function(file, classes) {
  read.csv(file, colClasses = classes, na.strings = "", encoding = "UTF-8", check.names = FALSE)
}

# A value that the codebook does not have becomes a level by its own name.
named <- function(values, levels, labels) {
  others <- setdiff(values[!is.na(values)], levels)
  factor(values, levels = c(levels, others), labels = c(labels, others))
}
"""


def labels_r(tables: Sequence[Table]) -> str:
    """The script for ``tables``: plain R, ASCII only, no package needed."""
    return "".join([_HEAD, *(line for table in tables for line in _table(table))])


def _table(table: Table) -> Iterator[str]:
    name = f"`{table.name}`" if table.name in _RESERVED else table.name
    yield f'\n{name} <- read_table("{table.file}", c(\n'
    yield ",\n".join(f'  "{column.name}" = "{_class(column)}"' for column in table.columns)
    yield "\n))\n"
    for column in table.columns:
        cells = f'{name}[["{column.name}"]]'
        if column.type is ColumnType.CHOICE:
            levels = ", ".join(_text(answer.name) for answer in column.values)
            labels = ",\n    ".join(map(_text, _distinct_labels(column)))
            yield f"{cells} <- named({cells},\n  c({levels}),\n  c({labels}))\n"
        yield f'attr({cells}, "label") <- {_text(column.label)}\n'


def _class(column: Column) -> str:
    return "numeric" if column.type in _NUMERIC else "character"


def _distinct_labels(column: Column) -> list[str]:
    """The labels of a choice; two that are alike get their names added, or R would merge them."""
    labels = [answer.label for answer in column.values]
    return [
        answer.label if labels.count(answer.label) == 1 else f"{answer.label} ({answer.name})"
        for answer in column.values
    ]


def _text(text: str) -> str:
    """``text`` as an R string, in ASCII."""
    return '"' + "".join(map(_character, text)) + '"'


def _character(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if " " <= character <= "~":
        return character
    return f"\\U{ord(character):08x}"
