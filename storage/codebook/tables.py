"""Reading a codebook's tables key by key, and noting everything that is wrong with its place."""

from collections.abc import Iterable, Mapping

from storage.codebook.layout import Layout, Path
from storage.codebook.names import did_you_mean, name_fault, shown
from storage.errors import CodebookError

_MOST_NAMED = 30


class Problems:
    """What is wrong with one codebook, collected so that all of it can be told at once."""

    def __init__(self) -> None:
        self._found: list[tuple[Path, str]] = []

    def add(self, path: Path, sentence: str) -> None:
        """Note that ``sentence`` is so at ``path``."""
        self._found.append((path, sentence))

    def raise_if_any(self, source: str) -> None:
        """Raise CodebookError with one sentence a line, in the order of ``source``."""
        if not self._found:
            return
        layout = Layout(source)
        placed = sorted(((layout.line(path), text) for path, text in self._found), key=_first)
        sentences = [f"Line {line}, {text}" for line, text in placed[:_MOST_NAMED]]
        if len(placed) > _MOST_NAMED:
            sentences.append(f"There are {len(placed) - _MOST_NAMED} more errors after these.")
        raise CodebookError("\n".join(sentences))


class Table:
    """One table of a codebook: typed access to its keys, every fault noted, never raised."""

    def __init__(
        self, content: Mapping[str, object], path: Path, called: str, problems: Problems
    ) -> None:
        self.content = content
        self.path = path
        self.called = called
        self.problems = problems

    def fault(self, key: str | None, sentence: str) -> None:
        """Note that ``sentence`` is so of ``key``, or of the table itself."""
        path = self.path if key is None else (*self.path, key)
        self.problems.add(path, f"{self.called}: {sentence}")

    def only(self, keys: Iterable[str]) -> None:
        """Note every key that is not among ``keys``."""
        known = tuple(keys)
        for key in self.content:
            if key not in known:
                self.fault(
                    key, f"there is no key {shown(key)} here{did_you_mean(key, known) or '.'}"
                )

    def text(self, key: str, default: str = "") -> str:
        """The trimmed text of ``key``; ``default`` where it is absent."""
        value = self.content.get(key, default)
        if isinstance(value, str):
            return value.strip()
        self.fault(key, f"«{key}» must be text in quotes, not {shown(value)}.")
        return default

    def line(self, key: str, default: str = "") -> str:
        """Like ``text``, for what must fit on one line."""
        text = self.text(key, default)
        if not text.isprintable():
            self.fault(key, f"«{key}» must be one line of plain text.")
        return text

    def needed(self, key: str) -> str:
        """The line of text of a key that must be there."""
        if key not in self.content:
            self.fault(None, f"«{key}» is missing.")
            return ""
        text = self.line(key)
        if not text and isinstance(self.content[key], str):
            self.fault(key, f"«{key}» is empty.")
        return text

    def name(self) -> str:
        """The table's own name, checked; empty when it has none that can be used."""
        name = self.needed("name")
        why = name_fault(name) if name else None
        if why:
            self.fault("name", f"{shown(name)} {why}.")
        return "" if why else name

    def flag(self, key: str) -> bool:
        """Whether ``key`` is true; false where it is absent."""
        value = self.content.get(key, False)
        if isinstance(value, bool):
            return value
        self.fault(key, f"«{key}» must be true or false, not {shown(value)}.")
        return False

    def number(self, key: str) -> int | None:
        """The whole number of ``key``, None where it is absent."""
        value = self.content.get(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= 2_147_483_620:
            return value
        self.fault(key, f"«{key}» must be a whole number, at most 2147483620, not {shown(value)}.")
        return None

    def strings(self, key: str) -> tuple[str, ...]:
        """The texts listed under ``key``; one text alone counts as a list of one."""
        value = self.content.get(key, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            self.fault(key, f"«{key}» must be a list of texts, not {shown(value)}.")
            return ()
        return tuple(items)

    def mapping(self, key: str) -> Mapping[str, object]:
        """The table under ``key``, empty where it is absent."""
        value = self.content.get(key, {})
        if isinstance(value, dict):
            return value
        self.fault(key, f"«{key}» must be a table in braces, not {shown(value)}.")
        return {}

    def tables(self, key: str, noun: str, within: str = "") -> list["Table"]:
        """The tables listed under ``key``, each called by its noun and name."""
        value = self.content.get(key, [])
        if not isinstance(value, list):
            hint = f"write [[{key}]]" if key not in ("values",) else "write a list in brackets"
            self.fault(key, f"«{key}» must be a list of tables; {hint}.")
            return []
        found = []
        for position, item in enumerate(value):
            path = (*self.path, key, position)
            if isinstance(item, dict):
                called = _called(noun, item.get("name"), position)
                found.append(Table(item, path, f"{within}{called}", self.problems))
            else:
                self.problems.add(path, f"{self.called}: {shown(item)} in «{key}» is no table.")
        return found


def _called(noun: str, name: object, position: int) -> str:
    """How a table is referred to in a sentence."""
    return f"{noun} {shown(name)}" if isinstance(name, str) and name else f"{noun} {position + 1}"


def _first(placed: tuple[int, str]) -> int:
    """The line of a placed problem."""
    return placed[0]
