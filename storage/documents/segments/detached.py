"""Gives paragraphs the numbers that the making of a text left on lines of their own."""

import re
from typing import Final

from storage.documents.segments.blocks import Block

_LONGEST: Final = 5
"""No number with its marks is longer."""
_NUMBER: Final = re.compile(r"[(\[]?(\d{1,3})[.)\]]$")
_ENDS: Final = (".", ":", ";", "?", "!", ".”", ".’", '."', ",")
_SHORTEST: Final = 20
"""A paragraph that a number out of a group belongs to is no shorter."""


def with_detached_numbers(text: str, found: list[Block]) -> list[Block]:
    """The blocks with lone numbers joined to the paragraph below, or told to theirs in a group.

    A group of lone numbers labels the paragraphs below it one by one, if there are just as many.
    """
    if not any(end - start <= _LONGEST for start, _, end, *_ in found):
        return found
    alone = [_number(text, block) for block in found]
    blocks: list[Block] = []
    index = 0
    while index < len(found):
        last = _group_end(alone, index)
        number = alone[index]
        if number is None or last + 1 == len(found):
            blocks.append(found[index])
            index += 1
        elif last > index:
            blocks += found[index : last + 1]
            numbers = [each for each in alone[index : last + 1] if each is not None]
            labelled = _labelled(text, found, alone, last + 1, numbers)
            blocks += labelled
            index = last + 1 + len(labelled)
        else:
            blocks.append(_joined(found[index], found[index + 1], number))
            index += 1 if found[index + 1].is_item else 2
    return blocks


def _number(text: str, block: Block) -> str | None:
    """The number that is all there is of a block."""
    if block.end - block.start > _LONGEST:
        return None
    match = _NUMBER.match(text[block.start : block.end])
    return match[1] if match is not None else None


def _group_end(alone: list[str | None], first: int) -> int:
    """The last of the lone numbers that follow one another from ``first`` on."""
    last = first
    while last + 1 < len(alone) and _follows(alone[last], alone[last + 1]):
        last += 1
    return last


def _follows(number: str | None, following: str | None) -> bool:
    """Whether one number counts on from another."""
    return number is not None and following is not None and int(following) == int(number) + 1


def _joined(number: Block, words: Block, label: str) -> Block:
    """One block of a number and the words below it; the number alone above an item."""
    if words.is_item:
        return number
    return number._replace(words=words.words, end=words.end, number=label)


def _labelled(
    text: str, found: list[Block], alone: list[str | None], first: int, numbers: list[str]
) -> list[Block]:
    """The blocks below a group with its numbers, or none where they do not fit."""
    last = first
    while last < len(found) and alone[last] is None and found[last].number is None:
        last += 1
    below = found[first:last]
    paragraphs = [block for block in below if _is_paragraph(text, block)]
    if len(paragraphs) != len(numbers):
        return []
    labels = dict(zip((block.start for block in paragraphs), numbers, strict=True))
    return [block._replace(number=labels.get(block.start)) for block in below]


def _is_paragraph(text: str, block: Block) -> bool:
    """Whether a block may have a number of its own."""
    return (
        not block.is_item
        and block.end - block.start >= _SHORTEST
        and text.endswith(_ENDS, block.start, block.end)
    )
