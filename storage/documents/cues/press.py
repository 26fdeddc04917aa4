"""Points at what a newspaper says was found, put right and promised."""

from collections.abc import Iterable, Iterator
from typing import Final

from storage.documents.cues import orders, verdicts, voices
from storage.documents.cues.inspections import STRONG, WEAK
from storage.documents.cues.model import FINDING, RECOMMENDATION, REMEDY, Pointer
from storage.documents.cues.redress import ordered, told
from storage.documents.cues.signs import Signs, first, reason
from storage.documents.cues.speakers import Floor, Speaker
from storage.documents.situated import Situated

_SHORTEST: Final = 5
_NEEDS: Final = Signs(
    r"""
    needs need needed | \bneed(?:s|ed)? (?:to improve|to be (?:improved|strengthened|addressed)|\w*improv\w+)\b|\b(?:further|more) (?:\w+ )?(?:work|action|improvement) (?:is|was|were) needed\b
    priority | \bpriority action\b
    must | \bmust(?! have)\b
    should | \bshould (?!have\b)(?:be|now|also|make|ensure|look|review|give|do|show)\b
    urge urges urged
    tells told asks asked wants ordered orders | \b(?:tells|told|asks|asked|wants|ordered|orders) (?:(?:the|its|\w+) ){0,4}?(?:council|authority|trust|it|them|leaders|police|managers|department|service|staff) to\b|\bwants (?:\S+ ){1,7}?to\b
    calling called calls | \b(?:call(?:ed|s|ing)) (?:for|on)\b
    """
)
"""What is to change, as articles put it."""
_LOUD: Final = Signs(
    r"""
    failings failing failed failure failures fail fails fault faults criticised criticism criticisms damning blunder blunders blasted slammed condemned maladministration scathing botched inadequate unacceptable shortcomings errors mistakes wrongly unlawfully ignored neglected neglect apologise
    let | \blet down\b
    left | \bleft (?:\w+ ){0,4}?(?:without|with no|at risk|alone|waiting|in|to)\b
    denied | \bdenied\b(?! (?:that|any|the claim|wrong))
    refused | \brefused\b
    long | \btoo long\b
    serious | \bserious (?:problems|concerns|weaknesses)\b
    upheld
    hit hits | \b(?:hit|hits) out\b
    rapped rebuked lambasted attacked contempt outrage shocking scandal
    warning | \bwithout warning\b
    unable | \bunable to\b
    missed | \bmissed (?:\w+ )?(?:school|education|chances?|opportunit\w+|out)\b
    requires rated | \brequires improvement\b|\brated\b
    """
)
"""Words with which writers tell that somebody was found to have done wrong."""
_VERDICT: Final = Signs(
    r"""
    found ruled concluded criticised uncovered discovered revealed condemned
    """
)
"""What those do who decide."""
_ELSEWHERE: Final = Signs(
    r"""
    neighbouring nearby another | \b(?:neighbouring|nearby|another) (?:\w+ ){0,2}?(?:council|authority) (?:\w+ )?(?:paid|was|had|has|were|faced)\b
    similar separate unrelated | \b(?:similar|separate|unrelated) (?:\w+ )?cases?\b
    """
)
"""What is told of some other case."""
_PRAISE: Final = Signs(
    r"""
    praised praise praises commended hailed acknowledged welcomed strength strengths
    good better best strong effective outstanding excellent impressed established prompt timely committed skilful improved improvement well
    """
)


def points(sentences: Iterable[Situated], kind: str) -> Iterator[tuple[Situated, Pointer]]:
    """Every cue of an article with its sentence."""
    floor = Floor()
    for sentence in sentences:
        if _is_ordered(sentence):
            for pointer in ordered(sentence, REMEDY):
                yield sentence, pointer
            continue
        if sentence.words.count(" ") < _SHORTEST - 1 or sentence.words[-1] not in ".!?,;”’\"'":
            continue
        speaker, says_so = floor.speaker(sentence)
        for pointer in _points(sentence, speaker, says_so):
            yield sentence, pointer


def _is_ordered(sentence: Situated) -> bool:
    """Whether it is an item of a list of what the council agreed or was told to do."""
    lead = sentence.lead
    return orders.AGREED.find_in(lead) is not None or orders.ORDERED.find_in(lead) is not None


def _points(sentence: Situated, speaker: Speaker, says_so: bool) -> list[Pointer]:
    """The cues of one sentence in somebody's words."""
    if speaker is Speaker.OTHER or _ELSEWHERE.find(sentence):
        return []
    redress = told(sentence)
    needs = None if voices.LAW.find(sentence) else _NEEDS.find(sentence)
    if needs and speaker is not Speaker.BODY and not _has(redress, RECOMMENDATION):
        redress.append(Pointer(RECOMMENDATION, reason("recommended change", needs)))
        if "improve" in needs:
            return redress
    finding = _finding(sentence, speaker, says_so, bool(redress))
    return [Pointer(FINDING, finding), *redress] if finding else redress


def _has(pointers: list[Pointer], type_: str) -> bool:
    """Whether one of the pointers is of this type."""
    return any(pointer.type == type_ for pointer in pointers)


def _finding(sentence: Situated, speaker: Speaker, says_so: bool, is_redress: bool) -> str | None:
    """Why a sentence looks like a finding of somebody's; None where it does not."""
    if speaker is Speaker.BODY:
        admits = voices.ADMITS.find(sentence)
        wrong = verdicts.CRITICISM.find(sentence)
        return reason("the body admits", wrong) if admits and wrong else None
    if speaker is Speaker.COURT:
        wrong = verdicts.CRITICISM.find(sentence)
        return reason("a court's criticism", wrong) if wrong else None
    if speaker is Speaker.OFFICIAL:
        wrong = first(verdicts.CRITICISM.find(sentence), WEAK.find(sentence))
        if wrong and not (is_redress and not says_so):
            return reason("reported criticism", wrong)
        praise = (STRONG if says_so else _PRAISE).find(sentence)
        if praise and not is_redress:
            return reason("reported praise", praise)
        verdict = _VERDICT.find(sentence) if says_so and not is_redress else None
        if verdict:
            return reason("reported verdict", verdict)
        quotes = says_so and not is_redress and any(mark in sentence.words for mark in '“”"')
        return reason("quoted", " ".join(sentence.words.split()[:6])) if quotes else None
    loud = _LOUD.find(sentence)
    if loud and not orders.WISH.find(sentence):
        return reason("criticism", loud)
    return None
