"""One table of a list as a piece of text, to be put somewhere else in the same file."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.codebook.layout import Layout, Path

Toml = str | int | bool | Sequence["Toml"] | Mapping[str, "Toml"]
"""What a file may say of a key."""

_COMMENT = re.compile(r"""("(?:\\.|[^"\\\n])*"|'[^'\n]*')|(#[^\n]*)""")


@dataclass(frozen=True, slots=True)
class Piece:
    """A table of a list in both ways of writing one."""

    braces: str
    """In braces."""
    blocks: tuple[tuple[tuple[str, ...], str], ...]
    """Under headers: the names behind the list's own, and everything from behind that header on."""
    comments: tuple[str, ...] = ()
    """Comments that braces have no room for; they go above."""
    is_new: bool = False
    """Whether nobody has written it yet, so that it is indented as its neighbours are."""

    def in_braces(self, indent: str) -> str:
        """In braces, its comments above it."""
        return "".join(f"{comment}\n{indent}" for comment in self.comments) + self.braces

    def under_headers(self, names: Sequence[str], indent: str) -> str:
        """Under headers of a list that is called so."""
        text = "".join(
            f"[[{'.'.join((*names, *behind))}]]{content}" for behind, content in self.blocks
        )
        text = text.replace("\n", f"\n{indent}") if self.is_new else text
        return f"{indent}{text.rstrip()}"


def new_piece(entries: Mapping[str, Toml]) -> Piece:
    """A table that was not there before."""
    lines = "".join(f"\n{key} = {literal(value)}" for key, value in entries.items())
    return Piece(literal(entries), (((), lines),), is_new=True)


def piece_at(layout: Layout, path: Path) -> Piece:
    """The table at ``path`` as it is written, with all that stands under it."""
    source = layout.source
    start, end = layout.starts[path], layout.ends[path]
    if source[start] == "{":
        entries = layout.entries(path)
        lines = "".join(f"\n{key} = {_value(layout, at)}" for key, at in entries)
        behind = _COMMENT.search(source[end : line_end(source, end)])
        comments = (behind[2],) if behind and behind[2] else ()
        return Piece(source[start:end], (((), lines),), comments)
    end = line_end(source, end)
    headers = [each for each in layout.headers if start <= each[0] < end]
    edges = [*(each[0] for each in headers[1:]), end]
    blocks = tuple(
        (_names(own[len(path) :]), source[head_end:edge])
        for (_, head_end, own), edge in zip(headers, edges, strict=True)
    )
    found = (comment for _, content in blocks for comment in comments_in(content))
    return Piece(_braces(layout, path), blocks, tuple(found))


def comments_in(text: str) -> list[str]:
    """The comments of a text; a number sign within quotes begins none."""
    return [found[2] for found in _COMMENT.finditer(text) if found[2]]


def literal(value: Toml) -> str:
    """A value as TOML writes it, on one line."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key} = {literal(each)}" for key, each in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(literal(each) for each in value)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def line_end(source: str, position: int) -> int:
    """Where the line around ``position`` ends."""
    found = source.find("\n", position)
    return len(source) if found < 0 else found


def _braces(layout: Layout, path: Path) -> str:
    """A table under a header, and the lists of tables under it, in braces."""
    if layout.source[layout.starts[path]] == "{":
        return layout.source[layout.starts[path] : layout.ends[path]]
    parts = [f"{key} = {_value(layout, at)}" for key, at in layout.entries(path)]
    for key in dict.fromkeys(str(own[len(path)]) for own in layout.tables_under(path)):
        inner = ", ".join(_braces(layout, item) for item in layout.items((*path, key)))
        parts.append(f"{key} = [ {inner} ]")
    return f"{{ {', '.join(parts)} }}"


def _value(layout: Layout, path: Path) -> str:
    return layout.source[layout.value_starts[path] : layout.ends[path]]


def _names(path: Path) -> tuple[str, ...]:
    return tuple(part for part in path if isinstance(part, str))
