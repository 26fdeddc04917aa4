"""Points at what an inspection report judges and what it says must improve."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from storage.documents.cues import orders, verdicts
from storage.documents.cues.model import FINDING, RECOMMENDATION, Pointer
from storage.documents.cues.signs import Signs, reason
from storage.documents.situated import Situated, Zone

_STOPS: Final = ".!;”\"'"
_SILENT: Final = frozenset({Zone.METHOD, Zone.LAW})
_SHORTEST: Final = 4
_LONGEST_ITEM: Final = 60
"""An area for improvement in more words than this is a paragraph that judges."""
_LONGEST_NAME: Final = 30
"""An area may be named without a verb, as in "The response to referrals at weekends"."""
_OPENING: Final = 6
"""Within so many words a sentence has its verb, if it begins with those who do something at all."""
_VERB: Final = re.compile(
    r"^\W*(?:children|leaders|managers|staff|social|most|some|many|few|too|parents|families|carers|"
    r"practice|plans|inspectors|young|care|workers|foster|assessments|visits)\b|"
    r"(?<!what )(?<!how )(?<!who )(?<!that )(?<!which )"
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|can|we|you|need|needs|remains?|continues?)\b"
)
_SHOULD: Final = Signs(
    r"""
    should must | \b(?:should|must)\b(?! have)
    standard | \bstandard (?:is that|requires)\b
    """
)
_NO_AREA: Final = re.compile(
    r"\(|(?:requirement|recommendation|action|area)s?\b.{0,40}\b(?:date|deadline|timescales?)$|"
    r"(?:statutory )?requirements?$|due date$|timescales?$|\d{1,2} \w+ \d{4}\W*$"
)
"""The rule that a requirement rests on, in brackets below it, and the heads of a table's columns."""

WEAK: Final = Signs(
    r"""
    not | \bnot\b(?! only| yet subject)
    no | \bno (?!longer at risk|doubt)
    too | \btoo (?:many|few|much|little|long|slow\w*|often|soon|hard|quick\w*|late|variable|high|reliant|optimistic|narrow|focused|early|rosy|\w+ly)\b
    poor poorly weak weaker weakness weaknesses inconsistent inconsistently inconsistency variable variability variation inadequate insufficient insufficiently insufficiency ineffective limited lack lacks lacking lacked absence unclear unallocated uncoordinated overdue shortfall shortfalls gaps gap delay delays delayed drift deteriorated deterioration decline declined fail fails failed failing failings failure failures concern concerns concerning unmet missed vague superficial slow slower slowly late rarely seldom few fewer unsafe unstable instability turnover shortage shortages vacancies struggle struggles fragile underdeveloped unsuitable unregistered backlog backlogs harmful neglectful difficulty difficulties barriers hampered hindered detrimental adversely negatively unacceptable unacceptably unnecessary widespread serious deficits critical criticised problem problems over-optimistic overly negative reduced undermined undermines uneven disappointing unequal worried alarmed minimised unanswered overlooked inaccurate incomplete overloaded stretched challenge challenging challenges hold holds held-up remote absences stalled missing unheeded mixed tensions lost longer unfilled unmanageable unsustainable irregular irregularly infrequent infrequently unreliable outdated chaotic dirty shabby tired untidy unhomely damaged neglected declining worsening slipped dissatisfied frustrated frustrating confusing exhausting patchy
    hard harder | \b(?:is|are|it|find|finds|found|makes?|made|be) (?:\w+ ){0,2}?hard(?:er)? (?:for|to)\b
    had have | \b(?:had|have) to be (?:looked|re\w+|repeated|done|moved|told|chased)\b
    live living placed lives | \b(?:live|living|lives|placed)\b(?: \S+){0,3}? (?:outside|away|out of (?:the )?(?:area|county|borough|city)|far|miles|at a distance)\b
    eye eyes | \beyes? off\b
    than | \bthan (?:they|it|children|staff|families) (?:\w+ ){0,2}?(?:should|promised|expected|need(?:ed)?|wish\w*|want\w*)\b
    fight battle struggle | \b(?:a|the|to) (?:constant )?(?:‘|')?(?:fight|battle|struggle)\b
    miss misses missing | \bmiss(?:es|ing)? (?:a lot|much|out|too|school|education|lessons|appointments)\b
    wait waits waited waiting | \bwait(?:s|ed|ing)? (?:\w+ ){0,2}?(?:up to|more than|over|between|months|years?|weeks)\b
    before until | \b(?:on|for) (?:two|three|several|many|repeated) (?:\w+ ){0,3}?(?:occasions|times|years|months)\b(?: \S+){0,3} (?:before|until)\b
    often sometimes | \b(?:often|sometimes) (?:left|late|cancelled|postponed|missed|wait|describe)\b
    nobody nothing none | \b(?:nobody|nothing|none of)\b
    one | \bno one\b
    holds hold | \b(?:holds?|held) up\b
    fallen fell | \b(?:fallen|fell|falling) (?:sharply|short|behind|below|from)\b
    date | \bout[- ]of[- ]date\b
    handful | \b(?:handful|small number|minority) of (?:cases|children|families)\b
    still | \bstill (?:work|more|too|not|to)\b
    always | \b(?:not|nor) always\b
    inadequate requires | \brequires? (?:\w+ )?improvement\b
    need needs | \bneeds? (?:to (?:improve|be|develop|ensure|strengthen)|\w*improv\w*|further)\b
    improvement | \b(?:area|areas) for (?:improvement|development)\b|\bfurther improvement\b
    sufficient sufficiently enough | \b(?:not|nor|never|in)\b(?: \S+){0,4}? (?:sufficient\w*|enough)\b
    however remain remains remained | \bremain(?:s|ed)? (?:\w+ )?(?:poor|weak|inconsistent|too|a challenge|an area|unresolved|high|serious)\b
    yet | \b(?:not|is|are|has|have) yet\b
    some minority | \b(?:for|in) (?:a )?(?:some|few|small number of|minority of|small minority of) (?:children|families|cases|young people)\b
    risk | \b(?:left|leaving|leaves|remain\w*|being) (?:\w+ ){0,4}?at (?:\w+ )?risk\b|\brisk of (?:\w+ )?harm\b
    until | \bnot until\b
    wait waiting waits | \bwait(?:ing|s)? (?:too |for |lists?)
    left leaving leaves | \b(?:left|leav(?:ing|es)) (?:\w+ )?(?:children|them|some|young people) (?:\w+ )?(?:at|in|with|without)\b
    improve improved improving | \b(?:improve|pace of|improving) (?:\w+ )?(?:quickly|slowly|too|enough)\b
    """
)
"""Words of criticism."""
STRONG: Final = Signs(
    r"""
    good better best strong stronger strongly strength strengths effective effectively well skilled skilful sensitive sensitively thorough timely prompt promptly positive positively excellent exceptional outstanding improved improving improvement improvements improve benefit benefits benefited thrive thrives thriving stable stability successful successfully success committed commitment impressive robust clear clearly impressed visible calm mature secure appreciated reliable rely cohesive comprehensive appropriate appropriately swift swiftly safe safer proud valued value tenacious creative innovative praised praise praiseworthy ambitious determined dedicated child-centred high-quality rigorous confident confidence swift proactive proactively persistent helpful warm warmly trusted trusting meaningful purposeful purposefully responsive nurturing nurtured caring happy healthy progress progressed accurate detailed diligent diligently consistent consistently quickly regularly regular supported supportive ensure ensures ensured understand understands understood enjoy enjoys tailored increasingly reduce embedded mature careful carefully knowledgeable insightful collaborative resilient affordable suitable manageable vibrant passionate aspirational sound helps helped considered enables enabled energy urgency proportionate analytical unwavering mile sought measured reasonable fallen risen reduced reduction valued recorded alert vigilant solid settled learn listened heard know celebrated encouraged
    """
)
"""Words of praise."""
NEUTRAL: Final = Signs(
    r"""
    inspection inspectors inspected | \b(?:this|the|previous|last) inspection (?:was carried|was undertaken|took place|report|team)\b|(?<!that )(?<!which )(?<!when )(?<!where )\binspectors (?:looked|visited|met|spoke|read|considered|evaluated|sampled|used|scrutinised)\b
    ofsted | \bofsted (?:regulates|inspects|is|would|will|carried)\b|\boffice for standards\b
    published framework | \bframework (?:for|of) inspect\w*|\bpublished (?:on|by|in)\b
    copyright licence crown
    email enquiries
    """
)
"""Words about the inspection itself."""


_NEEDS: Final = Signs(
    r"""
    should must | \b(?:leaders|managers|authority|council|partners|partnership|board|services?|staff|they|you|it|practice|plans?|all) (?:(?!should|must)\S+ ){0,6}?(?:should|must)\b(?! have)
    requires asks ask require | \b(?:hmci|ofsted|cqc|\(cqc\)|inspectors?|we|i) (?:requires?|asks?) (?:that )?(?:the|you|your)\b
    requires require | \brequires? (?:the|a) (?:registered (?:person|provider|manager)|provider|agency|manager)\b
    need needs needed | \bneeds? to\b|\bneed(?:s|ed)? (?:improv|strengthen|address|embed)\w*
    """
)
"""What is to change, in the midst of a judgement."""


def points(sentences: Iterable[Situated], kind: str) -> Iterator[tuple[Situated, Pointer]]:
    """Every cue of an inspection report with its sentence."""
    for sentence in sentences:
        pointer = _pointer(sentence)
        if pointer is not None:
            yield sentence, pointer
        needs = _NEEDS.find(sentence) if _may_tell_needs(sentence, pointer) else None
        if needs:
            yield sentence, Pointer(RECOMMENDATION, reason("to improve", needs))


def _may_tell_needs(sentence: Situated, pointer: Pointer | None) -> bool:
    """Whether it is a sentence outside what inspectors say of their own work, and no area yet."""
    is_prose = sentence.zone not in _SILENT and sentence.words[-1] in _STOPS
    return is_prose and (pointer is None or pointer.type == FINDING)


def _is_area(sentence: Situated) -> bool:
    """Whether it is an item of a list of what must improve, rather than a paragraph below it."""
    if _NO_AREA.match(sentence.words) is not None:
        return False
    if sentence.is_item or not sentence.opens:
        return sentence.opens
    if sentence.words.count(" ") >= _LONGEST_ITEM:
        return False
    return (
        _names_area(sentence)
        or orders.IMPERATIVE.match(sentence.words) is not None
        or _SHOULD.find(sentence) is not None
    )


def _names_area(sentence: Situated) -> bool:
    """Whether it names, without a number or a verb, what is to improve."""
    opening = " ".join(sentence.words.split()[:_OPENING])
    is_short = sentence.words.count(" ") < _LONGEST_NAME
    return is_short and _VERB.search(opening) is None


def _pointer(sentence: Situated) -> Pointer | None:
    """The cue of one sentence."""
    if sentence.zone in _SILENT or sentence.words.endswith(":"):
        return None
    if sentence.zone is Zone.CHANGE and _is_area(sentence):
        opening = " ".join(sentence.words.split()[:6])
        return Pointer(RECOMMENDATION, reason("to improve", opening))
    if sentence.words.count(" ") < _SHORTEST - 1 or NEUTRAL.find(sentence):
        return None
    if sentence.words[-1] not in _STOPS and not sentence.is_item:
        return None
    for what, signs in (("criticism", WEAK), ("criticism", verdicts.CRITICISM), ("praise", STRONG)):
        words = signs.find(sentence)
        if words:
            return Pointer(FINDING, reason(what, words))
    return None
