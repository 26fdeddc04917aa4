"""ZIP archives: what is in them becomes documents, what should not be in them is refused alone."""

import io
import stat
import zipfile
from collections.abc import Callable

import pytest

from storage.documents.readers import Refused, Source, read_sources
from storage.documents.readers.archive import Allowance, read_archive
from storage.errors import SourceError

Pack = Callable[..., bytes]
WORDS = "The office did not answer {}."


@pytest.fixture
def pack() -> Pack:
    """Packs members, given as name and content, or as a ``ZipInfo`` and content."""

    def packed(*members: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in members:
                archive.writestr(member, content)
        return file.getvalue()

    return packed


def read(source: bytes, name: str = "all.zip") -> tuple[dict[str | None, str], dict[str, str]]:
    """Texts and reasons by their place in the archive; nothing may be lost or told twice."""
    found = list(read_sources(source, name))
    texts = {each.locator: each.text for each in found if isinstance(each, Source)}
    reasons = {each.locator: each.reason for each in found if isinstance(each, Refused)}

    assert len(texts) + len(reasons) == len(found)
    return texts, reasons


def test_every_member_is_a_document_called_by_its_path(pack):
    texts, reasons = read(pack(("b.txt", WORDS.format(1)), ("2021/a.md", "# A head\n\nA letter.")))

    assert texts == {"b.txt": WORDS.format(1), "2021/a.md": "A head\n\nA letter."}
    assert reasons == {}


def test_a_table_in_an_archive_gives_its_rows(pack):
    rows = "".join(f"{n},{WORDS.format(n)} Nobody came for weeks.\n" for n in range(1, 5))

    texts, _ = read(pack(("tables/all.csv", "reference,text\n" + rows)))

    assert list(texts) == [f"tables/all.csv#row {n}" for n in range(2, 6)]


def test_an_archive_in_an_archive_is_read_and_one_deeper_is_refused(pack):
    deepest = pack(("c.txt", WORDS.format(3)))
    inner = pack(("b.txt", WORDS.format(2)), ("deep.zip", deepest))

    texts, reasons = read(pack(("in/inner.zip", inner), ("a.txt", WORDS.format(1))))

    assert list(texts) == ["in/inner.zip/b.txt", "a.txt"]
    assert "unpack the outermost first" in reasons["in/inner.zip/deep.zip"]


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("../up.txt", "leads out of the archive"),
        ("in/../../up.txt", "leads out of the archive"),
        ("..\\up.txt", "leads out of the archive"),
        ("/etc/a.txt", "outside the archive"),
        ("C:\\a.txt", "outside the archive"),
        ("new\nline.txt", "cannot be shown"),
        (link("a.txt"), "a link"),
        ("empty.txt", "is empty"),
    ],
)
def test_a_member_that_should_not_be_there_is_refused_alone(pack, member, said):
    content = "" if member == "empty.txt" else WORDS.format(1)
    texts, reasons = read(pack((member, content), ("fine.txt", WORDS.format(2))))

    assert texts == {"fine.txt": WORDS.format(2)}
    (reason,) = reasons.values()
    assert said in reason


def test_what_a_computer_keeps_for_itself_is_passed_over_in_silence(pack):
    texts, reasons = read(
        pack(
            ("folder/", ""),
            ("__MACOSX/a.txt", WORDS.format(1)),
            ("folder/._a.txt", WORDS.format(2)),
            (".git/config.txt", WORDS.format(3)),
            ("a.txt", WORDS.format(4)),
        )
    )

    assert (list(texts), reasons) == (["a.txt"], {})


def test_a_picture_in_an_archive_is_nothing_wrong(pack):
    found = list(read_sources(pack(("a.png", b"\x89PNG"), ("a.txt", WORDS)), "all.zip"))

    assert [isinstance(each, Refused) and each.is_expected for each in found] == [True, False]


def test_an_encrypted_member_is_refused_alone(pack):
    source = bytearray(pack(("a.txt", WORDS.format(1)), ("b.txt", WORDS.format(2))))
    place = source.index(b"PK\x01\x02")
    source[place + 8] |= 1

    texts, reasons = read(bytes(source))

    assert list(texts) == ["b.txt"]
    assert "encrypted" in reasons["a.txt"]


def test_a_damaged_member_is_refused_alone(pack):
    source = bytearray(pack(("a.txt", WORDS.format(1) * 50), ("b.txt", WORDS.format(2))))
    source[50] ^= 0xFF

    texts, reasons = read(bytes(source))

    assert list(texts) == ["b.txt"]
    assert "damaged" in reasons["a.txt"]


def test_a_bomb_is_refused_alone(pack):
    texts, reasons = read(pack(("bomb.txt", b"0" * 20_000_000), ("a.txt", WORDS)))

    assert list(texts) == ["a.txt"]
    assert "times its packed size" in reasons["bomb.txt"]


def test_a_member_beyond_the_limit_is_refused_before_it_is_unpacked(pack):
    texts, reasons = read(pack(("big.txt", b"0" * 51_000_000), ("a.txt", WORDS)))

    assert list(texts) == ["a.txt"]
    assert "too large: 51 MB" in reasons["big.txt"]


@pytest.mark.parametrize(
    ("allowance", "read_first"), [(Allowance(members=2), 2), (Allowance(size=30), 1)]
)
def test_more_than_an_archive_may_hold_is_refused_in_one_sentence(pack, allowance, read_first):
    source = pack(*((f"{n}.txt", WORDS.format(n)) for n in range(9)))

    def as_text(content: bytes, name: str):
        yield Source(content.decode(), "text/plain", {}, ())

    found = list(read_archive(source, "all.zip", as_text, frozenset({".txt"}), allowance))

    assert sum(isinstance(each, Source) for each in found) <= read_first
    assert isinstance(found[-1], Refused)
    assert len(found) <= 9


def test_two_members_of_one_name_are_not_two_documents(pack):
    with pytest.warns(UserWarning, match="Duplicate name"):
        source = pack(("a.txt", WORDS.format(1)), ("a.txt", WORDS.format(2)))

    found = list(read_sources(source, "all.zip"))

    assert isinstance(found[0], Source)
    assert isinstance(found[1], Refused)
    assert "the same name" in found[1].reason


def test_a_name_in_utf8_that_does_not_say_so_is_read_as_it_was_meant(pack):
    source = pack(("cafXX.txt", WORDS)).replace(b"cafXX.txt", "café.txt".encode())

    assert list(read(source)[0]) == ["café.txt"]


@pytest.mark.parametrize("cut", [4, 40, -30])
def test_a_truncated_archive_is_refused_in_a_sentence(pack, cut):
    source = pack(("a.txt", WORDS.format(1)))[:cut]

    with pytest.raises(SourceError, match=r"all\.zip begins like a ZIP archive .* damaged"):
        list(read_sources(source, "all.zip"))


def test_an_empty_archive_is_refused(pack):
    with pytest.raises(SourceError, match="nothing in it"):
        list(read_sources(pack(), "all.zip"))


@pytest.mark.parametrize("name", ["letter.docx", "table.xlsx"])
def test_an_archive_that_is_called_an_office_file_is_refused(pack, name):
    with pytest.raises(SourceError, match="is a ZIP archive without a document in it"):
        list(read_sources(pack(("a.txt", WORDS)), name))


def test_other_office_files_are_named(pack):
    source = pack(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>"))

    with pytest.raises(SourceError, match="OpenDocument"):
        list(read_sources(source, "letter.odt"))
