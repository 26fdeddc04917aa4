"""Changing a TOML text in some places, every other character of it kept."""

from collections.abc import Mapping, Sequence

from storage.codebook.layout import Layout, Path
from storage.codebook.pieces import Piece, Toml, line_end, literal, new_piece


def with_text(source: str, path: Path, text: str) -> str:
    """``source`` with the value of the key at ``path`` replaced by ``text``, one line of it."""
    rewriting = Rewriting(source)
    rewriting.set(path, text)
    return rewriting.text()


def with_table(source: str, path: Path, entries: Mapping[str, Toml]) -> str:
    """``source`` with one more table at the end of the list at ``path``, which must not be empty.

    It is written as the list is: in braces, on a line of its own where the others are, or under
    a ``[[header]]``.
    """
    rewriting = Rewriting(source)
    rewriting.add(path, [new_piece(entries)])
    return rewriting.text()


class Rewriting:
    """Changes to one TOML text, all told in the paths of the text as it was, made together at the end."""

    def __init__(self, source: str) -> None:
        self.layout = Layout(source)
        self._source = source
        self._splices: list[tuple[int, int, str]] = []

    def text(self) -> str:
        """The text with every change; where two take away the same, it goes once."""
        parts: list[str] = []
        at = 0
        for start, end, text in sorted(self._splices, key=lambda splice: splice[0]):
            parts += [self._source[at : max(at, start)], text]
            at = max(at, end)
        return "".join([*parts, self._source[at:]])

    def set(self, path: Path, value: Toml) -> None:
        """Put another value in place of the one at ``path``."""
        layout = self.layout
        self._splice(layout.value_starts[path], layout.ends[path], literal(value))

    def put(self, table: Path, key: str, value: Toml) -> None:
        """Let a table say ``value`` of ``key``, whether it has said something of it or not."""
        if (*table, key) in self.layout.value_starts:
            self.set((*table, key), value)
        else:
            self.put_text(table, key, literal(value))

    def put_text(self, table: Path, key: str, written: str) -> None:
        """Let a table say something of a key that it does not have yet."""
        layout, source = self.layout, self._source
        entries = layout.entries(table)
        start = layout.starts[table]
        if source[start] == "{":
            comma = ", " if entries else " "
            at = layout.ends[entries[-1][1]] if entries else start + 1
            self._splice(at, at, f"{comma}{key} = {written}")
            return
        last = entries[-1][1] if entries else table
        begins = layout.starts[last]
        indent = source[source.rfind("\n", 0, begins) + 1 : begins]
        ends = layout.ends[last] if entries else source.index("]", start)
        at = line_end(source, ends)
        self._splice(at, at, f"\n{indent if not indent.strip() else ''}{key} = {written}")

    def add_beside(self, item: Path, values: Sequence[Toml]) -> None:
        """Put more items behind one of a list, on its line."""
        end = self.layout.ends[item]
        self._splice(end, end, "".join(f", {literal(value)}" for value in values))

    def rename_key(self, path: Path, name: str) -> None:
        """Call a key otherwise."""
        start = self.layout.starts[path]
        found = self._source[start : self.layout.value_starts[path]]
        length = len(found.split("=")[0].rstrip())
        self._splice(start, start + length, name)

    def drop(self, table: Path, key: str) -> None:
        """Let a table say nothing of a key."""
        path = (*table, key)
        if path in self.layout.value_starts:
            others = [own for _, own in self.layout.entries(table)]
            self._take(path, self.layout.starts[path], others)

    def take_out(self, item: Path) -> None:
        """Take an item out of its list, with the comments on its own lines."""
        layout, source = self.layout, self._source
        start = layout.starts[item]
        if any(own == item for _, _, own in layout.headers):
            begins = source.rfind("\n", 0, start) + 1
            ends = min(line_end(source, layout.ends[item]) + 1, len(source))
            gap = source[ends : line_end(source, ends) + 1]
            ends += len(gap) if gap.endswith("\n") and not gap.strip() else 0
            self._splice(begins, ends, "")
        else:
            self._take(item, start, layout.items(item[:-1]))

    def add(self, path: Path, pieces: Sequence[Piece], after: Path | None = None) -> None:
        """Put tables into the list at ``path``: behind one of its items, or at its end.

        A list that is not there yet is made, written as the table is that it belongs to.
        """
        items = self.layout.items(path)
        anchor = after or (items[-1] if items else None)
        if path in self.layout.value_starts:
            self._add_in_braces(path, pieces, anchor)
        elif anchor is not None:
            self._add_under_headers(path, pieces, anchor)
        else:
            self._begin_list(path, pieces)

    def _splice(self, start: int, end: int, text: str) -> None:
        self._splices.append((start, end, text))

    def _take(self, path: Path, start: int, beside: Sequence[Path]) -> None:
        """Take out a key or an item and what separates it from those beside it."""
        layout, source = self.layout, self._source
        end = layout.ends[path]
        begins, ends = source.rfind("\n", 0, start) + 1, line_end(source, end)
        rest = source[end:ends].lstrip().removeprefix(",").lstrip()
        if begins and not source[begins:start].strip() and (not rest or rest.startswith("#")):
            self._splice(begins - 1, ends, "")
            return
        place = beside.index(path)
        if place + 1 < len(beside):
            self._splice(start, layout.starts[beside[place + 1]], "")
        elif place:
            self._splice(layout.ends[beside[place - 1]], end, "")
        else:
            self._splice(start, end, "")

    def _add_in_braces(self, path: Path, pieces: Sequence[Piece], anchor: Path | None) -> None:
        layout, source = self.layout, self._source
        if anchor is None:
            at = layout.value_starts[path] + 1
            inner = ", ".join(piece.in_braces("") for piece in pieces)
            self._splice(at, at, f"\n{inner}" if inner.startswith("#") else f" {inner} ")
            return
        end, closing = layout.ends[anchor], layout.ends[path] - 1
        first = layout.starts[(*path, 0)]
        if "\n" not in source[layout.value_starts[path] : first]:
            gap = ["\n" if piece.comments else " " for piece in pieces]
            text = "".join(
                f",{own}{piece.in_braces('')}" for own, piece in zip(gap, pieces, strict=True)
            )
            self._splice(end, end, text)
            return
        indent = source[source.rfind("\n", 0, first) + 1 : first]
        lines = [f"\n{indent}{piece.in_braces(indent)}" for piece in pieces]
        at = line_end(source, end)
        if at > closing:
            self._splice(end, end, "".join(f",{line}" for line in lines))
            return
        if not source[end:closing].lstrip().startswith(","):
            self._splice(end, end, ",")
        self._splice(at, at, "".join(f"{line}," for line in lines))

    def _add_under_headers(self, path: Path, pieces: Sequence[Piece], anchor: Path) -> None:
        layout, source = self.layout, self._source
        start = layout.starts[anchor]
        indent = source[source.rfind("\n", 0, start) + 1 : start]
        gap = "\n\n" if source[:start].rstrip(" \t").endswith("\n\n") else "\n"
        self._blocks(layout.ends[anchor], path, pieces, indent, gap)

    def _begin_list(self, path: Path, pieces: Sequence[Piece]) -> None:
        """A list that nothing says anything of yet."""
        layout, source = self.layout, self._source
        table, key = path[:-1], str(path[-1])
        if table and source[layout.starts[table]] == "{":
            inner = ", ".join(piece.braces for piece in pieces)
            self.put_text(table, key, f"[ {inner} ]")
            return
        end = layout.ends[table] if table else len(source.rstrip())
        self._blocks(end, path, pieces, "", "\n\n")

    def _blocks(self, end: int, path: Path, pieces: Sequence[Piece], indent: str, gap: str) -> None:
        names = [part for part in path if isinstance(part, str)]
        at = line_end(self._source, end)
        blocks = [piece.under_headers(names, indent) for piece in pieces]
        self._splice(at, at, "".join(f"{gap}{block}" for block in blocks))
