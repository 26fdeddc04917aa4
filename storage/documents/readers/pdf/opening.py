"""Opens a PDF, and refuses in a sentence what cannot be opened."""

import io
import logging
import re
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from storage.errors import SourceError

if TYPE_CHECKING:
    from pypdf import PdfReader

_SIGNATURE: Final = b"%PDF-"
_SIGNATURE_REACH: Final = 1024
_END: Final = b"%%EOF"
_UNPACKING: Final = "pypdf.filters"
"""Who says that data could not be unpacked whole."""
_MOST_PARTS: Final = 1_000_000
_MOST_BYTES: Final = 40_000_000
"""What no page of a document needs; half of what pypdf allows itself, so that memory holds."""
_OBJECT: Final = re.compile(rb"\d obj\b")

DAMAGE: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pypdf raises, besides its own errors, when a file is not what it says."""


class _Heard(logging.Handler):
    """Counts what pypdf says of data that it could not unpack whole."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count a record; nobody reads it."""
        self.count += record.name == _UNPACKING


@contextmanager
def quiet() -> Iterator[Callable[[], int]]:
    """Keep to itself what pypdf says, and within limits what it does.

    Gives how often it could not unpack something whole.
    """
    from pypdf import apply_configuration

    log = logging.getLogger("pypdf")
    propagated, level = log.propagate, log.level
    heard = _Heard()
    log.addHandler(heard)
    log.propagate = False
    log.setLevel(logging.WARNING)
    try:
        with (
            warnings.catch_warnings(),
            apply_configuration(
                stream_parsing_work_maximum_count=_MOST_PARTS,
                zlib_maximum_output_length=_MOST_BYTES,
                lzw_maximum_output_length=_MOST_BYTES,
            ),
        ):
            warnings.simplefilter("ignore")
            yield lambda: heard.count
    finally:
        log.removeHandler(heard)
        log.propagate = propagated
        log.setLevel(level)


def open_pdf(source: bytes, name: str) -> "PdfReader":
    """The PDF that some bytes are.

    Raises:
        SourceError: it is no PDF, damaged, or locked with a password; the message names it.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    if _SIGNATURE not in source[:_SIGNATURE_REACH]:
        raise SourceError(f"{name} is no PDF, whatever it is called. Save the document again.")
    if _is_cut_off(source):
        raise SourceError(f"{name} is a PDF whose end is missing. Download or copy it again.")
    try:
        reader = PdfReader(io.BytesIO(source))
        is_open = not reader.is_encrypted or bool(reader.decrypt(""))
        count = len(reader.pages) if is_open else 0
    except DependencyError:
        is_open, count = False, 0
    except (PyPdfError, *DAMAGE) as error:
        raise SourceError(
            f"{name} is a damaged PDF and cannot be opened. Download or copy it again."
        ) from error
    if not is_open:
        raise SourceError(f"{name} is an encrypted PDF. Save it without a password first.")
    if not count:
        raise SourceError(f"{name} is a PDF without pages. Download or copy it again.")
    return reader


def _is_cut_off(source: bytes) -> bool:
    """Whether the end of a PDF is missing: no end mark, or objects after the last one."""
    end = source.rfind(_END)
    return end < 0 or _OBJECT.search(source, end) is not None
