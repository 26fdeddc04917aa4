"""Records of the study on the command line."""

import pytest

import seeds
from storage import Study


@pytest.fixture
def coded(here):
    """The sample study with its coding as the study of this folder."""
    with Study.open(here, coder="anna") as study:
        study.annotate(seeds.sample_coding(), coder="anna")


def test_records_of_the_first_type_are_listed_with_answers_and_quotation(run, coded):
    said = run("records")

    first = said.out.splitlines()[0]
    assert (said.status, len(said.out.splitlines())) == (0, 12)
    assert first.startswith("F1     Ardley City Council (21 004 117)")
    assert "criticism; delay" in first
    assert "“The Council took 41 weeks" in first


def test_records_are_limited_by_answers_and_words(run, coded):
    delays = run("records", "--where", "fault_type=delay", "--json").objects
    both = run("records", "--where", "fault_type=Delay", "--filter", "stage two", "--json").objects
    none = run("records", "--where", "fault_type=", "--json").objects
    paid = run("records", "--type", "remedy", "--where", "amount=£300", "--json").objects

    assert [each["number"] for each in delays] == [1, 3, 6]
    assert 0 < len(both) < 3
    assert all("fault_type" not in each["values"] for each in none)
    assert [each["values"]["amount"] for each in paid] == [300]


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["--type", "fining"], 1, "There is no record type fining"),
        (["--where", "falt=delay"], 1, "A finding has no field falt"),
        (["--where", "fault_type=rude"], 1, "is none of its values"),
        (["--where", "fault_type"], 2, "--where takes FIELD=VALUE"),
    ],
)
def test_what_is_unknown_is_told(run, coded, arguments, status, sentence):
    said = run("records", *arguments)

    assert said.status == status
    assert sentence in said.err
