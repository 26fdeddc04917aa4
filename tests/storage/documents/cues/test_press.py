"""In the press it matters who says it."""

import pytest

SAID = [
    ("The ombudsman said the council had failed the boy.", ["finding"]),
    ("Ofsted found that plans were “too thin”.", ["finding"]),
    ("Children waited too long for a visit, inspectors said.", ["finding"]),
    ("Children waited too long for a visit, says the watchdog.", ["finding"]),
    ("The council was found to have ignored three warnings.", ["finding"]),
    ("The team was praised for its work with young carers.", ["finding"]),
    ("A damning report has found that siblings were left apart for two years.", ["finding"]),
    ("Ofsted has told the council to improve within six months.", ["recommendation"]),
    ("A judge criticised the council for keeping no plan.", ["finding"]),
    ("The council paid the family £900 for the distress.", ["remedy"]),
    ("The council has been ordered to pay her £600.", ["remedy"]),
    ("The ombudsman told the council that it must review its policy.", ["recommendation"]),
    ("The report says the recording of visits needs to improve.", ["recommendation"]),
    ("“They failed my son and I want £5,000,” his mother said.", []),
    ("Campaigners said the council had failed dozens of families.", []),
    ("The family's lawyer said the delay was a scandal.", []),
    ("A council spokeswoman said it had more referrals than ever.", []),
    ("In a similar case a council in the north paid £3,000.", []),
    ("The inspection took place over two weeks in May.", []),
    ("The council covers eleven towns and a stretch of coast.", []),
]


@pytest.mark.parametrize(("words", "expected"), SAID)
def test_the_speaker_decides(types, words, expected):
    assert types(words, kind="press_ombudsman") == expected


REPORTED = [
    ("Nobody at the council told her what she could claim, the report said.", ["finding"]),
    ("Families are worn out by the wait, two watchdogs say.", ["finding"]),
    (
        "The council should have housed him at once, the Local Government and Social Care Ombudsman said.",
        ["finding"],
    ),
    ("Ofsted said that young people trust their workers.", ["finding"]),
    ("His mother, named only as Mrs L, said the council had ignored forty e-mails.", []),
    ("The council said that an extra duty team now covers weekends.", ["remedy", "recommendation"]),
    ("The council said it was sorry and had written to Mrs T to apologise.", ["remedy"]),
    ("Inspectors want to see better records of supervision.", ["recommendation"]),
    ("The council has been advised to record why children move.", ["recommendation"]),
    ("Tarn Council has been told to apologise to the aunt who complained.", ["remedy"]),
    ("Tarn Council said reviews were now done every year.", ["remedy", "recommendation"]),
    ("“We got this badly wrong,” a council spokesman said.", ["finding"]),
    ("A complaint by an uncle, that his allowance was too low, was not upheld.", ["finding"]),
    (
        "A council spokesman said: “A manager visited the carer in person to say so.”",
        ["remedy"],
    ),
]


@pytest.mark.parametrize(("words", "expected"), REPORTED)
def test_whose_words_they_are_counts_more_than_the_words(types, words, expected):
    lead = "A review of the help that families in Larkby get has been published after long delays."

    assert types(f"{lead}\n\n{words}", kind="press_inspection")[1:] == expected


def test_what_must_get_better_may_be_a_list(pointed):
    lead = "A review of the help that families in Larkby get has been published after long delays"
    text = (
        f"{lead}, and Ofsted found weaknesses in it.\n\nWhat must get better, inspectors say:\n\n"
        "- the number of foster carers\n- how the council and the trust act together\n\n"
        "The town has three libraries and a museum, which is open on most days of the week.\n"
    )

    assert pointed(text, "press_inspection")[1:3] == [
        ("recommendation", "the number of foster carers"),
        ("recommendation", "how the council and the trust act together"),
    ]


def test_what_follows_the_words_of_those_who_decide_is_theirs(pointed):
    text = (
        "Ofsted found weaknesses when it came in July.\n\nOnly one plan in nine was on time.\n\n"
        "Parents said they had expected nothing else.\n\nThe town has three libraries.\n"
    )

    assert ("finding", "Only one plan in nine was on time.") in pointed(text, "press_inspection")
    assert all("libraries" not in words for _, words in pointed(text, "press_inspection"))


def test_an_article_opens_with_what_it_is_about(pointed):
    lead = (
        "A teenager slept in a garage for seven weeks after his council turned him away in winter."
    )

    assert pointed(f"A boy in the cold\n\n{lead}\n", "press_ombudsman") == [("finding", lead)]


def test_a_quotation_goes_on_with_its_speaker(pointed):
    text = (
        "Jo Marsh, Local Government and Social Care Ombudsman, said: “Nobody listened to him.\n\n"
        "“Officers passed his letters from desk to desk.”\n\n"
        "His father said: “It was a dreadful year for us.\n\n"
        "“Officers were rude and careless.”\n"
    )

    found = [words for _, words in pointed(text, "press_ombudsman")]

    assert found == [
        "Jo Marsh, Local Government and Social Care Ombudsman, said: “Nobody listened to him.",
        "“Officers passed his letters from desk to desk.”",
    ]


def test_a_pronoun_is_who_spoke_before(pointed):
    text = "Ofsted visited in May.\n\nThe report was harsh.\n\nOfsted said visits were late.\n\nIt also found that plans were weak.\n"

    assert ("finding", "It also found that plans were weak.") in pointed(text, "press_inspection")


def test_what_the_council_did_by_itself_may_be_repair_or_change(types):
    words = "The council said: “We have trained all our managers.”"

    assert types(words, kind="press_ombudsman") == ["remedy", "recommendation"]


def test_headlines_and_bylines_have_no_cues(pointed):
    text = "Council failed boy, 9, says watchdog\n\nBy Ann Roe\n\nThe council failed him, the ombudsman found.\n"

    assert len(pointed(text, "press_ombudsman")) == 1
