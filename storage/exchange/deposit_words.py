"""The README of a package for an archive: what every file is, what is left out, how to check it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from storage.exchange.deposit import MANIFEST

FILES: Mapping[str, str] = {
    "data/coder/": "What the coders coded, each for themselves: one table for each unit of analysis. "
    "`dictionary.csv` there says what every column of every table is, `labels.R` and `labels.do` "
    "give the values their labels in R and Stata, `datapackage.json` describes the tables for programs.",
    "data/gold/": "The adjudicated result, in the same tables; beside them `settlements.csv`, how each case was "
    "settled, by whom and for what reason, also those of which nothing was kept.",
    "codebook/versions.csv": "Every version of the codebook, oldest first, and the file that has it.",
    "codebook/*.toml": "The codebook: variables, record types, fields, values and their definitions.",
    "sampling/sample.csv": "How the documents to code were drawn: one row for each stratum, with the size of "
    "its frame, how many were drawn, the probability of each, and the seed. Which documents they were "
    "stands in `data/coder/documents.csv` (`stratum`, `probability`).",
    "rounds/coders.csv": "Who coded, in which role; `recodes` is whose work the same person coded again.",
    "rounds/rounds.csv": "The rounds of coding: how documents were given out (`plan`, as JSON), and when the "
    "coders could first see each other's work (`opened_at`).",
    "rounds/assignments.csv": "How many documents each coder had in each round, and how far they are.",
    "agreement/figures.csv": "How far the coders agree, by round, unit, subject, value and pair of coders: "
    "each figure with its interval, the units that it rests on, and those left out with the reason.",
    "agreement/units.csv": "Every unit as every coder has it, from which each figure can be computed again.",
    "agreement/methods.txt": "A paragraph for a methods section for each round and unit.",
    "changes/changes.csv": "How many changes each coder made on each day (UTC), by action; not what they were.",
    "datapackage.json": "The list of tables for programs (Frictionless).",
    MANIFEST: "The SHA-256 checksum of every other file.",
}
"""What each file or folder is."""
WRITTEN_LAST = ("datapackage.json", MANIFEST)
"""Files of every package that tell of all others."""


@dataclass(frozen=True, slots=True)
class Package:
    """What a README says of a package as a whole."""

    study: str
    program: str
    codebook: str
    """Version of the codebook in force."""
    n_documents: int
    n_coders: int
    files: Sequence[str]
    """Paths of its files."""
    notes: Sequence[str]
    """Sentences on what is not there, and why."""


def readme(package: Package) -> str:
    """The README, in Markdown."""
    return "\n".join(_lines(package))


def _lines(package: Package) -> Iterator[str]:
    yield f"# {package.study}\n"
    yield (
        f"Documents: {package.n_documents:,}. Coders: {package.n_coders:,}. Codebook in force: version "
        f"{package.codebook}. Written by {package.program}.\n"
    )
    yield "All tables are CSV (RFC 4180, UTF-8, lines ended by LF, one header line).\n"
    yield "| File | What it is |\n|---|---|"
    for pattern, what in FILES.items():
        if any(_is_of(path, pattern) for path in (*package.files, *WRITTEN_LAST)):
            yield f"| `{pattern}` | {what} |"
    if package.notes:
        yield "\n## What is not here\n"
        for note in package.notes:
            yield f"- {note}"
    yield "\n## Checking it\n"
    yield (
        f"`sha256sum --check {MANIFEST}` in this folder says whether every file is as it was written. The same "
        "study, written with the same options by the same version, gives the same files, byte for byte."
    )
    yield ""


def _is_of(path: str, pattern: str) -> bool:
    """Whether a file is one of those that a line of the table is about."""
    if pattern.endswith("/"):
        return path.startswith(pattern)
    folder, _, suffix = pattern.partition("*")
    return path.startswith(folder) and path.endswith(suffix) if suffix else path == pattern
