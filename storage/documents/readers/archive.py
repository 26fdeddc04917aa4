"""Reads ZIP archives: every member by the reader that its own bytes ask for.

An archive comes from anywhere, so its directory is not believed: names that lead out of a folder,
links, and members that would unpack to more than a limit are refused, each by itself.
"""

import io
import lzma
import re
import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import IO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from storage.documents.readers.formats import (
    MAX_ARCHIVE_BYTES,
    MAX_BYTES,
    MAX_TABLE_BYTES,
    TABLE_SUFFIXES,
    joint_of,
)
from storage.documents.readers.source import Refused, Source
from storage.errors import SourceError

MOST_MEMBERS: Final = 100_000
"""Members of one archive, those of archives in it counted too."""
MOST_UNPACKED: Final = 2_000_000_000
"""Bytes that one archive may unpack to, those of archives in it counted too."""
HIGHEST_RATIO: Final = 200
"""How many times larger than it is packed a member may be; the dullest prose reaches 30."""
SMALL: Final = 1_000_000
"""Bytes up to which the ratio does not matter."""
DEEPEST: Final = 1
"""Archives may lie in an archive, but not in one that lies in another."""

DAMAGE: Final = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)
"""What the library raises for archives that are broken or packed in an unknown way."""

PASSED_OVER: Final = "not a text, Markdown, HTML, PDF, Word, table or ZIP file"

_DRIVE: Final = re.compile(r"[A-Za-z]:")
_ENCRYPTED: Final = 0x1
_NAMED_IN_UTF8: Final = 0x800

ReadMember = Callable[[bytes, str], Iterator[Source | Refused]]
"""Reads the bytes of a member that is called so."""


@dataclass
class Allowance:
    """What may still be unpacked of one archive and those in it."""

    members: int = MOST_MEMBERS
    size: int = MOST_UNPACKED


def opened(file: IO[bytes], name: str) -> ZipFile:
    """The archive in ``file``.

    Raises:
        SourceError: it is damaged.
    """
    try:
        return ZipFile(file)
    except DAMAGE as error:
        raise SourceError(
            f"{name} begins like a ZIP archive or an office file, but is damaged or cut short. "
            "Get it again where it comes from."
        ) from error


def read_archive(
    source: bytes,
    name: str,
    read_member: ReadMember,
    wanted: frozenset[str],
    allowance: Allowance,
) -> Iterator[Source | Refused]:
    """The documents of an archive in its order, located by their path in it.

    Args:
        source: the archive.
        name: what it is called.
        read_member: reads one member by its bytes and its whole name.
        wanted: endings, in lower case, of the members that are read.
        allowance: what may still be unpacked; lowered as it is used.

    Raises:
        SourceError: the archive is damaged, or has nothing in it.
    """
    met: set[str] = set()
    with opened(io.BytesIO(source), name) as archive:
        members = [(info, _path(info)) for info in archive.infolist()]
        members = [(info, path) for info, path in members if not _is_noise(info, path)]
        if not members:
            raise SourceError(f"{name} is an archive with nothing in it.")
        for place, (info, path) in enumerate(members):
            if allowance.members <= 0 or allowance.size <= 0:
                yield Refused(_shown(path), _too_much(len(members) - place))
                return
            allowance.members -= 1
            refused = _refused(info, path, wanted, allowance, met)
            if refused is not None:
                yield refused
                continue
            met.add(path)
            yield from _read(archive, info, path, name, read_member, allowance)


def _read(
    archive: ZipFile,
    info: ZipInfo,
    path: str,
    name: str,
    read_member: ReadMember,
    allowance: Allowance,
) -> Iterator[Source | Refused]:
    """The documents of one member; what is wrong with it is told in their place."""
    try:
        with archive.open(info) as file:
            content = file.read(_most(info) + 1)
    except DAMAGE:
        yield Refused(path, f"{name}/{path} is damaged in the archive; get it again.")
        return
    allowance.size -= len(content)
    try:
        for found in read_member(content, f"{name}/{path}"):
            yield _located(found, path, content)
    except SourceError as error:
        yield Refused(path, str(error))


def _located(found: Source | Refused, path: str, content: bytes) -> Source | Refused:
    """The same, located as part of the member at ``path`` that has ``content``."""
    where = path
    if found.locator:
        where += joint_of(content, path) + found.locator
    if isinstance(found, Refused):
        return found._replace(locator=where)
    return replace(found, locator=where)


def _path(info: ZipInfo) -> str:
    """The member's path with forward slashes, its letters as they were meant."""
    path = info.filename
    if not info.flag_bits & _NAMED_IN_UTF8:
        # Many programs write UTF-8 and do not say so.
        try:
            path = path.encode("cp437").decode("utf-8")
        except UnicodeError:
            path = info.filename
    return path.replace("\\", "/")


def _is_noise(info: ZipInfo, path: str) -> bool:
    """Whether a member is a folder, or something that a computer keeps for itself."""
    parts = path.split("/")
    hidden = any(part.startswith(".") and part != ".." for part in parts)
    return info.is_dir() or path.endswith("/") or parts[0] == "__MACOSX" or hidden


def _refused(
    info: ZipInfo, path: str, wanted: frozenset[str], allowance: Allowance, met: set[str]
) -> Refused | None:
    """Why a member is not read, if it is not."""
    reason = _wrong_name(path) or _wrong_kind(info)
    if reason is None and PurePosixPath(path).suffix.lower() not in wanted:
        return Refused(path, PASSED_OVER, is_expected=True)
    if reason is None and path in met:
        reason = "Another member of the archive has the same name; only the first one is read."
    if reason is None:
        reason = _wrong_size(info, allowance)
    return None if reason is None else Refused(_shown(path), reason)


def _wrong_name(path: str) -> str | None:
    if not path.isprintable():
        return "Its name has characters that cannot be shown; rename it and pack it again."
    if path.startswith("/") or _DRIVE.match(path):
        return "Its name is that of a place outside the archive; pack it again by a relative name."
    if ".." in path.split("/"):
        return "Its name leads out of the archive (“..”); pack it again in a plain folder."
    return None


def _wrong_kind(info: ZipInfo) -> str | None:
    if stat.S_ISLNK(info.external_attr >> 16):
        return "It is a link to another file; pack the file itself."
    if info.flag_bits & _ENCRYPTED:
        return "It is encrypted; unpack it with its password and import what comes out."
    return None


def _most(info: ZipInfo) -> int:
    """Bytes that a member may have."""
    name = info.filename.lower()
    if name.endswith((".zip", ".docx", ".xlsx")):
        return MAX_ARCHIVE_BYTES
    return MAX_TABLE_BYTES if name.endswith(TABLE_SUFFIXES) else MAX_BYTES


def _wrong_size(info: ZipInfo, allowance: Allowance) -> str | None:
    size = f"{info.file_size / 1_000_000:,.0f} MB"
    if info.file_size > _most(info):
        return (
            f"It is too large: {size}; the most that can be read is {_most(info) // 1_000_000} MB."
        )
    if info.file_size > SMALL and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1):
        return (
            f"It would unpack to {size}, {info.file_size // max(info.compress_size, 1):,} times its "
            "packed size, as no document does; if it is one, unpack it and import it by itself."
        )
    if info.file_size > allowance.size:
        return (
            f"With it the archive would unpack to more than {MOST_UNPACKED // 1_000_000:,} MB; "
            "pack it in several archives."
        )
    return None


def _too_much(left: int) -> str:
    """What is said of the rest once an archive has had all that it may."""
    what = "This member is" if left == 1 else f"This member and the {left - 1:,} after it are"
    return (
        f"{what} more than the {MOST_MEMBERS:,} files or {MOST_UNPACKED // 1_000_000:,} MB "
        "that one archive may hold; pack them in another."
    )


def _shown(path: str) -> str:
    """A path that can be printed."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in path
    )
