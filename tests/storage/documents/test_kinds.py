"""Each kind is known by its own signs, and drafts and error pages never pass for decisions."""

from dataclasses import dataclass
from importlib import import_module

import pytest

from storage.documents import kinds, read
from storage.errors import SourceError


@dataclass(frozen=True)
class Declared:
    """A study's own kind."""

    name: str
    patterns: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


def kind_of(text: str, *declared: Declared) -> str:
    return read(text.encode(), "x.txt", kinds=declared).kind


SAMPLES = {
    "lgsco": "lgsco_decision",
    "spso": "spso_decision",
    "press_ombudsman": "press_ombudsman",
    "press_inspection": "press_inspection",
    "press_one_inspection": "press_inspection",
    "inspection": "inspection_report",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_text_of_each_shape_is_known(name, read_text):
    reading = read_text(name)

    assert reading.kind == SAMPLES[name]
    assert 0.8 <= reading.kind_score <= 1


COMPACT = """Merrow Vale Council (18 004 771)
The Ombudsman's final decision:
Summary: The Council lost a letter.
The complaint
- Mrs K says so.
How I considered this complaint
- I read her letters.
Final decision
- I uphold it.
"""
SUMMARY = """Category :
Education
>
School admissions
Decision :
Upheld
Decision date :
08 Feb 2017
Summary
A parent complains about an appeal.
The complaint
She says the panel was rude.
Finding
The Ombudsman upheld it.
Print this page"""
PRINTED = """3 May 2019
Complaint reference:
18 010 009
Complaint against:
Royal Borough of Easthaven
The Ombudsman's final decision
The complaint
1. Mr Q complains.
What I found
2. Nothing.
"""
PUBLIC_REPORT = """Report by the Local Government and Social Care Ombudsman
Investigation into a complaint about
Eastmere County Council
(reference number: 19 003 811)
The complaint
1. Ms T complains.
Findings
2. We found fault.
Recommendations
3. It should pay.
"""
HEALTH = """Northmoor NHS Trust (P-004988)

Our decision

We have found failings. We partly uphold the complaint.

The complaint

1. Mrs L complains to the Parliamentary and Health Service Ombudsman.
"""
WALES = """Report Date
July 12, 2021
Case Number
202001998
Relevant Body
Cwm Teg County Borough Council
Outcome
Upheld

Mr A complained to the Public Services Ombudsman for Wales. We found that it was slow.
"""
NOVEL = """The inspector looked at the house. "It is late," he said. "Nobody will come."
She told him to wait. The inspection was over before it began."""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (COMPACT, "lgsco_decision"),
        (SUMMARY, "lgsco_decision"),
        (PRINTED, "lgsco_decision"),
        (PUBLIC_REPORT, "lgsco_report"),
        (HEALTH, "ombudsman_other"),
        (WALES, "ombudsman_other"),
        (NOVEL, "other"),
        ("A recipe for soup. Boil it.", "other"),
    ],
)
def test_other_shapes_are_known_too(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    "title", ["The Ombudsman's draft decision", "Draft decision", "Confidential draft report"]
)
def test_a_draft_never_passes_for_a_decision(title):
    reading = read(PRINTED.replace("The Ombudsman's final decision", title).encode(), "x.txt")

    assert reading.kind == "other"
    assert "a draft, not a decision" in reading.warnings


def test_a_decision_may_speak_of_its_draft(lgsco):
    assert "draft" in lgsco.text
    assert lgsco.kind == "lgsco_decision"


def test_an_error_page_is_warned_about():
    page = "<html><head><title>404</title></head><body>Sorry, page not found.</body></html>"
    reading = read(page.encode(), "decision.html")

    assert reading.kind == "other"
    assert reading.warnings == ("looks like an error page, not a document",)


@pytest.mark.parametrize(
    "words",
    [
        "We value your privacy\n\nAccept all\nManage settings",
        "This story is for readers who pay. Subscribe to continue reading.",
    ],
)
def test_a_site_s_notice_to_visitors_is_warned_about(words):
    reading = read(words.encode(), "story.txt")

    assert reading.kind == "other"
    assert reading.warnings == ("looks like a site's notice to visitors, not a document",)


def test_a_draft_that_says_so_only_at_its_end_does_not_pass():
    text = PRINTED.replace("final decision", "decision") + "Final decision\n3. I end my work.\n"

    assert kind_of(text) == "lgsco_decision"
    assert kind_of(text.replace("Final decision", "Draft decision")) == "other"


def test_a_line_that_ends_with_a_draft_decision_makes_no_draft():
    text = PRINTED + "\n\nI thought about what both wrote of my\ndraft decision.\n"

    assert kind_of(text) == "lgsco_decision"


def test_a_listing_is_warned_about():
    entry = "Oakley Council ({} 001 222)\nUpheld Education 2 Jun 2021\nSummary: The ombudsman.\n\n"
    reading = read("".join(entry.format(n) for n in (19, 20, 21)).encode(), "list.txt")

    assert "3 decisions in one text: only the first is described" in reading.warnings


def test_a_kind_of_the_study_wins_when_all_its_signs_are_there(lgsco):
    own = Declared("our_kind", (r"^westmarch .*council",), ("Decision date",))

    assert kind_of(lgsco.text, own) == "our_kind"


def test_a_kind_of_the_study_loses_when_a_sign_is_missing(lgsco):
    own = Declared("our_kind", ("nowhere in it",), ("Decision date",))

    assert kind_of(lgsco.text, own) == "lgsco_decision"


def test_labels_alone_describe_a_kind():
    own = Declared("court_judgment", labels=("Neutral citation", "Before:"))

    assert kind_of("Neutral citation: [2020] X 1\nBefore\nLady Ash\n\nText.", own) == own.name


def test_a_pattern_that_is_no_pattern_says_so():
    with pytest.raises(SourceError, match="the kind “bad” is no regular expression"):
        kind_of("words", Declared("bad", ("(",)))


def test_the_registry_and_the_modules_agree():
    homes = {
        home: import_module(f"storage.documents.kinds.{home}")
        for home in set(kinds._HOMES.values())
    }

    assert {
        kind: home for home, module in homes.items() for kind in module.FAMILY.kinds
    } == kinds._HOMES
    assert kinds.KINDS[-1] == "other"
