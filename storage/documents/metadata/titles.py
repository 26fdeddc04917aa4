"""Chooses a title for documents whose kind prescribes none."""

from collections.abc import Mapping

from storage.documents.metadata.facts import Fact, shortened
from storage.documents.metadata.fields import is_label
from storage.documents.segments import Structure


def title_of(
    text: str, structure: Structure, declared: Mapping[str, str], facts: Mapping[str, Fact]
) -> str:
    """The title that the source declares, else the first line.

    Body and reference take the place of a first line that is a label, or that names neither.
    """
    start, end = structure.paragraphs[0][2:]
    first = text[start:end]
    if declared.get("title"):
        return shortened(declared["title"])
    named = [fact for name in ("respondent", "reference") if (fact := facts.get(name))]
    values = [fact.value[0] if isinstance(fact.value, tuple) else fact.value for fact in named]
    is_mute = len(values) > 1 and not any(value in first for value in values)
    if values and (is_mute or is_label(first.partition(":")[0])):
        return values[0] if len(values) == 1 else f"{values[0]} ({values[1]})"
    return shortened(first)
