"""How far the coders of a study agree: what is read of the store, and what is left out of it."""

import csv
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest

from storage import (
    AgreementQuestion,
    AgreementUnit,
    ChangeRefused,
    ExportError,
    NewEvidence,
    NotFound,
    Progress,
    RecordEntry,
    Role,
    Status,
    agreement_csv,
    agreement_rows,
    methods_paragraph,
)

BEGUN = AgreementQuestion(status=None, draws=0)


def code(study, document, outcome, *findings):
    """One coder's coding of a document: the outcome, and findings as (start, end, fault)."""
    study.set_variable(document, "outcome", outcome)
    for start, end, fault in findings:
        study.add_record(
            document, RecordEntry("finding", {"fault": fault}, (NewEvidence(start, end),))
        )


def finish(study, document):
    missing = [each.name for each in study.missing(document) if each.what == "record_type"]
    study.finish(document, none_of=missing)


@pytest.fixture
def ben(store, opened):
    """The small study, opened by ben."""
    return opened(store, "ben")


@pytest.fixture
def lena(study, store, opened):
    """The small study, opened by a lead who codes nothing, and so may compare."""
    study.add_coder("lena", Role.LEAD)
    return opened(store, "lena")


@pytest.fixture
def double(study, lena, ben, april, may):
    """The small study as lena sees it, of which anna and ben have done two documents."""
    code(study, april, "upheld", (0, 21, "silence"), (22, 57, "mistake"))
    code(ben, april, "upheld", (0, 10, "silence"))
    code(study, may, "upheld", (0, 20, "silence"))
    code(ben, may, "not_upheld", (3, 25, "mistake"))
    for each in (study, ben):
        finish(each, april)
        finish(each, may)
    return lena


def figures(found, subject, value=None):
    """The statistics of a subject by name, over everybody."""
    return {
        each.statistic.name: each.statistic
        for each in found.measures
        if (each.subject, each.value, each.coders) == (subject, value, found.question.coders)
    }


def test_documents_that_two_coders_have_done_are_compared(double):
    found = double.agreement(AgreementQuestion(draws=0))

    assert found.question.coders == ("anna", "ben")
    assert found.n_documents == 2
    assert figures(found, "outcome")["percent"].value == 0.5
    assert [(each.n, each.why) for each in found.left_out] == [(2, "coded by none of them")]


def test_records_are_matched_and_their_fields_compared(double):
    found = double.agreement(AgreementQuestion(AgreementUnit.RECORD, draws=0))

    assert figures(found, "finding")["precision"].value == 1
    assert figures(found, "finding")["recall"].value == pytest.approx(2 / 3)
    assert figures(found, "finding.fault")["percent"].value == 0.5
    assert figures(found, "finding.fault")["percent"].n_units == 2


def test_what_is_begun_counts_only_when_it_is_asked_for(study, double, ben, ardley):
    code(study, ardley, "upheld")
    code(ben, ardley, "withdrawn")
    finish(study, ardley)

    assert double.agreement(AgreementQuestion(draws=0)).n_documents == 2
    assert double.agreement(BEGUN).n_documents == 3


def test_one_coders_done_documents_are_left_out_with_the_reason(study, double, ardley):
    code(study, ardley, "upheld")
    finish(study, ardley)
    found = double.agreement(AgreementQuestion(draws=0))

    assert [(each.n, each.why) for each in found.left_out] == [
        (1, "coded by none of them"),
        (1, "coded by only one of them"),
    ]


def test_what_was_removed_or_excluded_is_not_compared(study, double, ben, april, may):
    removed = next(iter(ben.coding(april).records)).uid
    ben.reopen(april)
    ben.remove_record(removed)
    study.exclude(may, "not a letter")
    found = double.agreement(AgreementQuestion(AgreementUnit.RECORD, status=None, draws=0))

    assert found.n_documents == 1
    assert figures(found, "finding")["recall"].value == 0


def test_a_removed_document_is_not_compared(study, double, april):
    study.remove_documents([april])

    assert double.agreement(AgreementQuestion(draws=0)).n_documents == 1


def test_coders_are_compared_in_the_order_in_which_they_are_named(double):
    question = AgreementQuestion(AgreementUnit.RECORD, coders=("ben", "anna"), draws=0)

    assert figures(double.agreement(question), "finding")["recall"].value == 1


def test_asking_changes_nothing_in_the_store(double):
    before = len(list(double.history()))
    double.agreement(BEGUN)

    assert len(list(double.history())) == before


@pytest.mark.parametrize(
    ("coders", "error", "says"),
    [
        (("anna", "zoe"), NotFound, "no coder zoe in this study; there are anna, ben"),
        (("anna",), ChangeRefused, "needs two coders, and only anna is named"),
        (("anna", "anna"), ChangeRefused, "needs two coders, and only anna is named"),
    ],
)
def test_who_cannot_be_compared_is_told(double, coders, error, says):
    with pytest.raises(error, match=says):
        double.agreement(AgreementQuestion(coders=coders))


def test_one_coder_alone_is_told_that_agreement_needs_two(study, april):
    code(study, april, "upheld")

    with pytest.raises(ChangeRefused, match="only anna has documents that are in progress or done"):
        study.agreement(BEGUN)


def test_no_document_in_common_leaves_every_figure_undefined_with_the_reason(
    study, lena, ben, april, may
):
    code(study, april, "upheld")
    code(ben, may, "upheld")
    found = lena.agreement(AgreementQuestion(status=None))

    assert found.n_documents == 0
    assert {each.statistic.value for each in found.measures} == {None}
    assert all(each.statistic.why for each in found.measures)


def test_progress_tells_of_documents_and_of_draws_and_can_stop(double):
    told: list[Progress] = []
    double.agreement(AgreementQuestion(draws=2), progress=told.append)

    assert (told[0].unit, told[0].total) == ("documents", 4)
    assert (told[-1].done, told[-1].total, told[-1].unit) == (2, 2, "draws")


def rows_of(folder: Path):
    with (folder / "units.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("unit", list(AgreementUnit))
def test_percent_agreement_can_be_computed_again_from_the_units(double, tmp_path, unit):
    found = double.agreement(AgreementQuestion(unit, draws=0), units=tmp_path)
    units = defaultdict(dict)
    for row in rows_of(tmp_path):
        key = row["subject"], row["document_id"], row["unit"], row["n"]
        if not row["no_value"]:
            units[key][row["coder"]] = row["value"]
    for measure in found.measures:
        if measure.statistic.name == "percent" and measure.value is None:
            told = [
                (int(n), each["anna"] == each["ben"])
                for (subject, *_, n), each in units.items()
                if subject == measure.subject and len(each) == 2
            ]
            total = sum(n for n, _ in told)

            assert measure.statistic.n_units == total
            if total:
                same = sum(n for n, alike in told if alike)
                assert measure.statistic.value == pytest.approx(same / total)
    assert {row["unit_type"] for row in rows_of(tmp_path)} == {unit.value}


def test_unitizing_alpha_can_be_computed_again_from_the_units(double, tmp_path):
    found = double.agreement(AgreementQuestion(AgreementUnit.CHARACTER, draws=0), units=tmp_path)
    rows = [row for row in rows_of(tmp_path) if row["subject"] == "finding"]
    passages = {(row["document_id"], row["coder"], row["item"]) for row in rows if row["item"]}
    ends = [item.split("-") for *_, item in passages]
    lengths = [int(end) - int(start) for start, end in ends]
    by_stretch = defaultdict(set)
    for row in rows:
        by_stretch[row["document_id"], int(row["start"]), int(row["n"])].add(row["value"])
    total, covered = sum(int(row["n"]) for row in rows), sum(lengths)
    apart = sum(n for (*_, n), values in by_stretch.items() if len(values) == 2)
    pairs = total**2 - sum(length**2 for length in lengths) - (total - covered)
    expected = 1 - apart * pairs / (total * covered * (total - covered))

    assert figures(found, "finding")["alpha_unitizing"].value == pytest.approx(expected)


def test_the_units_name_each_coders_record_and_why_there_is_no_value(double, tmp_path):
    double.agreement(AgreementQuestion(AgreementUnit.RECORD, draws=0), units=tmp_path)
    faults = [row for row in rows_of(tmp_path) if row["subject"] == "finding.fault"]

    assert [(row["coder"], row["value"], row["no_value"]) for row in faults[2:4]] == [
        ("anna", "mistake", ""),
        ("ben", "", "no matching record"),
    ]
    assert [bool(row["item"]) for row in faults[2:4]] == [True, False]


def test_a_comparison_that_is_stopped_leaves_the_older_units_as_they_were(double, tmp_path):
    def stop(_):
        raise KeyboardInterrupt

    (tmp_path / "units.csv").write_text("older")
    with pytest.raises(KeyboardInterrupt):
        double.agreement(BEGUN, units=tmp_path, progress=stop)

    assert [path.name for path in tmp_path.iterdir() if path.name.endswith("csv")] == ["units.csv"]
    assert (tmp_path / "units.csv").read_text() == "older"


def test_a_place_that_takes_no_units_is_told(double, tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(ExportError, match="cannot hold units.csv"):
        double.agreement(BEGUN, units=tmp_path / "file")


def test_rows_and_csv_say_the_same(double):
    found = double.agreement(AgreementQuestion(draws=20))
    rows = list(agreement_rows(found))
    read = list(csv.DictReader(agreement_csv(found).splitlines()))

    assert [row["statistic"] for row in read] == [row["statistic"] for row in rows]
    assert [row["estimate"] for row in read] == [
        "" if row["estimate"] is None else str(row["estimate"]) for row in rows
    ]
    assert all(bool(row["estimate"]) != bool(row["undefined"]) for row in read)
    assert all(bool(row["ci_low"]) != bool(row["no_interval"]) for row in read)


def test_the_paragraph_states_units_statistic_version_number_and_interval(double):
    found = double.agreement(AgreementQuestion(AgreementUnit.RECORD, draws=200, seed=4))
    told = methods_paragraph(found, program="casecoder 9.9")

    assert "between 2 coders (anna and ben) was computed with casecoder 9.9" in told
    assert "codebook version 1.0, on 2 documents that at least two of them had done" in told
    assert "(left out: 2 coded by none of them)" in told
    assert "optimal assignment" in told
    assert "Hripcsak & Rothschild 2005" in told
    assert "200 bootstrap samples of documents (seed 4)" in told
    f1 = figures(found, "finding")["f1"]
    low, high = f1.interval
    assert f"Finding: F1 {f1.value:.3f} [{low:.3f}, {high:.3f}]; 3 units." in told


def test_the_status_is_part_of_the_answer(double):
    assert double.agreement(BEGUN).question.status is None
    assert double.agreement(AgreementQuestion(draws=0)).question.status is Status.DONE


# Rounds


def give(store, round_name, coder, *documents):
    """Say that some documents are a coder's in a round."""
    with closing(sqlite3.connect(store)) as connection, connection:
        for uid in documents:
            connection.execute(
                "UPDATE review SET round = ? WHERE document_id = (SELECT id FROM document WHERE uid = ?) "
                "AND coder_id = (SELECT id FROM coder WHERE name = ?)",
                (round_name, uid, coder),
            )


def test_a_round_has_only_what_was_coded_in_it(double, store, april, may):
    for coder in ("anna", "ben"):
        give(store, "pilot", coder, may)
    pilot = double.agreement(AgreementQuestion(round="pilot", draws=0))
    everything = double.agreement(AgreementQuestion(draws=0))

    assert (pilot.n_documents, pilot.rounds, pilot.left_out) == (1, ("pilot",), ())
    assert figures(pilot, "outcome")["percent"].value == 0
    assert everything.rounds == ("main", "pilot")
    assert "had done in round pilot" in methods_paragraph(pilot, program="x")
    assert "in rounds main and pilot taken together" in methods_paragraph(everything, program="x")


def test_documents_that_were_not_given_in_a_round_are_not_left_out_of_it(
    double, store, april, may, ardley
):
    for coder in ("anna", "ben", "lena"):
        give(store, "pilot", coder, may, ardley)
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE review SET in_queue = 0 WHERE round = 'main'")
    found = double.agreement(AgreementQuestion(round="pilot", draws=0))

    assert [(each.n, each.why) for each in found.left_out] == [(1, "coded by none of them")]


def test_a_document_in_the_round_of_one_coder_only_is_left_out_with_the_reason(double, store, may):
    give(store, "pilot", "anna", may)
    found = double.agreement(AgreementQuestion(round="pilot", coders=("anna", "ben"), draws=0))

    assert found.n_documents == 0
    assert (1, "coded by only one of them") in [(each.n, each.why) for each in found.left_out]


def test_who_codes_again_is_compared_with_themselves_and_no_coder_more(double, store, opened, may):
    again = opened(store, "anna-recode")
    code(again, may, "withdrawn")
    finish(again, may)
    give(store, "recode", "anna-recode", may)
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute(
            "UPDATE coder SET recodes = (SELECT uid FROM coder WHERE name = 'anna') "
            "WHERE name = 'anna-recode'"
        )
    found = double.agreement(AgreementQuestion(round="recode", draws=0))

    assert found.question.coders == ("anna", "anna-recode")
    assert (found.n_documents, figures(found, "outcome")["percent"].value) == (1, 0)
    assert double.agreement(AgreementQuestion(draws=0)).question.coders == ("anna", "ben")


def test_a_round_that_is_not_there_is_answered_with_those_that_are(double):
    with pytest.raises(NotFound, match="Nothing is begun in a round pilot yet; there is main"):
        double.agreement(AgreementQuestion(round="pilot"))


# Where coders differ


def test_a_confusion_table_has_who_gave_what_and_why_not(double):
    report = double.agreement_report(AgreementQuestion(draws=0))
    tables = {each.subject: each for each in report.confusions}

    outcome, fault = tables["outcome"], tables["finding.fault"]
    assert (outcome.answers, outcome.counts) == (("upheld", "not_upheld"), ((1, 1), (0, 0)))
    assert (outcome.n_units, outcome.n_same) == (2, 1)
    assert fault.answers == ("silence", "mistake", "no matching record")
    assert fault.counts == ((1, 1, 0), (0, 0, 1), (0, 0, 0))
    assert fault.n_values == 2
    assert tables["finding"].counts == ((2, 1), (0, 0))


def test_the_worst_values_come_first_with_the_words_of_both(double, april, may):
    report = double.agreement_report(AgreementQuestion(draws=0))
    (value,) = (
        each for each in report.values if (each.subject, each.value) == ("finding.fault", "silence")
    )
    (case,) = value.cases

    assert [each.share for each in report.values] == sorted(each.share for each in report.values)
    assert (value.n_given, value.n_agreed, value.share) == (3, 1, pytest.approx(2 / 3))
    assert value.instead == (("mistake", 1),)
    assert (case.document, [each.answer for each in case.sides]) == (may, ["silence", "mistake"])
    assert [each.quote for each in case.sides] == ["Ms B asked for a roo", "B asked for a room. Th"]
    assert [each.passage.start for each in case.sides] == [0, 3]


def test_a_field_and_a_variable_are_shown_by_the_passages_tied_to_them(double, study, ben, april):
    study.reopen(april)
    tied = NewEvidence(5, 9, "fault")
    study.add_record(april, RecordEntry("finding", {"fault": "delay"}, (NewEvidence(58, 84), tied)))
    study.set_variable(april, "outcome", "withdrawn", evidence=(NewEvidence(0, 4),))
    ben.reopen(april)
    ben.add_record(april, RecordEntry("finding", {"fault": "mistake"}, (NewEvidence(58, 84),)))
    report = double.agreement_report(BEGUN)
    quotes = {
        each.value: each.cases[0].sides[0].quote
        for each in report.values
        if each.value in ("delay", "withdrawn")
    }

    assert quotes == {"delay": "wrot", "withdrawn": "Mr A"}


def test_no_more_disagreements_are_kept_than_asked_for_but_all_are_counted(double):
    report = double.agreement_report(AgreementQuestion(draws=0), limit=1)
    made = next(each for each in report.values if each.subject == "outcome")

    assert all(len(each.cases) <= 1 for each in report.values)
    assert made.n_cases >= 1


def test_specific_agreement_of_two_coders_is_the_f1_of_the_value(double):
    question = AgreementQuestion(AgreementUnit.RECORD, subject="finding.fault", draws=0)
    f1 = figures(double.agreement(question), "finding.fault", "silence")["f1"].value
    report = double.agreement_report(question)

    assert next(each.share for each in report.values if each.value == "silence") == pytest.approx(
        f1
    )


def test_a_report_is_by_round_and_by_pair_and_takes_the_place_of_an_earlier_one(
    double, store, tmp_path, may
):
    for coder in ("anna", "ben"):
        give(store, "pilot", coder, may)
    double.write_agreement_report(tmp_path / "report", AgreementQuestion(draws=0), program="x")
    reports = double.write_agreement_report(
        tmp_path / "report", AgreementQuestion(draws=0), program="x"
    )

    tables = {
        path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        for path in (tmp_path / "report").glob("*.csv")
    }
    assert [each.agreements[0].question.round for each in reports] == ["main", "pilot"]
    assert set(tables) == {"agreement", "confusion", "values", "disagreements", "units"}
    for name, rows in tables.items():
        expected = {"pilot"} if name in ("disagreements",) else {"main", "pilot"}
        assert {row["round"] for row in rows} >= expected, name
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []
