"""Reading the values of a choice: names, codes and keys, given or by position."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from string import ascii_lowercase

from storage.codebook.model import Value
from storage.codebook.names import (
    LONGEST,
    VALUE_KEYS,
    is_missing_name,
    label_of,
    shown,
)
from storage.codebook.tables import Table

VALUE_TABLE_KEYS = (
    "name",
    "label",
    "code",
    "key",
    "definition",
    "include",
    "exclude",
    "example",
    "values",
    "provisional",
    "retired",
)


@dataclass(slots=True)
class _Draft:
    """A value while its code and key are still open."""

    table: Table
    name: str
    code: int | None
    key: str
    retired: bool
    children: "list[_Draft]"
    code_given: bool = field(init=False)

    def __post_init__(self) -> None:
        self.code_given = self.code is not None

    def walk(self) -> "Iterator[_Draft]":
        """This value and those nested in it, in the file's order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def finished(self) -> Value:
        """The value as the model has it."""
        table = self.table
        return Value(
            name=self.name,
            label=table.line("label") or label_of(self.name),
            code=self.code or 0,
            key=self.key,
            definition=table.text("definition"),
            include=table.text("include"),
            exclude=table.text("exclude"),
            example=table.text("example"),
            values=tuple(child.finished() for child in self.children),
            provisional=table.flag("provisional"),
            retired=self.retired,
            code_given=self.code_given,
        )


def read_values(table: Table, field_name: str, *, multiple: bool) -> tuple[Value, ...]:
    """The values that ``table`` lists for its field; several may become columns of their own."""
    drafts = _drafts(table, table.called)
    every = [each for draft in drafts for each in draft.walk()]
    room = LONGEST - len(field_name) - 2 if multiple else LONGEST
    _check_names(every, room)
    _check_codes(every)
    _check_keys(every)
    return tuple(draft.finished() for draft in drafts)


def _drafts(table: Table, called: str) -> list[_Draft]:
    drafts = []
    for value in table.tables("values", "value", within=f"{called}, "):
        value.only(VALUE_TABLE_KEYS)
        drafts.append(
            _Draft(
                table=value,
                name=value.name(),
                code=value.number("code"),
                key=_key(value),
                retired=value.flag("retired"),
                children=_drafts(value, called),
            )
        )
    return drafts


def _key(value: Table) -> str:
    key = value.text("key")
    if not key and isinstance(value.content.get("key"), str):
        value.fault("key", "«key» must be one letter a-z, A-Z or one digit.")
    return key


def _check_names(every: list[_Draft], room: int) -> None:
    seen: set[str] = set()
    for draft in every:
        name = draft.name
        if not name:
            continue
        if name in seen:
            draft.table.fault("name", f"there is another value {shown(name)} in this field.")
        elif is_missing_name(name):
            draft.table.fault(
                "name", f"{shown(name)} is a missing value that every field has already."
            )
        elif len(name) > room:
            draft.table.fault(
                "name",
                f"{shown(name)} is too long: with several values to a field, the field's name, "
                f"two underscores and the value's name may have {LONGEST} characters together.",
            )
        seen.add(name)


def _check_codes(every: list[_Draft]) -> None:
    """Codes given are unique; the others get the first free numbers."""
    taken: dict[int, str] = {}
    for draft in every:
        if draft.code is None:
            continue
        if draft.code in taken:
            draft.table.fault(
                "code", f"the code {draft.code} is already that of {shown(taken[draft.code])}."
            )
        taken.setdefault(draft.code, draft.name)
    following = 1
    for draft in every:
        if draft.code is None:
            while following in taken:
                following += 1
            draft.code = following
            taken[following] = draft.name


def _check_keys(every: list[_Draft]) -> None:
    """Keys given are unique and can be typed; the others get the letter of their position, or a free one."""
    taken: dict[str, str] = {}
    for draft in every:
        if draft.retired:
            draft.key = ""
        if draft.key:
            _check_key(draft, taken)
    for position, draft in enumerate(every):
        if not draft.key and not draft.retired:
            draft.key = free_letter(position, taken)
            taken.setdefault(draft.key, draft.name)


def _check_key(draft: _Draft, taken: dict[str, str]) -> None:
    key = draft.key
    if key not in VALUE_KEYS:
        draft.table.fault(
            "key", f"{shown(key)} cannot be a key; use one letter a-z, A-Z or one digit."
        )
    elif key in taken:
        draft.table.fault(
            "key",
            f"the key {shown(key)} is already used by {shown(taken[key])}; give one of them another key.",
        )
    else:
        taken[key] = draft.name


def free_letter(position: int, taken: Container[str]) -> str:
    """The letter of a position, or the first that is not taken, or nothing."""
    own = ascii_lowercase[position : position + 1]
    if own and own not in taken:
        return own
    return next((letter for letter in ascii_lowercase if letter not in taken), "")
