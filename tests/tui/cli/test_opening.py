"""Command lines that need not load every command."""

from pathlib import Path

import pytest

from tui.cli import inspecting, studies
from tui.cli.opening import Opening, first_word, inspected_of, opening_of
from tui.cli.program import COMMANDS, program, run

OPENINGS = [
    ([], Opening()),
    (["-s", "x.db"], Opening("x.db")),
    (["--store", "x.db", "--coder", "bert"], Opening("x.db", "bert")),
    (["demo"], Opening(demo=True)),
    (["demo", "there"], Opening(demo=True, folder="there")),
    (["demo", "there", "--fresh"], Opening(demo=True, folder="there", fresh=True)),
    (["demo", "--fresh", "there"], Opening(demo=True, folder="there", fresh=True)),
    (["--coder", "bert", "demo"], Opening(None, "bert", demo=True)),
    (["demo", "--coder", "bert"], Opening(None, "bert", demo=True)),
]


@pytest.mark.parametrize(("arguments", "opening"), OPENINGS)
def test_a_plain_command_line_needs_no_parser(arguments, opening):
    assert opening_of(arguments) == opening


@pytest.mark.parametrize(("arguments", "opening"), OPENINGS)
def test_the_parser_would_open_the_same(arguments, opening, monkeypatch):
    opened = []
    monkeypatch.setattr(studies, "open_interface", lambda each: opened.append(each) or 0)

    status = run(arguments)

    assert status == 0
    assert opened == [opening]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["demo", "--help"],
        ["demo", "one", "two"],
        ["documents"],
        ["-s"],
        ["-s", "--coder"],
        ["--fresh"],
        ["-sx.db"],
        ["--store=x.db"],
        ["--nonsense"],
        [""],
    ],
)
def test_everything_else_goes_to_the_parser(arguments):
    assert opening_of(arguments) is None


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], None),
        (["inspect", "import"], "inspect"),
        (["-s", "import", "inspect"], "inspect"),
        (["--store", "x.db", "--coder", "bert", "merge", "y.db"], "merge"),
        (["--help", "inspect"], None),
        (["--store=x.db", "inspect"], None),
        (["-s"], None),
    ],
)
def test_the_word_that_names_a_command(arguments, word):
    assert first_word(arguments) == word


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_loaded_alone(name):
    whole = program([name])

    assert [each.name for each in whole.registered_commands + whole.registered_groups] == [name]


def test_without_the_name_of_a_command_all_are_there():
    whole = program(["inspekt"])

    assert len(whole.registered_commands + whole.registered_groups) == len(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "inspected"),
    [
        (["inspect", "a.txt"], (["a.txt"], False)),
        (["inspect", "a.txt", "--json"], (["a.txt"], True)),
        (["inspect", "--json", "a.txt", "b.txt"], (["a.txt", "b.txt"], True)),
    ],
)
def test_files_to_inspect_are_what_the_parser_would_take_them_for(
    arguments, inspected, monkeypatch
):
    told = []
    monkeypatch.setattr(
        inspecting, "tell_readings", lambda files, *, json, **_more: told.append((files, json)) or 0
    )

    status = run(arguments)

    assert status == 0
    assert told == [([Path(file) for file in inspected[0]], inspected[1])]
    assert inspected_of(arguments) == inspected


@pytest.mark.parametrize(
    "arguments",
    [
        ["inspect"],
        ["inspect", "--json"],
        ["inspect", ""],
        ["inspect", "a.txt", "--help"],
        ["inspect", "--codebook", "c.toml", "a.txt"],
        ["inspect", "--", "a.txt"],
        ["-s", "x.db", "inspect", "a.txt"],
        ["import", "a.txt"],
        [],
    ],
)
def test_what_else_is_said_of_an_inspection_goes_to_the_parser(arguments):
    assert inspected_of(arguments) is None
