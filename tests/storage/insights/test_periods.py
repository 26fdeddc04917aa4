"""Dates cut into periods, as far as they are known."""

from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import Period
from storage.insights.periods import MOST_FILLED, filled, local_day, period_of


@pytest.mark.parametrize(
    ("date", "day", "month", "quarter", "year"),
    [
        ("2021-07-14", "2021-07-14", "2021-07", "2021-Q3", "2021"),
        ("2021-12", None, "2021-12", "2021-Q4", "2021"),
        ("2021", None, None, None, "2021"),
    ],
)
def test_a_date_lies_in_the_periods_that_it_is_known_for(date, day, month, quarter, year):
    found = [period_of(date, each) for each in Period]

    assert found == [day, month, quarter, year]


@pytest.mark.parametrize(
    ("period", "there", "whole"),
    [
        (Period.DAY, ["2024-03-01", "2024-02-28"], ["2024-02-28", "2024-02-29", "2024-03-01"]),
        (Period.MONTH, ["2020-11", "2021-01"], ["2020-11", "2020-12", "2021-01"]),
        (Period.QUARTER, ["2021-Q2", "2020-Q4"], ["2020-Q4", "2021-Q1", "2021-Q2"]),
        (Period.YEAR, ["2019", "2021"], ["2019", "2020", "2021"]),
        (Period.YEAR, [], []),
    ],
)
def test_periods_between_are_there_even_when_nothing_was_in_them(period, there, whole):
    assert filled(there, period) == whole


def test_a_mistyped_year_makes_no_thousands_of_periods():
    assert filled(["0201-03", "2021-03"], Period.MONTH) == ["0201-03", "2021-03"]


@given(st.lists(st.dates(), max_size=8), st.sampled_from(list(Period)))
def test_filling_keeps_every_period_and_their_order(dates, period):
    keys = [key for date in dates if (key := period_of(date.isoformat(), period))]
    whole = filled(keys, period)

    assert set(keys) <= set(whole)
    assert whole == sorted(set(whole))
    assert len(whole) <= MOST_FILLED + len(keys)


def test_a_day_ends_where_the_coder_is():
    late = "2026-11-22T23:41:16.123Z"

    assert local_day(late, timezone(timedelta(hours=1))) == "2026-11-23"
    assert local_day(late, timezone(timedelta(hours=-5))) == "2026-11-22"
