"""Whom a remedy is for, in the words printed: to whom somebody apologises, whom somebody pays."""

import re
from collections.abc import Iterator
from typing import Final

from storage.documents.fills.context import Context
from storage.documents.wording import one_of

_TITLE: Final = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr)\b\.?"
_SURNAME: Final = r"[A-Z][\w-]*(?!['’]\w|\w)"
_NAME: Final = rf"(?:{_TITLE}(?: (?:and|&) {_TITLE})? {_SURNAME}|(?!I\b)[A-Z](?!['’]?\w))"
_PEOPLE: Final = one_of(
    r"""complainants? famil(?:y|ies) parents? mothers? fathers? mum dad grand(?:mother|father)
    grandparents? grand(?:son|daughter|children) couple carers? guardians? sons? daughters?
    brothers? sisters? siblings? aunt uncle child(?:ren)? boys? girls? (?:wo)?m[ae]n teenagers?
    youngsters? adopters people person"""
)
_WHOSE: Final = rf"(?:the|both|her|his|their|two|three|four|{_TITLE} [A-Z][\w-]*['’]s|[A-Z]['’]s)"
_ROLE: Final = (
    rf"{_WHOSE}(?: (?:of )?(?:the|two|three|four|young|younger|older|foster|kinship|special|birth|"
    rf"step|adoptive|care|disabled|eldest|youngest|her|his|their)){{0,3}} "
    rf"{_PEOPLE}(?: and {_PEOPLE})?\b(?!['’]\w)"
)
_ONE: Final = rf"(?:{_NAME}|{_ROLE})"
_WHO: Final = rf"(?P<who>{_ONE}(?:(?:, | and |, and | & ){_ONE}){{0,3}})"
_SUM: Final = (
    r"(?: (?:each|both|a|an|the|just|over|up|to|further|total|additional|symbolic|modest|sum|payment|"
    r"compensation|of|more|than|about|another)){0,5} [£€$]\d"
)
_GIVES: Final = r"(?i:\b(?:pay|pays|paid|paying|offer|offers|offered|give|gave|award|awarded))"
_PAID_BACK: Final = r"(?i:\b(?:reimburse|refund|compensate|repay)(?:s|d|ed|ing)?)"
_ADVERBS: Final = (
    r"(?: (?:in writing|formally|fully|sincerely|again|directly|personally|unreservedly|in person|"
    r"without reserve|for [^.;:]{1,80}?))?"
)
_FOR_WHOM: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:\b(?:apologi[sz](?:e|es|ed|ing)|(?:say|says|said) sorry|apolog(?:y|ies)))"
        rf"{_ADVERBS} to {_WHO}",
        rf"(?i:\bwr(?:ite|ote|itten)) to {_WHO}(?: separately| both)? (?i:to|and) "
        rf"(?i:apologi[sz]e|say sorry)",
        rf"{_GIVES}(?: to pay)? {_WHO}(?={_SUM})",
        rf"(?i:\boffer(?:s|ed)?) to pay {_WHO}",
        rf"(?i:\b(?:give|gave|given|offer(?:s|ed)?|send|sent|provided?)) {_WHO}(?= (?:an?|with) )",
        rf"{_GIVES} [^.;:]{{1,80}}? to {_WHO}",
        rf"[£€$]\d[\d,.]*(?: each)? to {_WHO}",
        rf"(?i:\bpayments?)(?: of [£€$]\d[\d,.]*)? to {_WHO}",
        rf"{_PAID_BACK} {_WHO}",
    )
)
"""How people say for whom it is. Who is only called "her" or "them" is not named."""
_FOR_ANOTHER: Final = re.compile(r"\bbenefit\b|\bon behalf of\b|\bin trust\b", re.IGNORECASE)
"""Paid to one, but for another."""


_ANYBODY: Final = re.compile(rf"(?<![\w'’])(?:{_ROLE}|{_TITLE} {_SURNAME})")


def people(words: str) -> Iterator[str]:
    """Everybody whom words name by title or by what they are to each other."""
    return (match[0] for match in _ANYBODY.finditer(words))


def beneficiary(context: Context) -> str | None:
    """Whom the passage says it is for; None where it names nobody, or several apart."""
    words = " ".join(context.text[context.passage.start : context.passage.end].split())
    if _FOR_ANOTHER.search(words):
        return None
    named = {match["who"] for pattern in _FOR_WHOM for match in pattern.finditer(words)}
    return named.pop() if len(named) == 1 else None
