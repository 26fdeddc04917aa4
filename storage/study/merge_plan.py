"""What becomes of everything that was changed in a copy: new, changed, removed, or a conflict.

What only one side changed since the other heard of it is as that side has it. What both changed
is a coder against themselves: what was removed stays removed, and otherwise the later change
stands; the other one is in the history, which comes along whole. So copies may come back in any
order, and any number of times.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlmodel import Session

from storage.database import core
from storage.database import merge_things as store
from storage.database.images import MUTABLE
from storage.database.merge_rows import Changed, NewRows
from storage.database.merge_things import OWNERS, Known, Thing
from storage.errors import MergeError
from storage.records import Kept, MergeConflict, Merged, MergedFile
from storage.study.merge_codebook import Translation
from storage.study.merge_copy import Copy, Stamp, documents_of

IN_FORCE = ""
"""Stands in images for the codebook that will be in force when the merge is done."""

Turn = Callable[[], AbstractContextManager[Session]]
"""One transaction on the study."""

Place = tuple[Any, ...]
"""Where only one thing can be: a variable of a document, or a relation from record to record."""


class CopyPlan:
    """What is to become of one copy. New things are written as they are met, for nobody to see yet."""

    def __init__(
        self, copy: Copy, translation: Translation, batch: str, gone: str, *, dry_run: bool
    ) -> None:
        self.copy = copy
        self.translation = translation
        self.changed: list[Changed] = []
        self.new_memos: list[tuple[Thing, int | None]] = []
        self.dismissals: list[tuple[str, bool]] = []
        self.dead: list[tuple[str, str]] = []
        """Noun and uid of new things whose place another one has."""
        self.recoded: list[tuple[str, str]] = []
        """Noun and uid of new things of a codebook that only the copy has had."""
        self.batches = {batch}
        self.first: str | None = None
        """uid of a record or value that waits: as long as it does, all do."""
        self._batch, self._gone = batch, gone
        self._dry_run = dry_run
        self._counts: defaultdict[str, Counter[Merged]] = defaultdict(Counter)
        self._conflicts: list[MergeConflict] = []
        self._documents: dict[str, Known] = {}
        self._places: dict[Place, tuple[str, Stamp]] = {}

    def work_out(self, turn: Turn, heard: Callable[[int], None]) -> None:
        """Look at everything that was changed in the copy.

        Args:
            turn: Begins a transaction on the study; each is short.
            heard: Told how many things have been looked at.

        Raises:
            MergeError: it is of a document that is not here, or of a round that was opened.
        """
        looks = {"memo": self._memos, "review": self._reviews, "dismissal": self._dismissals}
        for noun in (*OWNERS, "link", *looks):
            look = looks.get(noun) or (self._links if noun == "link" else self._owners)
            keys = sorted(key for what, key in self.copy.there if what == noun)
            for part in store.some(keys):
                with turn() as session:
                    look(session, noun, part)
                heard(len(part))
            with turn() as session:
                self._settle(session, noun)

    def told(self, totals: Mapping[str, int]) -> MergedFile:
        """What becomes of the copy, in numbers; ``totals`` are how many things of a noun it has."""
        for noun, total in totals.items():
            count = self._counts[noun]
            new = (Merged.NEW, Merged.CHANGED, Merged.LEFT_OUT)
            count[Merged.UNCHANGED] = max(0, total - sum(count[each] for each in new))
        counts = {noun: dict(+counts) for noun, counts in self._counts.items() if +counts}
        return MergedFile(
            str(self.copy.path),
            self.copy.coder,
            counts,
            self.copy.changes,
            tuple(self._conflicts),
            self.translation.added,
        )

    @property
    def is_nothing(self) -> bool:
        """Whether the study knows all of it already."""
        return not self.copy.changes

    def _theirs(self, noun: str, keys: list[str]) -> dict[str, Thing]:
        """Things as the copy has them."""
        found = store.things(self.copy.session, noun, keys)
        if len(found) < len(keys):
            raise MergeError(
                f"{self.copy.path} was altered: it has lost what its history tells of."
            )
        return found

    def _learn(self, session: Session, uids: Iterable[str]) -> None:
        """Find the documents here that things are about."""
        wanted = set(uids) - self._documents.keys()
        found = store.known_documents(session, self.copy.ours, wanted)
        if missing := wanted - found.keys():
            raise MergeError(
                f"{self.copy.path} has work on a document that is not in this study "
                f"({min(missing)}); it was handed out from a later state of the study."
            )
        self._documents |= found

    def _is_left_out(self, noun: str, document: str) -> bool:
        """Whether a thing stays where it is, because its document was erased here."""
        if not self._documents[document].is_erased:
            return False
        self._counts[noun][Merged.LEFT_OUT] += 1
        return True

    def _owners(self, session: Session, noun: str, keys: list[str]) -> None:
        theirs, ours = self._theirs(noun, keys), store.things(session, noun, keys)
        self._learn(session, (each.image["document_id"] for each in theirs.values()))
        new = None if self._dry_run else NewRows(session, self.copy.ours)
        if noun == "record":
            coming = (key for key in theirs if key not in ours)
            self._give_numbers(session, [theirs[key].image for key in coming])
        codebooks = _Codebooks(session)
        for key, their in theirs.items():
            document = their.image["document_id"]
            if self._is_left_out(noun, document):
                continue
            if self.translation.is_own(their.image["codebook_id"]):
                their.image["codebook_id"] = IN_FORCE
            self.translation.into(noun, their.image)
            our = ours.get(key)
            self._become(noun, key, their, our, self._documents[document])
            if not their.is_removed and noun == "variable_value":
                self._take_place((document, their.image["name"]), noun, key)
            if our is None and new is not None:
                in_force = their.image["codebook_id"] == IN_FORCE
                self.recoded += [(noun, key)] if in_force else []
                codebook_id = codebooks.id(None if in_force else their.image["codebook_id"])
                document_id = self._documents[document].id
                new.owner(noun, their.image, document_id, codebook_id, self._batch_of(their))
                self.first = self.first or key
        if new is not None:
            new.write()

    def _batch_of(self, their: Thing) -> str:
        """The batch in which a new thing waits: its own where it came in one, as that is undone as one."""
        if their.is_removed:
            return self._gone
        if their.batch is not None:
            self.batches.add(their.batch)
        return their.batch or self._batch

    def _give_numbers(self, session: Session, images: Sequence[dict[str, Any]]) -> None:
        """See that no two records have one number; it is what people say, not what counts."""
        documents = [self._documents[image["document_id"]].id for image in images]
        wanted = {
            (document_id, image["number"])
            for document_id, image in zip(documents, images, strict=True)
        }
        taken = store.taken_numbers(session, self.copy.ours, wanted)
        highest: dict[tuple[int, str], int] = {}
        for document_id, image in zip(documents, images, strict=True):
            name, number = image["type"], image["number"]
            if (document_id, name, number) in taken:
                key = document_id, name
                if key not in highest:
                    there = store.highest_number(session, self.copy.ours, document_id, name)
                    own = [
                        other["number"]
                        for its, other in zip(documents, images, strict=True)
                        if (its, other["type"]) == key
                    ]
                    highest[key] = max(there, *own)
                number = image["number"] = highest[key] = highest[key] + 1
            taken.add((document_id, name, number))

    def _links(self, session: Session, noun: str, keys: list[str]) -> None:
        theirs, ours = self._theirs(noun, keys), store.things(session, noun, keys)
        uids = [each.image[end] for each in theirs.values() for end in ENDS]
        records = store.ids_of(session, core.record, uids)
        new = None if self._dry_run else NewRows(session, self.copy.ours)
        for key, their in theirs.items():
            start, end = (records.get(their.image[name]) for name in ENDS)
            if start is None or end is None:
                # Of a document that was erased; or, in a dry run, of a record that is new as well.
                became = Merged.NEW if self._dry_run and not their.is_removed else None
                self._counts[noun][became or Merged.LEFT_OUT] += 1
                continue
            our = ours.get(key)
            self._become(noun, key, their, our, None)
            if not their.is_removed:
                self._take_place((start, their.image["relation"], end), noun, key)
            if our is None and new is not None:
                new.link(their.image, (start, end), self._batch_of(their))
        if new is not None:
            new.write()

    def _memos(self, session: Session, noun: str, keys: list[str]) -> None:
        theirs, ours = self._theirs(noun, keys), store.things(session, noun, keys)
        about = {key: each.image["document_id"] for key, each in theirs.items()}
        self._learn(session, filter(None, about.values()))
        for key, their in theirs.items():
            document = about[key]
            if document is not None and self._is_left_out(noun, document):
                continue
            known = self._documents[document] if document is not None else None
            our = ours.get(key)
            self._become(noun, key, their, our, known)
            if our is None:
                self.new_memos.append((their, known.id if known else None))

    def _reviews(self, session: Session, noun: str, keys: list[str]) -> None:
        documents = documents_of(keys)
        self._learn(session, documents.values())
        copy, uids = self.copy, set(documents.values())
        theirs = store.reviews(copy.session, copy.theirs, copy.coder, uids)
        ours = store.reviews(session, copy.ours, copy.coder, uids)
        for key, document in documents.items():
            their, our = theirs.get(key), ours.get(key)
            if their is None or self._is_left_out(noun, document):
                continue
            if our is None:
                self._counts[noun][Merged.LEFT_OUT] += 1
                continue
            if self.translation.is_own(their.image["codebook_id"] or ""):
                their.image["codebook_id"] = IN_FORCE
            self._become(noun, key, their, our, self._documents[document])

    def _dismissals(self, session: Session, noun: str, keys: list[str]) -> None:
        documents = documents_of(keys)
        self._learn(session, documents.values())
        copy, uids = self.copy, set(documents.values())
        theirs = store.dismissals(copy.session, copy.theirs, copy.coder, uids)
        ours = store.dismissals(session, copy.ours, copy.coder, uids)
        for key in keys:
            known, is_so = self._documents[documents[key]], key in theirs
            contested = (noun, key) in copy.here
            if known.is_erased or is_so == (key in ours) or (contested and not is_so):
                continue
            self._check_open(known)
            self.dismissals.append((key, is_so))
            self._counts[noun][Merged.NEW if is_so else Merged.REMOVED] += 1

    def _become(
        self, noun: str, key: str, their: Thing, our: Thing | None, known: Known | None
    ) -> None:
        """Take note of what a thing becomes here."""
        if our is None:
            if known is not None:
                self._check_open(known)
            self._counts[noun][Merged.NEW] += not their.is_removed
            return
        if their.is_removed == our.is_removed and (
            their.is_removed or _content(noun, their.image) == _content(noun, our.image)
        ):
            return
        if known is not None:
            self._check_open(known)
        if (noun, key) in self.copy.here and not self._wins(noun, key, their, our, known):
            return
        after = None if their.is_removed else our.image | _content(noun, their.image, whole=True)
        document_id = None if known is None else known.id
        before = None if our.is_removed else our.image
        self.changed.append(Changed(noun, key, our.id, document_id, before, after))
        self._counts[noun][Merged.REMOVED if after is None else Merged.CHANGED] += 1

    def _wins(self, noun: str, key: str, their: Thing, our: Thing, known: Known | None) -> bool:
        """Whether the copy's side of a conflict stands."""
        if their.is_removed != our.is_removed:
            wins, why = their.is_removed, "what was removed stays removed"
        else:
            wins = self.copy.there[noun, key] > self.copy.here[noun, key]
            why = "it was changed later"
        self._tell(noun, key, our.image, known, why, wins=wins)
        return wins

    def _tell(
        self,
        noun: str,
        key: str,
        image: Mapping[str, Any],
        known: Known | None,
        why: str,
        *,
        wins: bool,
    ) -> None:
        what = {
            "record": f"{image.get('type')} {image.get('number')}",
            "variable_value": str(image.get("name")),
            "memo": f"memo on the {image.get('on')}",
            "review": "state of the document",
        }
        kept = Kept.COPY if wins else Kept.STUDY
        uid = key.split(" ", 1)[0]
        title = known.title if known else None
        self._conflicts.append(MergeConflict(noun, uid, title, what.get(noun, noun), kept, why))

    def _check_open(self, known: Known) -> None:
        if known.opened is not None:
            raise MergeError(
                f"{self.copy.path} has work of {self.copy.coder} on “{known.title}”, but the "
                f"round {known.opened} was opened since; a lead can let it be changed again: casecoder "
                f"rounds reopen {known.opened} --coder {self.copy.coder}."
            )

    def _take_place(self, place: Place, noun: str, key: str) -> None:
        self._places[place] = key, self.copy.there[noun, key]

    def _settle(self, session: Session, noun: str) -> None:
        """Of two things that cannot both be there, keep one: the later value, either of two links."""
        going = {each.key for each in self.changed if each.noun == noun and each.after is None}
        coming = {each.key for each in self.changed if each.noun == noun and each.after is not None}
        for part in _parts(self._places):
            there: dict[Place, tuple[str, str]] = {}
            if noun == "variable_value":
                there |= store.answered(session, self.copy.ours, part)
            else:
                there |= {place: (uid, "") for place, uid in store.linked(session, part).items()}
            for place, (uid, at) in there.items():
                key, stamp = self._places[place]
                if uid != key and uid not in going:
                    here = self.copy.here.get((noun, uid), Stamp(at, uid))
                    wins = stamp > here if noun == "variable_value" else key < uid
                    self._displace(session, noun, (uid, key), is_known=key in coming, wins=wins)
        self._places.clear()

    def _displace(
        self, session: Session, noun: str, pair: tuple[str, str], *, is_known: bool, wins: bool
    ) -> None:
        """Take one of two things out of the place that both would have."""
        uid, key = pair
        our = store.things(session, noun, [uid])[uid]
        if wins:
            self.changed.append(Changed(noun, uid, our.id, None, our.image, None))
            self._counts[noun][Merged.REMOVED] += 1
        elif is_known:
            self.changed = [each for each in self.changed if (each.noun, each.key) != (noun, key)]
            self._counts[noun][Merged.CHANGED] -= 1
        else:
            self.dead.append((noun, key))
            self._counts[noun][Merged.NEW] -= 1
        if noun == "variable_value":
            known = self._documents[our.image["document_id"]]
            self._tell(noun, uid, our.image, known, "it was given later", wins=wins)


ENDS = ("from_record_id", "to_record_id")
"""What a link links."""


class _Codebooks:
    """Ids of codebooks by uid."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: dict[str, int] = {}

    def id(self, uid: str | None) -> int:
        """The id of a version; of the one in force for None."""
        if uid is None:
            return store.codebook_in_force(self._session)
        if uid not in self._ids:
            self._ids |= store.ids_of(self._session, core.codebook, [uid])
        return self._ids[uid]


def _content(noun: str, image: Mapping[str, Any], *, whole: bool = False) -> dict[str, Any]:
    """What may change in a thing; without ``whole``, only what anybody can see of that."""
    if noun == "review":
        return dict(image) if whole else {k: v for k, v in image.items() if k != "codebook_id"}
    names = [name for name in MUTABLE[noun] if whole or name != "codebook_id"]
    names += ["values", "evidence"] if noun in OWNERS else []
    return {name: image[name] for name in names}


def _parts(places: Mapping[Place, Any]) -> Iterator[list[Any]]:
    every = list(places)
    for start in range(0, len(every), store.AT_ONCE):
        yield every[start : start + store.AT_ONCE]
