"""Points at what a newspaper says was found, put right and promised."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from storage.documents.cues import orders, verdicts, voices
from storage.documents.cues.inspections import STRONG, WEAK
from storage.documents.cues.model import FINDING, RECOMMENDATION, REMEDY, Pointer
from storage.documents.cues.redress import ordered, told
from storage.documents.cues.signs import Signs, first, quoting, reason
from storage.documents.cues.speakers import Floor, Speaker
from storage.documents.situated import Situated

_SHORTEST: Final = 5
_LEAD: Final = 60
"""A sentence this long is no headline, which an article begins with."""
_REACH: Final = 4
"""So many sentences go on with what those who decide were said to find."""
_NEEDS: Final = Signs(
    r"""
    needs need needed | \bneed(?:s|ed)? (?:to improve|to be (?:improved|strengthened|addressed)|\w*improv\w+)\b|\b(?:further|more) (?:\w+ )?(?:work|action|improvement) (?:is|was|were) needed\b
    priority | \bpriority action\b
    must | \bmust(?! have)\b
    should | \bshould (?!have\b)(?:be|now|also|make|ensure|look|review|give|do|show)\b
    urge urges urged
    area areas | \bareas? (?:for|of|in need of) (?:\w+ )?(?:improvement|development)\b
    tells told asks asked wants ordered orders invite invited invites encouraged advised advises | \b(?:tells|told|asks|asked|wants|ordered|orders|invited?|invites|encouraged|advise[sd]) (?:(?:the|its|\w+) ){0,4}?(?:council|authority|trust|it|them|leaders|police|managers|department|service|staff) to\b|\bwants (?:\S+ ){1,7}?to\b
    is are was were | \b(?:is|are) to be \w+ed\b
    urgent | \burgent action\b
    calling called calls | \b(?:call(?:ed|s|ing)) (?:for|on)\b
    have has had | \b(?:will|would|has|have|had) (?:\w+ )?(?:have )?to (?!do\b|be\b|say\b|go\b|wait|pay|live|rely|move|leave)\w+|\b(?:has|have) (?:\w+ ){0,3}(?:days|weeks|months) (?:in which )?to\b
    want wants wanted hope expect expects expected | \b(?:want|wants|wanted|expects?|expected) to (?:see|know)\b|\b(?:is|are|was|were) expected to\b
    promised promises pledged vowed | \b(?:promise[sd]|pledge[sd]|vow(?:ed|s))\b
    will | \bwill (?:\w+ )?(?:train|review|audit|rewrite|revise|remind|introduce|agree|draw up|set up|recruit|publish|change|improve|develop|strengthen|carry out)\b
    improve | \b(?:must|should|can|could) (?:also |still |now )?improve\b
    """
)
"""What is to change, as articles put it."""
_REQUIRES: Final = Signs(
    r"""
    need needs | \bneeds? (?!of\b|for\b|and\b|assessment|early)(?:an?|one|its|their|more|clear\w*|better|to|urgent|\w+ly)\b
    improved strengthened | \b(?:see|be) (?:\w+ )?(?:improved|strengthened)\b
    should | \bshould (?!have\b)
    like | \bwould (?:also )?like (?:\S+ ){1,4}to\b
    have has need needs | \b(?:have|has|needs?) to be\b
    ought | \bought to\b(?! have)
    """
)
"""What is to change where inspectors speak."""
_TOLD: Final = Signs(
    r"""
    asked told advised ordered urged | \b(?:was|were|been|is|are) (?:also |now )?(?:asked|told|advised|ordered|urged) to\b(?! (?:pay|apologise|refund|reimburse|backdate))|^(?:asked|told|advised|urged) to\b
    """
)
"""Somebody is told to do something, whoever tells of it."""
_LISTED: Final = Signs(
    r"""
    must needs need should has have | \b(?:must|needs?(?: to)?|should|ha(?:s|ve) to)(?: \w+)? (?:get better|improve\w*|change|do better|be (?:improved|better|strengthened))\b
    improvement improvements improve | \b(?:areas? for|recommended|required) improvements?\b|\bto improve\b
    """
)
"""What leads up to a list of what is to get better."""
_INCLUDING: Final = ("they include ", "these include ", "among them ", "those include ")
"""How a sentence begins that lists what the one before counted."""
_RULES: Final = frozenset({"law", "act", "regulations", "guidance", "policy", "legislation"})
_LOUD: Final = Signs(
    r"""
    failings failing failed failure failures fail fails fault faults criticised criticism criticisms unlawful damning blunder blunders blasted slammed condemned maladministration scathing botched inadequate unacceptable shortcomings errors mistakes wrongly unlawfully ignored neglected neglect apologise
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
_ACTS: Final = Signs(
    r"""
    now since already | \b(?:has|have|had|is|are|now|since|already)(?: now| since| already| also)* (?:been )?(?:be|cover|hold|meet|work|keep)\w*\b
    set | \bset (?:aside|up|out)\b
    has have had | (?<!should )(?<!would )(?<!could )\b(?:has|have|had) (?:now |since |already |also |all |both )*(?:been )?(?:now |since |already |also )*(?:\w+ed|begun|brought|built|cut|found|given|made|put|set|spent|taken|written)\b(?! (?:for|by) \d)
    started joined extra additional doubled
    today now | \bfrom (?:today|now on)\b
    apologise sorry | \bto (?:apologise|say sorry)\b
    have has been | \b(?:has|have)(?: now| since| all)* been (?:\w+en|in touch|in contact)\b
    met visited written wrote spoken spoke | \b(?:met|visited|written to|wrote to|spoken to|spoke to) (?:\w+ ){1,4}(?:in person|personally|to (?:apologise|say|explain))\b
    place hand way | \b(?:in place|in hand|on (?:the|its) way)\b
    re ve we | \bwe(?:'re| are|'ve| have)(?: now| also| already| all)* (?!not\b|always\b|sorry\b|disappoint|pleased|proud)\w+(?:ing|ed|en|un|ut|ght|ilt|ade|ept|old)\b
    week month | \b(?:last|this|next) (?:week|month|year|autumn|spring|summer|winter)\b
    more new | \b(?:more|new) (?:\w+ ){0,2}?(?:workers?|staff|managers?|money|team|teams|panel|system|director|plan|posts?|training|unit|board)\b
    will | \b(?:we|it|council|authority|they) will (?!not\b|never\b|always\b)\w+
    """
)
"""What a body says that it has done or does from now on."""
_HAS_DONE: Final = Signs(
    r"""
    has have | ^(?:it|they|the (?:\w+ )?(?:council|authority|trust|board|city|county|borough|landlord|partnership)|(?:\w+ ){1,4}(?:council|trust|board|partnership)) (?:has|have)(?: also| now| since| already)* (?!been\b|found|failed|admitted|accepted|gone|said|faced|refused)(?:\w+ed|given|put|set|begun|taken|made|brought|built|written|paid)\b
    """
)
"""What a body has done, told by the writer."""
_IS_TO: Final = Signs(
    r"""
    is are | ^(?:the )?(?:\w+ ){1,5}(?:is|are) (?:now |also )?to (?!be\b|blame\b)\w+
    is are will must | \b(?:council|authority|trust|board|partnership|landlord|it|they|both) (?:is|are|will|must)(?: also| now)? (?:to )?(?:assess|make|give|write|offer|meet|arrange|find|provide|restore|look|help|carry|draw|explain|reconsider|share|show)\b
    """
)
"""What a body is to do, though no word says why."""
_OWNS_UP: Final = Signs(
    r"""
    wrong | \b(?:we|i|it|they|council|authority|trust) (?:have |has )?(?:got|gotten|did|done|handled) (?:\w+ ){1,3}wrong\b
    short | \b(?:we|it|they|council|authority|trust|services?) (?:have |has )?f(?:ell|allen) (?:\w+ ){0,3}short\b
    let | \b(?:we|it|they|council|authority|trust) (?:have |has )?let (?:\w+ ){1,4}down\b
    """
)
"""The body says in its own words that it did wrong."""
_ABOUT: Final = Signs(
    r"""
    points areas | \bmakes? (?:\w+ )?(?:points|recommendations)\b
    published inspected visited investigated carried | \b(?:was|were|is|has|have|had)(?: been)? (?:published|inspected|visited)\b|\b(?:visited|inspected|investigated|carried out)\b
    called named known referred | \b(?:referred to|known|named|called)(?: only)? (?:as )?m(?:r|s|rs|iss)\b
    inspection investigation | \b(?:inspection|investigation) (?:took place|was carried|began|started)\b
    """
)
"""What is told of the report itself."""
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


class _Voice(NamedTuple):
    """Whose words a sentence gives."""

    speaker: Speaker
    says_so: bool
    """Whether the sentence names the speaker itself, or goes on quoting."""
    goes_on: bool
    """Whether those who decide spoke here or shortly before."""


def points(sentences: Iterable[Situated], kind: str) -> Iterator[tuple[Situated, Pointer]]:
    """Every cue of an article with its sentence."""
    floor = Floor()
    since, is_first, needed = _REACH, True, False
    for sentence in sentences:
        if listed := _listed(sentence):
            for pointer in listed:
                yield sentence, pointer
            continue
        if sentence.words.count(" ") < _SHORTEST - 1 or sentence.words[-1] not in ".!?,;”’\"'":
            continue
        speaker, says_so = floor.speaker(sentence)
        since = 0 if says_so and speaker is Speaker.OFFICIAL else since + 1
        voice = _Voice(speaker, says_so, since < _REACH)
        pointers = _points(sentence, voice)
        if needed and sentence.words.startswith(_INCLUDING):
            pointers = [Pointer(RECOMMENDATION, quoting("lists what is to change", sentence))]
        needed = _has(pointers, RECOMMENDATION)
        if is_first and len(sentence.words) >= _LEAD:
            is_first = False
            # What an article begins with is what it is about, whoever is named in it.
            pointers = pointers or [Pointer(FINDING, quoting("the article opens", sentence))]
        for pointer in pointers:
            yield sentence, pointer


def _listed(sentence: Situated) -> list[Pointer]:
    """The cues of an item of a list that says what is to be done."""
    if _is_ordered(sentence):
        return ordered(sentence, REMEDY)
    needs = _LISTED.find_in(sentence.lead)
    return [Pointer(RECOMMENDATION, reason("to improve", needs))] if needs else []


def _is_ordered(sentence: Situated) -> bool:
    """Whether it is an item of a list of what the council agreed or was told to do."""
    lead = sentence.lead
    return orders.AGREED.find_in(lead) is not None or orders.ORDERED.find_in(lead) is not None


def _points(sentence: Situated, voice: _Voice) -> list[Pointer]:
    """The cues of one sentence in somebody's words."""
    if voice.speaker is Speaker.OTHER or _ELSEWHERE.find(sentence):
        return []
    redress = told(sentence) or _acts(sentence, voice)
    needs = _needs(sentence, voice)
    if needs and not _has(redress, RECOMMENDATION):
        if orders.PERSONAL.find(sentence) and not _has(redress, REMEDY):
            redress.append(Pointer(REMEDY, reason("recommended remedy", needs)))
        redress.append(Pointer(RECOMMENDATION, reason("recommended change", needs)))
        if "improve" in needs:
            return redress
    finding = _finding(sentence, voice, bool(redress))
    return [Pointer(FINDING, finding), *redress] if finding else redress


def _acts(sentence: Situated, voice: _Voice) -> list[Pointer]:
    """The cues of what the body does or is to do, in words that tell neither redress nor change."""
    act = _ACTS.find(sentence) if voice.speaker is Speaker.BODY else _HAS_DONE.find(sentence)
    if act:
        # Careful readers differ on what a body did by itself: it repairs, and it changes.
        return [Pointer(type_, reason("own act", act)) for type_ in (REMEDY, RECOMMENDATION)]
    order = _IS_TO.find(sentence)
    return ordered(sentence, RECOMMENDATION) if order else []


def _needs(sentence: Situated, voice: _Voice) -> str | None:
    """What says that something is to change; None where nothing does, or it is law or a promise."""
    if told_to := _TOLD.find(sentence):
        return told_to
    may_be_law = not voice.goes_on or not sentence.bag.isdisjoint(_RULES)
    if voice.speaker is Speaker.BODY or may_be_law and voices.LAW.find(sentence):
        return None
    wider = _REQUIRES.find(sentence) if voice.speaker is Speaker.OFFICIAL else None
    return first(_NEEDS.find(sentence), wider)


def _has(pointers: list[Pointer], type_: str) -> bool:
    """Whether one of the pointers is of this type."""
    return any(pointer.type == type_ for pointer in pointers)


def _finding(sentence: Situated, voice: _Voice, is_redress: bool) -> str | None:
    """Why a sentence looks like a finding of somebody's; None where it does not."""
    if voice.speaker is Speaker.BODY:
        wrong = verdicts.CRITICISM.find(sentence) if voices.ADMITS.find(sentence) else None
        owned = first(wrong, _OWNS_UP.find(sentence))
        return reason("the body admits", owned) if owned else None
    if voice.speaker is Speaker.COURT:
        wrong = verdicts.CRITICISM.find(sentence)
        return reason("a court's criticism", wrong) if wrong else None
    if voice.speaker is Speaker.OFFICIAL:
        return _official(sentence, voice, is_redress)
    loud = _LOUD.find(sentence)
    return reason("criticism", loud) if loud and not orders.WISH.find(sentence) else None


def _official(sentence: Situated, voice: _Voice, is_redress: bool) -> str | None:
    """Why a sentence in the words of those who decide looks like a finding."""
    wrong = first(verdicts.CRITICISM.find(sentence), WEAK.find(sentence))
    if wrong and not (is_redress and not voice.says_so):
        return reason("reported criticism", wrong)
    if is_redress:
        return None
    praise = (STRONG if voice.goes_on else _PRAISE).find(sentence)
    if praise:
        return reason("reported praise", praise)
    if not voice.goes_on or _ABOUT.find(sentence):
        return None
    # What those who decide say, and what follows it before somebody else speaks, is what they found.
    return quoting("reported" if voice.says_so else "goes on reporting", sentence)
