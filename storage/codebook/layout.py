"""Where in a TOML text each of its tables, keys and list items stands."""

import re
import tomllib
from functools import cached_property

Path = tuple[str | int, ...]
"""Keys and list positions from the top of a TOML document: ``("variable", 0, "values", 2, "key")``."""

_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*'""")
_SCALAR = re.compile(
    r'''"""(?:\\.|[^\\])*?"""(?:"{0,2})'''
    r"""|'''.*?'''(?:'{0,2})"""
    r'''|"(?:\\.|[^"\\\n])*"'''
    r"""|'[^'\n]*'"""
    r"""|\d{4}-\d\d-\d\d \d[^\s,\]}#]+"""
    r"""|[^\s,\]}#]+""",
    re.DOTALL,
)


class Layout:
    """The places of everything in one valid TOML text; what the walk does not understand ends it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.starts: dict[Path, int] = {}
        """Where a key, a table's header or a list item begins."""
        self.value_starts: dict[Path, int] = {}
        """Where the value of a key begins."""
        self.ends: dict[Path, int] = {}
        """Where a value ends; of a table, its last line and those of the tables within it."""
        self.headers: list[tuple[int, int, Path]] = []
        """Where each ``[table]`` line begins and ends, and which table it opens, in order."""
        self._at = 0
        self._list_lengths: dict[Path, int] = {}
        self._document()

    def line(self, path: Path) -> int:
        """The line, from 1, of ``path``, or of the nearest thing around it that is there."""
        while path and path not in self.starts:
            path = path[:-1]
        return self.source.count("\n", 0, self.starts.get(path, 0)) + 1

    def is_list_of(self, path: Path) -> bool:
        """Whether there is a list of tables or of anything else at ``path``."""
        return path in self.value_starts or path in self._list_lengths

    def items(self, path: Path) -> list[Path]:
        """The items of the list at ``path``, in order."""
        found: list[Path] = []
        while (item := (*path, len(found))) in self.starts:
            found.append(item)
        return found

    def entries(self, table: Path) -> list[tuple[str, Path]]:
        """The keys that a table states itself and their paths, in order."""
        return self._entries.get(table, [])

    def tables_under(self, path: Path) -> list[Path]:
        """The tables under headers of their own that belong to the table at ``path``."""
        depth = len(path)
        return [own for _, _, own in self.headers if len(own) > depth and own[:depth] == path]

    @cached_property
    def _entries(self) -> dict[Path, list[tuple[str, Path]]]:
        tables = {own for _, _, own in self.headers} | {()}
        tables |= {path for path, start in self.value_starts.items() if self.source[start] == "{"}
        found: dict[Path, list[tuple[str, Path]]] = {}
        for path in self.value_starts:
            if isinstance(path[-1], int):
                continue
            owner = path[:-1]
            while owner not in tables:
                owner = owner[:-1]
            name = ".".join(map(str, path[len(owner) :]))
            found.setdefault(owner, []).append((name, path))
        return found

    def _document(self) -> None:
        table: Path = ()
        self._skip()
        while self._at < len(self.source):
            before = self._at
            if self._looking_at("["):
                table = self._header()
            else:
                self._key_value(table)
            for depth in range(len(table)):
                self.ends[table[: depth + 1]] = self._at
            self._skip()
            if self._at == before:
                return

    def _header(self) -> Path:
        """A ``[table]`` or ``[[table]]`` line: the path of the table that it opens."""
        start = self._at
        brackets = 2 if self.source.startswith("[[", start) else 1
        self._at += brackets
        path: Path = ()
        parts = self._key()
        for part, _ in parts[:-1]:
            self.starts.setdefault((*path, part), start)
            path = self._latest((*path, part))
        path = (*path, *(part for part, _ in parts[-1:]))
        self.starts.setdefault(path, start)
        if brackets == 2:
            self._list_lengths[path] = self._list_lengths.get(path, 0) + 1
            path = self._latest(path)
            self.starts[path] = start
        self._at += brackets
        self.headers.append((start, self._at, path))
        return path

    def _latest(self, path: Path) -> Path:
        """``path``, or its last table where it is a list of tables."""
        length = self._list_lengths.get(path)
        return path if length is None else (*path, length - 1)

    def _key_value(self, table: Path) -> None:
        """``a.b = value`` inside ``table``."""
        path = table
        for part, start in self._key():
            path = (*path, part)
            self.starts.setdefault(path, start)
        if self._looking_at("="):
            self._at += 1
            self._value(path)

    def _key(self) -> list[tuple[str, int]]:
        """A dotted key's parts and where they begin."""
        parts: list[tuple[str, int]] = []
        while True:
            self._skip()
            found = _KEY.match(self.source, self._at)
            if found is None:
                return parts
            parts.append((_unquoted(found.group()), self._at))
            self._at = found.end()
            self._skip()
            if not self._looking_at("."):
                return parts
            self._at += 1

    def _value(self, path: Path) -> None:
        """Whatever stands behind ``=`` or in a list."""
        self._skip()
        self.value_starts[path] = self._at
        if self._looking_at("["):
            self._items(path)
        elif self._looking_at("{"):
            self._inline_table(path)
        elif found := _SCALAR.match(self.source, self._at):
            self._at = found.end()
        self.ends[path] = self._at

    def _items(self, path: Path) -> None:
        """A list: its items are numbered from 0."""
        self._at += 1
        position = 0
        self._skip()
        while self._at < len(self.source) and not self._looking_at("]"):
            before = self._at
            self.starts[(*path, position)] = self._at
            self._value((*path, position))
            position += 1
            if not self._past_comma(before):
                return
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        """A table in braces."""
        self._at += 1
        self._skip()
        while self._at < len(self.source) and not self._looking_at("}"):
            before = self._at
            self._key_value(path)
            if not self._past_comma(before):
                return
        self._at += 1

    def _past_comma(self, before: int) -> bool:
        """Move behind a comma, if one is next; False when nothing was read since ``before``."""
        self._skip()
        if self._looking_at(","):
            self._at += 1
            self._skip()
        return self._at > before

    def _skip(self) -> None:
        """Move over white space and comments."""
        found = _SPACE.match(self.source, self._at)
        if found:
            self._at = found.end()

    def _looking_at(self, mark: str) -> bool:
        return self.source.startswith(mark, self._at)


def _unquoted(key: str) -> str:
    """A key as the program sees it."""
    if key[0] == '"':
        return str(tomllib.loads(f"key = {key}")["key"])
    return key[1:-1] if key[0] == "'" else key
