"""Chooses a title for documents whose kind prescribes none."""

from collections.abc import Mapping

from storage.documents.metadata.facts import Fact, shortened
from storage.documents.metadata.fields import is_label
from storage.documents.segments import Structure


def title_of(
    text: str, structure: Structure, declared: Mapping[str, str], facts: Mapping[str, Fact]
) -> str:
    """The title that the source declares, else the first line, or body and reference for labels."""
    start, end = structure.paragraphs[0][2:]
    first = text[start:end]
    if declared.get("title"):
        return shortened(declared["title"])
    if is_label(first.partition(":")[0]):
        named = [fact for name in ("respondent", "reference") if (fact := facts.get(name))]
        values = [fact.value[0] if isinstance(fact.value, tuple) else fact.value for fact in named]
        if values:
            return values[0] if len(values) == 1 else f"{values[0]} ({values[1]})"
    return shortened(first)
