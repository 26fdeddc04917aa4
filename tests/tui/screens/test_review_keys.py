"""Keys of the review that a practised coder types without looking, judged by the store."""

from pathlib import Path

import pytest

from storage import Study
from tests.tui.screens.reviewer import reviewing


def quotes(records) -> dict[str, list[str]]:
    """The passages of each record, by type and number."""
    return {
        f"{record.type[0]}{record.number}": [one.quote for one in record.evidence]
        for record in records
    }


# A passage of an earlier record


async def test_letter_and_number_mean_a_record_also_where_it_is_the_only_one(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "c", "n", "enter", "r", "a", "enter", "j")
        sentence = at.selected
        await at.press("A", "R", "1")

        assert len(at.records) == 2
        assert quotes(at.records)["r1"][-1] == sentence


async def test_a_key_that_no_number_goes_on_with_takes_the_record_and_acts(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "n", "enter", *"111111111", "j")
        first = at.selected
        await at.press("A", "F", "1", "j")
        second = at.selected
        await at.press("A", "F", "1", "0")

        told = quotes(at.records)
        assert (told["f1"][-1], told["f10"][-1]) == (first, second)
        assert first != second


@pytest.mark.parametrize("number", ["2", "12"])
async def test_a_number_without_a_record_adds_to_none(
    store: Path, study: Study, number: str
) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "n", "enter", *("1" * 9 if number == "12" else ""), "r", "a", "enter")
        before = quotes(at.records)
        await at.press("j", "A", "F", *number, "enter", "escape")

        assert quotes(at.records) == before


async def test_the_number_will_do_where_all_records_are_of_one_type(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "n", "enter", "1", "j")
        sentence = at.selected
        await at.press("A", "2")

        assert quotes(at.records)["f2"][-1] == sentence


async def test_links_are_chosen_by_number_alone_or_by_letter_and_number(
    store: Path, study: Study
) -> None:
    async with reviewing(store, study) as at:
        await at.press("f", "c", "n", "enter", "1", "r", "a", "enter")
        findings = {record.uid for record in at.records if record.type == "finding"}
        before = {link.to_record for record in at.records for link in record.links}
        await at.press("l", "1", "F", "2", "enter")

        assert {link.to_record for each in at.records for link in each.links} == findings - before
