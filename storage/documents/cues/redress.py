"""Redress for these people, change for the future, or both: what a sentence orders."""

from typing import Final

from storage.documents.cues import orders
from storage.documents.cues.model import RECOMMENDATION, REMEDY, Pointer
from storage.documents.cues.signs import Signs, reason
from storage.documents.cues.verdicts import CLOSED
from storage.documents.situated import Situated, Zone

_FIRST_PERSON: Final = ("we ", "i ")
_BETWEEN: Final = 12
"""How much may stand between an agreement or order and its act for both to be quoted."""
_FOR_OTHERS: Final = Signs(
    r"""
    future policy policies procedure procedures staff officers training remind audit others cabinet
    similar other | \b(?:other|similar) (?:\w+ ){0,2}?(?:families|carers|cases|children|people|residents|tenants|complaints)\b
    """
)
"""Words for others than the people of the case."""
_MADE: Final = Signs(
    r"""
    recommendations recommendation | \brecommendations? (?:\w+ ){0,3}?(?:including|about|to improve|for|on|that)\b|\brecommendations? (?:were|was|have been) made,? (?:including|about|to|that|on|for)\b
    recommended recommends recommend | \b(?:ombudsm[ae]n|panel|investigator|inspectors?|person|reviewer|i|we)(?: also| have| has| then)* recommend(?:s|ed)?\b(?! (?:that )?(?:mr|mrs|ms|she|he|they)\b)
    """
)
"""A recommendation with its content, whoever made it."""
_ORDER_BEFORE: Final = Signs(
    r"""
    should must recommend recommends recommended | \b(?:should(?! have)|must(?! have)|recommend(?:s|ed)?)\b
    """
)
"""What makes of an act that follows an order."""


def ordered(sentence: Situated, default: str) -> list[Pointer]:
    """The cues of a sentence that stands where orders stand.

    Args:
        sentence: The sentence.
        default: The type where its words tell neither redress nor change.
    """
    if _FOR_OTHERS.find_in(sentence.lead):
        default = RECOMMENDATION
    stage = stage_of(sentence)
    redress = orders.REDRESS.find(sentence)
    change = (orders.CHANGED if redress else orders.CHANGE).find(sentence)
    if redress:
        found = [_pointer(REMEDY, stage, redress, sentence)]
        return [*found, _pointer(RECOMMENDATION, stage, change, sentence)] if change else found
    person = orders.PERSONAL.find(sentence)
    if person is not None and sentence.zone is not Zone.CHANGE and not _is_general(sentence):
        return [_pointer(REMEDY, stage, person, sentence)]
    if change:
        return [_pointer(RECOMMENDATION, stage, change, sentence)]
    return [_pointer(default, stage, " ".join(sentence.words.split()[:6]), sentence)]


def stage_of(sentence: Situated) -> str:
    """How an order stands, by its own words or those that lead up to its list."""
    for stage, signs in (("agreed", orders.AGREED), ("recommended", orders.ORDERED)):
        if signs.find(sentence) or signs.find_in(sentence.lead):
            return stage
    return "recommended"


def told(sentence: Situated) -> list[Pointer]:
    """The cues of a sentence that tells of redress or change among other things."""
    agreed = orders.AGREED.find(sentence)
    offered = orders.OWN_OFFER.find(sentence)
    redress = orders.REDRESS.find(sentence)
    if not (agreed or offered) and (orders.WISH.find(sentence) or CLOSED.find(sentence)):
        return []
    found = []
    order = agreed or orders.ORDERED.find(sentence)
    stage = "agreed" if agreed else "recommended"
    if offered and not _is_told_to(sentence, offered):
        found.append(Pointer(REMEDY, reason("own offer or act", offered)))
    elif order and redress:
        found.append(_pointer(REMEDY, stage, redress, sentence))
    change = (orders.CHANGED if found else orders.CHANGE).find(sentence)
    own = _own_change(sentence)
    if order and change:
        found.append(_pointer(RECOMMENDATION, stage, change, sentence))
    elif own:
        if not found:
            # Careful readers differ on what a body did by itself: it repairs, and it changes.
            found.append(Pointer(REMEDY, reason("own act", own)))
        found.append(Pointer(RECOMMENDATION, reason("own change", own)))
    elif not found and (made := _MADE.find(sentence)):
        found.append(Pointer(RECOMMENDATION, reason("recommended", made)))
    return found


def _own_change(sentence: Situated) -> str | None:
    """What the body says that it changed; in a decision "we reviewed" is not the body's word."""
    own = orders.OWN_CHANGE.find(sentence)
    is_quoted = sentence.zone is Zone.HEADER
    return None if own and own.startswith(_FIRST_PERSON) and not is_quoted else own


def _is_told_to(sentence: Situated, act: str) -> bool:
    """Whether an order stands before an act, which then is not the body's own idea."""
    words = sentence.words[: sentence.words.find(act) + len(act)]
    return _ORDER_BEFORE.find_in(words) is not None


def _is_general(sentence: Situated) -> bool:
    """Whether change for others is meant, though a person is named."""
    return _FOR_OTHERS.find(sentence) is not None


def _pointer(type_: str, stage: str, words: str, sentence: Situated) -> Pointer:
    """A cue that quotes the act with the agreement or order right before it."""
    act = sentence.words.find(words)
    for signs in (orders.AGREED, orders.ORDERED):
        said = signs.find(sentence)
        at = sentence.words.find(said) if said else -1
        if said and 0 <= act - at - len(said) <= _BETWEEN:
            words = sentence.words[at : act + len(words)]
            break
    kind = "remedy" if type_ == REMEDY else "change"
    return Pointer(type_, reason(f"{stage} {kind}", words))
