"""An article's respondents: its lists, its partnerships, and not what it only mentions."""

import pytest

from storage.documents.metadata.bodies import find_bodies
from storage.documents.segments import structure_of


def bodies(text: str) -> tuple[str, ...]:
    found = find_bodies(text, structure_of(text, "press_ombudsman").sentences)
    return found.names if found is not None else ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Failings at City of Ashby Council.", ("City of Ashby Council",)),
        ("It was Ashby council. Later Ashby City Council paid.", ("Ashby City Council",)),
        (
            "Weak spots at councils in Ash, Birch Hill and Cedar.",
            ("Ash Council", "Birch Hill Council", "Cedar Council"),
        ),
        ("Watchdog criticises Marlow and Fenwick councils.", ("Marlow Council", "Fenwick Council")),
        (
            "Three councils - Ash, Elm and Oak - were told.",
            ("Ash Council", "Elm Council", "Oak Council"),
        ),
        (
            "Three councils failed. Ofsted went into Ash, Elm and the Isles, and Oak in May.",
            ("Ash Council", "Elm and the Isles Council", "Oak Council"),
        ),
        (
            "Inspectors found that Birchmouth, Crestchurch and Pell Council had failed.",
            ("Birchmouth, Crestchurch and Pell Council",),
        ),
        (
            "The London Borough of Fell and Marsh Council were both at fault.",
            ("London Borough of Fell", "Marsh Council"),
        ),
        ("A WELSH council was told off. Aber Council paid.", ("Aber Council",)),
        (
            "Inspectors looked at how Glen Council, NHS Glen and Police Scotland work. "
            "Children are safe, they said, but do not always know what was decided for them.",
            ("Glen Council", "NHS Glen", "Police Scotland"),
        ),
        (
            "Birchmouth, Crestchurch and Pell Council paid. BCP Council is sorry.",
            ("Birchmouth, Crestchurch and Pell Council",),
        ),
        (
            "Visits to the two councils. Inspectors went to Ash and the City of Elm in May.",
            ("Ash Council", "City of Elm Council"),
        ),
        ("The London Borough of Eastwick said so.", ("London Borough of Eastwick",)),
        (
            "Told to apologise: Strath Health and Social Care Partnership.",
            ("Strath Health and Social Care Partnership",),
        ),
        ("The Labour-run Oldbury City Council was told.", ("Oldbury City Council",)),
        ("However Ashby and Elm Council paid.", ("Ashby and Elm Council",)),
        ("It was told that Tarn and the Isles Council paid.", ("Tarn and the Isles Council",)),
        ("Ombudsman and the Tarn Council met.", ("Tarn Council",)),
        (
            "Three councils failed carers\n\nAsh, Elm and Upper Oak all made mistakes.\n\nAsh Council paid.",
            ("Ash Council", "Elm Council", "Upper Oak Council"),
        ),
        ("ASHBY COUNTY COUNCIL was told.", ("Ashby County Council",)),
        (
            "Ashby Council lost a plan. The family had moved there from Elm. Elm Council sent it on.",
            ("Ashby Council",),
        ),
        ("She moved from Elm. Elm Council paid.", ("Elm Council",)),
        (
            "Councils were told off. It upheld complaints against Ash, Upper Oak, "
            "the London Borough of Fell, and Birch, Cedar and Pell Council.",
            (
                "Ash Council",
                "Upper Oak Council",
                "London Borough of Fell",
                "Birch, Cedar and Pell Council",
            ),
        ),
    ],
)
def test_the_bodies_are_named_in_full(text, names):
    assert bodies(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The council was told. Each council must reply.",
        "The Nursing and Midwifery Council keeps the register.",
        "The General Medical Council watched.",
        "Councillors pay council tax in Ashby.",
        "Nobody is named at all.",
    ],
)
def test_other_councils_are_no_respondents(text):
    assert bodies(text) == ()


def test_a_body_of_another_story_is_left_out(read_text):
    assert read_text("press_ombudsman").respondents == ("Larkby City Council",)


def test_a_death_elsewhere_makes_nobody_a_respondent(read_text):
    assert read_text("press_inspection").respondents == (
        "Harrowmere Council",
        "Oxley Vale Council",
        "South Tynmoor Council",
    )


def test_a_death_at_home_does_not_hide_the_only_body():
    assert bodies("A boy died after failings by Ashby Council.") == ("Ashby Council",)


def test_the_list_is_the_passage(read_text):
    reading = read_text("press_inspection")
    (respondent,) = [each for each in reading.proposals if each.name == "respondent"]

    assert (
        reading.text[respondent.passage.start : respondent.passage.end]
        == "councils in Harrowmere, Oxley Vale and South Tynmoor"
    )
