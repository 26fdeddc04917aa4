"""A passage tells who speaks, how much, how far, how long and by when."""

import pytest

from storage.documents import fill, nearby_answers, segment
from storage.documents.fills import RULES
from storage.documents.fills.rules import ANSWERS
from storage.records import Passage


def filled(rule: str, words: str, kind: str = "lgsco_decision", *, around: str = "{}") -> object:
    text = around.replace("{}", words)
    start = text.index(words)
    return fill(rule, text, segment(text, kind), kind, Passage(start, start + len(words)))


@pytest.fixture
def ask(passage_of):
    """Applies a rule to words of a reading."""

    def answer(rule, reading, words):
        place = passage_of(reading.text, words)
        return fill(rule, reading.text, reading.segmentation, reading.kind, place)

    return answer


TEXT = (
    "The Council took a year - 343 working days - to respond to the couple. The Council apologised. "
    "Miss Y has two children. It offered Miss Y and her son nothing. It should act within 20 days."
)


@pytest.mark.parametrize(
    ("rule", "answers"),
    [
        ("beneficiary", ("Miss Y", "the couple", "two children", "her son")),
        ("duration", ("343 working days", "a year")),
        ("speaker", ()),
    ],
)
def test_what_stands_around_is_offered_the_nearest_first(rule, answers):
    start = TEXT.index("The Council apologised")
    passage = Passage(start, start + 23)
    found = nearby_answers(rule, TEXT, segment(TEXT, "other"), "other", passage)

    assert set(found) == set(answers)
    assert found[:1] == answers[:1]


TIMES_SET = [
    ("Pay her £300 within one month.", "lgsco_decision", "relative"),
    ("Train its staff by 30 June.", "ombudsman_other", "date"),
    ("Apologise to B by the deadline we set.", "spso_decision", "set_not_printed"),
    ("The Council has apologised to her.", "lgsco_decision", "none_stated"),
    ("The council should review its plans.", "press_ombudsman", "none_stated"),
    ("Improve the quality of plans.", "inspection_report", "none_stated"),
    ("The Council should review its plans.", "lgsco_decision", None),
    ("Apologise to B.", "spso_decision", None),
]


@pytest.mark.parametrize(("words", "kind", "printed"), TIMES_SET)
def test_whether_a_time_is_set_is_told_where_it_can_be(words, kind, printed):
    assert filled("deadline_kind", words, kind) == printed


def test_a_time_that_is_set_for_all_that_is_asked_counts_for_each():
    around = (
        "Recommendations\n\nWhat we asked the organisation to do:\n\n- {}\n\n"
        "We have asked for proof that this is done by the deadline we set."
    )

    assert filled("deadline_kind", "Apologise to B.", "spso_decision", around=around) == (
        "set_not_printed"
    )


@pytest.mark.parametrize(
    ("kind", "is_about_it"),
    [("press_inspection", False), ("inspection_report", False), ("press_ombudsman", None)],
)
def test_nothing_is_about_a_complaint_where_there_was_none(kind, is_about_it):
    assert filled("complaint_handling", "Plans were late.", kind) is is_about_it


def test_the_rules_are_those_that_a_codebook_may_name():
    assert tuple(ANSWERS) == RULES
    assert filled("no such rule", "Words.") is None


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        ("lgsco_decision", "ombudsman"),
        ("lgsco_report", "ombudsman"),
        ("spso_decision", "ombudsman"),
        ("ombudsman_other", "ombudsman"),
        ("press_ombudsman", "ombudsman"),
        ("inspection_report", "inspectorate"),
        ("press_inspection", "inspectorate"),
        ("other", None),
        ("our_kind", None),
    ],
)
def test_the_kind_says_who_speaks(kind, who):
    assert filled("speaker", "Plans were late and thin.", kind) == who


SPEAKERS = [
    ("A judge later criticised the council for keeping no plan.", "press_ombudsman", "court"),
    ("The family court found that nobody had asked.", "other", "court"),
    ("The panel upheld three of her points.", "lgsco_decision", "complaint_stage"),
    ("Her complaint was upheld by an independent person.", "lgsco_decision", "complaint_stage"),
    ("The stage two investigator found delay.", "lgsco_decision", "complaint_stage"),
    ("The Council accepted that it was late.", "lgsco_decision", "body_itself"),
    ("The Council has apologised to her.", "lgsco_decision", "body_itself"),
    ("A spokesman for the council said it was sorry.", "press_ombudsman", "body_itself"),
    ("We are sorry for all of it.", "press_inspection", "body_itself"),
    ("The ombudsman found that the council had said nothing.", "press_ombudsman", "ombudsman"),
    ("Inspectors said the council had agreed to do more.", "press_inspection", "inspectorate"),
    ("We found that the panel agreed too soon.", "spso_decision", "ombudsman"),
    ("In our view the council has learnt nothing.", "press_ombudsman", "press"),
    ("Her mother said: “I was at my wits’ end.”", "press_ombudsman", None),
    ("“They told us nothing,” Mrs D said.", "press_ombudsman", None),
    ("Shadow minister Ed Low said: “This is a disgrace.”", "press_inspection", None),
    ("“It took too long,” said the ombudsman, Ann Low.", "press_ombudsman", "ombudsman"),
]


@pytest.mark.parametrize(("words", "kind", "who"), SPEAKERS)
def test_the_sentence_says_whose_conclusion_it_is(words, kind, who):
    assert filled("speaker", words, kind) == who


def test_a_quotation_goes_on_in_the_next_paragraph(ask, read_text):
    reading = read_text("press_ombudsman")

    assert ask("speaker", reading, "“We are now changing how we find homes.”") == "body_itself"


def test_a_pronoun_means_who_spoke_before(ask, read_text):
    reading = read_text("press_ombudsman")

    assert ask("speaker", reading, "It added that two managers had been moved.") == "body_itself"


def test_what_is_agreed_is_the_ombudsmans_order(ask, lgsco):
    assert ask("speaker", lgsco, "apologise to Mrs P;") == "ombudsman"


AMOUNTS = [
    ("It paid £1,250.50 to her.", 1250.5),
    ("It paid £640 and later the £640 came back.", 640.0),
    ("It costs £1.3million a year.", 1_300_000.0),
    ("It set aside £6m.", 6_000_000.0),
    ("It paid £300 and £200.", None),
    ("It pays £50-100.", None),
    ("It paid nothing for 300 days.", None),
]


@pytest.mark.parametrize(("words", "amount"), AMOUNTS)
def test_the_one_sum_is_the_amount(words, amount):
    assert filled("amount", words) == amount


STATUSES = [
    ("The Council has agreed to apologise.", "agreed"),
    ("It did not agree to pay more.", "refused"),
    ("It refused to pay more.", "refused"),
    ("The Council has already trained its managers.", "done"),
    ("It apologised to her.", "done"),
    ("It added that a new system is under way.", "under_way"),
    ("It offered her £100.", "offered"),
    ("It should train its staff.", "recommended"),
    ("The council will publish a plan.", "agreed"),
    ("It rained.", None),
]


@pytest.mark.parametrize(("words", "status"), STATUSES)
def test_the_wording_says_how_far_it_is(words, status):
    assert filled("status", words, "press_ombudsman") == status


def test_the_section_says_how_far_it_is(ask, lgsco, spso):
    assert ask("status", lgsco, "apologise to Mrs P;") == "agreed"
    assert ask("status", lgsco, "It has already trained its managers.") == "done"
    assert ask("status", spso, "Say sorry to C and A for stopping the breaks") == "recommended"
    assert (
        ask("status", spso, "Children should be asked before a short break ends") == "recommended"
    )


DURATIONS = [
    ("The Council took 41 weeks to reply. Its target is 10 working days.", "41 weeks"),
    ("It took more than a year - 343 working days - to answer.", "343 working days"),
    ("She waited two and a half years.", "two and a half years"),
    ("A 16-year-old girl, aged 16 years, was 3 months old.", None),
    ("It must answer within 20 working days.", None),
    ("It was slow.", None),
]


@pytest.mark.parametrize(("words", "duration"), DURATIONS)
def test_a_duration_is_what_something_took(words, duration):
    assert filled("duration", words) == duration


DEADLINES = [
    (
        "Within one month of the date of my decision the Council will pay.",
        "Within one month of the date of my decision",
    ),
    ("It will write to her within 20 working days.", "within 20 working days"),
    ("By 31 March 2023 it will remind its staff.", "By 31 March 2023"),
    ("Send us evidence by the deadline we set.", "by the deadline we set"),
    ("It will pay her.", None),
]


@pytest.mark.parametrize(("words", "deadline"), DEADLINES)
def test_a_deadline_is_as_printed(words, deadline):
    assert filled("deadline", words) == deadline


def test_a_list_has_the_deadline_of_its_lead_in(ask, lgsco):
    assert ask("deadline", lgsco, "pay her £640 for the money she went without.") == (
        "Within one month of the date of my decision"
    )


def test_a_lead_in_reaches_no_further_than_its_list(ask, lgsco):
    assert ask("deadline", lgsco, "Mrs P cared for her two nephews for a year before") is None


# For whom


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The Council will apologise to Mrs K for the wait.", "Mrs K"),
        ("apologise in writing to Mr and Mrs T;", "Mr and Mrs T"),
        ("It has apologised to the young person.", "the young person"),
        ("Say sorry to C and A for what went wrong.", "C and A"),
        ("Write to Miss L to apologise.", "Miss L"),
        ("A written apology to Mr H’s daughter is due.", "Mr H’s daughter"),
        ("pay Mr D £250 for his worry;", "Mr D"),
        ("The trust paid the foster carers a further £80.", "the foster carers"),
        ("It offered the couple £400.", "the couple"),
        ("The council offered to pay both parents for the taxis.", "both parents"),
        ("Work out the sum and pay the difference to C.", "C"),
        ("We recommended a payment of £90 to Ms J and her son.", "Ms J and her son"),
        ("Reimburse Dr W for the fees.", "Dr W"),
        ("Apologise to Ms F and pay Ms F £100.", "Ms F"),
        ("Apologise to Ms F and pay Mr G £100.", None),
        ("Give C a written apology.", "C"),
        ("Write to the aunt and uncle separately to apologise.", "the aunt and uncle"),
        ("Pay Ms F £40 a week, to be used for her son's benefit.", None),
        ("provide the carers with a written plan;", "the carers"),
        ("The Council should pay her £100 and apologise to them.", None),
        ("apologise to Ms F’s solicitor", None),
        ("The Council agreed to pay the cost of the course.", None),
        ("Ms F offered to come to the meeting.", None),
        ("The Council wrote to Mr G in May.", None),
    ],
)
def test_a_remedy_names_whom_it_is_for(words, who):
    assert filled("beneficiary", words) == who
