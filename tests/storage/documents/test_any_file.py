"""Whatever a file holds: documents whose every passage is a slice, or sentences, never an error."""

import io
import zipfile
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.documents.normalise import normalise
from storage.documents.readers import Refused, read_sources
from storage.documents.reading import packed_of, reading_of
from storage.errors import SourceError
from storage.records import Reading

NAMES = st.sampled_from(
    [
        "a.txt",
        "a.md",
        "a.html",
        "a.csv",
        "a.tsv",
        "a.jsonl",
        "a.docx",
        "a.xlsx",
        "a.zip",
        "a.pdf",
        "a",
    ]
)
OPENINGS = st.sampled_from(
    [
        b"",
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"<!doctype html><html>",
        b"---\ntitle: A\n---\n",
        b"reference,text\n1,The office did not answer her letter for a year.\n",
        b'{"text": "The office did not answer her letter for a year."}\n',
        b"text\tdate\n",
    ]
)
PIECES = st.sampled_from(
    [b"1 0 obj", b"stream\n", b"trailer", b",", b"\t", b'"', b"\n", b"\r", b"{", b"}", b"[", b":"]
    + [b"<p>", b"</td>", b"<ol><li>", b"Decision date: 1 May 2020\n", b"Upheld", b"\xc3\xa9", b"\0"]
)
BYTES = st.lists(PIECES | st.binary(max_size=8), max_size=30).map(b"".join)


def check(source: bytes, name: str) -> None:
    """Read all, and look at every promise."""
    try:
        found = list(islice(read_sources(source, name), 300))
    except SourceError as error:
        assert_sentence(str(error))
        return
    places = [each.locator for each in found]
    assert len(set(places)) == len(places)
    for each in found:
        if isinstance(each, Refused):
            assert each.locator
            assert_sentence(each.reason)
        else:
            check_reading(reading_of(each, name, "0"))
            assert packed_of(each, name, "0").text == each.text


def assert_sentence(reason: str) -> None:
    assert reason.strip()
    assert "\n" not in reason
    assert "Traceback" not in reason


def check_reading(reading: Reading) -> None:
    text = reading.text
    parts = reading.segmentation
    assert text.strip()
    assert normalise(text) == (text, ())
    assert all(0 <= page <= len(text) for page in parts.pages)
    for part in (*parts.sections, *parts.paragraphs, *parts.sentences, *parts.boilerplate):
        assert 0 <= part.start < part.end <= len(text)
        assert text[part.start : part.end].strip()
    for stated in (*reading.payments, *reading.cues):
        assert 0 <= stated.start < stated.end <= len(text)
    for proposal in reading.proposals:
        assert proposal.passage is None or proposal.passage.end <= len(text)


@settings(max_examples=300)
@given(OPENINGS, BYTES, NAMES)
def test_any_bytes_by_any_name_are_read_or_refused(opening, content, name):
    check(opening + content, name)


@st.composite
def archives(draw: st.DrawFn) -> bytes:
    """ZIP archives of anything, some with a byte that is wrong, some cut short."""
    members = draw(
        st.lists(
            st.tuples(
                st.sampled_from(
                    ["a.txt", "b/c.csv", "d.html", "e.zip", "../f.txt", "/g.txt", "__MACOSX/h.txt"]
                    + ["[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "i.docx"]
                ),
                OPENINGS,
                BYTES,
            ),
            max_size=4,
            unique_by=lambda member: member[0],
        )
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, opening, content in members:
            archive.writestr(name, opening + content)
    packed = bytearray(file.getvalue())
    if draw(st.booleans()):
        packed[draw(st.integers(0, len(packed) - 1))] ^= draw(st.integers(1, 255))
    return bytes(packed[: draw(st.integers(len(packed) // 2, len(packed)))])


@settings(max_examples=300)
@given(archives(), st.sampled_from(["a.zip", "a.docx", "a.xlsx", "a.txt"]))
def test_any_archive_is_read_or_refused(source, name):
    check(source, name)


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            ["<w:p>", "</w:p>", "<w:r><w:t>", "</w:t></w:r>", "<w:tbl>", "</w:tbl>", "<w:tc>"]
        )
        | st.sampled_from(
            ["<w:pPr>", "</w:pPr>", '<w:numPr><w:numId w:val="1"/></w:numPr>', "words "]
        )
        | st.text(max_size=5),
        max_size=25,
    ).map("".join),
    st.booleans(),
)
def test_any_word_file_is_read_or_refused(body, is_listed):
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        document = f"<w:document {space}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document.encode("utf-8", "replace"))
        if is_listed:
            archive.writestr(
                "word/numbering.xml",
                f"<w:numbering {space}>{body}</w:numbering>".encode("utf-8", "replace"),
            )

    check(file.getvalue(), "a.docx")
