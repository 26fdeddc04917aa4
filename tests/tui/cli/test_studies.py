"""Making a study from the command line."""

import stat

import pytest

import seeds
from storage import Study


def test_a_new_study_has_the_starter_codebook_and_no_documents(run, place):
    said = run("new")

    assert said.status == 0
    assert "Made the study" in said.out
    assert "casecoder import PATH" in said.out
    with Study.open(place / "casecoder.db", coder="anna") as study:
        assert study.overview().documents == 0
        assert study.codebook().source == seeds.starter_codebook()


def test_a_study_is_made_with_a_name_and_a_codebook_of_its_own_where_it_is_asked_for(run, place):
    own = seeds.starter_codebook().replace('version = "1.0"', 'version = "7.2"', 1)
    (place / "own.toml").write_text(own)

    said = run("new", "-s", "far/own.db", "--codebook", "own.toml", "--name", "Short breaks")

    assert said.status == 0
    assert "--store far/own.db" in said.out
    with Study.open(place / "far" / "own.db", coder="anna") as study:
        assert study.overview().name == "Short breaks"
        assert study.overview().codebook_version == "7.2"


@pytest.mark.parametrize(("option", "mode"), [((), 0o600), (("--shared",), 0o660)])
def test_only_a_shared_study_may_be_written_by_the_group(run, place, option, mode):
    run("new", *option)

    assert stat.S_IMODE((place / "casecoder.db").stat().st_mode) == mode


def test_a_study_that_is_there_is_not_made_again(run, here):
    before = here.read_bytes()
    said = run("new")

    assert said.status == 3
    assert "casecoder.db already" in said.err
    assert here.read_bytes() == before


def test_a_codebook_that_says_something_impossible_makes_no_study(run, place):
    (place / "bad.toml").write_text('[codebook]\nname = "Bad"\nversion = "1"\n[[variable]]\n')

    said = run("new", "--codebook", "bad.toml")

    assert said.status == 1
    assert said.err.startswith("bad.toml: Line ")
    assert not (place / "casecoder.db").exists()
