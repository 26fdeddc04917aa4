"""The sample study and the starter codebook that ship with casecoder: texts and paths, no logic."""

from importlib.resources import files
from pathlib import Path


def _place(name: str) -> Path:
    return Path(str(files("seeds").joinpath(name)))


def starter_codebook() -> str:
    """The TOML text of the codebook that a new study begins with."""
    return _place("codebook.toml").read_text(encoding="utf-8")


def heads_of_complaint() -> str:
    """The TOML text of a further record type, to be pasted into a codebook for Scottish decisions."""
    return _place("head_of_complaint.toml").read_text(encoding="utf-8")


def sample_cases() -> Path:
    """The folder of invented case documents that the sample study imports."""
    return _place("cases")


def incoming_files() -> Path:
    """A folder as it comes: a PDF, a Word file, a table of scraped decisions and a ZIP, to try import on."""
    return _place("incoming")


def sample_coding() -> Path:
    """The folder whose ``records.jsonl`` and ``variables.jsonl`` code one sample document in full."""
    return _place("coding")
