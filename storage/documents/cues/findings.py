"""Says whether a sentence of a decision judges, and what it makes of the matter."""

from typing import Final, NamedTuple

from storage.documents.cues import orders, verdicts, voices
from storage.documents.cues.signs import Signs, reason
from storage.documents.situated import Situated, Zone

_ENDS: Final = frozenset({Zone.HEADER, Zone.FOUND, Zone.SUMMARY, Zone.DECISION})
_AT_FAULT: Final = Signs(
    r"""
    fault failing failure maladministration | \b(?:this|that|it|which|these|delay|there) (?:is|was|were|amount\w* to) (?:an? |also |clear |serious |service )*(?:fault|failings?|failure|maladministration)\b
    fault | \b(?:was|were|is) (?:also )?at fault\b|\bfault (?:by|in|caus|because|when)
    sum amount payment figure | \b(?:sum|amount|payment|figure)\b(?: \S+){0,8}? (?:did|does|was|is) not\b
    offer remedy compensation redress | \b(?:offer|remedy|compensation|redress)\b(?: \S+){0,8}? (?:(?:did|does|was|is|were) not|insufficient|inadequate|too (?:low|little)|(?:was|is|were) (?:\w+ )?(?:reasonable|proportionate|fair|appropriate))\b
    """
)
_NO_FAULT: Final = Signs(
    r"""
    fault faults | \b(?:no|not|without|nor|any|cannot find)\b(?: \S+){0,4} faults?\b
    upheld uphold | \b(?:not|did not|do not|neither|nor) (?:\w+ )?up(?:held|hold)\b
    maladministration failings failure | \bno (?:\w+ )?(?:maladministration|failings?|service failure)\b
    """
)
_REFERS: Final = Signs(
    r"""
    this that these which | ^(?:and |but )?(?:this|that|these|all of this) (?:delay |failure |approach |decision )?(?:was|is|were|are|amount\w*|fell|falls|constitut\w+|represent\w*)\b
    """
)
"""What judges the sentence before it: "This was fault"."""
_CONTRASTS: Final = (" but ", " however ", " although ")


class _Voice(NamedTuple):
    """Whose conclusion a sentence is, by the words that say so."""

    own: str | None
    """Of the body that decides."""
    admits: str | None
    """Of the body complained about."""
    stage: str | None
    """Of an earlier stage of the complaint."""


def finding(sentence: Situated, zone: Zone, is_redress: bool) -> str | None:
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
        return _AT_FAULT.find(sentence) is not None
    if voices.LAW.find(sentence) and not voice.own:
        return _AT_FAULT.find(sentence) is not None
    if voice.own or voice.admits:
        return True
    return not (is_claim(sentence) or voices.ACCOUNT.find(sentence))


def _verdict(sentence: Situated, voice: _Voice) -> str | None:
    """Why a sentence in nobody else's voice looks like a finding."""
    cleared = _NO_FAULT.find(sentence)
    if cleared:
        return reason("no fault", cleared)
    wrong = verdicts.CRITICISM.find(sentence)
    if wrong and (voice.own or not verdicts.SUPPOSED.find(sentence)):
        return reason("the body admits" if voice.admits else "criticism", wrong)
    for what, signs in (
        ("left open", verdicts.OPEN),
        ("harm", verdicts.HARM),
        ("no fault", verdicts.CLEARED),
    ):
        found = signs.find(sentence)
        if found:
            return reason(what, found)
    if voice.own and not voice.own.endswith("noted") and _concludes(voice.own):
        return reason("conclusion", voice.own)
    if voice.stage:
        return reason("a stage of the complaint", voice.stage)
    listed = verdicts.FAULT.find_in(sentence.lead)
    return reason("listed criticism", listed) if listed else None


def _concludes(own: str) -> bool:
    """Whether words of one's own say more than that something was considered."""
    return "consider" not in own or own.startswith("adviser")


def is_claim(sentence: Situated) -> bool:
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


def judges_before(sentence: Situated) -> bool:
    """Whether it judges what the sentence before it tells."""
    return _REFERS.find(sentence) is not None


def may_be_judged(sentence: Situated) -> bool:
    """Whether it tells, in nobody's particular voice, what the next sentence may judge."""
    return not (
        is_claim(sentence)
        or voices.LAW.find(sentence)
        or voices.SUPPOSES.find(sentence)
        or orders.WISH.find(sentence)
    )
