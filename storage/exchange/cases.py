"""What the documents of a case say together, for one coder."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from storage.exchange.codings import Coding
from storage.exchange.dataset import Dataset


@dataclass(slots=True)
class CaseCoding:
    """One coder's coding of one case, put together document by document."""

    who: str
    """The cells coder and layer, with commas."""
    answered: list[str | None] = field(default_factory=list)
    """For each variable the fragment that all answers so far agree on; None where they differ."""
    asked: list[str] = field(default_factory=list)
    """For each variable the fragment where nobody answered it."""
    settled: int = 0
    """Documents that are done or excluded."""
    done: int = 0
    records: dict[str, str] = field(default_factory=dict)
    """Types of the records of documents that are done, by uid."""
    same: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of records that are one."""

    def add(self, coding: Coding, blanks: list[str]) -> None:
        """Take in the coding of one more document; ``blanks`` are the unanswered fragments."""
        if self.answered:
            self.answered = [
                _agreed(*both) for both in zip(self.answered, coding.answered, blanks, strict=True)
            ]
            self.asked = [
                ours if ours == theirs else blank
                for ours, theirs, blank in zip(self.asked, coding.asked, blanks, strict=True)
            ]
        else:
            self.answered = [*coding.answered]
            self.asked = coding.asked
        is_done = coding.stands_at("done")
        self.done += is_done
        self.settled += is_done or coding.stands_at("excluded")
        if is_done:
            self.records.update((record.uid, record.type) for record in coding.records)
        self.same += coding.same

    def line(self, case_uid: str, n_documents: int, dataset: Dataset) -> str:
        """The line of cases.csv."""
        variables = "".join(
            blank if answer is None else asked if answer == blank else answer
            for answer, asked, blank in zip(
                self.answered, self.asked, dataset.variables.blanks, strict=True
            )
        )
        is_counted = self.done and self.settled == n_documents
        counts = dataset.count_cells(self.count()) if is_counted else dataset.no_counts
        return f"{case_uid},{self.who}{n_documents},{variables}{counts}"[:-1] + "\n"

    def count(self) -> Counter[str]:
        """How many records of each type there are, those joined by ``same_as`` counted once."""
        return count_distinct(self.records, self.same)


def count_distinct(types: Mapping[str, str], same: Iterable[tuple[str, str]]) -> Counter[str]:
    """Records by type; ``types`` is by uid, and the two of each pair in ``same`` are one record.

    Pairs chain: three records, each the same as the next, count once. A pair with a record that
    is not in ``types``, or of another type, joins nothing.
    """
    counts = Counter(types.values())
    nearer: dict[str, str] = {}

    def root(uid: str) -> str:
        while uid in nearer:
            nearer[uid] = nearer.get(nearer[uid], nearer[uid])
            uid = nearer[uid]
        return uid

    for one, other in same:
        if one in types and types[one] == types.get(other):
            first, second = root(one), root(other)
            if first != second:
                nearer[first] = second
                counts[types[one]] -= 1
    return counts


def _agreed(ours: str | None, theirs: str, blank: str) -> str | None:
    """What two documents say of one variable; blank where neither says anything."""
    if theirs in (blank, ours):
        return ours
    return theirs if ours == blank else None
