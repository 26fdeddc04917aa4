"""Adding a value while coding: a new version of the file, its comments and layout kept."""

import re
import unicodedata

from storage.codebook.choices import free_letter
from storage.codebook.layout import Path
from storage.codebook.load import load_codebook
from storage.codebook.model import Codebook, Field, FieldType, Value
from storage.codebook.names import LONGEST, is_missing_name, shown
from storage.codebook.rewriting import with_table, with_text
from storage.errors import CodebookError, ValueRefused


def with_provisional_value(
    codebook: Codebook, record_type: str | None, field: str, label: str
) -> tuple[Codebook, Value]:
    """The codebook's next version with one more, provisional value, and that value.

    Args:
        codebook: The version to go on from.
        record_type: The record type of the field, None for a variable.
        field: The field or variable; it must be a choice.
        label: The value in the coder's words; its name is made from it.

    Raises:
        ValueRefused: When the field takes no such value, or has it already.
        CodebookError: When the file is written in a way that cannot be added to.
    """
    position, place = _place(codebook, record_type, field)
    words = " ".join(label.split())
    _check_label(place, words)
    name = _free_name(place, words)
    source = _rewritten(codebook, position, place, name, words)
    try:
        following = load_codebook(source)
    except CodebookError as error:
        raise CodebookError(
            f"{shown(words)} could not be added to the codebook: {error}"
        ) from error
    _, changed = _place(following, record_type, field)
    value = changed.value(name)
    if value is None or len(list(changed.all_values())) != len(list(place.all_values())) + 1:
        raise CodebookError(
            f"{shown(words)} could not be added to the codebook; add it to the file by hand."
        )
    return following, value


def next_version(version: str) -> str:
    """The version after ``version``: its minor number raised, what stands behind it dropped."""
    found = re.match(r"(\d+)(?:\.(\d+))?", version)
    if found is None:
        return f"{version}.1"
    return f"{found[1]}.{int(found[2] or 0) + 1}"


def _place(codebook: Codebook, record_type: str | None, field: str) -> tuple[Path, Field]:
    """Where the field stands in the file, and the field."""
    if record_type is None:
        tables, path = codebook.variables, ("variable",)
        return _found(tables, path, field, "variable")
    for position, each in enumerate(codebook.record_types):
        if each.name == record_type:
            return _found(
                each.fields, ("record", position, "field"), field, f"field of {record_type}"
            )
    raise ValueRefused(f"The codebook has no records of type {shown(record_type)}.")


def _found(fields: tuple[Field, ...], path: Path, name: str, noun: str) -> tuple[Path, Field]:
    for position, each in enumerate(fields):
        if each.name == name:
            return (*path, position), each
    raise ValueRefused(f"The codebook has no {noun} called {shown(name)}.")


def _check_label(field: Field, words: str) -> None:
    if field.type is not FieldType.CHOICE:
        raise ValueRefused(f"{shown(field.name)} is no choice; only a choice has values.")
    if not words or not words.isprintable():
        raise ValueRefused(f"{shown(field.name)}: a new value needs a few words of plain text.")
    for value in field.all_values():
        if words.casefold() in (value.label.casefold(), value.name):
            taken = "is a retired value of" if value.retired else "is already a value of"
            raise ValueRefused(f"{shown(words)} {taken} {shown(field.name)}.")


def _free_name(field: Field, words: str) -> str:
    """A name made from the words, no other value's, as long as a column's name may be."""
    room = LONGEST - len(field.name) - 2 if field.multiple else LONGEST
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "value"
    slug = slug if slug[0].isalpha() else f"v_{slug}"
    taken = {value.name for value in field.all_values()}
    for number in range(1, len(taken) + 3):
        ending = f"_{number}" if number > 1 else ""
        name = f"{slug[: max(room - len(ending), 0)].rstrip('_')}{ending}"
        if name[:1].isalpha() and name not in taken and not is_missing_name(name):
            return name
    raise ValueRefused(
        f"{shown(field.name)} takes no more values: its name leaves too few characters for theirs."
    )


def _rewritten(codebook: Codebook, position: Path, field: Field, name: str, label: str) -> str:
    """The file's text with the value at the end of the field's values, and the next version."""
    values = list(field.all_values())
    key = free_letter(len(values), {value.key for value in values})
    entries: dict[str, str | int | bool] = {
        "name": name,
        "label": label,
        "code": max(value.code for value in values) + 1,
        **({"key": key} if key else {}),
        "provisional": True,
    }
    source = with_table(codebook.source, (*position, "values"), entries)
    return with_text(source, ("codebook", "version"), next_version(codebook.version))
