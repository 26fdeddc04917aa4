"""Intervals come from documents drawn again and again, the same ones for the same seed."""

from itertools import islice
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.agreement.adding import picks
from storage.agreement.bootstrap import Draws, intervals, percentile
from storage.agreement.estimates import nominal_tally, value_tally
from storage.agreement.packing import Packed
from storage.agreement.tallies import Tally

ANSWERS = ("x", "y", "z")


def some_documents(n=30, seed=3, units=4):
    """Documents of two coders who mostly agree."""
    random = Random(seed)
    documents = []
    for _ in range(n):
        document = {}
        for _ in range(units):
            one = random.choice(ANSWERS)
            pair = (one, one if random.random() < 0.8 else random.choice(ANSWERS))
            document[pair] = document.get(pair, 0) + 1
        documents.append(document)
    return documents


THINGS = st.integers(0, 3)
CELLS = st.dictionaries(st.integers(0, 5), st.integers(1, 10**6), max_size=4)


@settings(max_examples=60)
@given(
    st.fixed_dictionaries(dict.fromkeys(range(4), CELLS)),
    st.lists(st.dictionaries(THINGS, st.integers(1, 500)), min_size=1, max_size=6),
    st.data(),
)
def test_the_sum_of_packed_documents_is_the_sum_of_every_cell(cells, documents, data):
    packed = Packed(Tally(documents, cells, 6, list, ()))
    picks = data.draw(
        st.lists(
            st.integers(0, len(documents) - 1), min_size=len(documents), max_size=len(documents)
        )
    )
    drawn = sum(packed.documents[pick] for pick in picks).to_bytes(packed.n_bytes, "little")

    assert (
        packed.sums(drawn)
        == Tally([documents[pick] for pick in picks], cells, 6, list, ()).totals()
    )


def test_intervals_are_those_of_documents_drawn_and_computed_one_by_one(figures):
    documents = some_documents()
    slow = []
    for places in islice(picks(len(documents), 7), 200):
        drawn = [documents[place] for place in places]
        slow.append(figures(nominal_tally(drawn, 2))["cohen_kappa"])
    tally = nominal_tally(documents, 2)
    (found,) = intervals([tally], Draws(200, 7))
    named = dict(zip([each.name for each in tally.estimators], found, strict=True))

    (low, high), why = named["cohen_kappa"]
    assert (low, high) == pytest.approx(
        (percentile(sorted(slow), 0.025), percentile(sorted(slow), 0.975))
    )
    assert why == ""


def test_the_same_seed_draws_the_same_interval_and_another_seed_another():
    tally = nominal_tally(some_documents(), 2)

    assert intervals([tally], Draws(100, 1)) == intervals([tally], Draws(100, 1))
    assert intervals([tally], Draws(100, 1)) != intervals([tally], Draws(100, 2))


def test_subjects_drawn_together_have_the_intervals_they_have_alone():
    tallies = [nominal_tally(some_documents(seed=seed, units=9), 2) for seed in range(60)]
    together = intervals(tallies, Draws(20, 1))

    assert together == [intervals([tally], Draws(20, 1))[0] for tally in tallies]


def test_documents_of_one_mind_make_a_wider_interval_than_units_would():
    """Units of a document agree or disagree together: as many units in fewer documents tell less."""
    units = [{("x", "x"): 1}, {("y", "y"): 1}, {("x", "y"): 1}, {("y", "x"): 1}] * 10
    documents = [dict.fromkeys(unit, 10) for unit in units[:4]]
    wide, narrow = (
        dict(zip("pkag", intervals([nominal_tally(each, 2)], Draws(300, 1))[0], strict=True))["p"][
            0
        ]
        for each in (documents, units)
    )

    assert wide[1] - wide[0] > 2 * (narrow[1] - narrow[0])


def test_a_figure_that_is_undefined_in_many_draws_has_no_interval_and_says_so():
    documents = [{("x", "x"): 1}] * 9 + [{("y", "y"): 1}]
    tally = nominal_tally(documents, 2)
    found = dict(
        zip([e.name for e in tally.estimators], intervals([tally], Draws(50, 1))[0], strict=True)
    )

    interval, why = found["cohen_kappa"]
    assert interval is None
    assert why.startswith("undefined in ")
    assert why.endswith(" of 50 draws")


def test_too_many_different_answers_are_not_drawn():
    documents = [{(f"{n}", f"{n}"): 1} for n in range(301)]
    (found,) = intervals([nominal_tally(documents, 2)], Draws(10, 1))

    assert {why for _, why in found} == {"301 different answers, and at most 300 are drawn"}


def test_what_is_told_of_progress_ends_at_all_draws_and_can_stop_them():
    told = []
    intervals([nominal_tally(some_documents(5), 2)], Draws(3, 1, lambda *now: told.append(now)))

    assert told == [(1, 3), (2, 3), (3, 3)]

    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        intervals([value_tally(some_documents(5), 2, ANSWERS)], Draws(3, 1, stop))
