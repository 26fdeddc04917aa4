"""Changing a TOML text in one place, every other character of it kept."""

import json

from storage.codebook.layout import Layout, Path


def with_text(source: str, path: Path, text: str) -> str:
    """``source`` with the value of the key at ``path`` replaced by ``text``, one line of it."""
    layout = Layout(source)
    start, end = layout.value_starts[path], layout.ends[path]
    return f"{source[:start]}{_literal(text)}{source[end:]}"


def with_table(source: str, path: Path, entries: dict[str, str | int | bool]) -> str:
    """``source`` with one more table at the end of the list at ``path``, which must not be empty.

    It is written as the list is: in braces, on a line of its own where the others are, or under
    a ``[[header]]``.
    """
    layout = Layout(source)
    last = max(each[-1] for each in layout.starts if _is_item(each, path))
    if path in layout.value_starts:
        return _with_braces(layout, path, (*path, last), entries)
    return _with_header(layout, path, (*path, last), entries)


def _with_braces(
    layout: Layout, path: Path, last: Path, entries: dict[str, str | int | bool]
) -> str:
    source = layout.source
    table = ", ".join(f"{key} = {_literal(value)}" for key, value in entries.items())
    end, closing = layout.ends[last], layout.ends[path] - 1
    first = layout.starts[(*path, 0)]
    if "\n" not in source[layout.value_starts[path] : first]:
        return f"{source[:end]}, {{ {table} }}{source[end:]}"
    indent = source[source.rfind("\n", 0, first) + 1 : first]
    comma = "" if source[end:closing].lstrip().startswith(",") else ","
    line_end = _line_end(source, end)
    if line_end > closing:
        return f"{source[:end]},\n{indent}{{ {table} }}{source[end:]}"
    rest = f"{source[end:line_end]}\n{indent}{{ {table} }},{source[line_end:]}"
    return f"{source[:end]}{comma}{rest}"


def _with_header(
    layout: Layout, path: Path, last: Path, entries: dict[str, str | int | bool]
) -> str:
    source = layout.source
    start = layout.starts[last]
    indent = source[source.rfind("\n", 0, start) + 1 : start]
    header = source[start : source.index("]]", start) + 2]
    before = source[:start].rstrip(" \t")
    gap = "\n\n" if before.endswith("\n\n") else "\n"
    lines = [header, *(f"{key} = {_literal(value)}" for key, value in entries.items())]
    block = "\n".join(f"{indent}{line}" for line in lines)
    end = _line_end(source, layout.ends[path])
    return f"{source[:end]}{gap}{block}{source[end:]}"


def _line_end(source: str, position: int) -> int:
    """Where the line around ``position`` ends."""
    found = source.find("\n", position)
    return len(source) if found < 0 else found


def _is_item(path: Path, of: Path) -> bool:
    return len(path) == len(of) + 1 and path[:-1] == of and isinstance(path[-1], int)


def _literal(value: str | int | bool) -> str:
    """A value as TOML writes it; texts must be printable."""
    return json.dumps(value, ensure_ascii=False)
