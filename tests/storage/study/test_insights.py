"""Figures of a real store: whose coding is counted, what is left out, and what a bar opens."""

import shutil
from pathlib import Path

import pytest

from storage import (
    InputError,
    Missing,
    Money,
    NewEvidence,
    Period,
    Progress,
    Question,
    RecordEntry,
    Study,
    View,
    figure_csv,
    figure_rows,
    figure_splits,
    figure_subjects,
)

FAULTS = Question(View.COUNTS, "finding.fault")


@pytest.fixture(scope="module")
def coded_template(
    small_template: Path, tmp_path_factory: pytest.TempPathFactory, april, may, finding, remedy
) -> Path:
    """Two documents that anna has coded: three findings, two remedies, an outcome."""
    template = Path(shutil.copy(small_template, tmp_path_factory.mktemp("coded") / "study.db"))
    with Study.open(template, coder="anna") as study:
        study.add_record(april, finding(fault="delay", affected=("child", "parent")))
        study.add_record(april, finding(11, 20, fault="delay", length=Missing.NOT_STATED))
        study.add_record(may, finding(0, 18, fault="silence", affected=("child",)))
        study.add_record(april, remedy(0, 10, amount=Money(150)))
        study.add_record(april, remedy(0, 12, amount=Money(20, "EUR")))
        study.set_variable(april, "outcome", "upheld")
        study.set_variable(may, "outcome", Missing.UNCLEAR)
    return template


@pytest.fixture
def coded_store(coded_template: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return Path(shutil.copy(coded_template, tmp_path / "coded.db"))


@pytest.fixture
def coded(coded_store: Path, opened) -> Study:
    """The same, opened by anna."""
    return opened(coded_store)


def table(study: Study, question: Question) -> dict[str, dict[str, int]]:
    """Counts that are not 0, by the labels of groups and bars."""
    return {
        group.label: {bar.label: bar.count for bar in group.bars if bar.count}
        for group in study.figure(question).groups
    }


def test_values_of_records_are_counted_by_a_variable_of_their_documents(coded):
    assert table(coded, FAULTS) == {"": {"Delay": 2, "Silence": 1}}
    assert table(coded, Question(View.COUNTS, "finding.fault", "outcome")) == {
        "Upheld": {"Delay": 2},
        "unclear": {"Silence": 1},
    }
    assert table(coded, Question(View.COUNTS, "finding.fault", "finding.affected")) == {
        "Child": {"Delay": 1, "Silence": 1},
        "Parent": {"Delay": 1},
        "not answered": {"Delay": 1},
    }


def test_documents_still_to_do_or_excluded_are_left_out_and_said(coded, ardley, uids):
    coded.exclude(ardley, "about something else")
    figure = coded.figure(Question(View.COUNTS, "outcome"))

    assert figure.base == 2
    assert figure.notes[0] == (
        "Counted: your own coding of 2 documents begun or done; left out: 1 to do, 1 excluded."
    )


def test_who_was_not_asked_is_left_out_and_said(coded):
    figure = coded.figure(Question(View.COUNTS, "finding.length"))

    assert table(coded, figure.question) == {"": {"not stated": 1, "not answered": 1}}
    assert "Left out: 1 finding not asked this." in figure.notes


def test_counting_begins_with_records_where_no_document_is_asked_the_variable(
    study, april, finding, codebook_text
):
    study.add_record(april, finding(fault="delay"))
    first = study.figure(Question(View.COUNTS)).question.field
    asked = 'label = "Outcome"\ntype = "choice"\n'
    elsewhere = codebook_text.replace(asked, f'{asked}kinds = ["lgsco_report"]\n')
    study.set_codebook(elsewhere.replace('"1.0"', '"2.0"'))
    figure = study.figure(Question(View.COUNTS))

    assert (first, figure.question.field, figure.base) == ("outcome", "finding.fault", 1)
    assert not study.figure(Question(View.COUNTS, "outcome")).groups


def test_a_proposal_is_no_data(study, ardley, finding):
    study.add_record(ardley, finding())
    assert study.coding(ardley).proposals["outcome"]

    assert table(study, Question(View.COUNTS, "outcome")) == {"": {"not answered": 1}}


def test_removed_records_and_documents_and_other_coders_are_not_counted(
    coded, coded_store, april, may, opened, finding
):
    bert = opened(coded_store, "bert")
    bert.add_record(april, finding(fault="mistake"))
    coded.remove_record(coded.coding(april).records[0].uid)
    coded.remove_documents([may])

    assert table(coded, FAULTS) == {"": {"Delay": 1}}
    assert table(bert, FAULTS) == {"": {"Mistake": 1}}


def test_progress_is_ones_own_or_everybodys_by_coder(
    coded, coded_store, april, may, opened, finding
):
    bert = opened(coded_store, "bert")
    bert.add_record(april, finding(fault="mistake"))
    records = Question(View.PROGRESS, "records", period=Period.YEAR)

    assert coded.figure(records).base == 5
    by_coder = Question(View.PROGRESS, "records", "coder", Period.YEAR)
    blind = coded.figure(by_coder)
    coded.open_round("main")
    figure = coded.figure(by_coder)
    assert {group.label: group.base for group in blind.groups} == {"anna": 5}
    assert {group.label: group.base for group in figure.groups} == {"anna": 5, "bert": 1}
    assert coded.figure(Question(View.PROGRESS)).base == 0


def test_a_document_done_by_two_counts_for_each(coded, coded_store, may, opened, remedy):
    bert = opened(coded_store, "bert")
    for study in (coded, bert):
        study.set_variable(may, "outcome", "upheld")
        study.finish(may, ["finding", "remedy"])
    figure = coded.figure(Question(View.PROGRESS, "documents", "coder"))

    assert {group.label: group.base for group in figure.groups} == {"anna": 1, "bert": 1}
    (group, _) = figure.groups
    assert [each.document for each in coded.counted(figure, group, group.bars[0])] == [may]


def test_values_go_together_in_a_record_or_else_in_a_document(coded):
    in_record = coded.figure(Question(View.TOGETHER, "finding.affected", "finding.affected"))
    in_document = coded.figure(Question(View.TOGETHER, "finding.fault", "outcome"))

    assert in_record.unit == ("finding", "findings")
    assert table(coded, in_record.question) == {"Child": {"Parent": 1}, "Parent": {"Child": 1}}
    assert in_document.unit == ("document", "documents")
    assert table(coded, in_document.question) == {"Upheld": {"Delay": 1}}
    assert in_document.notes[0] == "Two values are together when they are in the same document."


def test_amounts_stand_apart_by_currency(coded):
    figure = coded.figure(Question(View.AMOUNTS))

    assert [(group.currency, group.spread.n) for group in figure.groups] == [("EUR", 1), ("GBP", 1)]
    assert figure.question.field == "remedy.amount"


def test_a_bar_opens_the_records_that_it_counts(coded, april):
    figure = coded.figure(FAULTS)
    (group,) = figure.groups
    delays = coded.counted(figure, group, group.bars[0])

    assert [(each.document, each.mark, each.start, each.end) for each in delays] == [
        (april, "F1", 0, 10),
        (april, "F2", 11, 20),
    ]
    assert delays[0].quote == "Mr A wrote"
    assert len(coded.counted(figure, group, None)) == 3
    assert len(coded.counted(figure, group, group.bars[0], limit=1)) == 1


def test_a_bar_of_an_earlier_figure_still_opens_what_is_there(coded, april):
    figure = coded.figure(FAULTS)
    coded.figure(Question(View.COUNTS, "outcome"))
    coded.remove_record(coded.coding(april).records[0].uid)
    (group,) = figure.groups

    assert [each.mark for each in coded.counted(figure, group, group.bars[0])] == ["F2"]


def test_a_bar_of_documents_opens_documents(coded, april):
    figure = coded.figure(Question(View.COUNTS, "outcome"))
    (group,) = figure.groups

    (found,) = coded.counted(figure, group, group.bars[0])
    assert (found.document, found.record, found.title) == (april, None, coded.document(april).title)


def test_somebody_who_has_coded_nothing_sees_nothing(coded, coded_store, opened):
    figure = opened(coded_store, "carl").figure(FAULTS)

    assert (figure.base, figure.groups) == (0, ())


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (
            Question(View.COUNTS, "finding.nothing"),
            "There is no finding.nothing to give as --field",
        ),
        (
            Question(View.COUNTS, "outcome", "finding.fault"),
            "There is no finding.fault to give as --by",
        ),
        (Question(View.TIME), "it has no variable that is a date"),
        (Question(View.COUNTS, "outcome", period=Period.DAY), "The view counts is not by day"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_with_what_can(coded, question, says):
    with pytest.raises(InputError, match=says):
        coded.figure(question)


def test_counting_tells_how_far_it_has_come_and_can_be_stopped(coded):
    told: list[Progress] = []
    coded.figure(FAULTS, progress=told.append)

    assert {each.unit for each in told} == {"documents", "records", "answers"}
    assert sum(each.done for each in told if each.unit == "answers") == 3

    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        coded.figure(FAULTS, progress=stop)


def test_a_figure_is_a_tidy_table(coded):
    figure = coded.figure(Question(View.COUNTS, "finding.fault", "kind"))

    assert figure_csv(figure).splitlines() == [
        "field,by,group,group_label,value,value_label,value_kind,unit,n,base,share",
        "finding.fault,kind,other,other,delay,Delay,value,findings,2,3,0.666667",
        "finding.fault,kind,other,other,silence,Silence,value,findings,1,3,0.333333",
        "finding.fault,kind,other,other,mistake,Mistake,value,findings,0,3,0.0",
    ]
    assert list(figure_rows(coded.figure(Question(View.AMOUNTS))))[1] == {
        "field": "remedy.amount",
        "currency": "GBP",
        "unit": "remedies",
        "n": 1,
        **dict.fromkeys(
            ("minimum", "lower_quartile", "median", "upper_quartile", "maximum"), 150.0
        ),
    }
    assert figure_csv(coded.figure(Question(View.PROGRESS))).count("\n") == 1


def test_everything_that_is_offered_can_be_asked(coded):
    codebook = coded.codebook()
    for view in (View.PROGRESS, View.COUNTS, View.TOGETHER, View.AMOUNTS):
        for subject in figure_subjects(codebook, view):
            asked = coded.figure(Question(view, subject.name)).question
            for split in figure_splits(codebook, asked):
                assert coded.figure(Question(view, subject.name, split.name)).title


def test_a_passage_of_a_field_is_the_quote_when_it_comes_first(study, april):
    entry = RecordEntry(
        "finding", {"fault": "delay"}, (NewEvidence(30, 40), NewEvidence(0, 4, "fault"))
    )
    study.add_record(april, entry)
    figure = study.figure(FAULTS)
    (group,) = figure.groups

    assert [each.quote for each in study.counted(figure, group, None)] == ["Mr A"]
