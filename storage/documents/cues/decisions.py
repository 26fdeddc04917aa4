"""Points at what an ombudsman's decision found, put right and recommended."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from storage.documents.cues import orders, verdicts, voices
from storage.documents.cues.model import FINDING, RECOMMENDATION, REMEDY, Pointer
from storage.documents.cues.redress import ordered, told
from storage.documents.cues.signs import Signs, first, reason
from storage.documents.situated import Situated, Zone

_SILENT: Final = frozenset({Zone.METHOD, Zone.LAW})
_ENDS: Final = frozenset({Zone.HEADER, Zone.FOUND, Zone.SUMMARY, Zone.DECISION})
_ORDERS: Final = frozenset({Zone.ACTION, Zone.CHANGE})
_SHORTEST: Final = 3
"""With fewer words it is a label or its value, not a sentence."""
_AT_FAULT: Final = Signs(
    r"""
    fault | \b(?:was|were|is) (?:also )?at fault\b|\bfault (?:by|in|caus|because|when)
    """
)
_NO_FAULT: Final = Signs(
    r"""
    fault faults | \b(?:no|not|without|nor|any|cannot find)\b(?: \S+){0,4} faults?\b
    upheld uphold | \b(?:not|did not|do not|neither|nor) (?:\w+ )?up(?:held|hold)\b
    maladministration failings failure | \bno (?:\w+ )?(?:maladministration|failings?|service failure)\b
    """
)
_GOES_ON: Final = ("it also", "they also", "she also", "he also", "and ", "also", "nor ", "its ")
"""How a sentence begins that goes on with the claims before it."""
_CONTRASTS: Final = (" but ", " however ", " although ")


def points(sentences: Iterable[Situated], kind: str) -> Iterator[tuple[Situated, Pointer]]:
    """Every cue of an ombudsman's document with its sentence."""
    judging = kind != "spso_decision"
    claimed = -1
    for sentence in sentences:
        # These summaries tell the complaint first; what "we" did and found comes after it.
        judging = judging or not sentence.bag.isdisjoint(("we", "our", "adviser"))
        zone = sentence.zone
        if not judging and zone is Zone.SUMMARY:
            zone = Zone.BACKGROUND
        goes_on = claimed == sentence.paragraph and sentence.words.startswith(_GOES_ON)
        if not goes_on:
            claimed = sentence.paragraph if _is_claim(sentence) else -1
            for pointer in _points(sentence, zone):
                yield sentence, pointer


def _points(sentence: Situated, zone: Zone) -> list[Pointer]:
    """The cues of one sentence in a part of this sort."""
    if zone in _SILENT or not _is_prose(sentence):
        return []
    if zone in _ORDERS:
        return _orders(sentence)
    if _is_claimed_list(sentence):
        return []
    is_mere_claim = zone is Zone.COMPLAINT and not voices.RECOMMENDS.find(sentence)
    redress = [] if is_mere_claim else told(sentence)
    if redress and (voices.LAW.find(sentence) or orders.FORMULA.find(sentence)):
        redress = []
    finding = _finding(sentence, zone, bool(redress))
    return [Pointer(FINDING, finding), *redress] if finding else redress


def _is_prose(sentence: Situated) -> bool:
    """Whether it says something: no label, no line that leads up to a list."""
    words = sentence.words
    if words.count(" ") < _SHORTEST - 1 or words.endswith((":", "?")):
        return False
    return sentence.zone is not Zone.HEADER or words[-1] in ".!?”\"'"


def _orders(sentence: Situated) -> list[Pointer]:
    """The cues of a sentence that stands under a heading of remedies."""
    if orders.FORMULA.find(sentence):
        return []
    is_item = sentence.is_item and sentence.opens
    is_order = orders.AGREED.find(sentence) or orders.ORDERED.find(sentence)
    if not is_item:
        if orders.GENERAL.find(sentence) and not is_order:
            return []
        words = first(orders.REDRESS.find(sentence), orders.CHANGE.find(sentence))
        if not (words or is_order or sentence.zone is Zone.CHANGE):
            return []
    default = RECOMMENDATION if sentence.zone is Zone.CHANGE else REMEDY
    return ordered(sentence, default)


def _is_claimed_list(sentence: Situated) -> bool:
    """Whether it is an item of what somebody complains of or wishes."""
    lead = sentence.lead
    return voices.CLAIM.find_in(lead) is not None and voices.OWN.find_in(lead) is None


class _Voice(NamedTuple):
    """Whose conclusion a sentence is, by the words that say so."""

    own: str | None
    """Of the body that decides."""
    admits: str | None
    """Of the body complained about."""
    stage: str | None
    """Of an earlier stage of the complaint."""


def _finding(sentence: Situated, zone: Zone, is_redress: bool) -> str | None:
    """Why a sentence looks like a finding; None where it does not."""
    if voices.SUPPOSES.find(sentence) or orders.WISH.find(sentence):
        return None
    closed = verdicts.CLOSED.find(sentence)
    if closed and zone in _ENDS:
        return reason("not investigated", closed)
    voice = _Voice(
        voices.OWN.find(sentence), voices.ADMITS.find(sentence), voices.STAGE.find(sentence)
    )
    if not _may_judge(sentence, zone, voice, is_redress):
        return None
    if voice.stage and "upheld" in voice.stage:
        return reason("a stage of the complaint", voice.stage)
    return _verdict(sentence, voice)


def _may_judge(sentence: Situated, zone: Zone, voice: _Voice, is_redress: bool) -> bool:
    """Whether a sentence is no claim, no law, no mere background and no mere order."""
    if zone is Zone.COMPLAINT and not voice.own:
        return False
    if (zone is Zone.BACKGROUND or is_redress) and not any(voice):
        return is_redress and _AT_FAULT.find(sentence) is not None
    if voices.LAW.find(sentence) and not voice.own:
        return _AT_FAULT.find(sentence) is not None
    if voice.own or voice.admits:
        return True
    return not (_is_claim(sentence) or voices.ACCOUNT.find(sentence))


def _verdict(sentence: Situated, voice: _Voice) -> str | None:
    """Why a sentence in nobody else's voice looks like a finding."""
    cleared = _NO_FAULT.find(sentence)
    if cleared:
        return reason("no fault", cleared)
    wrong = verdicts.CRITICISM.find(sentence)
    if wrong and (voice.own or not verdicts.SUPPOSED.find(sentence)):
        return reason("the body admits" if voice.admits else "criticism", wrong)
    for what, signs in (("harm", verdicts.HARM), ("no fault", verdicts.CLEARED)):
        found = signs.find(sentence)
        if found:
            return reason(what, found)
    if voice.own and not voice.own.endswith(("noted", "considered", "consider")):
        return reason("conclusion", voice.own)
    if voice.stage:
        return reason("a stage of the complaint", voice.stage)
    listed = verdicts.FAULT.find_in(sentence.lead)
    return reason("listed criticism", listed) if listed else None


def _is_claim(sentence: Situated) -> bool:
    """Whether it only tells what somebody complains of, believes or wishes."""
    if voices.OWN.find(sentence) or not voices.CLAIM.find(sentence):
        return False
    return not _turns(sentence)


def _turns(sentence: Situated) -> bool:
    """Whether a claim is answered in the same sentence."""
    for contrast in _CONTRASTS:
        claim, turned, answer = sentence.words.partition(contrast)
        if turned and voices.CLAIM.find_in(claim):
            return voices.CLAIM.find_in(answer) is None
    return False
