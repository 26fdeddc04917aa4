"""The synthetic study that everything is measured on: made of invented words, always the same.

A document is shaped like an ombudsman's decision: a head of four lines, eight headings, numbered
paragraphs. It has about 1,000 words (7.7 KB) and ten passages that begin and end with sentences.
Each one depends on its number alone, so that a workload of 1,000 begins one of 10,000.

    python tests/benchmarks/workload.py 500                   # sizes
    python tests/benchmarks/workload.py 500 --into FOLDER     # the documents as text files
"""

import argparse
import random
import runpy
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice
from pathlib import Path
from typing import NamedTuple

PASSAGES = 10
"""Passages of each document."""
SYLLABLES = (
    "ar bel cor dan en fer gal hol in jas ket lor men nor os pal quen rid sol tam um ver wil yor"
)
PLACES = "Amber Birch Cold Dun East Fair Green High Ivy Kings Long Mill North Oak Red South"
KINDS = ("City Council", "County Council", "Borough Council", "District Council")
SUBJECTS = ("Adult care", "Education", "Housing", "Planning", "Children's services", "Transport")
DECISIONS = ("Upheld", "Not upheld", "Closed after initial enquiries")
HEADINGS = (
    "The complaint",
    "What I may look at",
    "How I looked at it",
    "What I found",
    "What I think of it",
    "What it did to them",
    "Agreed action",
    "Final decision",
)
COMMON = (
    "the of to and a in that was for it not had with by they she on be council would complaint "
    "care child plan review evidence support school fault letter meeting report policy panel "
    "appeal delay apology remedy weeks duty housing social worker manager team told sent wrote "
    "agreed decided failed offered explained considered noted found caused distress"
)


class Case(NamedTuple):
    """One document and the passages that somebody coded in it."""

    name: str
    """Of its file."""
    text: str
    sentences: Sequence[tuple[int, int]]
    passages: Sequence[tuple[int, int]]


@cache
def sentence_pool() -> tuple[tuple[str, int], ...]:
    """Sentences to draw from, with their words: few words come often, many seldom."""
    chance = random.Random("sentences")
    syllables = SYLLABLES.split()
    rare = sorted(
        {"".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4)))) for _ in range(12_000)}
    )
    chance.shuffle(rare)
    words = COMMON.split() + rare
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    pool = []
    for _ in range(20_000):
        length = chance.randint(8, 36)
        drawn = chance.choices(words, cum_weights=weights, k=length)
        pool.append((" ".join(drawn).capitalize() + ".", length))
    return tuple(pool)


def case(number: int, words: int = 1000) -> Case:
    """The document with that number, of ``words`` words more or less."""
    chance = random.Random(number * 7919 + words)
    pool = sentence_pool()
    reference = f"{18 + number % 9} {number * 131 % 1000:03d} {number % 1000:03d}"
    body = f"{chance.choice(PLACES.split())}{chance.choice(('ford', 'ham', 'ley', 'wick'))}"
    day = f"{chance.randint(1, 28)} March {chance.randint(2018, 2026)}"
    text = (
        f"{body} {chance.choice(KINDS)} ({reference})\n"
        f"Category : {chance.choice(SUBJECTS)}\n"
        f"Decision : {chance.choice(DECISIONS)}\nDecision date : {day}\n\n"
    )
    parts, place = [text], len(text)
    sentences: list[tuple[int, int]] = []
    wanted = int(words * chance.uniform(0.4, 1.45)) or 1
    written = paragraph = headed = 0
    while written < wanted:
        if written >= wanted * headed / len(HEADINGS) and headed < len(HEADINGS):
            parts.append(f"{HEADINGS[headed]}\n\n")
            place += len(parts[-1])
            headed += 1
        paragraph += 1
        parts.append(f"{paragraph}. ")
        place += len(parts[-1])
        for left in reversed(range(chance.randint(1, 4))):
            sentence, length = pool[chance.randrange(len(pool))]
            sentences.append((place, place + len(sentence)))
            parts.append(sentence + (" " if left else "\n\n"))
            place += len(parts[-1])
            written += length
    return Case(
        f"{number:07d}.txt", "".join(parts), sentences, _passages(chance, sentences, PASSAGES)
    )


def _passages(
    chance: random.Random, sentences: Sequence[tuple[int, int]], n: int
) -> list[tuple[int, int]]:
    """Passages of one sentence, some of two."""
    drawn = []
    for _ in range(n):
        first = chance.randrange(len(sentences))
        last = min(first + (chance.random() < 0.3), len(sentences) - 1)
        drawn.append((sentences[first][0], sentences[last][1]))
    return drawn


def cases(n: int, words: int = 1000) -> Iterator[Case]:
    """The first ``n`` documents."""
    return (case(number, words) for number in range(n))


def workload(corpus: Path | None) -> Callable[[int], Iterator[Case]]:
    """Where documents come from: this module, or another one that has ``docs(n)``.

    ``docs`` gives ``(row, sentences, passages)`` for each document; a row has a name second and
    the text last, a passage ends with its start and end.
    """
    if corpus is None:
        return cases
    docs = runpy.run_path(str(corpus), run_name="corpus")["docs"]

    def others(n: int) -> Iterator[Case]:
        for row, sentences, passages in docs(n):
            name = str(row[1]).replace(" ", "_") + ".txt"
            yield Case(name, row[-1], sentences, [passage[-2:] for passage in passages])

    return others


def write_files(documents: Iterator[Case], folder: Path) -> int:
    """Write documents as text files, 1,000 to a folder; returns how many bytes they have."""
    size = number = 0
    while some := list(islice(documents, 1000)):
        part = folder / f"{number:04d}"
        part.mkdir(parents=True)
        number += 1
        for document in some:
            content = document.text.encode()
            (part / document.name).write_bytes(content)
            size += len(content)
    return size


def main() -> None:
    """Tell the workload's sizes, or write its files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", type=int, help="how many")
    parser.add_argument("--into", type=Path, help="a new folder to write text files into")
    parser.add_argument("--corpus", type=Path, help="another module with docs(n)")
    options = parser.parse_args()
    documents = workload(options.corpus)(options.documents)
    if options.into is not None:
        size = write_files(documents, options.into)
        sys.stdout.write(f"{options.documents:,} files, {size:,} bytes\n")
        return
    texts = [document.text for document in documents]
    size = sum(len(text.encode()) for text in texts) / len(texts)
    words = sum(len(text.split()) for text in texts) / len(texts)
    sys.stdout.write(f"{len(texts):,} documents of {size:,.0f} bytes, {words:,.0f} words each\n")


if __name__ == "__main__":
    main()
