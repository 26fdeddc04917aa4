"""Who speaks in a newspaper, sentence by sentence: it matters more than what is said."""

import re
from enum import Enum
from typing import Final, NamedTuple

from storage.documents.situated import Situated
from storage.documents.wording import one_of


class Speaker(Enum):
    """Whose words a sentence of an article gives."""

    OFFICIAL = "official"
    """The ombudsman or inspectorate that the article is about."""
    COURT = "court"
    BODY = "body"
    """The council or trust itself."""
    OTHER = "other"
    """Families, lawyers, campaigners, politicians."""
    WRITER = "writer"


_SAYS: Final = one_of(
    r"""said says say adds added tells told explains explained insists insisted stressed admits
    admitted accepted accepts believes? believed claims? claimed feels felt called calls describes
    described states stated warns warned concludes concluded finds found rules ruled notes noted wants
    criticises criticised condemned upheld identifies identified discovered reveals revealed praises
    praised acknowledges acknowledged recommends recommended recognised highlights highlighted
    raised judged rated orders ordered decided asks asked writes wrote apologises apologised
    uncovered saw established suggests suggested showed shows"""
)
_WHO: Final = (
    (Speaker.COURT, "judges? courts? tribunal coroner magistrates? barrister"),
    (
        Speaker.OFFICIAL,
        r"""ombudsm[ae]n ofsted inspectors? inspectorates? inspections? watchdogs? regulators? estyn
        reports? review letter investigation investigators? inquiry hmi cqc""",
    ),
    (
        Speaker.BODY,
        r"""spokes(?:man|woman|person) councillors? cllr member holder leader director executive councils?
        authority trust county borough mayor statement bosses""",
    ),
    (
        Speaker.OTHER,
        r"""mother father mum dad parents? family families grandmother grandfather grandparents aunt
        uncle carers? lawyers? solicitors? campaigners? union charity mps? labour tory opposition
        nspcc residents? teenager mr mrs ms miss critics? neighbours? sister brother couple""",
    ),
)
_WORDS: Final = re.compile(
    "|".join(
        (
            r"(?P<stop>[.;:“”\"])",
            r"(?P<passive>\b(?:was|were|been|be|is|are|being) (?:also )?(?:found|judged|rated|told|"
            r"criticised|praised|described|identified|ordered|raised|noted|uncovered|asked|called|(?:not |partly |fully )?upheld)\b)",
            rf"(?P<says>\b{_SAYS}\b)",
            *(rf"(?P<{speaker.value}>\b{one_of(who)}\b)" for speaker, who in _WHO),
        )
    )
)
_PRONOUN: Final = re.compile(
    r"^[“\"‘']?(?:but |and |however,? )?(?:it|they|he|she|these|this)"
    rf"(?: also| then| went on to| goes on to| has| had)* (?:{_SAYS}|went on|goes on|continued)\b"
    r"|^(?:but |and )?(?:they|he|she|it) (?:did|does|do) not,?(?: however,| though,)? (?:find|uphold|agree|accept|criticise|order|recommend)\b"
    r"|^(?:but |and )?(?:they|he|she) (?:(?:also|were|was) )*(?:impressed|concerned|critical|worried|pleased"
    r"|satisfied|heard|commended|visited)\b"
    rf"|[”\",] (?:he|she|they|it) (?:also )?{_SAYS}\b|[”\"] ?{_SAYS} (?:he|she|they|it)\b"
)
_BY: Final = re.compile(
    r"(?:\b(?:found|criticised|praised|told|ordered|rated|judged|upheld|condemned|revealed|described|"
    r"said|identified|commended|cleared)(?: \S+){0,2} by|\baccording to) (?:\w+ ){0,4}$"
)
_CLOSES: Final = re.compile(
    r"[,”\"’] (?:but |and )?(?:the |its |his |her |their |both |two |three )?(?:\w+ ){0,7}?(?:"
    + "|".join(rf"(?P<{speaker.value}>\b{one_of(who)}\b)" for speaker, who in _WHO)
    + rf")(?:'s)?(?: \w+){{0,3}}? {_SAYS}(?: \w+){{0,4}}[.,]?[”\"]?$"
)
"""Who is named at the end has said all of it: "…, the report said."."""
_BEGINS: Final = re.compile(
    rf"(?:but |and |the |its |his |her |ofsted's )?(?:\w+ )?\b{one_of(dict(_WHO)[Speaker.OFFICIAL])}\b"
)
_QUOTED: Final = ("” ", '" ', "’ ", ",” ", '," ')
_COMMA: Final = ", "
_TOLD: Final = re.compile(
    rf"(?:\S+ ){{1,6}}?(?:{one_of('councils? authority authorities trust board partnership')}|it|they) "
    r"(?:has|have|had|was|were|is|are) (?:also |now )?(?:been )?(?:told|asked|ordered|advised|urged) to\b"
)
"""A body that "was told to" do something is told by those who decide, whoever is named after it."""
_AFTER_VERB: Final = re.compile(
    r" (?:\w+ ){0,3}?(?:"
    + "|".join(rf"(?P<{speaker.value}>\b{one_of(who)}\b)" for speaker, who in _WHO)
    + ")"
)
_QUOTES: Final = ("“", '"', "‘", "”")
_REACH: Final = 110
"""How far before its verb a subject may stand."""
_FAR: Final = 600


class Floor:
    """Who has the floor, from sentence to sentence."""

    def __init__(self) -> None:
        self._last = Speaker.WRITER
        self._is_quoting = False
        self._paragraph = -1

    def speaker(self, sentence: Situated) -> tuple[Speaker, bool]:
        """Whose words a sentence gives, and whether it says so itself or goes on quoting."""
        words = sentence.words[:_FAR]
        goes_on = self._is_quoting and sentence.paragraph == self._paragraph
        self._paragraph = sentence.paragraph
        self._is_quoting = _is_open(words, goes_on)
        carries_on = goes_on or words.startswith(_QUOTES) and "”" not in words
        if not carries_on and not (self._last is not Speaker.WRITER and _PRONOUN.match(words)):
            named = _closing(words) or _told(words) or _named(words)
            if named is not None:
                self._last = named
                return named, True
        if carries_on or words.startswith(_QUOTES) or _PRONOUN.search(words):
            return self._last, self._last is not Speaker.WRITER
        if self._last is not Speaker.OFFICIAL:
            self._last = Speaker.WRITER
        return self._last, False


class _Subject(NamedTuple):
    """Somebody named in a sentence."""

    speaker: Speaker
    end: int


def _closing(words: str) -> Speaker | None:
    """Who is named at the end as the one who says all of it."""
    found = _CLOSES.search(words, max(0, len(words) - _REACH))
    return None if found is None else Speaker(found.lastgroup)


def _told(words: str) -> Speaker | None:
    """Who decides, where a body is told what to do."""
    return Speaker.OFFICIAL if _TOLD.match(words) is not None else None


def _named(words: str) -> Speaker | None:
    """Who is named as the one who says it.

    The one right before the verb says it, unless the sentence begins with who decides: inspectors
    who "went to three councils and later wrote" are not the councils.
    """
    opening: Speaker | None = None
    subject: _Subject | None = None
    is_passive = False
    for match in _WORDS.finditer(words):
        group = match.lastgroup or ""
        if group == "stop":
            subject = subject if match[0] == "“" else None
        elif group == "passive":
            is_passive = True
        elif group == "says":
            inverted = _AFTER_VERB.match(words, match.end())
            if inverted and _may_invert(words, match.start(), subject):
                return Speaker(inverted.lastgroup)
            if subject is not None and match.start() - subject.end <= _REACH:
                return Speaker.OFFICIAL if opening is Speaker.OFFICIAL else subject.speaker
        else:
            subject = _Subject(Speaker(group), match.end())
            opening = opening or subject.speaker
            if _BY.search(words, max(0, match.start() - _REACH), match.start()):
                return subject.speaker
    is_about = opening is Speaker.OFFICIAL and _BEGINS.match(words) is not None
    return Speaker.OFFICIAL if is_passive or is_about else None


def _may_invert(words: str, verb: int, subject: _Subject | None) -> bool:
    """Whether who says it may stand after the verb: after a quotation, or where nobody stood before."""
    return words.endswith(_QUOTED, 0, verb) or (subject is None and words.endswith(_COMMA, 0, verb))


def _is_open(words: str, is_open: bool) -> bool:
    """Whether a quotation that began goes on after these words."""
    if '"' in words:
        return is_open != bool(words.count('"') % 2)
    opened, closed = words.rfind("“"), words.rfind("”")
    return is_open if opened == closed else opened > closed
