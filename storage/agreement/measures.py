"""Every figure of a comparison: over all coders and by pair, with what it rests on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from storage.agreement.bootstrap import Drawn, Draws, intervals
from storage.agreement.estimates import value_tallies, whole_tallies
from storage.agreement.tallies import Estimator, Tally
from storage.agreement.units import (
    How,
    Patterns,
    Series,
    added,
    for_coders,
    made_by_any,
    reasons,
)
from storage.records import LeftOut, Measure, Statistic

ONE_DOCUMENT = "fewer than two documents to draw from"
NOT_DRAWN = "none asked for"
BY_VALUE = "ask for one subject to have those of its values"
BY_PAIR = "name two coders to have that of a pair"

Told = Callable[[int, int], None]
"""Is told how many draws are done, and of how many."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A tally, what it rests on, and why it is not drawn (empty when it is)."""

    series: Series
    tally: Tally
    units: Patterns
    coders: tuple[str, ...]
    why_no_draws: str


def measures(
    series: Sequence[Series],
    coders: Sequence[str],
    *,
    draws: Draws,
    draw_values: bool,
) -> list[Measure]:
    """Every figure of every subject, over all coders and by pair.

    Args:
        series: The subjects with their units, about the same documents.
        coders: Who is compared, in the order of the units' answers.
        draws: How documents are drawn for the intervals of all coders together.
        draw_values: Whether single values get intervals too, which takes much longer.
    """
    parts = [part for one in series for part in _parts(one, coders, draw_values=draw_values)]
    to_draw = [part.tally for part in parts if not part.why_no_draws]
    drawn = iter(_drawn(to_draw, draws))
    found: list[Measure] = []
    for part in parts:
        not_drawn = [(None, part.why_no_draws)] * len(part.tally.estimators)
        found += _measures(part, not_drawn if part.why_no_draws else next(drawn))
    return found


def _parts(series: Series, coders: Sequence[str], *, draw_values: bool) -> Iterator[_Part]:
    documents = series.documents
    if series.how is How.MATCHES:
        documents = made_by_any(documents)
    everybody = tuple(range(len(coders)))
    units = added(item for patterns in documents for item in patterns.items())
    # What is not drawn does not need to know which document a unit is of.
    values_of, why = (documents, "") if draw_values else ([units], BY_VALUE)
    for tally in whole_tallies(series, documents, everybody):
        yield _Part(series, tally, units, tuple(coders), "")
    for tally in value_tallies(series, values_of, everybody):
        yield _Part(series, tally, units, tuple(coders), why)
    for pair in combinations(everybody, 2) if len(coders) > 2 else ():
        theirs: Patterns = for_coders(units, pair)
        if series.how is How.MATCHES:
            (theirs,) = made_by_any([theirs])
        names = tuple(coders[place] for place in pair)
        for tally in whole_tallies(series, [theirs], pair):
            yield _Part(series, tally, theirs, names, BY_PAIR)
        for tally in value_tallies(series, [theirs], pair):
            yield _Part(series, tally, theirs, names, BY_PAIR)


def _drawn(tallies: Sequence[Tally], draws: Draws) -> list[list[Drawn]]:
    if not draws.n or not tallies or len(tallies[0].documents) < 2:
        why = ONE_DOCUMENT if draws.n else NOT_DRAWN
        return [[(None, why)] * len(tally.estimators) for tally in tallies]
    return intervals(tallies, draws)


def _measures(part: _Part, drawn: Sequence[Drawn]) -> Iterator[Measure]:
    series, tally = part.series, part.tally
    enough = {each.enough for each in tally.estimators}
    bases = {each: _Base(part.units, each) for each in enough}
    for estimator, figure, interval in zip(tally.estimators, tally.figures(), drawn, strict=True):
        base = bases[estimator.enough]
        statistic = _statistic(estimator, figure, interval, base, len(part.coders))
        yield Measure(series.subject, series.label, estimator.value, part.coders, statistic)


def _statistic(
    estimator: Estimator,
    figure: float | str,
    drawn: Drawn,
    base: "_Base",
    n_coders: int,
) -> Statistic:
    interval, why_none = drawn
    undefined = isinstance(figure, str)
    return Statistic(
        name=estimator.name,
        value=None if isinstance(figure, str) else figure,
        why=figure if isinstance(figure, str) else "",
        interval=None if undefined else interval,
        why_no_interval="" if interval and not undefined else why_none or "undefined",
        n_units=base.n,
        n_coders=n_coders,
        left_out=base.left_out,
    )


class _Base:
    """The units that a figure rests on, and those that it does not."""

    def __init__(self, units: Patterns, enough: int) -> None:
        left = reasons(units, enough)
        self.n = sum(units.values()) - sum(left.values())
        self.left_out = tuple(LeftOut(why, n) for why, n in sorted(left.items()))
