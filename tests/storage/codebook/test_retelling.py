"""A codebook told again: the same declaration, in the words that may be shown."""

import tomllib

import pytest

import seeds
from storage.codebook import load_codebook
from storage.codebook.retelling import prose_of, retold

ODD = r"""
# A comment that goes.
[codebook]
name = "Quotes \" and \\ and tabs \t"
version = "1.10"

[[kind]]
name = "letter"
label = "A letter"

[[variable]]
id = 1
name = "n"
label = '''two
lines'''
type = "integer"

[[record]]
name = "finding"
label = "Finding"
plural = "findings"
unit = "One thing."

[[record.field]]
id = 1
name = "how"
label = "How"
type = "choice"
asked_when = { "sure" = [true] }
values = [
  { name = "a", label = "A", code = 1, example = "“so”", values = [{ name = "b", label = "B", code = 2, example = "x" }] },
]

[[record.field]]
id = 2
name = "sure"
label = "Sure"
type = "boolean"
"""


def same(text: str) -> str:
    return text


@pytest.mark.parametrize("source", [seeds.starter_codebook(), ODD], ids=["starter", "odd"])
def test_told_with_every_word_it_says_the_same(source):
    told = retold(source, examples=True, prose=same, text=same)

    assert tomllib.loads(told) == tomllib.loads(source)
    assert "#" not in told.replace("\\#", "").split("[", 1)[0]
    assert retold(told, examples=True, prose=same, text=same) == told


def test_without_examples_every_other_word_stays_and_it_can_be_loaded():
    source = seeds.starter_codebook()
    told = retold(source, examples=False, prose=same, text=same)
    gone = set(prose_of(source)) - set(prose_of(told))

    assert "example = " not in told
    assert gone <= {
        value.example
        for codebook in [load_codebook(source)]
        for fields in (codebook.variables, *(each.fields for each in codebook.record_types))
        for field in fields
        for value in field.all_values()
    }
    assert load_codebook(told).version == load_codebook(source).version


def test_names_in_prose_are_called_otherwise_and_identifiers_stay():
    told = retold(ODD, examples=True, prose=lambda each: each.replace("How", "Why"), text=same)

    field = tomllib.loads(told)["record"][0]["field"][0]
    assert (field["name"], field["label"]) == ("how", "Why")


def test_what_every_text_becomes_comes_before_what_prose_becomes():
    told = retold(
        ODD,
        examples=True,
        prose=lambda each: each.replace("Finding", "changed"),
        text=lambda each: "withheld" if each == "Finding" else each,
    )

    assert tomllib.loads(told)["record"][0]["label"] == "withheld"
