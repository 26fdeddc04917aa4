"""Points at what a newspaper says was found, put right and promised."""

from collections.abc import Iterable, Iterator
from typing import Final

from storage.documents.cues import orders, verdicts, voices
from storage.documents.cues.inspections import STRONG, WEAK
from storage.documents.cues.model import FINDING, RECOMMENDATION, Pointer
from storage.documents.cues.redress import told
from storage.documents.cues.signs import Signs, first, reason
from storage.documents.cues.speakers import Floor, Speaker
from storage.documents.money.wording import ELSEWHERE
from storage.documents.situated import Situated

_SHORTEST: Final = 5
_NEEDS: Final = Signs(
    r"""
    needs need needed | \bneed(?:s|ed)? (?:to improve|to be (?:improved|strengthened|addressed)|\w*improv\w+)\b|\b(?:further|more) (?:\w+ )?(?:work|action|improvement) (?:is|was|were) needed\b
    priority | \bpriority action\b
    must | \bmust(?! have)\b
    should | \bshould (?!have\b)(?:be|now|also|make|ensure|look|review|give|do|show)\b
    urged | \burged\b
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
    unable | \bunable to\b
    missed | \bmissed (?:\w+ )?(?:school|education|chances?|opportunit\w+|out)\b
    requires rated | \brequires improvement\b|\brated\b
    """
)
"""Words with which writers tell that somebody was found to have done wrong."""
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
        if sentence.words.count(" ") < _SHORTEST - 1 or sentence.words[-1] not in ".!?,;”’\"'":
            continue
        speaker, says_so = floor.speaker(sentence)
        for pointer in _points(sentence, speaker, says_so):
            yield sentence, pointer


def _points(sentence: Situated, speaker: Speaker, says_so: bool) -> list[Pointer]:
    """The cues of one sentence in somebody's words."""
    if speaker is Speaker.OTHER or ELSEWHERE.search(sentence.words, 0, 1000):
        return []
    redress = told(sentence)
    needs = None if voices.LAW.find(sentence) else _NEEDS.find(sentence)
    if needs and speaker is not Speaker.BODY and not redress:
        redress = [Pointer(RECOMMENDATION, reason("recommended change", needs))]
        if "improve" in needs:
            return redress
    finding = _finding(sentence, speaker, says_so, bool(redress))
    return [Pointer(FINDING, finding), *redress] if finding else redress


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
        return None
    loud = _LOUD.find(sentence)
    if loud and not orders.WISH.find(sentence):
        return reason("criticism", loud)
    return None
