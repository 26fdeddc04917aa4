"""Cut stored texts anew: with a later version of the rules, and without what whole publishers repeat."""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from storage.database import texts
from storage.database.identity import new_uid
from storage.database.journal import canonical, sha256
from storage.database.texts import CutText, NewCut, TextHead
from storage.documents.segments import SEGMENTATION_VERSION, pack, structure_of
from storage.documents.segments.packing import stored_numbers
from storage.documents.segments.repeated import (
    ShortLine,
    enough,
    given_with,
    publisher,
    short_lines,
    stored_given,
)
from storage.records import Progress, SegmentReport
from storage.study.base import StudyBase, known_document
from storage.study.counting import Report

LONGEST_TRANSACTION = 0.3
"""Seconds for which others wait at most."""
SAMPLE = 300
"""Documents of one publisher in which repeated lines are looked for; in more, every so manieth."""
LATEST = 1000
"""Documents of a kind, the last that came, among which an import looks for its publishers."""

Repeated = Mapping[str, frozenset[str]]
"""The lines that each publisher repeats, as keys."""


class Segmenting(StudyBase):
    """How texts are cut into sections, paragraphs, sentences and boilerplate."""

    def segment(
        self, uids: Sequence[str] | None = None, *, progress: Report | None = None
    ) -> SegmentReport:
        """Cut every text anew whose cut is of an older version, or that repeats its publisher's lines.

        Documents that are named by ``uids`` are cut anew whatever their version. Passages of
        records stay where they are, as do pages and what was known to be boilerplate.

        Raises:
            NotFound: there is no such document.
        """
        self.only_in_the_study("texts are cut anew in")
        with self._reading() as (session, _):
            named = None if uids is None else [known_document(session, uid) for uid in uids]
            every = list(texts.heads(session))
        repeated = find_repeated(self, _sampled(_publishers(every)))
        chosen = every if named is None else [head for head in every if head.id in set(named)]
        run = _Run(self, repeated, anew=named is not None)
        try:
            run.cut(chosen, progress)
        finally:
            change = self._tell_segmented(run.cut_uids) if run.cut_uids else None
        return SegmentReport(len(chosen), len(run.cut_uids), run.lines, change)

    def _tell_segmented(self, uids: Sequence[str]) -> str:
        with self._work() as work:
            digest = {
                "documents": len(uids),
                "version": SEGMENTATION_VERSION,
                "sha256": sha256(canonical(sorted(uids))),
            }
            count = f"{len(uids)} documents" if len(uids) > 1 else "Document"
            return work.journal.write(
                "segment", f"{count} cut anew.", batch=new_uid(), digest=digest
            )


def leave_out_repeated(study: StudyBase, batch: str) -> None:
    """Mark as boilerplate what the publishers of just imported documents repeat.

    Looked for among the last that came of each kind, so that a small import into a large study
    stays a small thing; ``Study.segment`` looks at the whole study.
    """
    with study._reading() as (session, _):
        brought = list(texts.heads(session, texts.batch_ids(session, batch)))
        kinds = {head.kind for head in brought}
        recent = chain.from_iterable(texts.latest_ids(session, kind, LATEST) for kind in kinds)
        known = {head.id: head for head in texts.heads(session, sorted(recent))}
    known |= {head.id: head for head in brought}
    theirs = {_publisher(head) for head in brought}
    samples = _sampled(
        {name: heads for name, heads in _publishers(known.values()).items() if name in theirs}
    )
    repeated = find_repeated(study, samples)
    touched = {head.id: head for head in chain(brought, *samples.values())}
    run = _Run(study, repeated, anew=False)
    run.cut([touched[document_id] for document_id in sorted(touched)], None)


def _publisher(head: TextHead) -> str:
    outlet = json.loads(head.outlet) if head.outlet else None
    return publisher(head.kind, head.url, outlet if isinstance(outlet, str) else None)


def _publishers(heads: Iterable[TextHead]) -> dict[str, list[TextHead]]:
    """The documents of each publisher."""
    found: defaultdict[str, list[TextHead]] = defaultdict(list)
    for head in heads:
        found[_publisher(head)].append(head)
    return found


def _sampled(publishers: Mapping[str, Sequence[TextHead]]) -> dict[str, list[TextHead]]:
    """At most ``SAMPLE`` documents of each publisher, evenly drawn."""
    return {
        name: [heads[place * len(heads) // count] for place in range(count)]
        for name, heads in publishers.items()
        if enough(count := min(SAMPLE, len(heads))) <= count
    }


def find_repeated(study: StudyBase, samples: Mapping[str, Sequence[TextHead]]) -> Repeated:
    """The lines that enough documents of each publisher share, in memory for one publisher at a time."""
    found: dict[str, frozenset[str]] = {}
    for name, heads in samples.items():
        counts: Counter[str] = Counter()
        for start in range(0, len(heads), texts.AT_ONCE):
            with study._reading() as (session, _):
                ids = [head.id for head in heads[start : start + texts.AT_ONCE]]
                told = texts.recognised(session, ids)
                read = texts.cut_texts(session, ids)
            for text in read:
                counts.update({line.key for line in _lines(text, told)})
        least = enough(len(heads))
        if keys := frozenset(key for key, count in counts.items() if count >= least):
            found[name] = keys
    return found


def _lines(text: CutText, told: Mapping[int, list[tuple[int, int]]]) -> list[ShortLine]:
    return short_lines(text.text, text.segmentation, text.kind, told.get(text.id, ()))


class _Run:
    """Cuts texts anew, in transactions that let others write in between."""

    def __init__(self, study: StudyBase, repeated: Repeated, *, anew: bool) -> None:
        self.study = study
        self.cut_uids: list[str] = []
        self.lines = 0
        """Lines that are boilerplate from now on since a publisher repeats them."""
        self._repeated = repeated
        self._anew = anew
        self._size = 50

    def cut(self, heads: Sequence[TextHead], progress: Report | None) -> None:
        """Cut those of some documents that need it."""
        done = 0
        while done < len(heads):
            some = heads[done : done + self._size]
            done += len(some)
            self._cut_some({head.id: head for head in some if self._may_need_it(head)})
            if progress is not None:
                progress(Progress(done, len(heads), "documents"))

    def _may_need_it(self, head: TextHead) -> bool:
        is_old = head.version < SEGMENTATION_VERSION
        return self._anew or is_old or _publisher(head) in self._repeated

    def _cut_some(self, heads: Mapping[int, TextHead]) -> None:
        if not heads:
            return
        with self.study._reading() as (session, _):
            told = texts.recognised(session, list(heads))
            read = texts.cut_texts(session, list(heads))
        uids: dict[int, str] = {}
        found: dict[int, int] = {}
        cuts: list[NewCut] = []
        for text in read:
            keys = self._repeated.get(_publisher(heads[text.id]), frozenset())
            lines = _lines(text, told) if keys else []
            more = [line for line in lines if line.key in keys and not line.is_given]
            if more or self._anew or heads[text.id].version < SEGMENTATION_VERSION:
                uids[text.id], found[text.id] = text.uid, len(more)
                cuts.append(NewCut(text.id, text.segmentation, *cut_for(text, text.kind, more)))
        cuts = [cut for cut in cuts if cut.before != cut.after]
        if cuts:
            began = time.perf_counter()
            with self.study._work() as work:
                written = texts.write_cuts(work.session, cuts)
            self._learn(len(cuts), time.perf_counter() - began)
            self.cut_uids += [uids[document_id] for document_id in written]
            self.lines += sum(found[document_id] for document_id in written)

    def _learn(self, cuts: int, seconds: float) -> None:
        """How many to take next, from the time that these took."""
        fitting = int(cuts * LONGEST_TRANSACTION / max(seconds, 0.001) / 2)
        self._size = max(8, min(texts.AT_ONCE, fitting))


def cut_for(text: CutText, kind: str, more: Sequence[ShortLine] = ()) -> tuple[str, int]:
    """How a text is cut as one of some kind, as it is stored; and the version of that."""
    given = given_with(stored_given(text.segmentation), more)
    pairs = list(zip(given[::2], given[1::2], strict=True))
    pages = stored_numbers(text.segmentation, "pages")
    return pack(structure_of(text.text, kind, pages, pairs)), SEGMENTATION_VERSION
