"""Commands are found by the words that people use."""

import pytest

from tui.commands import COMMANDS, key_text
from tui.plain_words import likeness


def best(query: str, *places: str) -> str:
    """The command of some places that answers a query best."""
    here = [command for command in COMMANDS if command.where in (*places, "app")]

    def score(command) -> float:
        keys = map(key_text, command.key.split(","))
        return likeness(query, command.label, command.help, keys)

    found = max(here, key=score)
    return found.id if score(found) > 0 else ""


@pytest.mark.parametrize(
    ("query", "place", "command"),
    [
        ("delete", "review", "review.remove"),
        ("del", "library", "library.remove"),
        ("comment", "review", "review.memo"),
        ("exit", "library", "app.quit"),
        ("revert", "review", "review.undo"),
        ("clipboard", "review", "review.copy"),
        ("search", "review", "review.find"),
        ("load", "library", "library.import_files"),
        ("save csv", "library", "library.export"),
        ("stata", "library", "library.export"),
        ("colors", "library", "app.theme"),
        ("dark", "library", "app.theme"),
        ("resize panel", "review", "review.wider"),
        ("bookmark", "review", "review.flag"),
        ("skip document", "review", "review.exclude"),
        ("metadata", "review", "review.variables"),
        ("order", "library", "library.sort"),
        ("confidence", "form", "form.certainty"),
        ("exprot", "library", "library.export"),
        ("go to the end of the document", "review", "review.bottom"),
        ("ctrl+e", "library", "library.export"),
        ("who disagrees", "study", "study.disagreements"),
        ("kappa", "study", "study.agreement"),
        ("my team", "study", "study.rounds"),
    ],
)
def test_a_command_is_found_by_what_people_call_it(query: str, place: str, command: str):
    assert best(query, place) == command


def test_every_command_is_found_by_its_label():
    missed = [
        command.id
        for command in COMMANDS
        if likeness(command.label, command.label, command.help) < 1
    ]

    assert missed == []


def test_all_words_must_be_there():
    assert likeness("export zebra", "export", "Write the coding as tables.") == 0


def test_a_name_comes_before_a_word_of_help():
    named = likeness("sort", "sort", "Choose the order.")
    mentioned = likeness("sort", "order", "Choose how to sort.")
    meant = likeness("sort", "order", "Choose it.")

    assert named > mentioned > meant > 0


@pytest.mark.parametrize("query", ["tag", "annotate", "label", "highlight"])
def test_people_who_tag_find_how_a_record_is_made(query: str):
    made = likeness(query, "finding", "Make a finding of the selection.")
    others = (command for command in COMMANDS if command.where == "review")

    assert made >= max(likeness(query, each.label, each.help) for each in others) > 0
