"""Documents become units, and what is not counted is told with its reason."""

import pytest

from storage import AgreementQuestion, AgreementUnit, Metric, NotFound, load_codebook
from storage.agreement.bootstrap import Draws
from storage.agreement.coded import Coded, CodedDocument, CodedRecord
from storage.agreement.comparison import Comparison
from storage.agreement.measures import measures
from storage.agreement.subjects import subjects_of
from storage.agreement.units import Gap

TEXT, NUMBER = "text", "number"


def said(**answers):
    """Answers as they are stored."""
    items = {}
    for name, value in answers.items():
        several = value if isinstance(value, list) else [value]
        items[name] = [
            (None, None, each[1:])
            if isinstance(each, str) and each.startswith("?")
            else (each, None, None)
            if isinstance(each, str)
            else (None, float(each), None)
            for each in several
        ]
    return items


def finding(uid, start, end, **answers):
    return CodedRecord(uid, "finding", said(**answers), ((start, end),))


def document(uid="d1", kind="other", n_characters=100, sentences=(), **codings):
    return CodedDocument(uid, kind, n_characters, sentences, codings)


@pytest.fixture(scope="session")
def codebook(codebook_text):
    return load_codebook(codebook_text)


@pytest.fixture(scope="session")
def compared(codebook):
    """Compares documents by a question, and gives the series by subject and every unit."""

    def compare(question, *documents, coders=("a", "b")):
        units = []
        subjects = subjects_of(codebook, question)
        comparison = Comparison(question.unit, coders, subjects, units.append)
        for each in documents:
            comparison.add(each)
        return comparison, {each.subject: each for each in comparison.series}, units

    return compare


DOCUMENT = AgreementQuestion()
RECORD = AgreementQuestion(AgreementUnit.RECORD)


def test_variables_are_compared_by_what_they_are(compared):
    one = Coded(said(outcome="upheld", respondent=["x", "y"], weeks=3, topic="rent"))
    other = Coded(said(outcome="?not_stated", respondent=["y"], weeks="?unclear"))
    _, series, _ = compared(DOCUMENT, document(a=one, b=other))

    assert series["outcome"].documents == [{("upheld", "not_stated"): 1}]
    assert series["respondent"].documents == [{(frozenset("xy"), frozenset("y")): 1}]
    assert series["weeks"].documents == [{(3.0, Gap.NO_NUMBER): 1}]
    assert series["topic"].documents == [{("rent", Gap.UNANSWERED): 1}]
    assert series["finding"].documents == [{(0.0, 0.0): 1}]


def test_ranks_have_no_missing_values(compared):
    ranked = AgreementQuestion(subject="outcome", metric=Metric.ORDINAL)
    coded = document(a=Coded(said(outcome="upheld")), b=Coded(said(outcome="?unclear")))
    _, series, _ = compared(ranked, coded)

    assert series["outcome"].documents == [{("upheld", Gap.NO_NUMBER): 1}]


def test_a_field_that_was_not_asked_has_no_answer_even_where_one_stands(compared):
    one = Coded(records=[finding("a1", 0, 9, fault="delay", length="a week")])
    other = Coded(records=[finding("b1", 0, 9, fault="silence", length="a month")])
    _, series, _ = compared(RECORD, document(a=one, b=other))

    assert series["finding.length"].documents == [{("a week", Gap.NOT_ASKED): 1}]


def test_records_without_a_match_count_as_made_by_one_and_have_no_fields_to_compare(compared):
    one = Coded(
        records=[finding("a1", 0, 9, fault="delay"), finding("a2", 50, 60, fault="mistake")]
    )
    other = Coded(records=[finding("b1", 5, 9, fault="delay")])
    _, series, units = compared(RECORD, document(a=one, b=other))

    assert series["finding"].documents == [{("yes", "yes"): 1, ("yes", "no"): 1}]
    assert series["finding.fault"].documents == [
        {("delay", "delay"): 1, ("mistake", Gap.UNMATCHED): 1}
    ]
    assert [unit.items for unit in units if unit.subject == "finding"] == [
        ("a1", "b1"),
        ("a2", ""),
    ]


def test_a_document_that_one_of_three_has_not_coded_is_compared_for_the_others(compared):
    coded = document(a=Coded(said(outcome="upheld")), c=Coded(said(outcome="upheld")))
    _, series, _ = compared(DOCUMENT, coded, coders=("a", "b", "c"))

    assert series["outcome"].documents == [{("upheld", Gap.NOT_CODED, "upheld"): 1}]


def test_documents_coded_by_fewer_than_two_are_left_out_and_counted(compared):
    comparison, series, _ = compared(
        DOCUMENT, document("d1", a=Coded()), document("d2"), document("d3", a=Coded(), b=Coded())
    )

    assert comparison.n_documents == 1
    assert comparison.left_out == {"coded by only one of them": 1, "coded by none of them": 1}
    assert len(series["outcome"].documents) == 1


def test_sentences_have_the_types_of_every_passage_that_reaches_them(compared):
    remedy = CodedRecord("a2", "remedy", {}, ((12, 13),))
    coded = document(
        sentences=[(0, 10), (11, 20), (21, 30)],
        a=Coded(records=[finding("a1", 9, 12), remedy]),
        b=Coded(records=[finding("b1", 10, 11)]),
    )
    _, series, _ = compared(AgreementQuestion(AgreementUnit.SENTENCE), coded)
    nothing = frozenset()

    assert series["record_types"].documents == [
        {
            (frozenset(["finding"]), nothing): 1,
            (frozenset(["finding", "remedy"]), nothing): 1,
            (nothing, nothing): 1,
        }
    ]


def test_characters_are_counted_in_stretches_that_cover_the_whole_text(compared):
    coded = document(
        a=Coded(records=[finding("a1", 0, 10), finding("a2", 5, 20)]),
        b=Coded(records=[finding("b1", 10, 30)]),
    )
    _, series, units = compared(
        AgreementQuestion(AgreementUnit.CHARACTER, subject="finding"), coded
    )

    assert series["finding"].documents == [
        {("yes", "no"): 10, ("yes", "yes"): 10, ("no", "yes"): 10, ("no", "no"): 70}
    ]
    assert [(unit.start, unit.end, unit.n) for unit in units] == [
        (0, 10, 10),
        (10, 20, 10),
        (20, 30, 10),
        (30, 100, 70),
    ]
    assert [unit.items for unit in units[:3]] == [("0-20", ""), ("0-20", "10-30"), ("", "10-30")]


def found(comparison, coders=("a", "b"), draws=0):
    return measures(comparison.series, coders, draws=Draws(draws, 1), draw_values=True)


def figure(all_measures, name, subject, *, value=None, coders=("a", "b")):
    (one,) = [
        each.statistic
        for each in all_measures
        if (each.statistic.name, each.subject, each.value, each.coders)
        == (name, subject, value, coders)
    ]
    return one


def test_precision_and_recall_hold_the_second_coder_against_the_first(compared):
    one = Coded(records=[finding("a1", 0, 9), finding("a2", 20, 29), finding("a3", 40, 49)])
    other = Coded(records=[finding("b1", 0, 9), finding("b2", 60, 69)])
    comparison, *_ = compared(RECORD, document(a=one, b=other))
    told = found(comparison)

    assert figure(told, "precision", "finding").value == pytest.approx(1 / 2)
    assert figure(told, "recall", "finding").value == pytest.approx(1 / 3)
    assert figure(told, "f1", "finding").value == pytest.approx(2 / 5)
    assert figure(told, "f1", "finding").n_units == 4


def test_a_figure_tells_what_is_left_out_of_it_and_why(compared):
    one = Coded(records=[finding("a1", 0, 9, fault="delay"), finding("a2", 20, 29, fault="delay")])
    other = Coded(records=[finding("b1", 0, 9)])
    comparison, *_ = compared(RECORD, document(a=one, b=other))
    kappa = figure(found(comparison), "cohen_kappa", "finding.fault")

    assert (kappa.n_units, kappa.value) == (0, None)
    assert kappa.why == "no unit was answered by two coders"
    assert [(each.n, each.why) for each in kappa.left_out] == [
        (1, "no matching record"),
        (1, "unanswered"),
    ]


def test_answers_that_are_all_the_same_have_no_kappa_and_say_so(compared):
    coded = [
        document(f"d{n}", a=Coded(said(outcome="upheld")), b=Coded(said(outcome="upheld")))
        for n in range(3)
    ]
    comparison, *_ = compared(DOCUMENT, *coded)
    told = found(comparison, draws=10)

    assert figure(told, "percent", "outcome").value == 1
    assert figure(told, "percent", "outcome").interval == (1, 1)
    assert "nothing could differ by chance" in figure(told, "cohen_kappa", "outcome").why
    assert "nothing could differ by chance" in figure(told, "alpha_nominal", "outcome").why
    assert "chance needs two" in figure(told, "gwet_ac1", "outcome").why
    assert figure(told, "cohen_kappa", "outcome").interval is None


def test_pairs_of_three_coders_rest_on_what_the_two_have(compared):
    three = ("a", "b", "c")
    upheld, not_upheld = (Coded(said(outcome=each)) for each in ("upheld", "not_upheld"))
    comparison, *_ = compared(
        DOCUMENT,
        document("d1", a=upheld, b=upheld, c=not_upheld),
        document("d2", a=not_upheld, b=not_upheld),
        document("d3", a=upheld, c=upheld),
        coders=three,
    )
    told = found(comparison, three)

    assert figure(told, "cohen_kappa", "outcome").value == 1
    assert figure(told, "cohen_kappa", "outcome").n_units == 2
    assert figure(told, "percent", "outcome", coders=("a", "c")).value == 1 / 2
    assert figure(told, "percent", "outcome", coders=("b", "c")).n_units == 1
    fleiss = figure(told, "fleiss_kappa", "outcome", coders=three)
    assert fleiss.n_units == 1
    assert [(each.n, each.why) for each in fleiss.left_out] == [(2, "not coded by one of them")]


def test_records_that_neither_of_a_pair_has_are_no_units_of_theirs(compared):
    three = ("a", "b", "c")
    codings = {
        "a": Coded(records=[finding("a1", 0, 9, fault="delay")]),
        "b": Coded(records=[finding("b1", 0, 9, fault="delay")]),
        "c": Coded(records=[finding("c1", 0, 9), finding("c2", 50, 60, fault="delay")]),
    }
    comparison, *_ = compared(RECORD, document(**codings), coders=three)
    told = found(comparison, three)

    assert figure(told, "f1", "finding", coders=three).n_units == 2
    assert figure(told, "f1", "finding").n_units == 1
    assert figure(told, "f1", "finding", coders=("a", "c")).n_units == 2
    assert figure(told, "percent", "finding.fault").left_out == ()


def test_each_value_of_several_is_compared_on_its_own(compared):
    one = Coded(records=[finding("a1", 0, 9, affected=["child", "parent"])])
    other = Coded(records=[finding("b1", 0, 9, affected=["child"])])
    comparison, *_ = compared(RECORD, document(a=one, b=other))
    told = found(comparison)

    assert figure(told, "percent", "finding.affected", value="child").value == 1
    assert figure(told, "percent", "finding.affected", value="parent").value == 0


def test_what_the_codebook_does_not_have_is_answered_with_what_it_has(codebook):
    question = AgreementQuestion(AgreementUnit.CHARACTER, subject="outcome")

    with pytest.raises(
        NotFound, match="no outcome to compare by character; there is finding, remedy"
    ):
        subjects_of(codebook, question)
