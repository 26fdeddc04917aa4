"""The measures of recognition, on documents of the project's own in the shapes of real ones."""

import sys
from collections import defaultdict
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "recognition.py"
LABELLED = Path(__file__).parent / "labelled"


def _benchmark():
    spec = spec_from_file_location("recognition", BENCHMARK)
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


recognition = _benchmark()


@pytest.fixture(scope="module")
def tally():
    """Every measure over all labelled documents."""
    found = defaultdict(recognition.Tally)
    for label in recognition.labels_of(LABELLED, None):
        recognition.measure(label, recognition.read_one(LABELLED, label), found)
    return found


@pytest.mark.parametrize(
    "name",
    [
        each.name
        for each in recognition.MEASURES
        if "cues" not in each.name and each.name != "payments"
    ],
)
def test_labelled_documents_are_recognised_without_a_miss(tally, name):
    assert tally[name].expected
    assert tally[name].misses == []


def test_every_labelled_document_is_there_and_no_other():
    labelled = {label["file"] for label in recognition.labels_of(LABELLED, None)}

    assert labelled == {path.name for path in LABELLED.iterdir()} - {"labels.jsonl"}
