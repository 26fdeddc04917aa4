"""What a figure, its groups and its bars are called on a screen."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.display import count_text, date_text, kind_text, money_text, one_line

if TYPE_CHECKING:
    from storage import Bar, Figure, Group

Kinds = Mapping[str, str]
"""Labels of the study's own document kinds, by name."""
BY_KIND = "kind"
"""What a figure split by kind of document is split by."""


def title_words(figure: "Figure") -> str:
    """What a figure is about, and how many it counts: ``Fault by Outcome · 58 findings``."""
    between = "with" if figure.question.view == "together" else "by"
    split = f" {between} {figure.by_title}" if figure.by_title else ""
    counted = count_text(figure.base, *figure.unit)
    title = one_line(f"{figure.title}{split} · {counted}")
    return title[:1].upper() + title[1:]


def bar_words(group: "Group", bar: "Bar") -> str:
    """What a bar stands for; answers that are none stand in brackets."""
    if group.spread is not None:
        return _between(group, bar)
    if bar.kind != "value":
        return f"({one_line(bar.label)})"
    return one_line(bar.label)


def time_words(key: str) -> str:
    """A period: ``14 Mar 2022``, ``Mar 2022``, ``2022 Q1``, ``2022``."""
    year, _, rest = key.partition("-")
    return f"{year} {rest}" if rest.startswith("Q") else date_text(key)


def group_words(figure: "Figure", group: "Group", kinds: Kinds) -> str:
    """What a group stands for."""
    words = one_line(group.label)
    if figure.question.by == BY_KIND and group.kind == "value":
        words = kind_text(group.key, kinds)
    elif words and group.kind != "value":
        words = f"({words})"
    return " · ".join(part for part in (group.currency, words) if part)


def heading_words(figure: "Figure", group: "Group", kinds: Kinds) -> str:
    """What stands over the bars of a group: what it is, and how many."""
    words = group_words(figure, group, kinds)
    n = f"n {group.base:,}"
    return f"{words} · {n}" if words else n


def spread_words(group: "Group") -> str:
    """The five numbers that tell how amounts lie."""
    found = group.spread
    if found is None:
        return ""
    low, first, median, third, high = (
        number_text(number, group.currency)
        for number in (found.least, found.lower, found.median, found.upper, found.greatest)
    )
    return f"from {low} to {high}; median {median}, quartiles {first} and {third}"


def number_text(number: float, currency: str | None) -> str:
    """An amount, with its currency where it has one."""
    if currency is None:
        return f"{number:,.10g}"
    from storage import Money

    return money_text(Money(number, currency)).replace(".00", "")


def share_text(group: "Group", bar: "Bar") -> str:
    """A bar's share of its group, in per cent."""
    return f"{100 * group.share(bar):.1f}%"


def _between(group: "Group", bar: "Bar") -> str:
    """The amounts of a bin: only the last one holds its upper edge."""
    low, high = (number_text(float(edge), group.currency) for edge in bar.key.split("/"))
    if low == high:
        return low
    return f"{low} to {high}" if bar is group.bars[-1] else f"{low} to under {high}"
