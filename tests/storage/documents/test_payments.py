"""Payments are the sums that put something right, each once, told from all other money."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.documents import payments, segment


def paid(words: str, kind: str = "lgsco_decision", section: str = "What I found") -> list[float]:
    """The amounts found in words that stand in one section of a decision."""
    text = words if kind.startswith("press") else f"Larkby Council\n\n{section}\n\n{words}"
    return [each.amount for each in payments(text, segment(text, kind), kind)]


ORDERED = [
    ("The Council will pay Ms R £300 for her distress.", [300]),
    ("Pay Ms R £300.00 within a month.", [300]),
    ("Pay Mr and Mrs R £ 1,250 to recognise the uncertainty.", [1250]),
    ("pay the boy £1,\n200 for the lessons he missed;", [1200]),
    ("Pay her 450 pounds for the worry it put her to.", [450]),
    ("Pay her €500 for the loss.", [500]),
    ("A payment of £200 to her daughter.", [200]),
    ("It will pay £150 to each of the three children.", [150]),
    ("Reimburse the £320 that she spent on fees.", [320]),
    ("Refund the £1,040.50 charged for transport.", [1040.5]),
    ("Write off the £600 it says that she owes.", [600]),
    ("Make a symbolic payment of £500 in acknowledgement of what she lost.", [500]),
    ("Pay £100 a month for ten months, for the support he went without.", [100]),
    ("Pay £300 to Ms R, £200 to her son and £100 to her daughter.", [300, 200, 100]),
    ("Pay Mr R £200 and Mrs R £200 for their distress.", [200, 200]),
    ("Pay her £700, made up of £500 for distress and £200 for her time.", [500, 200]),
    ("Pay her £250 for distress and £150 for her trouble, a total of £400.", [250, 150]),
    ("Pay her a total of £900 for everything.", [900]),
    ("Pay £600 a term for three terms, in all £1,800.", [1800]),
    ("Pay her £350. This £350 may be kept against no debt.", [350]),
    ("Increase its offer from £150 to £400.", [150, 400]),
    ("Provide £1.2k to Ms R as a symbolic payment.", [1200]),
    ("Pay £60 for each of the ten weeks without help, which comes to £600.", [600]),
    ("Refund the £90 in full; Ms R's fares of £14 are to be refunded too.", [90, 14]),
    ("Pay her £700 for distress, less the £200 it gave her in June.", [700]),
    ("Pay £900 into a savings account for each girl.", [900]),
    (
        "It paid her £640 as a goodwill gesture. It will pay her allowance, less the £640 paid.",
        [640],
    ),
    ("Pay her £400 and hand over £350 to her son, in all more than £700.", [400, 350]),
    ("It gave her £200 in vouchers. It will pay her allowance, less the £200 given.", []),
    ("Pay £480. If £150 was paid already, the landlord may take this off.", [480]),
    ("Pay both sisters £350 each, a total of £700.", [350]),
    ("Pay £1\n50 for the delay.", [150]),
    ("Pay £20\n12 weeks after the decision.", [20]),
    ("Pay interest on the sum and apologise.", []),
    ("Review the £4m budget for short breaks.", []),
    ("Check whether others were charged fees of £30 a week.", []),
]


@pytest.mark.parametrize(("words", "amounts"), ORDERED)
def test_what_is_ordered_is_paid(words, amounts):
    assert paid(words, section="Agreed action") == amounts


TOLD = [
    ("The Council offered Ms R £250 for the delay.", [250]),
    ("In its reply it apologised and offered £100.", [100]),
    ("It also offered her £75 as a goodwill gesture.", [75]),
    ("It had already paid her £500 for the lost respite.", [500]),
    ("It paid £420 to the family in recognition of this.", [420]),
    ("It has now reimbursed the £64 she spent on taxis.", [64]),
    ("She refused the £300 that the Council had offered in compensation.", []),
    ("It offered £900 for the delay, which Ms R turned down.", []),
    ("The £2,400 owed to her carers was finally paid in May.", [2400]),
    ("Ms R says the Council should pay her £5,000.", []),
    ("She wants £2,000 for the stress and an apology.", []),
    ("Ms R asked for £800 in compensation. The Council said no.", []),
    ("The complainant is seeking a payment of £10,000.", []),
    ("It declined to pay the £900 she wanted.", []),
    ("The package cost £4,300 a week.", []),
    ("The Council pays the provider £2,150 a week for his placement.", []),
    ("She received an allowance of £180 a week.", []),
    ("It paid Ms R £160 a week until June.", []),
    ("Her rent is £127 a week and she owed £900.", []),
    ("The Council fined her £60 when he missed school.", []),
    ("The solicitor's bill came to £3,200.", []),
    ("The Council has £2m less in its budget than last year.", []),
    ("Carers who earn more than £151 a week cannot claim it.", []),
    ("Our guidance says payments of £200 to £600 a month may be right.", []),
    ("We usually recommend between £100 and £300 for distress.", []),
    ("The fee for an appeal is £50.", []),
    ("Direct payments rose from £210 to £260 a week.", []),
    ("It put the rate back and paid her £800, which she had lost.", [800]),
]


@pytest.mark.parametrize(("words", "amounts"), TOLD)
def test_offers_and_payments_are_told_from_other_money(words, amounts):
    assert paid(words) == amounts


PRESS = [
    ("The council paid the couple £2,000 for the distress it caused.", [2000]),
    ("It must also pay the teenager £800, the ombudsman said.", [800]),
    ("A mother won a £4,500 payout after her son was denied schooling.", [4500]),
    ("The ombudsman asked the council to pay the girl £650.", [650]),
    ("She was awarded £1,000 in damages.", [1000]),
    ("The council was ordered to pay £1.3million in compensation.", [1_300_000]),
    ("The city has agreed to pay each of the brothers £700.", [700]),
    ("They will get £3,600 for the months they lost, which is £300 a month.", [3600]),
    ("Both will have £200 on top in recognition of the distress.", [200]),
    ("In 2019 a judge ordered the council to pay a man £9,000 in damages.", []),
    ("The authority must save £12m this year.", []),
    ("The council spends £61,000 a year on every child in a home.", []),
    ("The family is suing the council for £50,000.", []),
    ("“I want £20,000 for what they did,” she said.", []),
    ("Neighbouring Holmby Council paid a father £3,000 for distress.", []),
    ("Its director earns £160,000 and has a budget of £90m.", []),
    ("The charity raised £700 for the boy.", []),
    ("The council has put £2.5 million into its front line.", []),
]


@pytest.mark.parametrize(("words", "amounts"), PRESS)
def test_the_press_mixes_payments_with_other_money(words, amounts):
    assert paid(words, "press_ombudsman") == amounts


def test_what_the_complainant_asks_for_is_no_payment_and_what_was_offered_is():
    words = "1. Ms R says the £150 offered to her is too little. She wants the Council to pay £900."

    assert paid(words, section="The complaint") == [150]


def test_a_list_is_ordered_by_what_leads_up_to_it():
    wishes = "1. Ms R wants the Council to:\n  • pay her £900; and\n  • say sorry."
    orders = "1. The Council has agreed to pay:\n  • £300 to Ms R; and\n  • £300 to her son."

    assert paid(wishes) == []
    assert paid(orders, section="Agreed action") == [300, 300]


def test_the_summary_names_again_what_is_ordered_below():
    text = (
        "Larkby Council (21 000 111)\n\nThe Ombudsman's final decision:\n\n"
        "Summary: The Council agreed to pay Ms R £300 and her son £500.\n\nAgreed action\n\n"
        "  1. The Council will:\n    • pay Ms R £300; and\n    • pay her son £500.\n"
    )

    found = payments(text, segment(text, "lgsco_decision"), "lgsco_decision")

    assert [text[each.start : each.end] for each in found] == ["£300", "£500"]
    assert found[0].start == text.index("£300")


def test_a_total_in_the_summary_is_left_out_when_its_parts_are_listed():
    text = (
        "Larkby Council (21 000 111)\n\nSummary\n\nThe Council agreed to pay Ms R £800.\n\n"
        "Agreed action\n\n  1. The Council will pay Ms R £300 for distress.\n"
        "  2. It will pay her £500 for the lost respite.\n"
    )

    found = payments(text, segment(text, "lgsco_decision"), "lgsco_decision")

    assert [each.amount for each in found] == [300, 500]


BASES = [
    ("Pay her £100 a month for ten months.", "per_unit"),
    ("Pay £50 for each missed session.", "per_unit"),
    ("Pay her £20 per week.", "per_unit"),
    ("Pay £150 for each of ten months, £1,500 in all.", "per_unit"),
    ("Pay her 50% of the £400 she was charged.", "percentage"),
    ("Pay her a sum equivalent to £640.", "formula"),
    ("Pay her £640 for her distress.", "fixed"),
]


@pytest.mark.parametrize(("words", "basis"), BASES)
def test_the_words_around_a_sum_say_how_it_is_reckoned(words, basis):
    text = f"Agreed action\n\n{words}"

    (found,) = payments(text, segment(text, "lgsco_decision"), "lgsco_decision")

    assert found.basis == basis


def test_a_payment_keeps_its_currency():
    text = "The council paid the family €900 for the distress and £30 for the trouble."

    found = payments(text, segment(text, "press_ombudsman"), "press_ombudsman")

    assert [(each.amount, each.currency) for each in found] == [(900, "EUR"), (30, "GBP")]


def test_a_rough_total_is_left_out_when_its_parts_are_listed():
    words = (
        "The council will pay the family just over £2,000. That is £1,560 for the breaks she missed, "
        "£300 for distress and £200 for the time she spent on it."
    )

    assert paid(words, "press_ombudsman") == [1560, 300, 200]


def test_powers_and_law_pay_nobody():
    words = "1. We may ask for a payment of £500 for distress."

    assert paid(words, section="The Ombudsman’s role and powers") == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="pay £1,0.5 300 for distress\n:;•-–total each Council’s mk", max_size=300))
def test_every_payment_is_a_slice_of_the_text_in_order(text):
    found = payments(text, segment(text, "lgsco_decision"), "lgsco_decision")

    assert list(found) == sorted(found, key=lambda each: each.start)
    assert all(any(sign.isdecimal() for sign in text[each.start : each.end]) for each in found)


HOSTILE = [
    "£1,",
    "pay £1 ",
    "£5 to £6 and ",
    "the council agreed to pay and ",
    "£9\n",
    "£ 3 each; ",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_time_grows_with_the_length_of_hostile_text(words):
    text = words * (200_000 // len(words))
    parts = segment(text, "lgsco_decision")
    began = time.process_time()
    payments(text, parts, "lgsco_decision")

    assert time.process_time() - began < 4
