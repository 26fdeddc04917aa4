"""Writes small PDFs, so that the tests need no file of anybody's."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

from storage.documents.readers.pdf.ruler import Ruler

FONTS = ("Helvetica", "Helvetica-Bold", "AAAAAA+Wingdings")
LEFT, TOP, WIDTH = 70.0, 770.0, 450.0
SIGNS = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /S def\n"
    b"1 begincodespacerange <00> <FF> endcodespacerange\n"
    b"1 beginbfchar <6E> <F06E> endbfchar\nendcmap end end"
)


class Words(NamedTuple):
    """Words at a place on a page; font 0 is plain, 1 heavy, 2 draws signs."""

    x: float
    y: float
    words: str
    size: float = 12
    font: int = 0


def pdf_of(pages: Sequence[Sequence[Words]], about: str = "") -> bytes:
    """A PDF of pages; ``about`` is what its information dictionary holds."""
    first = 6 + len(FONTS)
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _stream(SIGNS),
        f"<< {about} >>".encode("latin-1"),
        b"<< >>",
        *(_font(name) for name in FONTS),
    ]
    fonts = " ".join(f"/F{index} {6 + index} 0 R" for index in range(len(FONTS)))
    for index, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * index + 1}"
            f" 0 R /Resources << /Font << {fonts} >> >> >>".encode()
        )
        objects.append(_stream(b"\n".join(map(_shown, page))))
    return _file(objects)


def _font(name: str) -> bytes:
    coding = "/ToUnicode 3 0 R" if "ding" in name else "/Encoding /WinAnsiEncoding"
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} {coding} >>".encode()


def _shown(words: Words) -> bytes:
    text = words.words.encode("cp1252", errors="replace")
    for sign in (b"\\", b"(", b")"):
        text = text.replace(sign, b"\\" + sign)
    place = f"BT /F{words.font} {words.size} Tf 1 0 0 1 {words.x:.2f} {words.y:.2f} Tm ("
    return place.encode() + text + b") Tj ET"


def _stream(words: bytes) -> bytes:
    return f"<< /Length {len(words)} >>\nstream\n".encode() + words + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    """The objects with their table of places."""
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        written += b"%010d 00000 n \n" % place
    written += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\n" % (len(objects) + 1)
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % table)


def wrapped(words: str, width: float, size: float) -> list[str]:
    """The words in lines as wide as they go."""
    ruler = Ruler()
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if ruler.width(longer, "") * size > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def set_page(
    paragraphs: Sequence[str], top: float = TOP, size: float = 12, gap: float = 10
) -> list[Words]:
    """Paragraphs one below the other, numbers and bullets hanging at the left."""
    page, y = [], top
    for paragraph in paragraphs:
        mark, _, rest = paragraph.partition(" ")
        hangs = mark.rstrip(".").isdecimal() and mark.endswith(".") or mark == "•"
        indent = 25 if hangs else 0
        for index, line in enumerate(wrapped(rest if hangs else paragraph, WIDTH - indent, size)):
            if hangs and not index:
                page.append(Words(LEFT, y, mark, size))
            page.append(Words(LEFT + indent, y, line, size))
            y -= size * 1.2
        y -= gap
    return page


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    """Writes a PDF of pages of ``(x, y, words, size, font)``."""

    def make(*pages: Sequence[tuple[object, ...]], about: str = "") -> bytes:
        return pdf_of([[Words(*words) for words in page] for page in pages], about)

    return make


@pytest.fixture(scope="session")
def laid_out() -> Callable[..., list[Words]]:
    """Sets paragraphs on a page."""
    return set_page
