"""Cuts paragraphs into sentences, past abbreviations, initials, numbers and closing quotes."""

import re
from typing import Final

from storage.documents.wording import words

_BREAK: Final = re.compile(
    r"""([.!?…][.!?…"”’')\]]{0,6})\s++(?=["“‘'(\[]*[A-ZÀ-ÖØ-Þ0-9£€$•●])""",
)
_NOTED_BREAK: Final = re.compile(_BREAK.pattern.replace("{0,6})", r"{0,6}(?:\[\d{1,3}\])?)", 1))
"""Also past the number of a footnote: ``upheld.[1] The``."""
_NEVER: Final = words(
    """
    mr mrs ms mx dr prof rev hon messrs cllr sgt capt lt col gen st vs v cf viz e.g i.e eg
    ie supt insp det cpl maj fr sr
    """
)
"""Abbreviations that a name or more words always follow."""
_BEFORE_NUMBERS: Final = words(
    """
    no nos para paras p pp s ss sec sect art arts reg regs ch chap fig figs vol r ref refs
    sch pt tel ext jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
"""Abbreviations before a number; before anything else they end a sentence."""
_MAY_END: Final = words(
    """
    etc ltd inc co plc corp al a.m p.m am pm u.k u.s e.u n.i approx dept est jr b.a m.p ph.d
    """
)
"""Abbreviations that end a sentence only when an ordinary sentence opener follows."""
OPENERS: Final = words(
    """
    A About According After All Also Although An And Another Any As At Because Before Both
    But By Children Council Councillor During Each Even Every Finally First Following For
    From Furthermore Given Had Has Have He Her Here His How However I If In Initially
    Inspectors Instead It Its Later Many Meanwhile More Most Mr Mrs Ms Miss My Neither
    Nevertheless No Nobody None Nor Not Now Of Officers On Once One Only Or Other Others Our
    Overall Parents Prior Rather Several She Should Similarly Since So Social Some Staff
    Such That The Their Then There Therefore These They This Those Though Three Through
    Throughout Thus To Two Under Unfortunately Until Upon We Were What When Whenever Where
    Whether Which While Who Why With Within Without Yet You Your
    """
)
"""Words that begin sentences and are no names."""
_LONGEST: Final = 8
"""No abbreviation, with what may cling to it, is longer."""
_ANONYMISED: Final = ("lgsco", "spso", "ombudsman")
_INITIAL: Final = re.compile(r"[A-Z]\.\s")
_INITIAL_LENGTH: Final = 3
_INITIALS: Final = re.compile(r"(?:[A-Z]\.){1,4}[A-Z]$")
_WORD: Final = re.compile(r"[\"“‘'(\[]*([^\W\d_]*)")


def breaks_of(text: str) -> re.Pattern[str]:
    """What sentences of ``text`` end with: seldom also numbers of footnotes, which cost time."""
    return _NOTED_BREAK if "[1]" in text else _BREAK


def add_sentences(
    text: str,
    start: int,
    end: int,
    kind: str,
    found: list[int],
    breaks: re.Pattern[str] = _BREAK,
) -> None:
    """Append start and end of every sentence in ``text[start:end]``, which has no blank edges."""
    since = start
    for candidate in breaks.finditer(text, start, end):
        stop, after = candidate.end(1), candidate.end()
        dot = candidate.start()
        space = max(text.rfind(" ", since, dot), text.rfind("\n", since, dot)) + 1 or since
        if (
            dot - space <= _LONGEST
            and text[dot] == "."
            and _goes_on(text, since, space, dot, after, kind)
        ):
            continue
        found += (since, stop)
        since = after
    found += (since, end)


def _goes_on(text: str, since: int, space: int, dot: int, after: int, kind: str) -> bool:
    """Whether the stop at ``dot`` belongs to the short word before it and ends nothing."""
    token = text[space:dot].lstrip("\"“‘'([-–—")
    folded = token.lower()
    if folded in _NEVER:
        return True
    if folded in _BEFORE_NUMBERS:
        return text[after].isdecimal()
    if folded in _MAY_END:
        return not _opens_sentence(text, after)
    if len(token) == 1 and token.isupper():
        is_letter_for_a_name = kind.startswith(_ANONYMISED) and not _has_more_initials(
            text, space, after
        )
        return not is_letter_for_a_name and not _opens_sentence(text, after)
    if "." in token and _INITIALS.match(token) is not None:
        return not _opens_sentence(text, after)
    return token.isdecimal() and len(token) < 3 and _is_list_number(text, since, space)


def _has_more_initials(text: str, at: int, after: int) -> bool:
    """Whether another initial stands before or after the one at ``at``."""
    return (
        _INITIAL.match(text, after) is not None
        or _INITIAL.match(text, max(0, at - _INITIAL_LENGTH), at) is not None
    )


def _opens_sentence(text: str, at: int) -> bool:
    """Whether the word at ``at`` is one that sentences begin with, not a name."""
    word = _WORD.match(text, at)
    return word is None or word[1] in OPENERS or not word[1]


def _is_list_number(text: str, since: int, at: int) -> bool:
    """Whether a number at ``at`` counts the items of a list inside a sentence."""
    before = text[since:at].rstrip()
    return not before or before[-1] in ":;"
