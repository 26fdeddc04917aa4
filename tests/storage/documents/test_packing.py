"""A segmentation is stored as compact JSON and comes back the same."""

import json
from dataclasses import fields

import pytest

from storage.documents import (
    SEGMENTATION_VERSION,
    PackedReading,
    read,
    read_packed,
    segment,
    segmentation_from_json,
    segmentation_to_json,
)


def test_what_is_stored_comes_back(lgsco):
    stored = segmentation_to_json(lgsco.segmentation)

    assert segmentation_from_json(stored) == lgsco.segmentation


def test_the_form_is_compact_and_versioned():
    stored = segmentation_to_json(
        segment("Summary\n\n1. One – “two”. Three.\n\nBack to top", "other")
    )

    assert json.loads(stored) == {
        "v": SEGMENTATION_VERSION,
        "sections": [["Summary", 0, 31]],
        "paragraphs": [[None, 0, 0, 7], ["1", 0, 9, 31], [None, None, 33, 44]],
        "sentences": [0, 7, 12, 24, 25, 31, 33, 44],
        "boilerplate": [33, 44],
    }
    assert " " not in stored


@pytest.mark.parametrize("stored", ["{}", "[]", "null", '{"v":1,"sections":[[1]]}', "not json"])
def test_anything_else_is_an_error(stored):
    with pytest.raises(ValueError):
        segmentation_from_json(stored)


def test_a_packed_reading_is_the_same_reading(lgsco):
    packed = read_packed(lgsco.text.encode(), lgsco.source_name)
    same = {field.name for field in fields(PackedReading)} - {
        "segmentation",
        "segmentation_version",
    }

    assert {name: getattr(packed, name) for name in same} == {
        name: getattr(lgsco, name) for name in same
    }
    assert packed.segmentation == segmentation_to_json(lgsco.segmentation)
    assert packed.segmentation_version == SEGMENTATION_VERSION


def test_reading_and_segmenting_agree(lgsco):
    assert segment(lgsco.text, lgsco.kind) == lgsco.segmentation
    assert read(lgsco.text.encode(), "x").segmentation == lgsco.segmentation
