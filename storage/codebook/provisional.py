"""Adding a value while coding: a new version of the file, its comments and layout kept."""

import re

from storage.codebook.choices import free_letter
from storage.codebook.layout import Path
from storage.codebook.load import load_codebook
from storage.codebook.model import Codebook, Field, Value
from storage.codebook.names import shown
from storage.codebook.places import check_label, field_at, free_name
from storage.codebook.rewriting import with_table, with_text
from storage.errors import CodebookError


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
    position, place = field_at(codebook, record_type, field)
    words = " ".join(label.split())
    check_label(place, words)
    name = free_name(place, words)
    source = _rewritten(codebook, position, place, name, words)
    try:
        following = load_codebook(source)
    except CodebookError as error:
        raise CodebookError(
            f"{shown(words)} could not be added to the codebook: {error}"
        ) from error
    _, changed = field_at(following, record_type, field)
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
