"""Who codes which documents: drawn with a seed, split evenly. Pure; the same wish gives the same draw."""

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from storage.records import Assignment, Balance
from storage.study.sampling import proportional


class Free(NamedTuple):
    """A document that may be given out."""

    id: int
    kind: str
    n_characters: int
    given: frozenset[int]
    """Ids of the coders who have it in this round already."""


@dataclass(slots=True)
class Drawn:
    """What every coder gets."""

    documents: dict[int, list[Free]]
    """By the coder's id."""
    strata: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """Kind (empty for all kinds together) to documents to draw from, drawn and shared."""

    @property
    def size(self) -> int:
        """Documents drawn."""
        return sum(drawn for _, drawn, _ in self.strata.values())

    @property
    def shared(self) -> int:
        """Documents that several coders get."""
        return sum(shared for *_, shared in self.strata.values())


def drawn(free: Collection[Free], coders: Sequence[int], asked: Assignment) -> Drawn:
    """Draw documents and share them out.

    Args:
        free: What to draw from, in study order. Documents that somebody has already are left out
            where each is to be given to some coders only.
        coders: Ids of those who get them, in the order of their names.
        asked: How many, how many of them several times, by which strata, balanced how.
    """
    everybody = asked.share is None
    pool = [each for each in free if everybody or not each.given]
    strata = _strata(pool, asked)
    generator = random.Random(asked.seed)
    size = len(pool) if asked.size is None else min(asked.size, len(pool))
    sizes = _shares(strata, size)
    chosen = {name: generator.sample(strata[name], sizes[name]) for name in sorted(strata)}
    shared = _shares(chosen, size if everybody else round(size * (asked.share or 0)))
    if len(coders) < 2:
        shared = dict.fromkeys(shared, 0)
    found = Drawn({coder: [] for coder in coders})
    split = _Split(coders, asked.balance)
    for name, some in chosen.items():
        found.strata[name] = len(strata[name]), len(some), shared[name]
        if everybody:
            for coder in coders:
                found.documents[coder] += [each for each in some if coder not in each.given]
        else:
            _give(found, split, name, some[: shared[name]], asked.times)
            _give(found, split, name, some[shared[name] :], 1)
    return found


def _give(found: Drawn, split: "_Split", stratum: str, some: Sequence[Free], times: int) -> None:
    """Give each of some documents to so many coders."""
    for each in split.in_order(some):
        for coder in split.team(stratum, each, times):
            found.documents[coder].append(each)


def _strata(pool: Collection[Free], asked: Assignment) -> dict[str, list[Free]]:
    """Documents by kind, or all of them together."""
    strata: dict[str, list[Free]] = defaultdict(list)
    for each in pool:
        strata[each.kind if asked.by_kind else ""].append(each)
    return strata


def _shares(strata: Mapping[str, Collection[Free]], total: int) -> dict[str, int]:
    """How much of a total falls to each stratum."""
    sizes = {name: len(some) for name, some in strata.items()}
    return proportional(sizes, total) if sizes and total else dict.fromkeys(sizes, 0)


class _Split:
    """Gives each document to whoever has least so far, and lets every two coders meet as often."""

    def __init__(self, coders: Sequence[int], balance: Balance) -> None:
        self._coders = coders
        self._by_length = balance is Balance.LENGTH
        self._of_stratum: Counter[tuple[str, int]] = Counter()
        self._of_all: Counter[int] = Counter()
        self._met: Counter[frozenset[int]] = Counter()

    def in_order(self, documents: Sequence[Free]) -> Sequence[Free]:
        """The longest first, so that the short ones can level what is left; else as drawn."""
        if not self._by_length:
            return documents
        return sorted(documents, key=lambda each: -each.n_characters)

    def team(self, stratum: str, document: Free, times: int) -> list[int]:
        """Who codes a document."""
        team: list[int] = []
        while len(team) < min(times, len(self._coders)):
            left = (coder for coder in self._coders if coder not in team)
            team.append(min(left, key=lambda coder: self._rank(stratum, coder, team)))
        for coder in team:
            load = document.n_characters if self._by_length else 1
            self._of_stratum[stratum, coder] += load
            self._of_all[coder] += load
        self._met.update(frozenset(pair) for pair in combinations(team, 2))
        return team

    def _rank(self, stratum: str, coder: int, team: Sequence[int]) -> tuple[int, int, int]:
        met = sum(self._met[frozenset((coder, other))] for other in team)
        return met, self._of_stratum[stratum, coder], self._of_all[coder]
