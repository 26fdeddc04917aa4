"""Where uids and times come from."""

import os
import time
from datetime import UTC, datetime

_LAST = [0]


def new_uid() -> str:
    """A fresh UUIDv7 (RFC 9562), later ones sorting after earlier ones of this process.

    The 12 bits after the version count up within a millisecond, as section 6.2
    of the RFC allows.
    """
    ticks = max(time.time_ns() * 4096 // 1_000_000, _LAST[0] + 1)
    _LAST[0] = ticks
    tail = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF
    value = f"{ticks >> 12:012x}7{ticks & 0xFFF:03x}{tail | 0x8000_0000_0000_0000:016x}"
    return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"


def now() -> str:
    """The present moment, UTC, to the millisecond."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
