"""The shape of JSON objects from outside: keys, and the types under them."""

from collections.abc import Mapping


class Fault(Exception):
    """What is wrong with a line, as the end of a sentence that names file and line."""


def objects(content: Mapping[str, object], key: str) -> list[dict[str, object]]:
    """The list of objects under ``key``, empty where it is absent."""
    given = content.get(key)
    if given is None:
        return []
    if not isinstance(given, list):
        raise Fault(f"«{key}» must be a list of objects, not {shown(given)}")
    for each in given:
        if not isinstance(each, dict):
            raise Fault(f"«{key}» must be a list of objects; {shown(each)} is none")
    return given


def only(given: Mapping[str, object], keys: frozenset[str], noun: str) -> None:
    """Refuse keys that are not among ``keys``."""
    if not given.keys() <= keys:
        unknown = min(given.keys() - keys)
        raise Fault(f"{noun} has no key {shown(unknown)}; it can have {', '.join(sorted(keys))}")


def needed_text(given: Mapping[str, object], key: str) -> str:
    """The text under ``key``, which must be there."""
    text = given.get(key)
    if type(text) is str and text:
        return text
    raise Fault(f"«{key}» must be there, as text that is not empty")


def text_or_none(given: Mapping[str, object], key: str) -> str | None:
    """The text under ``key``; None where it is absent or null."""
    text = given.get(key)
    if text is None or type(text) is str:
        return text
    raise Fault(f"«{key}» must be text, not {shown(text)}")


def one_of(given: Mapping[str, object], key: str, words: frozenset[str]) -> str | None:
    """The one of ``words`` under ``key``; None where it is absent or null."""
    word = given.get(key)
    if word is None:
        return None
    if type(word) is str and word in words:
        return word
    raise Fault(f"«{key}» can be {', '.join(sorted(words))}, not {shown(word)}")


def shown(value: object) -> str:
    """Outside data in a sentence: short, and nothing that a terminal would obey."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
