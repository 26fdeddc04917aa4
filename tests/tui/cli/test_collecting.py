"""Cases, samples, and documents that leave the study."""

import pytest


def test_documents_are_made_one_case_and_taken_apart_again(run, here, seen):
    grouped = run("group", "2", "ardley-courier-short-breaks.txt")
    together = {seen.find_document(name).case for name in ("2", "3")}
    apart = run("ungroup", "21 004 117")
    after = {seen.find_document(name).case for name in ("2", "3")}

    assert grouped.status == apart.status == 0
    assert "2 documents made one case." in grouped.out
    assert len(together) == 1
    assert len(after) == 2


def test_what_was_done_is_taken_back_as_the_line_says(run, here, seen):
    said = run("group", 2, 3).out
    undo = said.splitlines()[-1].removesuffix(" takes it back.").removeprefix("casecoder ").split()

    assert run(*undo).status == 0
    assert seen.find_document("2").case != seen.find_document("3").case


def test_the_line_that_takes_it_back_names_the_store_where_that_is_needed(run, here):
    moved = here.rename(here.with_name("other.db"))

    said = run("group", 2, 3, "--store", moved)

    assert f"casecoder undo --store {moved} " in said.out


@pytest.mark.parametrize(
    "arguments",
    [("group", 1, 99), ("ungroup", "nowhere.txt"), ("remove", 99), ("erase", 99, "--reason", "x")],
)
def test_a_document_that_is_not_there_is_named(run, here, arguments):
    said = run(*arguments)

    assert said.status == 1
    assert "There is no document" in said.err
    assert said.out == ""


def test_one_document_is_no_case(run, here):
    assert run("group", 1, 1).status == 1


def test_a_sample_tells_frame_strata_and_probabilities(run, here):
    said = run("sample", 6, "--by", "kind", "--seed", 7)

    assert said.status == 0
    assert said.out.startswith("6 of 12 documents drawn, with the seed 7.\n")
    assert "  of 4      " in said.out
    assert "probability 0.5000  LGSCO decision" in said.out


def test_a_sample_as_json_has_one_object_for_each_stratum(run, here):
    said = run("sample", 3, "--seed", 7, "--json")

    assert said.objects == [
        {"stratum": None, "frame": 12, "drawn": 3, "probability": 0.25, "seed": 7}
    ]


def test_a_sample_larger_than_the_study_is_refused(run, here):
    said = run("sample", 13)

    assert said.status == 1
    assert "There are 12 documents" in said.err


def test_removing_asks_and_no_answer_is_no(run, here, seen):
    said = run("remove", 4, 5)

    assert said.status == 1
    assert "Glenorrin" in said.err
    assert "Nothing was removed." in said.err
    assert seen.overview().documents == 12


@pytest.mark.parametrize(("options", "typed"), [((), "y\n"), (("--yes",), "")])
def test_removed_documents_come_back(run, here, seen, options, typed):
    said = run("remove", 4, 5, *options, typed=typed)
    without = seen.overview().documents
    run("undo", said.out.split()[-4])

    assert said.status == 0
    assert without == 10
    assert seen.overview().documents == 12


def test_erasing_asks_for_the_title(run, here, seen):
    said = run("erase", 4, "--reason", "consent withdrawn", typed="Glenorrin\n")

    assert said.status == 1
    assert "Nothing was erased." in said.err
    assert seen.overview().documents == 12


@pytest.mark.parametrize(("options", "typed"), [((), "Glenorrin  Council\n"), (("--yes",), "")])
def test_what_is_erased_is_gone_and_the_study_is_still_in_order(run, here, options, typed):
    said = run("erase", 4, "--reason", "consent withdrawn", *options, typed=typed)

    assert said.status == 0
    assert run("search", "Glenorrin").out.startswith("Nothing found")
    assert run("verify").status == 0
    assert b"Glenorrin" not in here.read_bytes()


def test_erasing_without_a_reason_is_refused(run, here):
    said = run("erase", 4, "--reason", " ", "--yes")

    assert said.status == 1
    assert "needs a reason" in said.err
