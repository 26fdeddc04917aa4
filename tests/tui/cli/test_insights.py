"""Figures on the command line: read by people, by R and by programs."""

from pathlib import Path

import pytest

import seeds
from storage import Study


@pytest.fixture
def coded(here: Path) -> Path:
    """The study of this folder, with the sample coding."""
    with Study.open(here, coder="anna") as study:
        study.reopen(study.documents().rows[1].uid)
        study.annotate(seeds.sample_coding(), coder="anna")
    return here


def test_a_field_is_counted_with_shares_and_what_is_left_out(run, coded):
    said = run("insights", "counts", "--field", "finding.fault_type")

    assert said.status == 0
    assert said.out.splitlines()[0] == "Fault · 8 findings."
    assert ["Delay", "3", "37.5%"] in [line.split() for line in said.out.splitlines()]
    assert "Left out: 4 findings not asked this." in said.out


def test_csv_and_json_have_the_same_rows(run, coded):
    asked = ("insights", "counts", "--field", "finding.conclusion", "--by", "kind")
    lines = run(*asked, "--csv").out.splitlines()
    rows = run(*asked, "--json").objects

    assert lines[0] == ",".join(rows[0])
    assert (
        lines[1]
        == "finding.conclusion,kind,lgsco_decision,lgsco_decision,criticism,Criticism,value,findings,8,12,0.666667"
    )
    assert [",".join(map(str, row.values())) for row in rows] == lines[1:]


def test_amounts_say_how_they_lie(run, coded):
    said = run("insights", "amounts")

    assert "GBP · Fixed sum · n 3" in said.out
    assert "from £150 to £300; median £200, quartiles £175 and £250" in said.out


def test_time_is_cut_as_asked(run, coded):
    said = run("insights", "time", "--period", "quarter", "--json")

    assert [(row["value"], row["n"]) for row in said.objects] == [("2022-Q1", 1)]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("counts", "--field", "nothing"),
            "There is no nothing to give as --field here; there are",
        ),
        (("counts", "--by", "nothing"), "There is no nothing to give as --by here; there are kind"),
        (("counts", "--period", "day"), "The view counts is not by day; it has no periods."),
    ],
)
def test_what_cannot_be_counted_is_refused_with_what_can(run, coded, arguments, says):
    said = run("insights", *arguments)

    assert said.status == 1
    assert says in said.err.replace("\n", " ")


def test_a_study_without_coding_says_so(run, here):
    said = run("insights", "counts", "--field", "finding.fault_type")

    assert (said.status, said.out.splitlines()[0]) == (0, "Fault · 0 findings.")
