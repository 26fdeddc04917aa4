"""What is no PDF of words is refused in a sentence that names the file."""

import io
import logging
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from storage.documents.normalise import normalise
from storage.documents.readers.pdf import opening, read_pdf
from storage.errors import SourceError

PAGE = [(70, 770 - 20 * at, f"Line {at} of a page about plans for children.") for at in range(9)]


@pytest.fixture(scope="module")
def written():
    """A small PDF as pypdf itself writes it, and the same with a password."""

    def write(password: str | None = None, pages: int = 0, source: bytes = b"") -> bytes:
        writer = PdfWriter(clone_from=io.BytesIO(source)) if source else PdfWriter()
        for _ in range(pages):
            writer.add_blank_page(595, 842)
        if password is not None:
            writer.encrypt(password, "owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    return write


@pytest.fixture(scope="module")
def sample(make_pdf):
    return make_pdf(PAGE, PAGE)


def refusal(source: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_pdf(source, "visit.pdf")
    return str(caught.value)


@pytest.mark.parametrize("part", [0.3, 0.7, 0.97])
def test_a_truncated_pdf_is_refused(make_pdf, part):
    source = make_pdf(PAGE)

    assert "visit.pdf is a PDF whose end is missing." in refusal(source[: int(len(source) * part)])


def test_a_damaged_pdf_is_refused(make_pdf):
    source = make_pdf(PAGE).replace(b"obj", b"ojb").replace(b"xref", b"xrfe")

    assert "visit.pdf is a damaged PDF" in refusal(source)


def test_a_pdf_with_a_password_is_refused_unless_it_is_empty(make_pdf, written):
    source = make_pdf(PAGE)

    assert "visit.pdf is an encrypted PDF." in refusal(written("secret", source=source))
    assert "plans for children" in read_pdf(written("", source=source), "visit.pdf").text


def test_a_pdf_of_pictures_is_refused(written):
    assert (
        "visit.pdf holds no words: its pages are pictures, or blank. Run it through OCR"
        in refusal(written(pages=2))
    )


def test_a_page_of_more_than_any_document_needs_is_refused(make_pdf, monkeypatch):
    monkeypatch.setattr(opening, "_MOST_PARTS", 900)
    source = make_pdf([(70, 770 - line, "x") for line in range(100)])

    assert "visit.pdf is too intricate: page 1" in refusal(source)


def test_what_is_only_called_a_pdf_is_refused():
    assert "visit.pdf is no PDF" in refusal(b"<html><body>Page not found</body></html>")


def test_a_page_that_cannot_be_unpacked_whole_is_warned_about(make_pdf):
    writer = PdfWriter(clone_from=io.BytesIO(make_pdf(PAGE)))
    writer.pages[0].compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    whole = out.getvalue()
    told = set()
    for place in range(whole.index(b"x\x9c") + 2, whole.rindex(b"endstream"), 3):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        with suppress(SourceError):
            told.add(read_pdf(bytes(damaged), "visit.pdf").warnings)

    assert ("damaged in places: compare it with the original",) in told


def test_nothing_that_pypdf_says_is_seen(make_pdf, capfd, caplog):
    source = make_pdf(PAGE).replace(b"0000000009 00000 n", b"0000000011 00000 n")
    before = logging.getLogger("pypdf").handlers[:]
    with caplog.at_level(logging.DEBUG):
        read_pdf(source, "visit.pdf")

    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("pypdf").handlers == before
    assert not caplog.records


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=12), st.data())
def test_any_damage_is_read_or_refused(sample, changes, data):
    source = bytearray(sample)
    for place, byte in changes:
        source[place % len(source)] = byte
    cut = data.draw(st.integers(0, len(source)) | st.just(len(source)))
    try:
        found = read_pdf(bytes(source[:cut]), "visit.pdf")
    except SourceError:
        return

    assert normalise(found.text) == (found.text, ())
    assert list(found.pages) == sorted(found.pages)
    assert all(0 <= start <= len(found.text) for start in found.pages)
    assert all(0 <= start < end <= len(found.text) for start, end in found.furniture)
