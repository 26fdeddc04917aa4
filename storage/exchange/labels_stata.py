"""labels.do: reads every table into a frame of Stata and labels the values of its choices."""

from collections.abc import Iterator, Sequence

from storage.exchange.columns import MISSING, Column, ColumnType, Table

_NUMERIC = (ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.BOOLEAN)
_LONGEST_LABEL = 80

_HEAD = """\
* Reads the tables of this dataset, each into a frame of its file's name, and labels the values.
* Run it in the folder that holds the files:  do labels.do     Then:  frame change documents
* A choice becomes its codes. Missing values are .a not stated, .b not applicable, .c unclear and
* .d redacted; an unanswered cell is . or empty. dictionary.csv says what columns mean.
version 16

capture program drop casecoder_coded
program define casecoder_coded
    * Puts the codes in casecoder_code in place of a column of names, unless a name has none.
    args column
    quietly count if `column' != "" & casecoder_code == .
    if r(N) > 0 {
        display as text "`column' stays text: the codebook lacks some of its values"
        drop casecoder_code
        exit
    }
    order casecoder_code, after(`column')
    drop `column'
    rename casecoder_code `column'
    label values `column' `column'
end

frame change default
"""


def labels_stata(tables: Sequence[Table]) -> str:
    """The script for ``tables``; it needs Stata 16, which has frames."""
    return "".join([_HEAD, *(line for table in tables for line in _table(table))])


def _table(table: Table) -> Iterator[str]:
    yield f"\ncapture frame drop {table.name}\nframe create {table.name}\n"
    yield f"frame change {table.name}\n"
    yield f'import delimited using "{table.file}", clear varnames(1) case(preserve) ///\n'
    yield '    bindquote(strict) maxquotedrows(unlimited) encoding("utf-8") asdouble ///\n'
    yield f"    stringcols({_positions(table, numeric=False)})"
    numeric = _positions(table, numeric=True)
    yield f" numericcols({numeric})\n" if numeric else "\n"
    for column in table.columns:
        yield from _values(column)
        yield f"label variable {column.name} {_text(_short(column.label))}\n"
    yield "frame change default\n"


def _positions(table: Table, *, numeric: bool) -> str:
    return " ".join(
        str(position)
        for position, column in enumerate(table.columns, 1)
        if (column.type in _NUMERIC) is numeric
    )


def _values(column: Column) -> Iterator[str]:
    """What gives a column its codes and labels; a column of missing names only stays text."""
    if column.type in _NUMERIC:
        yield from _numbers(column)
    elif column.type is ColumnType.CHOICE and column.values != MISSING:
        yield from _choice(column)


def _numbers(column: Column) -> Iterator[str]:
    answers = column.values
    if column.why_missing:
        answers = (*answers, *MISSING)
        for answer in MISSING:
            yield (
                f"quietly replace {column.name} = {answer.code} "
                f'if {column.why_missing} == "{answer.name}"\n'
            )
    if answers:
        yield _define(column.name, [(answer.code, answer.label) for answer in answers])
        yield f"label values {column.name} {column.name}\n"


def _choice(column: Column) -> Iterator[str]:
    yield _define(column.name, [(answer.code, answer.label) for answer in column.values])
    yield "generate long casecoder_code = .\n"
    for answer in column.values:
        yield (
            f'quietly replace casecoder_code = {answer.code} if {column.name} == "{answer.name}"\n'
        )
    yield f"casecoder_coded {column.name}\n"


def _define(name: str, labels: Sequence[tuple[str, str]]) -> str:
    lines = [f"    {code} {_text(label)}" for code, label in labels]
    return f"label define {name} ///\n" + " ///\n".join(lines) + ", replace\n"


def _short(label: str) -> str:
    """A label cut to what Stata takes for a column."""
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"


def _text(text: str) -> str:
    """``text`` as a Stata string in which no macro is expanded."""
    return '"' + text.replace('"', "'").replace("`", "'").replace("$", "\\$") + '"'
