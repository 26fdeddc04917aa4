"""What a rule says of a sentence."""

from typing import Final, NamedTuple

FINDING: Final = "finding"
REMEDY: Final = "remedy"
RECOMMENDATION: Final = "recommendation"


class Pointer(NamedTuple):
    """One likely record in a sentence."""

    type: str
    why: str
    """What it looks like and the words that show it."""
