"""What a file is, its bytes say; what cannot be read is refused in a sentence that names it."""

import pytest

from storage.documents import MAX_BYTES, SUFFIXES, read
from storage.documents.readers import most_bytes
from storage.errors import SourceError

REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b" \r\n\t \n", "empty"),
    "only controls": (b"\x01\x02\x03", "no words"),
    "pdf": (b"%PDF-1.7\n%abc", "PDF"),
    "zip": (b"PK\x03\x04rest of it", "ZIP"),
    "picture": (b"\x89PNG\r\n\x1a\nrest", "picture"),
    "old office file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    "binary": (b"some words\x00\x01\x02 and more", "binary"),
    "page without words": (b"<!doctype html><html><script>let x</script></html>", "no words"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_text_is_refused_by_name(case):
    source, reason = REFUSED[case]

    with pytest.raises(SourceError, match=reason) as refusal:
        read(source, "case 7.txt")

    assert str(refusal.value).startswith("case 7.txt ")
    assert str(refusal.value).endswith(".")


def test_a_text_that_is_too_large_is_refused_with_the_limit():
    with pytest.raises(SourceError, match="too large: the most that can be read is 50 MB"):
        read(b"x" * (MAX_BYTES + 1_000_000), "big.txt")


def test_a_table_may_be_larger_than_a_text():
    assert most_bytes(b"a,b", "big.csv") > most_bytes(b"a,b", "big.txt")


def test_the_name_does_not_make_a_binary_a_text():
    with pytest.raises(SourceError, match="PDF"):
        read(b"%PDF-1.4 words", "decision.txt")


def test_a_page_called_text_is_read_as_a_page():
    reading = read(b"<!-- saved -->\n<html><body><p>Words</p></body></html>", "page.txt")

    assert reading.media_type == "text/html"
    assert reading.text == "Words"


def test_a_text_called_a_page_is_read_as_text():
    reading = read(b"No tags here, only 3 < 4.", "page.html")

    assert reading.media_type == "text/plain"
    assert reading.text == "No tags here, only 3 < 4."


def test_brackets_and_escapes_are_only_words():
    reading = read(b"See [/brackets] and \x1b[2J this.", "odd.txt")

    assert reading.text == "See [/brackets] and [2J this."
    assert reading.warnings == ("1 control character removed",)


def test_a_folder_is_looked_through_for_every_format_that_is_read():
    texts = {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"}
    tables = {".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".json", ".xlsx", ".xlsm"}

    assert texts | tables | {".pdf", ".docx", ".zip"} == SUFFIXES


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_the_encoding(encoding):
    reading = read("Père paid £200 – twice".encode(encoding), "x.txt")

    assert reading.text == "Père paid £200 – twice"
    assert reading.warnings == ()


def test_a_mark_that_lies_is_an_error():
    with pytest.raises(SourceError, match="x.txt says it is UTF-8 but is not"):
        read(b"\xef\xbb\xbfcaf\xe9", "x.txt")


def test_what_is_not_utf_8_is_read_as_windows_1252_and_says_so():
    reading = read("Pay £200 – “now”".encode("cp1252"), "x.txt")

    assert reading.text == "Pay £200 – “now”"
    assert reading.warnings == ("read as Windows-1252, not UTF-8",)


def test_damaged_utf_8_stays_utf_8():
    reading = read("“Curly” ‘quotes’ – and £5".encode()[:-1] + b"\xe2\x80", "x.txt")

    assert reading.text.startswith("“Curly” ‘quotes’ – and £")
    assert "could not be read" in reading.warnings[0]


def test_hashes_are_of_the_stored_text_and_of_the_file():
    plain = read(b"Same words", "a.txt")
    windows = read(b"Same words\r\n", "b.txt")

    assert plain.text_sha256 == plain.source_sha256
    assert windows.text == "Same words\n"
    assert windows.text_sha256 != windows.source_sha256
