"""What the interface is asked to open, and the few command lines that ask for just that, or for less.

The first paint waits for everything imported before it, and the whole parser costs a sixth of
that, and of ``casecoder inspect`` a third: so these few are read here, in the same way, without it.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opening:
    """What to open, as the command line says it."""

    store: str | None = None
    """The store named by ``--store``."""
    coder: str | None = None
    """The name given with ``--coder``."""
    demo: bool = False
    """Whether it is the sample study."""
    folder: str | None = None
    """Where the sample study is or shall be."""
    fresh: bool = False
    """Whether the sample study is made once more."""


_WITH_VALUE = ("-s", "--store", "--coder")
"""Options of the whole program that are followed by a value."""


def first_word(arguments: Sequence[str]) -> str | None:
    """The word that stands where the name of a command does; None when no word does."""
    rest = iter(arguments)
    for word in rest:
        if word not in _WITH_VALUE:
            return None if word.startswith("-") else word
        next(rest, None)
    return None


def opening_of(arguments: Sequence[str]) -> Opening | None:
    """What a plain command line opens; None when it says more, and needs the whole parser."""
    store = coder = None
    words: list[str] = []
    rest = iter(arguments)
    for word in rest:
        if word in _WITH_VALUE:
            value = next(rest, "")
            if not value or value.startswith("-"):
                return None
            store, coder = (store, value) if word == "--coder" else (value, coder)
        elif word.startswith("-") and word != "--fresh":
            return None
        else:
            words.append(word)
    return _opening(words, store, coder)


def inspected_of(arguments: Sequence[str]) -> tuple[list[str], bool] | None:
    """The files that are just to be inspected, and whether as JSON; None when more is said."""
    if not arguments or arguments[0] != "inspect":
        return None
    files = [word for word in arguments[1:] if word != "--json"]
    if not files or any(not word or word.startswith("-") for word in files):
        return None
    return files, len(files) < len(arguments) - 1


def _opening(words: list[str], store: str | None, coder: str | None) -> Opening | None:
    """What the words beside the options open."""
    if not words:
        return Opening(store, coder)
    fresh = "--fresh" in words[1:]
    folders = [word for word in words[1:] if word != "--fresh"]
    if words[0] != "demo" or len(folders) > 1 or store is not None:
        return None
    return Opening(None, coder, demo=True, folder=folders[0] if folders else None, fresh=fresh)
