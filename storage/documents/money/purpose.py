"""What a sum is for: whether it puts something right for somebody, by the words around it."""

from typing import Final, NamedTuple

from storage.documents.money import wording
from storage.documents.money.sums import Sum
from storage.documents.situated import Situated, Zone

_NEVER: Final = frozenset({Zone.LAW, Zone.METHOD})
_REACH: Final = 300
"""How many characters around a sum may say what it is for."""
_STOPS: Final = '.;:!?”"'
_ORDERED: Final = frozenset({Zone.ACTION, Zone.RECOMMENDED, Zone.CHANGE})


class Mention(NamedTuple):
    """A sum in its sentence."""

    sum: Sum
    sentence: Situated
    before: str
    """The words up to it since the last clause; those that lead up to its list stand first."""
    after: str
    """The words after it, up to the next clause."""

    @property
    def is_ordered(self) -> bool:
        """Whether it stands where all is about putting right."""
        return self.sentence.zone in _ORDERED


def mention_of(text: str, money: Sum, sentence: Situated, since: int) -> Mention:
    """A sum with the words around it, apostrophes straight and lines joined.

    Args:
        text: The document's stored text.
        money: The sum.
        sentence: The sentence in which it starts.
        since: Where that sentence begins, or the lines that it goes on with.
    """
    before = _plain(text[max(since, money.start - _REACH) : money.start])
    stops = list(wording.CLAUSE.finditer(before))
    if stops:
        before = before[stops[-1].end() :]
    after = _plain(text[money.end : _after_end(text, money, sentence)])
    lead = sentence.lead[-_REACH:]
    return Mention(money, sentence, f"{lead} {before}", wording.CLAUSE.split(after, maxsplit=1)[0])


def is_deducted(mention: Mention) -> bool:
    """Whether a sum is taken off another, of which it so is a part."""
    return bool(
        wording.DEDUCTED.search(mention.before) or wording.DEDUCTED_AFTER.search(mention.after)
    )


def is_called_redress(mention: Mention) -> bool:
    """Whether words of redress stand beside a sum.

    "Their allowance for two years, less the £640 paid": of no printed sum is it a part, and where
    it was paid as a gesture of goodwill it is a payment of its own.
    """
    return wording.REDRESS.search(f"{mention.before} {mention.after}") is not None


def puts_right(mention: Mention, kind: str) -> bool:
    """Whether a sum redresses what went wrong in this case."""
    before, after = mention.before, mention.after
    if mention.sentence.zone in _NEVER or _is_wish(before, after) or _is_range(before, after):
        return False
    if kind.startswith("press") and wording.ELSEWHERE.search(before):
        return False
    if mention.sum.basis == "per_unit" and wording.CAPPED.search(before):
        return False
    if _is_offer(before, after):
        return not (wording.REFUSED.search(after) or wording.REFUSED_BEFORE.search(before))
    if mention.sentence.zone is Zone.COMPLAINT:
        return wording.OFFICIAL_ASKS.search(before) is not None
    if wording.PAID_AFTER.search(after):
        return True
    redresses = _redresses(before, after)
    return _is_paid(mention) if redresses is None else redresses


def _redresses(before: str, after: str) -> bool | None:
    """Whether words nearby call a sum redress or money of another sort; the surest come first."""
    if wording.GIVEN_BACK.search(before):
        return True
    if wording.BUDGET_BEFORE.search(before):
        return False
    if wording.FOR_REDRESS.search(after):
        return True
    if wording.BUDGET_AFTER.search(after):
        return False
    return True if wording.REDRESS.search(before) else None


def _is_paid(mention: Mention) -> bool:
    """Whether a sum that no word calls redress is given to somebody all the same."""
    before, after = mention.before, mention.after
    if mention.is_ordered and wording.PAYS.search(before):
        return True
    if wording.COST_BEFORE.search(before) or wording.COST_AFTER.search(after):
        return False
    if mention.is_ordered:
        return True
    if mention.sum.basis == "per_unit":
        return False
    return bool(
        wording.PAID.search(before)
        or (wording.PAYS.search(before) and wording.PAID_TO.search(after))
    )


def _is_offer(before: str, after: str) -> bool:
    """Whether the body that is complained about offered it."""
    return bool(wording.OFFERED.search(before) or wording.OFFERED_AFTER.search(after))


def _is_wish(before: str, after: str) -> bool:
    """Whether somebody only wants it, or it is only what is usual."""
    if wording.WISHED.search(after) or wording.GUIDANCE.search(before):
        return True
    return wording.WISH.search(before) is not None and not wording.OFFICIAL_ASKS.search(before)


def _is_range(before: str, after: str) -> bool:
    """Whether the sum is one end of a range."""
    return bool(
        wording.RANGE_BEFORE.search(before)
        or wording.RANGE_SINCE.search(before)
        or wording.RANGE_AFTER.search(after)
    )


def _after_end(text: str, money: Sum, sentence: Situated) -> int:
    """Where the words after a sum end: with its sentence, which a bare line end does not close."""
    furthest = money.end + _REACH
    if text[sentence.end - 1] in _STOPS:
        return max(money.end, min(sentence.end, furthest))
    gap = text.find("\n\n", money.end, furthest)
    return gap if gap >= 0 else furthest


def _plain(words: str) -> str:
    """Small letters, straight apostrophes, blanks single; a blank at an edge stays."""
    joined = " ".join(words.lower().replace("’", "'").split())
    before = " " if words[:1].isspace() else ""
    return before + joined + (" " if words[-1:].isspace() and joined else "")
