"""A codebook told again without some of its words: what a dataset that withholds them may carry."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PROSE = frozenset(("label", "definition", "include", "exclude", "example", "unit"))
"""Keys of words that people wrote for people; the codebook's own name is one too."""
_LISTED_APART = 2
"""How deep lists of tables get headers of their own: ``[[record.field]]``."""

Retell = Callable[[str], str]


def prose_of(source: str) -> list[str]:
    """Every text of a codebook that says something to people, patterns of kinds included."""
    return list(_texts(tomllib.loads(_bare(source))))


def retold(source: str, *, examples: bool, prose: Retell, text: Retell) -> str:
    """The codebook again, in the same order, without comments.

    Args:
        source: Its TOML text.
        examples: Whether the examples of values are kept.
        prose: What becomes of words that were written for people, after that.
        text: What becomes of every text.
    """

    def kept(key: str, value: object) -> object:
        if isinstance(value, str):
            return prose(text(value)) if key in _PROSE else text(value)
        if isinstance(value, Mapping):
            return {
                name: kept(name, each)
                for name, each in value.items()
                if examples or name != "example"
            }
        return [kept(key, each) for each in value] if isinstance(value, list) else value

    content = kept("", tomllib.loads(_bare(source)))
    if not isinstance(content, dict):
        raise TypeError("a TOML text is a table")
    if "name" in content.get("codebook", {}):
        content["codebook"]["name"] = prose(text(content["codebook"]["name"]))
    return "\n".join(_table((), content)).strip() + "\n"


def _bare(source: str) -> str:
    return source.removeprefix("\N{BYTE ORDER MARK}")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _table(path: tuple[str, ...], table: Mapping[str, object]) -> Iterator[str]:
    """The lines of a table: first its own keys, then the tables under it."""
    below = {key: each for key, each in table.items() if _is_apart(path, each)}
    for key, value in table.items():
        if key not in below:
            yield f"{_key(key)} = {_written(value, spread=True)}"
    for key, value in below.items():
        inner = (*path, key)
        name = ".".join(map(_key, inner))
        items: list[dict[str, object]] = value if isinstance(value, list) else [value]  # type: ignore[list-item]
        for item in items:
            yield f"\n[[{name}]]" if isinstance(value, list) else f"\n[{name}]"
            yield from _table(inner, item)


def _is_apart(path: tuple[str, ...], value: object) -> bool:
    """Whether something is written under headers of its own."""
    if len(path) >= _LISTED_APART or (path and path[-1] != "record"):
        return False
    if isinstance(value, list):
        return bool(value) and all(isinstance(each, dict) for each in value)
    return not path and isinstance(value, dict)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _written(value: object, *, spread: bool = False) -> str:
    """A value as TOML; a list of tables has a line for each where there is room for lines."""
    if isinstance(value, Mapping):
        return (
            f"{{ {', '.join(f'{_key(key)} = {_written(each)}' for key, each in value.items())} }}"
        )
    if isinstance(value, list):
        items = [_written(each) for each in value]
        if spread and value and isinstance(value[0], dict):
            return "[\n" + "".join(f"  {item},\n" for item in items) + "]"
        return f"[{', '.join(items)}]"
    if isinstance(value, str | bool | int | float):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)
