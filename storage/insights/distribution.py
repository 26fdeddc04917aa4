"""How amounts lie, apart for everything that may not be put together."""

from collections.abc import Sequence

from storage.insights.answers import Amount
from storage.insights.figures import About, Made, figure, place_of, some
from storage.insights.quantiles import bin_edges, bin_of, spread
from storage.insights.tallies import ALL, Cells, Told
from storage.records import Bar, BarKind, Group


def distribution(about: About, amounts: Sequence[Amount], asked: int) -> Made:
    """Least, quartiles and greatest, and how many there are in equal bins.

    Args:
        about: What it is about.
        amounts: One or several by unit.
        asked: How many units could have answered.
    """
    units = {amount.unit for amount in amounts}
    if lost := asked - len(units):
        about = about.noting(f"Left out: {some(lost, about.unit)} without an amount.")
    about = about.noting_split(units).with_few_groups()
    apart: dict[tuple[str, Told], list[Amount]] = {}
    places = about.split.answers if about.split else None
    for amount in amounts:
        for place in (ALL,) if places is None else places.get(amount.unit, ()):
            apart.setdefault((amount.currency or "", place), []).append(amount)
    cells: Cells = {}
    groups = []
    for currency, place in _in_order(about, apart):
        found = apart[currency, place]
        group, row = _group(about, currency, place, found)
        cells[place_of(group)] = row
        groups.append(group)
    return figure(about, units, groups), cells


def _in_order(about: About, apart: dict[tuple[str, Told], list[Amount]]) -> list[tuple[str, Told]]:
    """The commonest currency first, then as the split has its values."""
    currencies: dict[str, int] = {}
    places: dict[Told, int] = {}
    for (currency, place), found in apart.items():
        currencies[currency] = currencies.get(currency, 0) + len(found)
        places[place] = places.get(place, 0) + len(found)
    ordered = about.split.labels.in_order(places, places) if about.split else list(places)
    return [
        (currency, place)
        for currency in sorted(currencies, key=lambda each: (-currencies[each], each))
        for place in ordered
        if (currency, place) in apart
    ]


def _group(
    about: About, currency: str, place: Told, found: Sequence[Amount]
) -> tuple[Group, dict[Told, list[int]]]:
    """One currency and one part of the split."""
    numbers = [amount.number for amount in found]
    edges = bin_edges(numbers)
    bins = [
        Told(BarKind.VALUE, f"{low:.12g}/{high:.12g}")
        for low, high in zip(edges, edges[1:], strict=False)
    ]
    row: dict[Told, list[int]] = {each: [] for each in bins}
    for amount in found:
        row[bins[bin_of(edges, amount.number)]].append(amount.unit)
    words = about.split.labels.label(place, about.split.others) if about.split else ""
    group = Group(
        kind=place.kind,
        key=place.key,
        label=words,
        base=len(found),
        bars=tuple(Bar(each.kind, each.key, each.key, len(row[each])) for each in bins),
        spread=spread(numbers),
        currency=currency or None,
    )
    return group, row
