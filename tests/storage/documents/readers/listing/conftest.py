"""Pages that list decisions, in the project's own words."""

import pytest

from storage.documents.readers.source import Source

HEAD = "Decision search\n\nYour search has 3 results\n\n"
FOOT = "\n\nPrevious 1 2 3 Next\n\nReview your privacy settings\n"
FIRST = (
    "Ashmoor Council (21 004 117)\n\n"
    "Statement Upheld Child protection 25-Jan-2022\n\n"
    "Summary: Miss B said the Council was slow to see her daughter. It was, and will say sorry."
)
SECOND = (
    "Elmbridge and Fell Council (21 004 118a)\n\n"
    "Report Not upheld Special educational needs 03-Feb-2022\n\n"
    "Summary: Mr D said his son was given no plan. There was no fault."
)
THIRD = (
    "Oakshire County Council (21 004 119)\n\n"
    "Statement Closed after initial enquiries Fostering 04-Feb-2022\n\n"
    "Summary: We will not look into how a panel was run, since a court already has."
)
CASE = (
    "SPSO decision report\n\n"
    "Case: 202103{number}, The {body} Council\n"
    "Sector: Local Government\n"
    "Subject: child services and family support\n"
    "Decision: upheld, recommendations\n\n"
    "Summary\n\n"
    "C complained that nobody told them of a meeting. We upheld this."
)
BULLETED = (
    "• Case ref:\n  202103{number}\n• Date:\n  July 2021\n• Body:\n  The {body} Council\n"
    "• Sector:\n  Local Government\n• Outcome:\n  Not upheld, no recommendations\n"
    "• Subject:\n  child services\n\nSummary\n\nC said the plan was late. It was not."
)


@pytest.fixture
def source():
    """A source of these words."""

    def made(text: str, **more) -> Source:
        return Source(text, "text/plain", more.pop("metadata", {}), (), **more)

    return made


@pytest.fixture
def three() -> tuple[str, str, str]:
    """Three entries of the ombudsman of England."""
    return FIRST, SECOND, THIRD


@pytest.fixture
def page(three) -> str:
    """The page that lists them."""
    return HEAD + "\n\n".join(three) + FOOT


@pytest.fixture(params=[CASE, BULLETED], ids=["plain", "bulleted"])
def cases(request) -> list[str]:
    """Three decisions of the ombudsman of Scotland, in either form."""
    bodies = ("Glen", "Strath", "Loch")
    return [
        request.param.format(number=number, body=body) for number, body in enumerate(bodies, 100)
    ]
