"""What is to be made of search hits: first worked out, then written."""

import hashlib
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlmodel import Session

from storage.codebook import Field, RecordType
from storage.database import batches, core
from storage.database.bulk import next_id
from storage.database.hits import (
    CodedPassage,
    HitDocument,
    answered,
    hit_documents,
    passages_of_records,
)
from storage.database.identity import new_uid, now
from storage.database.proposals import proposals as recognised
from storage.documents import stored_sentences
from storage.records import Basis, CodedHits, FieldValue, Hit, Layer, Progress
from storage.study.base import Work
from storage.study.cueing import are_on
from storage.study.variables import from_proposal

AT_ONCE = 200
"""Documents looked at or written at once."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or several that a hit reaches over, and how many hits it has."""

    start: int
    end: int
    hits: int

    def is_coded(self, passages: Sequence[CodedPassage], values: Mapping[str, FieldValue]) -> bool:
        """Whether something that gives these answers rests on a part of it."""
        return any(
            each.start < self.end
            and self.start < each.end
            and values.items() <= each.values.items()
            for each in passages
        )


Place = tuple[HitDocument, Sequence[Sentence]]
"""A document, and sentences of it."""


class HitPlan(ABC):
    """What is to be made, document by document."""

    def __init__(self, answers: Mapping[str, FieldValue]) -> None:
        self.places: list[Place] = []
        """The sentences of which something is to be made."""
        self._answers = answers
        self._hits = 0

    def look(
        self,
        session: Session,
        coder_id: int,
        hits: Sequence[Hit],
        progress: Callable[[Progress], None] | None,
    ) -> None:
        """Work out of which hits something is to be made.

        Args:
            session: The caller's.
            coder_id: Whose coding it will be.
            hits: The hits.
            progress: Told how many were looked at.
        """
        spans: dict[str, set[tuple[int, int]]] = {}
        for hit in hits:
            spans.setdefault(hit.document, set()).add((hit.start, hit.end))
        uids = iter(spans)
        while some := list(islice(uids, AT_ONCE)):
            self._hits += sum(len(spans[uid]) for uid in some)
            documents = hit_documents(session, some)
            places = [(each, sentences_of(each, sorted(spans[each.uid]))) for each in documents]
            self.places += [place for place in self._wanted(session, coder_id, places) if place[1]]
            if progress is not None:
                progress(Progress(self._hits, len(hits), "hits"))

    def write(self, work: Work, batch: str) -> dict[str, object]:
        """Write what is to be made; returns the digest that stands in the history."""
        uids = hashlib.sha256()
        places = iter(self.places)
        while some := list(islice(places, AT_ONCE)):
            rows = batches.LoadRows()
            for uid in self._gather(work, batch, some, rows):
                uids.update(f"{uid}\n".encode())
            rows.write(work.session)
        return {"made": self.made, "sha256": uids.hexdigest()}

    @property
    @abstractmethod
    def made(self) -> int:
        """How many records or values are made."""

    @property
    def sentences(self) -> int:
        """How many sentences they rest on."""
        return sum(len(sentences) for _, sentences in self.places)

    @property
    def summary(self) -> str:
        """What the history says of it."""
        where = "1 document" if len(self.places) == 1 else f"{len(self.places)} documents"
        return f"{self._what()} from search hits in {where}."

    def told(self, change: str | None) -> CodedHits:
        """What is made, as the coder is told."""
        used = sum(each.hits for _, sentences in self.places for each in sentences)
        return CodedHits(self.made, self.sentences, len(self.places), self._hits - used, change)

    @abstractmethod
    def _what(self) -> str:
        """What is done, in a few words."""

    @abstractmethod
    def _wanted(self, session: Session, coder_id: int, places: Sequence[Place]) -> Iterator[Place]:
        """Those of some places that are not coded so already."""

    @abstractmethod
    def _gather(
        self, work: Work, batch: str, places: Sequence[Place], rows: batches.LoadRows
    ) -> Iterator[str]:
        """Gather the rows of some places; yields the uid of each that is made."""


class RecordPlan(HitPlan):
    """One record of every sentence."""

    def __init__(self, record_type: RecordType, answers: Mapping[str, FieldValue]) -> None:
        super().__init__(answers)
        self._record_type = record_type
        self._type = record_type.name

    @property
    def made(self) -> int:
        """How many records are made."""
        return self.sentences

    def _what(self) -> str:
        record_type = self._record_type
        noun = record_type.noun if self.made == 1 else record_type.plural
        return f"{self.made} {noun} made"

    def _wanted(self, session: Session, coder_id: int, places: Sequence[Place]) -> Iterator[Place]:
        ids = [document.id for document, _ in places]
        coded = passages_of_records(session, coder_id, ids, self._type)
        for document, sentences in places:
            there = coded.get(document.id, ())
            yield document, [one for one in sentences if not one.is_coded(there, self._answers)]

    def _gather(
        self, work: Work, batch: str, places: Sequence[Place], rows: batches.LoadRows
    ) -> Iterator[str]:
        following = next_id(work.session, core.record)
        key = (work.journal.coder_id, Layer.CODER.value, self._type)
        highest = batches.highest_numbers(work.session, [document.id for document, _ in places])
        # The list of hits shows no cues.
        cue_shown = False if are_on(work.session) else None
        for document, sentences in places:
            for number, one in enumerate(sentences, highest[document.id].get(key, 0) + 1):
                record_id = following + len(rows.records)
                row = _row(work, batch, record_id, document.id)
                rows.records.append(
                    row
                    | {"type": self._type, "number": number}
                    | {"first_start": one.start, "cue_shown": cue_shown}
                )
                spots = [(one.start, one.end, None)]
                rows.answer("record_id", record_id, document.id, self._answers, spots)
                yield row["uid"]


class ValuePlan(HitPlan):
    """One value of a variable in every document."""

    def __init__(self, variable: Field, value: FieldValue) -> None:
        super().__init__({variable.name: value})
        self._variable = variable
        self._value = value

    @property
    def made(self) -> int:
        """How many values are made."""
        return len(self.places)

    def _what(self) -> str:
        return f"{self._variable.label} set"

    def _wanted(self, session: Session, coder_id: int, places: Sequence[Place]) -> Iterator[Place]:
        ids = [document.id for document, _ in places]
        known = answered(session, coder_id, ids, self._variable.name)
        kinds = self._variable.kinds
        for document, sentences in places:
            if document.id not in known and (not kinds or document.kind in kinds):
                yield document, sentences

    def _gather(
        self, work: Work, batch: str, places: Sequence[Place], rows: batches.LoadRows
    ) -> Iterator[str]:
        following = next_id(work.session, core.variable_value)
        name = self._variable.name
        for document, sentences in places:
            proposal = recognised(work.session, document.id).get(name)
            value_id = following + len(rows.variables)
            row = _row(work, batch, value_id, document.id)
            basis = {"name": name, "basis": Basis.STATED.value}
            proposed = {"from_proposal": from_proposal(self._variable, proposal, self._value)}
            rows.variables.append(row | basis | proposed)
            spots = [(each.start, each.end, None) for each in sentences]
            rows.answer("variable_value_id", value_id, document.id, self._answers, spots)
            yield row["uid"]


def sentences_of(document: HitDocument, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
    """The sentences of a document's hits, each once; a hit over several makes one of them.

    Args:
        document: The document.
        spans: Start and end of its hits, in order.
    """
    edges = stored_sentences(document.segmentation)
    found: list[Sentence] = []
    for start, end in spans:
        before, after = bisect_right(edges, start), bisect_left(edges, end)
        # A hit in no sentence, such as spaces between two, stands for itself.
        first = edges[before - 1] if before % 2 else start
        last = edges[after] if after % 2 else end
        if found and first < found[-1].end:
            one = found.pop()
            found.append(Sentence(one.start, max(last, one.end), one.hits + 1))
        else:
            found.append(Sentence(first, last, 1))
    return found


def _row(work: Work, batch: str, row_id: int, document_id: int) -> dict[str, Any]:
    """What records and values have in common."""
    at = now()
    return {
        "id": row_id,
        "uid": new_uid(),
        "document_id": document_id,
        "coder_id": work.journal.coder_id,
        "layer": Layer.CODER.value,
        "codebook_id": work.codebook_id,
        "certainty": None,
        "note": "",
        "created_at": at,
        "updated_at": at,
        "batch": batch,
        "removed_at": None,
    }
