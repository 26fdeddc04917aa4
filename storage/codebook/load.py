"""From a codebook's TOML text to its model, with every error named by line and key."""

import hashlib
import re
import tomllib

from storage.codebook.columns import check_columns
from storage.codebook.conditions import with_conditions
from storage.codebook.fields import read_fields
from storage.codebook.kinds import read_kinds
from storage.codebook.migrations import read_migrations
from storage.codebook.model import Codebook, Field, KindRule, RecordType
from storage.codebook.names import DOCUMENT_COLUMNS, KINDS, did_you_mean, shown
from storage.codebook.record_types import read_record_types
from storage.codebook.relations import read_relations
from storage.codebook.tables import Problems, Table
from storage.errors import CodebookError

_SYNTAX = re.compile(
    r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)"
)


def load_codebook(source: str) -> Codebook:
    """The codebook that a TOML text declares.

    Raises:
        CodebookError: With one sentence a line, each naming line and key, for everything wrong in it.
    """
    text = source.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n")
    try:
        return _codebook(text)
    except RecursionError as error:
        raise CodebookError("The codebook nests lists or tables too deeply to be read.") from error


def _codebook(text: str) -> Codebook:
    problems = Problems()
    top = Table(_parsed(text), (), "the codebook", problems)
    top.only(("codebook", "variable", "record", "relation", "kind", "migration"))
    head = Table(top.mapping("codebook"), ("codebook",), "[codebook]", problems)
    head.only(("name", "version"))
    kinds = read_kinds(top.tables("kind", "kind"))
    variable_tables = top.tables("variable", "variable")
    variables = _variables(variable_tables, kinds)
    record_types = read_record_types(top.tables("record", "record"), variables)
    _check_counts(variable_tables, record_types)
    codebook = Codebook(
        name=head.needed("name"),
        version=_version(head),
        variables=variables,
        record_types=record_types,
        relations=read_relations(top.tables("relation", "relation"), record_types),
        kinds=kinds,
        source=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        migrations=read_migrations(
            top.tables("migration", "migration"), variables=variables, record_types=record_types
        ),
    )
    problems.raise_if_any(text)
    return codebook


def _parsed(text: str) -> dict[str, object]:
    """The text as TOML has it, errors told with their line."""
    try:
        text.encode()
        return tomllib.loads(text)
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise CodebookError(f"Line {line}: half of a character stands alone here.") from error
    except ValueError as error:
        found = _SYNTAX.fullmatch(str(error))
        what = (found["what"] if found else str(error)).rstrip(".")
        if found and found["line"]:
            place = f"Line {found['line']}, column {found['column']}"
        else:
            place = f"Line {text.rstrip().count(chr(10)) + 1}, at the end of the text"
        raise CodebookError(f"{place}: this is not valid TOML: {what}.") from error


def _version(head: Table) -> str:
    if isinstance(head.content.get("version"), int | float):
        head.fault("version", 'put the version in quotes, such as version = "1.0".')
        return ""
    version = head.needed("version")
    if version and not re.fullmatch(r"[\w.+-]{1,32}", version):
        head.fault("version", f'{shown(version)} is no version; use something like "1.0".')
    return version


def _variables(tables: list[Table], kinds: tuple[KindRule, ...]) -> tuple[Field, ...]:
    read = read_fields(tables, variables=True)
    check_columns(read, DOCUMENT_COLUMNS, "variable")
    known = [*KINDS, *(kind.name for kind in kinds)]
    for one in read:
        for kind in one.field.kinds:
            if kind not in known:
                one.table.fault(
                    "kinds", f"there is no kind {shown(kind)}{did_you_mean(kind, known) or '.'}"
                )
    return with_conditions(read)


def _check_counts(tables: list[Table], record_types: tuple[RecordType, ...]) -> None:
    """No variable takes the column that counts a record type."""
    counts = {f"n_{record_type.plural}" for record_type in record_types}
    for table in tables:
        name = table.content.get("name")
        if isinstance(name, str) and name in counts:
            table.fault("name", f"{shown(name)} is the column that counts records; choose another.")
