"""Agreement on the command line: a table, files, units and words for a methods section."""

import csv

import pytest

from storage import NewEvidence, RecordEntry, Role, Study


@pytest.fixture(autouse=True)
def lena(here, monkeypatch):
    """Who leads the study of this folder and codes nothing in it, so that she may compare."""
    with Study.open(here, coder="anna") as study:
        study.add_coder("lena", Role.LEAD)
    monkeypatch.setenv("CASECODER_CODER", "lena")


@pytest.fixture
def double(here):
    """The study of this folder, of which anna and ben have begun two documents."""
    answers = {"anna": ("upheld", "upheld"), "ben": ("upheld", "not_upheld")}
    with Study.open(here, coder="anna") as study:
        decisions = [each.uid for each in study.documents().rows if each.kind == "lgsco_decision"]
    for coder, outcomes in answers.items():
        with Study.open(here, coder=coder) as study:
            for document, outcome in zip(decisions[1:3], outcomes, strict=True):
                study.set_variable(document, "outcome", outcome)
                entry = RecordEntry("finding", {"conclusion": "praise"}, (NewEvidence(0, 40),))
                study.add_record(document, entry)
    return here


def test_the_table_has_each_figure_with_interval_and_units(run, double):
    said = run("agreement", "--status", "any", "--field", "outcome", "--draws", "50")
    lines = [line.split() for line in said.out.splitlines()]

    assert said.status == 0
    assert said.out.startswith("Outcome (outcome)\n")
    assert ["percent", "0.500", "2", "0.000", "to", "1.000"] in lines
    assert "Outcome (outcome) · upheld" in said.out


def test_what_is_left_out_is_said_once_beneath_the_figures(run, double):
    said = run("agreement", "--status", "any", "--unit", "record", "--draws", "20")
    fault = said.out.split("Fault (finding.fault_type)\n")[1].split("\n\n")[0].splitlines()

    assert fault[-2] == "  Undefined, since no unit was answered by two coders."
    assert fault[-1] == "  Left out: 2 not asked."


def test_it_ends_with_a_paragraph_for_a_methods_section(run, double):
    said = run("agreement", "--unit", "record", "--status", "any", "--draws", "0")

    last = said.out.splitlines()[-1]
    assert last.startswith("Agreement between 2 coders (anna and ben) was computed with casecoder")
    assert "Finding: F1 1.000; 2 units." in last


def test_figures_and_units_are_written_where_they_are_asked_for(run, double, place):
    said = run(
        "agreement", "--status", "any", "--unit", "character", "--csv", "a.csv", "--units", "out"
    )

    assert "Written to a.csv.\nWritten to out/units.csv.\n" in said.out
    with (place / "a.csv").open(encoding="utf-8", newline="") as file:
        figures = list(csv.DictReader(file))
    assert {row["statistic"] for row in figures} >= {"cohen_kappa", "alpha_unitizing", "f1"}
    assert (place / "out" / "units.csv").read_text().startswith("unit_type,document_id,subject,")


def test_json_has_one_figure_a_line_with_every_value(run, double):
    said = run("agreement", "--status", "any", "--variable", "outcome", "--json", "--draws", "0")
    found = {(row["value"], row["statistic"]): row for row in said.objects}

    assert found[None, "percent"]["estimate"] == 0.5
    assert found["upheld", "precision"]["estimate"] == 1
    assert found[None, "percent"]["no_interval"] == "none asked for"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Agreement needs two coders, and nobody has documents that are done"),
        (("--coder", "anna", "--coder", "zoe"), "There is no coder zoe in this study"),
        (("--status", "any", "--field", "no"), "There is no no to compare by document; there is"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(run, double, arguments, says):
    said = run("agreement", *arguments)

    assert said.status == 1
    assert says in said.err


def test_a_file_that_cannot_be_written_is_told(run, double):
    said = run("agreement", "--status", "any", "--draws", "0", "--csv", "no/such/folder.csv")

    assert said.status == 1
    assert "no/such/folder.csv cannot be used" in said.err


def test_a_report_is_written_into_a_folder_and_the_worst_values_are_said(run, double, place):
    said = run("agreement", "--status", "any", "--draws", "0", "--report", "report")

    assert said.status == 0
    assert said.out.startswith("Round main: anna, ben\n")
    assert "Outcome (outcome) · not_upheld: 0% agreed; 1 time" in said.out
    assert said.out.endswith("Written to report.\n")
    assert sorted(each.name for each in (place / "report").iterdir()) == [
        "agreement.csv",
        "confusion.csv",
        "datapackage.json",
        "disagreements.csv",
        "methods.txt",
        "units.csv",
        "values.csv",
    ]


def test_a_report_takes_no_file_of_figures_beside_it(run, double, place):
    said = run("agreement", "--report", "report", "--json")

    assert said.status == 2
    assert not (place / "report").exists()


def test_a_confusion_table_is_shown_with_a_letter_for_each_answer(run, double):
    said = run("confusion", "outcome", "--status", "any")
    lines = [line.split() for line in said.out.splitlines()]

    assert said.out.startswith("Outcome (outcome): anna down, ben across; 2 units answered by both")
    assert ["a", "upheld", "=1", "1"] in lines
    assert ["b", "not_upheld", "·", "·"] in lines


def test_a_confusion_table_is_given_to_programs_cell_by_cell(run, double):
    objects = run("confusion", "outcome", "--status", "any", "--json").objects
    printed = run("confusion", "outcome", "--status", "any", "--csv").out

    assert [(each["value_1"], each["value_2"], each["n"]) for each in objects] == [
        ("upheld", "upheld", 1),
        ("upheld", "not_upheld", 1),
    ]
    assert [row["value_2"] for row in csv.DictReader(printed.splitlines())] == [
        "upheld",
        "not_upheld",
    ]


def test_disagreements_have_both_coders_words_beside_each_other(run, double):
    said = run("disagreements", "--status", "any", "--value", "upheld")
    (row,) = run("disagreements", "--status", "any", "--value", "upheld", "--json").objects

    assert "    anna: upheld\n    ben: not_upheld\n" in said.out
    assert (row["coder_1"], row["answer_1"]) == ("anna", "upheld")
    assert (row["coder_2"], row["answer_2"]) == ("ben", "not_upheld")


def test_a_value_on_which_nobody_differs_is_answered_with_those_there_are(run, double):
    said = run("disagreements", "--status", "any", "--value", "none_such")

    assert (said.status, said.err) == (
        1,
        "Nobody differs on a value none_such; there is not_upheld, upheld.\n",
    )


def test_a_field_that_cannot_be_confused_is_answered_with_those_that_can(run, double):
    said = run("confusion", "finding.none", "--status", "any")

    assert said.status == 1
    assert "There is no finding.none to compare by record; there is finding," in said.err
