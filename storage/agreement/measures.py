"""Every figure of a comparison: over all coders and by pair, with what it rests on."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from storage.agreement.bootstrap import Drawn, Draws, intervals
from storage.agreement.estimates import tallies_of
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

ONE_DOCUMENT = "documents are drawn, and there is only one"
NOT_DRAWN = "not drawn"
BY_PAIR = "drawn for all coders together; name two coders to have that of a pair"

Told = Callable[[int, int], None]
"""Is told how many draws are done, and of how many."""


def measures(
    series: Sequence[Series], coders: Sequence[str], *, draws: int, seed: int, told: Told
) -> list[Measure]:
    """Every figure of every subject.

    Args:
        series: The subjects with their units, about the same documents.
        coders: Who is compared, in the order of the units' answers.
        draws: How often documents are drawn for the intervals of all coders together.
        seed: The same one draws the same documents.
        told: Is told now and then how far it has come.
    """
    everybody = tuple(range(len(coders)))
    tallies = [tallies_of(one, one.documents, everybody) for one in series]
    drawn = iter(_drawn([each for some in tallies for each in some], draws, seed, told))
    found: list[Measure] = []
    for one, some in zip(series, tallies, strict=True):
        found += _measures(one, one.documents, some, [next(drawn) for _ in some], coders)
        # A pair's figures are not drawn: where its units came from no longer matters.
        units = [added(item for patterns in one.documents for item in patterns.items())]
        for pair in combinations(everybody, 2) if len(coders) > 2 else ():
            documents = for_coders(units, pair)
            of_pair = tallies_of(one, documents, pair)
            without = [[(None, BY_PAIR)] * len(each.estimators) for each in of_pair]
            names = [coders[place] for place in pair]
            found += _measures(one, documents, of_pair, without, names)
    return found


def _drawn(tallies: Sequence[Tally], n: int, seed: int, told: Told) -> list[list[Drawn]]:
    if not n or not tallies or len(tallies[0].documents) < 2:
        why = ONE_DOCUMENT if n else NOT_DRAWN
        return [[(None, why)] * len(tally.estimators) for tally in tallies]
    return intervals(tallies, Draws(n, seed, told))


def _measures(
    series: Series,
    documents: Sequence[Patterns],
    tallies: Sequence[Tally],
    drawn: Sequence[Sequence[Drawn]],
    coders: Sequence[str],
) -> Iterator[Measure]:
    if series.how is How.MATCHES:
        documents = made_by_any(documents)
    units = added(item for patterns in documents for item in patterns.items())
    bases = {
        enough: _Base(units, enough)
        for enough in {each.enough for tally in tallies for each in tally.estimators}
    }
    for tally, intervals_of in zip(tallies, drawn, strict=True):
        for estimator, figure, (interval, why) in zip(
            tally.estimators, tally.figures(), intervals_of, strict=True
        ):
            base = bases[estimator.enough]
            statistic = _statistic(estimator, figure, interval, why, base, len(coders))
            yield Measure(series.subject, series.label, estimator.value, tuple(coders), statistic)


def _statistic(
    estimator: Estimator,
    figure: float | str,
    interval: tuple[float, float] | None,
    why_none: str,
    base: "_Base",
    n_coders: int,
) -> Statistic:
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
