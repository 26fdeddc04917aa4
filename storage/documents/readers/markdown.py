"""Reads Markdown: front matter becomes metadata, the words stay as they are written.

Only marks go that are no words and would stand in every quotation: of headings, emphasis, links
and quoted lines. Lists keep their numbers and bullets.
"""

import re

from storage.documents.normalise import normalise
from storage.documents.readers.source import Source

_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_ENTRY = re.compile(r"[ \t]*([\w-]+)[ \t]*:[ \t]*(.*?)[ \t]*$")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_QUOTED = re.compile(r"^ {0,3}(?:> ?){1,5}", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^()\n]{0,500}\)")
_LINK = re.compile(r"(?<!!)\[([^\]\n]{1,300})\]\((?:https?:|/|#|mailto:)[^()\s]{0,500}\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n*_]{1,500})(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^\n*_]{1,500})(?<=[^\s*_])\1(?![\w*_])")
_FRONT_MATTER_REACH = 20_000


def has_front_matter(decoded: str) -> bool:
    """Whether the text opens with lines of ``key: value`` between two ``---``."""
    opening = decoded[:_FRONT_MATTER_REACH].lstrip("\ufeff \t\r\n")
    return opening.startswith("---") and _front_matter(normalise(opening)[0]) is not None


def read_markdown(decoded: str) -> Source:
    """Split off the front matter and drop the marks of headings and strong words."""
    text, warnings = normalise(decoded)
    text = text.lstrip("\n")
    matter = _front_matter(text)
    metadata, length = matter if matter is not None else ({}, 0)
    return Source(_bare(text[length:]), "text/markdown", metadata, warnings)


def _bare(body: str) -> str:
    """The words without the marks; a picture leaves its description, named as one."""
    body = _HEADING.sub(r"\1", _QUOTED.sub("", body))
    body = _LINK.sub(r"\1", _IMAGE.sub(r"Image: \1", body))
    return _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", body))


def _front_matter(text: str) -> tuple[dict[str, str], int] | None:
    """What stands between the fences and how long all of it is; only the beginning is looked at."""
    lines = text[:_FRONT_MATTER_REACH].split("\n")
    if not _FENCE.match(lines[0]):
        return None
    entries: dict[str, str] = {}
    length = len(lines[0]) + 1
    for line in lines[1:]:
        length += len(line) + 1
        if _FENCE.match(line):
            return (entries, min(length, len(text))) if entries else None
        entry = _ENTRY.match(line)
        if entry is not None:
            entries[entry[1].lower().replace("-", "_")] = _unquoted(entry[2])
        elif line.strip() and line.lstrip()[0] not in "-#" and not line.startswith((" ", "\t")):
            return None
    return None


def _unquoted(value: str) -> str:
    """The value without the quotation marks that YAML allows around it."""
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if quoted else value
