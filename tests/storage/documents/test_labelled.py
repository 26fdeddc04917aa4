"""The measures of recognition, on documents of the project's own in the shapes of real ones."""

import sys
from collections import defaultdict
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "recognition.py"
LABELLED = Path(__file__).parent / "labelled"
BLIND = Path(__file__).parent / "blind"
"""Invented and labelled by authors who knew real documents, but neither the rules nor their output.

Labels count as the variables do: the name that a body goes by and not its place, a sum for each of
several people once, and of a sum by the month what it comes to, where that is printed. Bylines
and dates above an article are the page's.
"""
LEAST = {
    "kind": 0.95,
    "reference where stated": 0.98,
    "reference absent where not": 0.98,
    "decision where stated": 0.98,
    "decision absent where not": 0.98,
    "decision_date where stated": 0.98,
    "outcome where stated": 0.98,
    "outcome absent where not": 0.98,
    "decision_date absent where not": 0.98,
    "category where stated": 0.98,
    "respondents": 0.92,
    "paragraph labels by document": 0.95,
    "paragraph labels by section": 0.95,
    "boilerplate lines": 0.95,
    "boilerplate lines found": 0.95,
    "payments": 0.95,
    "finding cues": 0.80,
    "remedy cues": 0.90,
    "recommendation cues": 0.90,
    "cues of either of these two": 0.90,
    "cues of any type": 0.90,
    "cues right": 0.50,
}
"""What each measure must reach at least on those."""


def _benchmark():
    spec = spec_from_file_location("recognition", BENCHMARK)
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


recognition = _benchmark()


def _measured(folder):
    found = defaultdict(recognition.Tally)
    for label in recognition.labels_of(folder, None):
        recognition.measure(label, recognition.read_one(folder, label), found)
    return found


@pytest.fixture(scope="module")
def tally():
    """Every measure over all labelled documents."""
    return _measured(LABELLED)


@pytest.fixture(scope="module")
def blind():
    """Every measure over those that nobody had tuned for."""
    return _measured(BLIND)


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


@pytest.mark.parametrize(("name", "least"), LEAST.items())
def test_what_nobody_had_tuned_for_is_recognised(blind, name, least):
    measure = next(each for each in recognition.MEASURES if each.name == name)
    figure = blind[name].f1 if measure.is_f1 else blind[name].recall

    assert figure >= least, blind[name].misses


def test_every_labelled_document_is_there_and_no_other():
    labelled = {label["file"] for label in recognition.labels_of(LABELLED, None)}

    assert labelled == {path.name for path in LABELLED.iterdir()} - {"labels.jsonl"}
