"""Knows what people call the facts of a document: ``Council``, ``Case ref``, ``decisionDate``."""

import functools
import re
from typing import Final

from storage.documents.wording import lines

_SPELLINGS: Final = {
    "title": """
        title; headline; heading; case title; document title; article title; page title
    """,
    "url": """
        url; link; uri; href; permalink; web address; web link; weblink; webpage; web page;
        page url; source url; document url; article url; decision url; report url; decision link
    """,
    "retrieved_on": """
        retrieved on; retrieved; retrieved at; retrieval date; date retrieved; scraped; scraped on;
        scraped at; scrape date; date scraped; accessed; accessed on; access date; date accessed;
        downloaded; downloaded on; download date; date downloaded; fetched; fetched at; crawled;
        crawled at; collected on; date collected
    """,
    "published_on": """
        published on; published; published at; publication date; publish date; date published;
        date of publication; pub date; pubdate; article date
    """,
    "decided_on": """
        decided on; decided; decision date; date of decision; date decided; decision made;
        date of determination; determination date; date of final decision; final decision date;
        decision issued; date issued; issue date; issued on; issued; report date; date of report
    """,
    "respondent": """
        respondent; respondents; council; councils; council name; name of council; body; bodies;
        body name; name of body; public body; relevant body; authority; authority name;
        name of authority; local authority; local authority name; la; la name; organisation;
        organization; organisation name; organization name; name of organisation;
        organisation complained about; body complained about; body in jurisdiction; bij; provider;
        provider name; service provider; complaint against; complaint about; complained about;
        landlord; trust; agency; council or body; council body; body or council
    """,
    "reference": """
        reference; references; ref; refs; ref no; ref number; reference no; reference number;
        reference id; case; case ref; case refs; case reference; case ref no; case reference no; case reference number;
        case number; case no; case id; complaint ref; complaint reference; complaint ref no; complaint reference no;
        complaint reference number; complaint number;
        complaint no; complaint id; decision ref; decision reference; decision number;
        ombudsman ref; ombudsman reference; ombudsman s reference; ombudsman case reference;
        ombudsman ref no; ombudsman reference number; report ref; report reference; report number;
        our ref; our reference; lgo ref; lgo reference; lgsco ref; lgsco reference;
        lgsco case reference; lgsco number; spso ref; spso reference; spso case reference;
        phso reference; file ref; file reference
    """,
    "category": """
        category; categories; case category; complaint category; decision category; subject;
        subject area; subject matter; complaint subject; case subject; service area
    """,
    "decision": """
        decision; decisions; decision outcome; outcome of decision; outcome; outcomes;
        case outcome; complaint outcome; outcome of complaint; overall outcome; overall decision;
        ombudsman decision; ombudsman s decision; final decision; decision type; decision reached;
        determination; result; verdict
    """,
    "outlet": "outlet; newspaper; publication; publication name; news outlet; masthead",
}
_KEYS: Final = {name: key for key, names in _SPELLINGS.items() for name in lines(names)}
DATE: Final = lines("date; dated; date as printed")
"""Names of a column of dates that do not say what happened on them."""
TEXT: Final = lines(
    """
    text; full text; fulltext; text full; whole text; complete text; document text; case text;
    decision text; full decision; full decision text; report text; full report; article text;
    full article; article body; body text; main text; page text; raw text; plain text; clean text;
    text content; text clean; clean; content; contents; page content; transcript; full content
    """
)
"""Names of a column that holds the words of the documents."""

LIKELY_TEXT: Final = lines(
    """
    body; document; documents; article; story; description; narrative; details; statement; summary;
    html; page; page html; raw html; report; decision; findings; complaint; paragraphs; words; notes
    """
)
"""Names of a column that may hold the words of the documents, where its cells are sentences."""

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORD: Final = re.compile(r"[\W_]+")
_LONGEST: Final = 60


@functools.lru_cache(maxsize=4096)
def plain(header: str) -> str:
    """A header in small letters, its words separated by single blanks."""
    return _NO_WORD.sub(" ", _CAMEL.sub(" ", header[:_LONGEST])).strip().casefold()


def known_key(header: str) -> str | None:
    """The key that a header means; the last part of a path (``meta.council``) will do."""
    return _KEYS.get(plain(header)) or _KEYS.get(plain(header.rpartition(".")[2]))


def names_text(header: str) -> bool:
    """Whether a column of this name holds the words; the last part of a path will do."""
    return plain(header) in TEXT or plain(header.rpartition(".")[2]) in TEXT


def may_name_text(header: str) -> bool:
    """Whether a column of this name may hold the words."""
    return plain(header) in LIKELY_TEXT or plain(header.rpartition(".")[2]) in LIKELY_TEXT


def own_key(header: str) -> str:
    """The key for a header that means nothing to us: its own words."""
    return plain(header).replace(" ", "_")
