"""Points at what an ombudsman's decision found, put right and recommended."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from storage.documents.cues import orders, verdicts, voices
from storage.documents.cues.findings import finding, is_claim, judges_before, may_be_judged
from storage.documents.cues.model import FINDING, RECOMMENDATION, REMEDY, Pointer
from storage.documents.cues.redress import ordered, told
from storage.documents.cues.signs import Signs, first, quoting, reason
from storage.documents.situated import Situated, Zone, bag_of

_SILENT: Final = frozenset({Zone.METHOD, Zone.LAW})
_ORDERS: Final = frozenset({Zone.ACTION, Zone.RECOMMENDED, Zone.CHANGE})
_SHORTEST: Final = 3
"""With fewer words it is a label or its value, not a sentence."""
_TELLING: Final = frozenset({Zone.FOUND, Zone.BACKGROUND, Zone.SUMMARY})
_FIRST_PERSON: Final = ("we ", "i ", "our ")
_STOPS: Final = ".;,"
_WE: Final = ("we", "our", "adviser")
_PROOF: Final = frozenset({"evidence", "proof"})
"""What those who decide ask to see afterwards: that is for the future, and redresses nothing."""
_REPORTS: Final = Signs(
    r"""
    write send confirm report tell | \b(?:write to|send|confirm(?: this| that)? (?:to|with)|report (?:back )?to|tell) us\b
    """
)
"""It writes to them what it has done."""
_DUE: Final = re.compile(
    r"(?:by|due(?: date)?|deadline|timescale|completed by):? \d{1,2} \w+ \d{4}$"
)
_SHOULD: Final = Signs(r"should must | \b(?:should|must)\b(?! have)")
_OUTCOME: Final = re.compile(r"\((?:partly |partially |not |fully )?upheld\)")
"""What is printed after a head of complaint."""
_ADVISERS: Final = frozenset({"adviser", "advisers", "advisor", "adviser's"})
_SAID: Final = re.compile(
    r"(?P<in>in )?(?:she|he|they|her|his|their)\b(?= (?:also )?(?:said|told|noted|considered|explained|"
    r"advised|found|was critical|were critical|opinion|view|added|commended)\b)"
)
"""How a sentence goes on with what the adviser said."""
_GIVEN: Final = frozenset({"given", "gave"})
"""The body was given a date for it: a formula."""
_GOES_ON: Final = ("it also", "they also", "she also", "he also", "and ", "also", "nor ", "its ")
"""How a sentence begins that goes on with the claims before it."""


def points(sentences: Iterable[Situated], kind: str) -> Iterator[tuple[Situated, Pointer]]:
    """Every cue of an ombudsman's document with its sentence."""
    course = _Course(tells_complaint_first=kind == "spso_decision")
    in_order = list(sentences)
    proofs = _proofs(in_order)
    for printed in in_order:
        if printed.paragraph in proofs:
            continue
        zone = course.zone(printed)
        sentence = course.in_full(printed)
        if course.goes_on_claiming(sentence):
            continue
        pointers = _points(sentence, zone)
        if course.told and judges_before(sentence) and _finds(pointers):
            yield course.told, Pointer(FINDING, quoting("judged in the next sentence", course.told))
        for pointer in pointers:
            yield sentence, pointer
        course.went_on(sentence, zone, pointers)


def _proofs(sentences: Sequence[Situated]) -> set[int]:
    """The paragraphs of a table that say by when something is to be done, and what will show it.

    Below what the body should do stands what the ombudsman needs to see, and below that the day.
    """
    opening = {each.paragraph: each for each in reversed(sentences)}
    order = sorted(opening)
    due = {at for at, each in enumerate(order) if _DUE.match(opening[each].words)}
    shown = {
        at - 1
        for at in due
        if at > 1
        and at - 2 not in due
        and opening[order[at - 1]].zone in _ORDERS
        and _is_order(opening[order[at - 2]])
    }
    return {order[at] for at in due | shown}


def _is_order(sentence: Situated) -> bool:
    """Whether it says in the words of an order what is to be done."""
    return bool(orders.IMPERATIVE.match(sentence.words) or _SHOULD.find(sentence))


class _Course:
    """What has been said so far, as far as it bears on the next sentence."""

    def __init__(self, *, tells_complaint_first: bool) -> None:
        self._is_telling = tells_complaint_first
        self._claimed = -1
        self._told: Situated | None = None
        self._paragraph = -1
        self._advised = -1

    def in_full(self, sentence: Situated) -> Situated:
        """The sentence, with the adviser's name where "she" goes on with what the adviser said."""
        if not sentence.bag.isdisjoint(_ADVISERS):
            self._advised = sentence.paragraph
        elif self._advised == sentence.paragraph and (said := _SAID.match(sentence.words)):
            owns = "'s" if said["in"] else ""
            words = f"{said['in'] or ''}the adviser{owns}{sentence.words[said.end() :]}"
            return sentence._replace(words=words, bag=bag_of(words))
        return sentence

    @property
    def told(self) -> Situated | None:
        """The sentence before in this paragraph, if it told something that nobody judged yet."""
        return self._told

    def zone(self, sentence: Situated) -> Zone:
        """What the part is for in which the sentence stands."""
        if sentence.paragraph != self._paragraph:
            self._told, self._paragraph = None, sentence.paragraph
        # Scottish summaries tell the complaint first; what "we" did and found comes after it.
        self._is_telling = self._is_telling and sentence.bag.isdisjoint(_WE)
        is_summary = sentence.zone is Zone.SUMMARY
        return Zone.BACKGROUND if self._is_telling and is_summary else sentence.zone

    def goes_on_claiming(self, sentence: Situated) -> bool:
        """Whether the sentence goes on with the claims of the one before."""
        if self._claimed == sentence.paragraph and sentence.words.startswith(_GOES_ON):
            return True
        self._claimed = sentence.paragraph if is_claim(sentence) else -1
        return False

    def went_on(self, sentence: Situated, zone: Zone, pointers: list[Pointer]) -> None:
        """Remember a sentence for the next one."""
        is_plain = zone in _TELLING and not pointers and _is_prose(sentence)
        self._told = sentence if is_plain and may_be_judged(sentence) else None


def _finds(pointers: list[Pointer]) -> bool:
    """Whether one of the pointers is a finding."""
    return any(pointer.type == FINDING for pointer in pointers)


def _points(sentence: Situated, zone: Zone) -> list[Pointer]:
    """The cues of one sentence in a part of this sort."""
    printed = _OUTCOME.search(sentence.words)
    if printed is not None:
        return [Pointer(FINDING, reason("the outcome of a head", printed[0]))]
    if zone in _SILENT or not _is_prose(sentence):
        return []
    if zone is Zone.DONE:
        return _done(sentence)
    if zone in _ORDERS:
        return _answered(sentence) or _orders(sentence)
    if _is_claimed_list(sentence):
        return []
    if sentence.lead and _is_ordered_list(sentence):
        return _orders(sentence)
    is_mere_claim = zone is Zone.COMPLAINT and not voices.RECOMMENDS.find(sentence)
    redress = [] if is_mere_claim else told(sentence)
    if redress and (voices.LAW.find(sentence) or orders.FORMULA.find(sentence)):
        redress = []
    found = finding(sentence, zone, bool(redress))
    return [Pointer(FINDING, found), *redress] if found else redress


def _done(sentence: Situated) -> list[Pointer]:
    """The cues of a sentence under a heading of what was done already."""
    if sentence.words.startswith(_FIRST_PERSON) or orders.FORMULA.find(sentence):
        return []
    why = quoting("under what was done already", sentence)
    # Careful readers differ on what a body did by itself: it repairs, and it changes.
    return told(sentence) or [Pointer(type_, why) for type_ in (REMEDY, RECOMMENDATION)]


def _is_prose(sentence: Situated) -> bool:
    """Whether it says something: no label, no line that leads up to a list."""
    words = sentence.words
    if words.count(" ") < _SHORTEST - 1 or words.endswith((":", "?")):
        return False
    return sentence.zone is not Zone.HEADER or _is_ordered_list(sentence) or words[-1] in ".!?”\"'"


def _orders(sentence: Situated) -> list[Pointer]:
    """The cues of a sentence that stands under a heading of remedies."""
    if _asks_for_proof(sentence):
        return ordered(sentence, RECOMMENDATION)
    if orders.FORMULA.find(sentence):
        return []
    is_item = sentence.is_item and sentence.opens
    is_order = (
        orders.AGREED.find(sentence) or orders.ORDERED.find(sentence) or _is_recommended(sentence)
    )
    if not is_item:
        if orders.GENERAL.find(sentence) and not is_order:
            return []
        words = first(orders.REDRESS.find(sentence), orders.CHANGE.find(sentence))
        if not is_order and orders.OWN_CHANGE.find(sentence):
            return told(sentence)
        if not (words or is_order or sentence.zone is Zone.CHANGE):
            return []
    default = RECOMMENDATION if sentence.zone is Zone.CHANGE else REMEDY
    found = ordered(sentence, default)
    recommended = sentence.zone is Zone.RECOMMENDED or "recommend" in sentence.lead
    if recommended and all(each.type == REMEDY for each in found):
        # A reader who counts recommendations counts those that put something right, too.
        found.append(Pointer(RECOMMENDATION, quoting("under recommendations", sentence)))
    return found


def _answered(sentence: Situated) -> list[Pointer]:
    """The criticism that a table prints beside the order that answers it."""
    if not sentence.opens or sentence.lead or _is_order(sentence) or orders.FORMULA.find(sentence):
        return []
    wrong = None if sentence.words[-1] in _STOPS else verdicts.CRITICISM.find(sentence)
    return [Pointer(FINDING, reason("criticism", wrong))] if wrong else []


def _is_recommended(sentence: Situated) -> bool:
    """Whether it says under a heading of recommendations what is to be done."""
    return (
        sentence.zone is Zone.RECOMMENDED
        and sentence.opens
        and sentence.words.count(" ") > _SHORTEST
        and (
            _SHOULD.find(sentence) is not None
            or orders.IMPERATIVE.match(sentence.words) is not None
        )
    )


def _asks_for_proof(sentence: Situated) -> bool:
    """Whether the body is to show what it has done; that it was given a date to is a formula."""
    is_proof = "us" in sentence.bag and (
        not sentence.bag.isdisjoint(_PROOF)
        or _REPORTS.find(sentence) is not None
        and orders.FORMULA.find(sentence) is None
    )
    return is_proof and sentence.bag.isdisjoint(_GIVEN) and not sentence.words.startswith("we ")


def _is_ordered_list(sentence: Situated) -> bool:
    """Whether it is an item of what is agreed or recommended, wherever that list stands."""
    lead = sentence.lead
    if voices.RECOMMENDS.find_in(lead) or orders.AGREED.find_in(lead):
        return True
    return orders.ORDERED.find_in(lead) is not None and voices.LAW.find_in(lead) is None


def _is_claimed_list(sentence: Situated) -> bool:
    """Whether it is an item of what somebody complains of or wishes."""
    lead = sentence.lead
    return voices.CLAIM.find_in(lead) is not None and voices.OWN.find_in(lead) is None
