"""The few command lines that open the interface without the whole parser."""

import pytest

from tui.cli import studies
from tui.cli.opening import Opening, opening_of
from tui.cli.program import run

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
