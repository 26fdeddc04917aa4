"""What the tests of the sample study share: the parsed codebook, the texts and the coding."""

import json
import tomllib
import unicodedata
from pathlib import Path

import pytest

import seeds


def normalised(path: Path) -> str:
    """A text as import stores it, so that positions compare."""
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def lines_of(name: str) -> list[dict]:
    path = seeds.sample_coding() / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def codebook() -> dict:
    return tomllib.loads(seeds.starter_codebook())


@pytest.fixture(scope="session")
def fields(codebook: dict) -> dict[tuple[str, str], dict]:
    """Every field by (record type, name); variables under the type ``variable``."""
    found = {("variable", field["name"]): field for field in codebook["variable"]}
    for record in codebook["record"]:
        found |= {(record["name"], field["name"]): field for field in record["field"]}
    return found


@pytest.fixture(scope="session")
def cases() -> dict[str, str]:
    return {path.name: normalised(path) for path in sorted(seeds.sample_cases().iterdir())}


@pytest.fixture(scope="session")
def records() -> list[dict]:
    return lines_of("records.jsonl")


@pytest.fixture(scope="session")
def variables() -> list[dict]:
    return lines_of("variables.jsonl")
