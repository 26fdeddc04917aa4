"""Which figures fit which answers, and the sums that they are read from."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from storage.agreement import retrieval
from storage.agreement.cohen import cohen_kappa
from storage.agreement.fleiss import fleiss_kappa
from storage.agreement.gwet import gwet_ac1
from storage.agreement.krippendorff import alpha_nominal
from storage.agreement.nominal import Nominal, n_cells, nominal_cells, nominal_of
from storage.agreement.percent import percent_agreement
from storage.agreement.scaled import scaled_tally
from storage.agreement.tallies import Estimator, Tally, given_in, too_many
from storage.agreement.unitizing import N_CELLS, unitizing_alpha, unitizing_cells
from storage.agreement.units import (
    NO,
    YES,
    How,
    Patterns,
    Series,
    as_members,
    made_by_any,
    patterns_of,
)

MOST = 300
"""Different answers up to which documents are drawn again and again."""

Of = Callable[[Nominal], float | str]

_RETRIEVAL: Mapping[str, Of] = {
    "precision": retrieval.precision,
    "recall": retrieval.recall,
    "f1": retrieval.f1,
}


def tallies_of(series: Series, documents: Sequence[Patterns], coders: Sequence[int]) -> list[Tally]:
    """Everything to be read from the units of a subject.

    Args:
        series: The subject.
        documents: Its units, with the answers of the coders who are compared.
        coders: Their places among those of the series.
    """
    k = len(coders)
    if series.how is How.MATCHES:
        return [_matches(made_by_any(documents), k)]
    if series.how is How.PASSAGES:
        return [nominal_tally(documents, k, about=YES), _passages(series, coders)]
    if series.how is How.NOMINAL:
        return [nominal_tally(documents, k, series.values)]
    members = series.values if series.how is How.SETS else ()
    return [
        scaled_tally(series, documents, k),
        *(nominal_tally(as_members(documents, each), k, of=each) for each in members),
    ]


def nominal_tally(
    documents: Sequence[Patterns],
    coders: int,
    values: Sequence[str] = (),
    *,
    of: str | None = None,
    about: str | None = None,
) -> Tally:
    """Percent, kappas, alpha and AC1 of answers that only are the same or not.

    Args:
        documents: The units.
        coders: How many are compared.
        values: Answers that are looked at one by one, against all others.
        of: The one value that the units are about, where they tell only whether it was given.
        about: The answer that is sought, where there are two: precision and recall are of this one.
    """
    about = about or (YES if of else None)
    order = given_in(documents, values or (YES, NO))
    places = {answer: place for place, answer in enumerate(order)}
    looked_at = [(place, str(each)) for place, each in enumerate(order) if each in values]

    def view(sums: Sequence[float]) -> list[Nominal]:
        seen = nominal_of(sums, coders)
        return [seen, *(seen.against_rest(place) for place, _ in looked_at)]

    estimators = list(_of_nominal(coders, 0, of))
    if coders == 2 and about and order and order[0] == about:
        estimators += _read(_RETRIEVAL, 0, of)
    for number, (_, value) in enumerate(looked_at, 1):
        estimators += _of_nominal(coders, number, value)
        estimators += _read(_RETRIEVAL, number, value) if coders == 2 else []
    cells = {pattern: nominal_cells(pattern, places) for pattern in patterns_of(documents)}
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


def _matches(documents: Sequence[Patterns], coders: int) -> Tally:
    """Precision, recall and F1 of records: no kappa, since nobody can count the records that nobody made."""
    order = given_in(documents, (YES, NO))
    places = {answer: place for place, answer in enumerate(order)}
    cells = {pattern: nominal_cells(pattern, places) for pattern in patterns_of(documents)}
    told = _RETRIEVAL if coders == 2 else {"f1": retrieval.f1}

    def view(sums: Sequence[float]) -> list[Nominal]:
        return [nominal_of(sums, coders)]

    return Tally(documents, cells, n_cells(len(order)), view, _read(told, 0, None))


def _passages(series: Series, coders: Sequence[int]) -> Tally:
    """The unitizing alpha of a record type's passages."""
    cells = {}
    for number, (units, n_characters) in enumerate(series.passages):
        there = [spans for place in coders if (spans := units[place]) is not None]
        cells[number] = dict(enumerate(unitizing_cells(there, n_characters, len(coders))))
    documents = [{number: 1} for number in cells]

    def read(sums: Sequence[float]) -> float | str:
        return unitizing_alpha(sums, len(coders))

    return Tally(documents, cells, N_CELLS, list, [Estimator("alpha_unitizing", None, read)])
