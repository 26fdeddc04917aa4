"""What somebody can begin with who starts casecoder where there is no study."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage import Study


@dataclass(frozen=True, slots=True)
class Beginning:
    """The study that was chosen."""

    open_study: "Callable[[], Study]"
    """Opens it, made first if need be; called in a thread."""
    words: str
    """What to say while that takes its time."""


@dataclass(frozen=True, slots=True)
class Offers:
    """How each kind of study is opened; the command line knows, the interface only asks."""

    folder: Path
    """Where somebody is."""
    sample: "Callable[[], Study]"
    """Opens the sample study, made first if it is not there."""
    make: "Callable[[str | None, str | None], Study]"
    """Makes a study of a name and a codebook's text; the starter codebook's when None."""
    open: "Callable[[str], Study]"
    """Opens the study at a path."""
    find: Callable[[str], str | None]
    """The study that a typed path leads to, None when there is none."""
    read_codebook: Callable[[Path], str]
    """The text of a codebook that is in order; raises CodebookError when it is not."""
