"""What a file is: its bytes say, not its name."""

import io
from typing import Final

from storage.documents.readers.encoding import declared_encoding
from storage.errors import SourceError

MAX_BYTES = 50_000_000
"""Larger files are refused: no document that a person codes is that long."""

MAX_TABLE_BYTES = 80_000_000
"""Larger tables are refused: each of their rows is a document, but all are in memory at once."""

TABLE_SUFFIXES = (".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".json")
"""Endings of tables that are written in characters."""

MAX_ARCHIVE_BYTES = 200_000_000
"""Larger archives are refused; what is in one may be larger still."""

TEXT: Final = "text"
PDF: Final = "pdf"
DOCX: Final = "docx"
XLSX: Final = "xlsx"
ZIP: Final = "zip"

_ZIPPED: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_SIGNATURES: Final = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office file, or one with a password"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
_ADVICE: Final = {
    "an old office file, or one with a password": "Save it as .docx or .xlsx without a password.",
    "a rich text file": "Save it as .docx or as text.",
    "a compressed file": "Unpack it first, or pack it as ZIP.",
}
_OFFICE: Final = (("word/", DOCX), ("xl/", XLSX))
"""What the folders of an office file tell about it."""
_OFFICE_PARTS: Final = "[Content_Types].xml"
_OTHER_PARTS: Final = "mimetype"
"""The member by which OpenDocument files and electronic books say what they are."""
_FEW: Final = 100
"""One byte in so many is damage; more are another sort of file."""
_PDF_MARK: Final = b"%PDF-"
_PDF_REACH: Final = 1024
"""Bytes of something else that readers of PDF put up with at its beginning."""


def _may_be_torn(source: bytes, name: str) -> bool:
    """Whether it is called a table and has few zero bytes: one bad cell is not worth the others."""
    return (
        name.lower().endswith(TABLE_SUFFIXES)
        and source.count(b"\0") * _FEW < len(source)
        and _PDF_MARK not in source[:_PDF_REACH]
    )


def is_zipped(source: bytes) -> bool:
    """Whether the bytes begin like a ZIP archive, which modern office files are too."""
    return source.startswith((_ZIPPED, _EMPTY_ZIP))


def format_of(source: bytes, name: str) -> str:
    """One of ``TEXT``, ``PDF``, ``DOCX``, ``XLSX`` and ``ZIP``.

    Raises:
        SourceError: it is empty, too large or none of them; the message names it.
    """
    _refuse_size(source, name)
    if is_zipped(source):
        return _zipped_format(source, name)
    if source.startswith(_PDF_MARK):
        return PDF
    for signature, what in _SIGNATURES:
        if source.startswith(signature):
            advice = _ADVICE.get(what, "Save its words as text first.")
            raise SourceError(f"{name} is {what}, not a text. {advice}")
    if b"\0" in source and declared_encoding(source) is None and not _may_be_torn(source, name):
        if _PDF_MARK in source[:_PDF_REACH]:
            return PDF
        raise SourceError(f"{name} is a binary file, not a text.")
    return TEXT


def most_bytes(opening: bytes, name: str) -> int:
    """Bytes that a file may have, by how it begins and what it is called."""
    if is_zipped(opening):
        return MAX_ARCHIVE_BYTES
    return MAX_TABLE_BYTES if name.lower().endswith(TABLE_SUFFIXES) else MAX_BYTES


def _refuse_size(source: bytes, name: str) -> None:
    limit = most_bytes(source, name)
    if len(source) > limit:
        most = f"{limit // 1_000_000} MB"
        raise SourceError(f"{name} is too large: the most that can be read is {most}.")
    if not source or source.isspace():
        raise SourceError(f"{name} is empty.")


def joint_of(source: bytes, name: str) -> str:
    """What stands between a file's name and the place of a document in it: ``/`` in an archive."""
    return "/" if is_zipped(source) and _zipped_format(source, name) == ZIP else "#"


def _zipped_format(source: bytes, name: str) -> str:
    """What kind of file uses ZIP as its wrapping here."""
    from storage.documents.readers.archive import opened

    with opened(io.BytesIO(source), name) as archive:
        names = archive.namelist()
    if _OFFICE_PARTS in names:
        for folder, what in _OFFICE:
            if any(each.startswith(folder) for each in names):
                return what
    if _OFFICE_PARTS in names or _OTHER_PARTS in names:
        raise SourceError(
            f"{name} is a presentation, an OpenDocument file or an electronic book, which is not "
            "read. Save it as .docx, PDF or text."
        )
    if name.lower().rpartition(".")[2] in ("docx", "docm", "xlsx", "xlsm"):
        raise SourceError(
            f"{name} is called an office file, but is a ZIP archive without a document in it. "
            "If what it holds is wanted, give its name the ending .zip."
        )
    return ZIP
