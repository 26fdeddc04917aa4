"""Messages for the application itself, which outlives every screen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage import Place, Progress, StorageError, Study


@dataclass
class ChangeFailed(Message):
    """A change did not happen."""

    error: BaseException
    """Why not."""
    otherwise: "Callable[[], None] | None" = None
    """Puts the interface right again, where it had shown the change."""


@dataclass
class StillOpening(Message):
    """Opening the store takes long: an older one is brought up to date, or the sample is made."""

    progress: "Progress"
    """How far it is."""


@dataclass
class StudyOpened(Message):
    """The store is open and can be asked."""

    study: "Study"
    """The study's front door."""
    place: "Place | None"
    """Where the coder was last, if that document is still there."""


@dataclass
class SettingKept(Message):
    """A setting that was changed is in the settings file, or cannot be written there."""

    problem: str
    """Why it cannot, in a sentence; empty when it is."""


@dataclass
class ReadFailed(Message):
    """Something asked of the study could not be read."""

    error: "StorageError"
    """Why not, as a sentence."""
