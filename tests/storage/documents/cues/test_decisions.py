"""In a decision cues stand on what was found, put right and recommended, and on nothing else."""

import pytest

FOUND = [
    "The Council was at fault.",
    "I find fault with the way it told Ms R.",
    "There was no fault in how the panel reached its view.",
    "The Council took nine months to answer.",
    "It should have told her in May.",
    "It had no plan for the boy's schooling.",
    "Officers did not ask him what he wanted.",
    "This caused Ms R avoidable distress.",
    "He missed eleven weeks of lessons.",
    "The Council accepts that its letter was wrong.",
    "An independent person upheld two of her points.",
    "The decision was reasonable, and I have seen nothing wrong with it.",
    "It is unlikely that we could add to what the panel said.",
    "We will not investigate her complaint about the school.",
    "I have completed my investigation, as the Council's delay caused injustice.",
    "The Council gave the family the wrong information about their entitlement.",
    "There is no record of any discussion with the foster carers.",
    "The panel had all the relevant papers and asked the right questions.",
    "The assessment was superficial and relied on out-of-date reports.",
    "The Council's refusal to provide a copy was not justified.",
    "In my view the remedy offered is adequate and proportionate.",
    "No one told Ms H that the case had been closed.",
    "I have decided not to investigate this complaint.",
    "The Council's failure had a significant impact on the whole family.",
    "The Council has not shown that it considered the carers' views.",
    "Ms R says nobody wrote, but I found a letter of that week was lost.",
    "The sum offered does not reflect what they went through.",
    "The information was there but was not requested.",
    "The same goes for the plan.",
    "She received no regular help with the children.",
    "No agency held a meeting about him.",
    "We have reached this view because she has appealed to a tribunal.",
]


def test_a_list_of_what_was_agreed_needs_neither_heading_nor_stops(pointed):
    text = (
        "Case Against: Tarn Council\nReport Date: 05/16/2024\nCase Reference Number: 202306611\n\n"
        "Mr and Mrs P complained to the Ombudsman about the help that they had as carers.\n\n"
        "The Council agreed to, within 6 weeks:\n\n(a) apologise to Mr and Mrs P\n"
        "(b) remind social workers of its kinship policy\n"
    )

    assert pointed(text, "ombudsman_other")[-2:] == [
        ("remedy", "apologise to Mr and Mrs P"),
        ("recommendation", "remind social workers of its kinship policy"),
    ]


@pytest.mark.parametrize("words", FOUND)
def test_a_verdict_is_a_finding(types, words):
    assert types(words) == ["finding"]


NOT_FOUND = [
    "Ms R says the Council failed to visit.",
    "She believes that the officers were unfair to her.",
    "Ms R told the Council that she was unhappy with the delay.",
    "The Council said it did not know of the move.",
    "Councils must visit a child in care every six weeks.",
    "Statutory guidance says a council should keep a record of any delay.",
    "We cannot question a decision that was made without fault.",
    "We may decide not to start an investigation if there is no injustice.",
    "When we find fault, we look at what harm it did.",
    "Ms R lives with her two nephews.",
    "The Council placed the boy with Ms R in May.",
    "She would like the Council to accept its failings.",
    "Was there fault?",
    "He denied hitting the boy.",
]


@pytest.mark.parametrize("words", NOT_FOUND)
def test_claims_law_powers_and_background_are_none(types, words):
    assert types(words) == []


def test_a_claim_goes_on_in_the_next_sentence(types):
    words = "1. Ms R says nobody visited. It also failed to write to her. I find no fault in that."

    assert types(words) == ["finding"]


SILENT = ["The complaint", "The Ombudsman’s role and powers", "How I considered this complaint"]


@pytest.mark.parametrize("section", [*SILENT, "Relevant law and guidance"])
def test_what_is_said_before_anybody_judges_has_no_cues(types, section):
    words = (
        "1. The Council failed to act, and its delay was a fault.\n2. It must pay for its errors."
    )

    assert types(words, section) == []


def test_what_happened_holds_only_what_somebody_concluded(types):
    words = "1. The Council did not reply until May.\n2. A panel upheld her complaint of delay."

    assert types(words, "What happened") == ["finding"]


ORDERS = [
    ("apologise to Ms R for the distress;", ["remedy"]),
    ("pay Ms R £300 and her son £200;", ["remedy"]),
    ("reassess what support she needs;", ["remedy"]),
    ("invite Ms R to a meeting to talk about contact;", ["remedy"]),
    ("amend its records about him;", ["remedy"]),
    ("remind its social workers to write down what they decide;", ["recommendation"]),
    ("review its policy on allowances;", ["recommendation"]),
    ("look for other families who may have been affected;", ["recommendation"]),
    ("train the staff who answer complaints.", ["recommendation"]),
    ("produce an action plan.", ["recommendation"]),
    ("arrange for an independent social worker to carry out a new assessment of K;", ["remedy"]),
    ("place a copy of this decision on K's file;", ["remedy"]),
    ("provide Ms W with the information she asked for in her letter;", ["remedy"]),
    ("invite Mr D to make a late appeal to the panel;", ["remedy"]),
    ("restore the direct payments from April 2020;", ["remedy"]),
    ("offer E a place at a specialist provision;", ["remedy"]),
    ("remove the incorrect entry from the records;", ["remedy"]),
    ("backdate the carers' allowance to the date of placement;", ["remedy"]),
    ("make good the missed speech therapy sessions;", ["remedy"]),
    ("share the learning from this case with its frontline teams;", ["recommendation"]),
    (
        "review whether other children have missed provision because of the same error;",
        ["recommendation"],
    ),
    ("give training to officers who deal with stage two complaints;", ["recommendation"]),
    ("circulate guidance to all reviewing officers;", ["recommendation"]),
    (
        "report to its scrutiny committee on the number of children without a school place;",
        ["recommendation"],
    ),
    ("make sure managers sign off decisions to end support;", ["recommendation"]),
    ("consider whether its staffing is adequate to meet demand;", ["recommendation"]),
    ("ensure case notes are completed within five working days;", ["recommendation"]),
    ("write to all special guardians to tell them about the change;", ["recommendation"]),
    ("monitor how long families wait for a reply;", ["recommendation"]),
    ("set up a monthly report to a senior manager;", ["recommendation"]),
    ("make a written rule on moves;", ["recommendation"]),
    ("send us its plan for cutting the wait;", ["recommendation"]),
    ("refer Child G to its therapeutic service;", ["remedy"]),
]


@pytest.mark.parametrize(("item", "expected"), ORDERS)
def test_redress_is_a_remedy_and_change_a_recommendation(types, item, expected):
    words = f"1. Within a month the Council has agreed to:\n    • {item}"

    assert types(words, "Agreed action") == expected


def test_a_sentence_may_order_both(types):
    words = "1. The Council has agreed to apologise to Ms R and to train its managers."

    assert types(words, "Agreed action") == ["remedy", "recommendation"]


@pytest.mark.parametrize(
    "words",
    [
        "1. The Council should provide us with evidence that it has done so.",
        "1. The Council should write to us to confirm it has done so.",
    ],
)
def test_what_is_to_be_shown_afterwards_is_a_recommendation(types, words):
    assert types(words, "Agreed action") == ["recommendation"]


FORMULAS = [
    "The apology should meet the standards in our guidance.",
    "The Council must consider the report at its full council.",
    "The Council has to consider this report and tell us within a month what it will do.",
    "The organisation have been asked to send us evidence by the date we gave them.",
    "I am pleased that the Trust accepted my findings and recommendations.",
    "When we decide on a remedy, we look at what the fault did.",
]


@pytest.mark.parametrize("words", FORMULAS)
def test_standard_sentences_order_nothing(types, words):
    assert types(words, "Agreed action") == []


TOLD = [
    ("The Council has agreed to apologise and pay her £200.", ["remedy"]),
    ("It apologised to Ms R and offered her £100.", ["remedy"]),
    ("The Council has agreed to backdate her allowance to May.", ["remedy"]),
    ("Recommendations were made, including about its records.", ["recommendation"]),
    ("The Council has agreed to review its procedures.", ["recommendation"]),
    ("She wants an apology and £5,000.", []),
    ("The Council has seen this and has paid what it owed.", ["remedy"]),
    ("We said the Trust may wish to make sure carers are told of it.", ["recommendation"]),
    ("Ms R asked for compensation.", []),
    ("It is unlikely we would recommend a larger payment.", ["finding"]),
]


@pytest.mark.parametrize(("words", "expected"), TOLD)
def test_redress_is_told_elsewhere_too(types, words, expected):
    assert types(words) == expected


def test_a_list_is_what_its_lead_says(types):
    claims = "1. Ms R says the Council:\n    • failed to visit; and\n    • lost her notes."
    faults = (
        "1. I found the Council at fault because it:\n    • failed to visit;\n    • lost her notes."
    )

    assert types(claims) == []
    assert types(faults) == ["finding", "finding"]


def test_boilerplate_has_no_cues(pointed):
    text = (
        "Larkby Council (21 000 111)\n\nDecision : Upheld\n\nFinal decision\n\n"
        "1. The Council was at fault.\n\nBack to top\n\nPrint this page\n"
    )

    assert pointed(text) == [("finding", "The Council was at fault.")]


def test_scottish_summaries_tell_the_complaint_first(pointed, spso):
    found = pointed(spso.text, "spso_decision")

    assert [type_ for type_, _ in found] == ["finding"] * 3 + [
        "remedy",
        "recommendation",
        "recommendation",
    ]
    assert found[0][1] == "We found that nobody had asked A what they wanted."


def test_the_reason_names_the_words(lgsco):
    reasons = {cue.why for cue in lgsco.cues}

    assert any(why.startswith("agreed remedy: ‘") for why in reasons)
    assert "own offer or act: ‘council offered’" in reasons


LEFT_OPEN = [
    "I am unable to prefer one account to the other.",
    "The evidence did not allow us to reach a view.",
    "We have not been able to conclude that she was told.",
    "I make no finding on that.",
]


@pytest.mark.parametrize("words", LEFT_OPEN)
def test_what_could_not_be_settled_is_a_conclusion(types, words):
    assert types(words) == ["finding"]


def test_a_list_under_a_deadline_goes_on_with_the_agreement_above(pointed):
    text = (
        "Larkby Council (21 000 111)\n\nWhat I found\n\n1. The Council agreed to do the following:\n\n"
        "Within one month:\n\n• apologise to Ms R;\n\nWithin three months:\n\n• share this with all staff.\n"
    )

    assert ("remedy", "apologise to Ms R;") in pointed(text)
    assert ("recommendation", "share this with all staff.") in pointed(text)


def test_redress_under_recommendations_is_both(types):
    words = "• pay Ms R £300 for her distress;"

    assert types(words, "Recommendations") == ["remedy", "recommendation"]
    assert types(words, "Agreed action") == ["remedy"]
