"""Who speaks in a newspaper, sentence by sentence: it matters more than what is said."""

import re
from enum import Enum
from typing import Final

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
    r"""said says say adds? added tells told explains explained insists insisted stressed admits?
    admitted accepted accepts believes? believed claims? claimed feels? felt called calls describes
    described states? stated warns warned concludes concluded finds? found rules ruled notes noted
    criticises criticised condemned upheld identifies identified discovered reveals revealed praises
    praised acknowledges acknowledged recommends recommended recognised highlights highlighted
    raised judged rated orders ordered decided asks asked writes wrote apologises apologised
    uncovered saw"""
)
_WHO: Final = (
    (Speaker.COURT, "judges? courts? tribunal coroner magistrates? barrister"),
    (
        Speaker.OFFICIAL,
        r"""ombudsm[ae]n ofsted inspectors? inspectorate inspections? watchdog regulator estyn
        reports? review letter investigation investigators? inquiry hmi cqc""",
    ),
    (
        Speaker.BODY,
        r"""spokes(?:man|woman|person) councillors? cllr member leader director executive councils?
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
            r"criticised|praised|described|identified|ordered|raised|noted|uncovered|asked|called)\b)",
            rf"(?P<says>\b{_SAYS}\b)",
            *(rf"(?P<{speaker.value}>\b{one_of(who)}\b)" for speaker, who in _WHO),
        )
    )
)
_PRONOUN: Final = re.compile(
    r"^[“\"‘']?(?:but |and |however,? )?(?:it|they|he|she|these|this)"
    rf"(?: also| then| went on to| goes on to| has| had)* {_SAYS}\b"
    rf"|[”\",] (?:he|she|they|it) (?:also )?{_SAYS}\b|[”\"] ?{_SAYS} (?:he|she|they|it)\b"
)
_BY: Final = re.compile(r"(?:\bby|\baccording to) (?:\w+ ){0,4}$")
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
        named = None if goes_on or words.startswith(_QUOTES) and "”" not in words else _named(words)
        if named is not None:
            self._last = named
            return named, True
        if goes_on or words.startswith(_QUOTES) or _PRONOUN.search(words):
            return self._last, self._last is not Speaker.WRITER
        if self._last is not Speaker.OFFICIAL:
            self._last = Speaker.WRITER
        return self._last, False


def _named(words: str) -> Speaker | None:
    """Who is named as the one who says it.

    The one right before the verb says it, unless the sentence begins with who decides: inspectors
    who "went to three councils and later wrote" are not the councils.
    """
    first = last = None
    passive = says_at = None
    for match in _WORDS.finditer(words):
        group = match.lastgroup
        if group == "stop":
            last = None if match[0] in ".;:" else last
        elif group == "passive":
            passive = match.end()
        elif group == "says":
            if last is not None and match.start() - last[1] <= _REACH:
                return Speaker.OFFICIAL if first is Speaker.OFFICIAL else last[0]
            says_at = match.end() if words[: match.start()].endswith((", ", "” ", '" ')) else None
        else:
            speaker = Speaker(group)
            if _BY.search(words, max(0, match.start() - 50), match.start()):
                return speaker
            if says_at is not None and match.start() - says_at <= _REACH // 3:
                return speaker
            first, last = first or speaker, (speaker, match.end())
    return Speaker.OFFICIAL if passive is not None else None


def _is_open(words: str, is_open: bool) -> bool:
    """Whether a quotation that began goes on after these words."""
    if '"' in words:
        return is_open != bool(words.count('"') % 2)
    opened, closed = words.rfind("“"), words.rfind("”")
    return is_open if opened == closed else opened > closed
