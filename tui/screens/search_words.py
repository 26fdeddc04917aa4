"""What the search screen says: how to ask, what was found, what can be made of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.display import count_text, one_line

if TYPE_CHECKING:
    from storage import Codebook, CodedHits
    from tui.screens.search_results import SearchResults

TYPED = (
    ("delay", "the word, in capitals or not"),
    ("delay fault", "both words, in texts that have both"),
    ('"short breaks"', "words one after the other"),
    ("delay*", "words that begin so"),
    ("delay NEAR/5 assess*", "at most five words between, either one first"),
    (r"/\d+ weeks?/", "a regular expression"),
    ("kind:press", "in such documents; status:todo, respondent:ardley"),
    ("after:2021", "dated 2021 or later; before:2022-06, dated earlier"),
    ("coded:no", "where you have coded nothing yet; coded:yes"),
)
"""What can be typed, and what it finds."""

HINT = 'words, "a phrase", word*, one NEAR/5 other, /expression/, kind:press …'
"""What an empty line says."""

_WIDEST = max(len(typed) for typed, _ in TYPED)


def how_to_ask() -> tuple[str, ...]:
    """What an empty list says before anything is typed."""
    lines = [f"{typed:<{_WIDEST}}  {finds}" for typed, finds in TYPED]
    return ("Type what to find in the texts of the study.", "", *lines)


def nothing_found(results: "SearchResults", *, is_searching: bool) -> tuple[str, ...]:
    """What an empty list says of a search.

    Args:
        results: What was found.
        is_searching: Whether the search is still under way.
    """
    if results.problem:
        return (one_line(results.problem),)
    if is_searching:
        return ("Searching …",)
    if not results.is_complete:
        return ("Stopped before anything was found.", "Enter in the line above goes on.")
    word = results.line.split()[-1] if results.line.split() else ""
    if word.isalpha():
        return (f"Nothing found. {one_line(word)}* finds words that begin with {one_line(word)}.",)
    return ("Nothing found.",)


def found_words(results: "SearchResults") -> tuple[str, ...]:
    """The counts of the header: ``214 hits in 37 documents``, ``1,000+ hits``, ``3 marked``."""
    if not results.line or results.problem:
        return ()
    count = len(results.hits)
    if results.is_complete:
        where = f" in {count_text(results.documents, 'document')}" if count else ""
        told = f"{count_text(count, 'hit')}{where}"
    else:
        told = f"{count:,}+ hits" if count else ""
    marked = f"{len(results.marked):,} marked" if results.marked else ""
    return tuple(each for each in (told, marked) if each)


def progress_words(results: "SearchResults", stop_key: str) -> str:
    """How far a search that takes a while has come."""
    whole = f" of {results.total:,}" if results.total else ""
    return f"{results.done:,}{whole} documents · {stop_key} stops"


def stopped_words(results: "SearchResults") -> str:
    """How far a search came that was stopped, or has enough for now."""
    return f"looked at {results.done:,} of {results.total:,} documents" if results.line else ""


def detail_words(results: "SearchResults", labels: Mapping[str, str]) -> str:
    """More about the hit under the cursor: its number, the title in full, what it is coded as."""
    if results.place is None:
        return ""
    hit = results.hits[results.place]
    coded = ", ".join(labels.get(name, name) for name in hit.coded)
    parts = (f"{results.place + 1:,}", hit.title, f"coded: {coded}" if coded else "")
    return one_line(" · ".join(part for part in parts if part))


def labels_of(codebook: "Codebook | None") -> dict[str, str]:
    """Labels of record types and variables as they stand within a sentence, by name."""
    if codebook is None:
        return {}
    variables = {each.name: each.noun for each in codebook.variables}
    return variables | {each.name: each.noun for each in codebook.record_types}


def plan_words(plan: "CodedHits", why_not: str) -> str:
    """On what something would rest, and what is left out.

    Args:
        plan: What would be made.
        why_not: Why hits are left out.
    """
    where = f"{count_text(plan.sentences, 'sentence')} in {count_text(plan.documents, 'document')}"
    rests = "It rests" if plan.made == 1 else "Each rests"
    left = f" {count_text(plan.left_out, 'hit')} left out: {why_not}." if plan.left_out else ""
    return (
        f"On {where}.{left} {rests} on the sentence of its hit. "
        "The history takes it back as a whole."
    )
