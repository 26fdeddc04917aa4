"""Which figures fit which answers, and the sums that they are read from."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from storage.agreement import retrieval
from storage.agreement.cohen import cohen_kappa
from storage.agreement.fleiss import fleiss_kappa
from storage.agreement.gwet import gwet_ac1
from storage.agreement.krippendorff import alpha_nominal
from storage.agreement.nominal import Nominal, n_cells, nominal_cells, nominal_of
from storage.agreement.percent import percent_agreement
from storage.agreement.scaled import scaled_tally
from storage.agreement.tallies import Cells, Estimator, Tally, View, given_in, too_many
from storage.agreement.unitizing import N_CELLS, unitizing_alpha, unitizing_cells
from storage.agreement.units import (
    NO,
    YES,
    Given,
    How,
    Patterns,
    Series,
    as_members,
    patterns_of,
    words,
)

MOST = 300
"""Different answers up to which documents are drawn again and again."""

Of = Callable[[Nominal], float | str]

_RETRIEVAL: Mapping[str, Of] = {
    "precision": retrieval.precision,
    "recall": retrieval.recall,
    "f1": retrieval.f1,
}


def whole_tallies(
    series: Series, documents: Sequence[Patterns], coders: Sequence[int]
) -> list[Tally]:
    """What is read from the units of a subject, its answers taken together.

    Args:
        series: The subject.
        documents: Its units, with the answers of the coders who are compared.
        coders: Their places among those of the series.
    """
    k = len(coders)
    if series.how is How.MATCHES:
        # Nobody can count the records that nobody made: nothing can be told of chance.
        return [yes_tally(documents, k, kappas=False)]
    if series.how is How.PASSAGES:
        return [yes_tally(documents, k), _passages(series, coders)]
    if series.how is How.NOMINAL:
        return [nominal_tally(documents, k)]
    return [scaled_tally(series, documents, k)]


def value_tallies(
    series: Series, documents: Sequence[Patterns], coders: Sequence[int]
) -> list[Tally]:
    """What is read of each single answer of a subject against all others; as ``whole_tallies``."""
    if series.how is How.NOMINAL and series.values:
        return [value_tally(documents, len(coders), series.values)]
    if series.how is not How.SETS:
        return []
    there = {value for each in given_in(documents) if isinstance(each, frozenset) for value in each}
    return [
        yes_tally(as_members(documents, value), len(coders), value)
        for value in series.values
        if value in there
    ]


def nominal_tally(documents: Sequence[Patterns], coders: int) -> Tally:
    """Percent, kappa, alpha and AC1 of answers that only are the same or not."""
    order = given_in(documents)

    def view(sums: Sequence[float]) -> list[Nominal]:
        return [nominal_of(sums, coders)]

    estimators = list(_of_nominal(coders, 0, None))
    return _tally(documents, order, view, estimators, by_value=False)


def value_tally(documents: Sequence[Patterns], coders: int, values: Sequence[str]) -> Tally:
    """The same for every value against all others, and precision, recall and F1 of two coders."""
    order = given_in(documents, values)
    places = [place for place, each in enumerate(order) if each in values]

    def view(sums: Sequence[float]) -> list[Nominal]:
        seen = nominal_of(sums, coders)
        return [seen.against_rest(place) for place in places]

    estimators: list[Estimator] = []
    for number, place in enumerate(places):
        estimators += _of_nominal(coders, number, words(order[place]))
        estimators += _read(_RETRIEVAL, number, words(order[place])) if coders == 2 else []
    return _tally(documents, order, view, estimators, by_value=True)


def yes_tally(
    documents: Sequence[Patterns], coders: int, value: str | None = None, *, kappas: bool = True
) -> Tally:
    """The same of units that only say yes or no.

    Args:
        documents: The units.
        coders: How many are compared.
        value: What they say yes to, where that is one value of several.
        kappas: Whether units to which everybody says no are known.
    """

    def view(sums: Sequence[float]) -> list[Nominal]:
        return [nominal_of(sums, coders)]

    estimators = list(_of_nominal(coders, 0, value)) if kappas else []
    if coders == 2:
        estimators += _read(_RETRIEVAL, 0, value)
    elif not kappas:
        estimators += _read({"f1": retrieval.f1}, 0, value)
    return _tally(documents, [YES, NO], view, estimators, by_value=True)


def _tally(
    documents: Sequence[Patterns],
    order: Sequence[Given],
    view: View,
    estimators: Sequence[Estimator],
    *,
    by_value: bool,
) -> Tally:
    places = {answer: place for place, answer in enumerate(order)}
    cells: dict[Hashable, Cells] = {
        pattern: nominal_cells(pattern, places, by_value=by_value)
        for pattern in patterns_of(documents)
    }
    why = too_many(len(order), MOST)
    return Tally(documents, cells, n_cells(len(order)), view, estimators, why)


def _of_nominal(coders: int, place: int, value: str | None) -> Iterator[Estimator]:
    """What is told of every nominal answer."""
    yield from _read({"percent": percent_agreement}, place, value)
    if coders == 2:
        yield from _read({"cohen_kappa": cohen_kappa}, place, value)
    else:
        yield from _read({"fleiss_kappa": fleiss_kappa}, place, value, coders)
    yield from _read({"alpha_nominal": alpha_nominal, "gwet_ac1": gwet_ac1}, place, value)


def _read(
    what: Mapping[str, Of], place: int, value: str | None, enough: int = 2
) -> list[Estimator]:
    """Estimators that read one of several sums."""
    return [Estimator(name, value, _reader(of, place), enough) for name, of in what.items()]


def _reader(of: Of, place: int) -> Callable[[Sequence[Nominal]], float | str]:
    return lambda seen: of(seen[place])


def _passages(series: Series, coders: Sequence[int]) -> Tally:
    """The unitizing alpha of a record type's passages."""
    cells: dict[Hashable, Cells] = {}
    for number, (units, n_characters) in enumerate(series.passages):
        there = [spans for place in coders if (spans := units[place]) is not None]
        cells[number] = dict(enumerate(unitizing_cells(there, n_characters, len(coders))))
    documents = [{number: 1} for number in range(len(series.passages))]

    def read(sums: Sequence[float]) -> float | str:
        return unitizing_alpha(sums, len(coders))

    return Tally(documents, cells, N_CELLS, list, [Estimator("alpha_unitizing", None, read)])
