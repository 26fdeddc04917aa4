"""Listing documents."""

import os
import re
import sys
from pathlib import Path

import pexpect
import pytest

import tui

ROOT = Path(tui.__file__).parents[1]


def in_terminal(*arguments: str, columns: int = 80) -> list[str]:
    """The lines that a command prints in a terminal, ``\\r`` taken off."""
    text, status = pexpect.run(
        f"{sys.executable} -m tui {' '.join(arguments)}",
        env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        encoding="utf-8",
        timeout=30,
        withexitstatus=True,
        # pexpect.run passes these on to spawn.
        dimensions=(24, columns),
    )
    assert status == 0
    return text.replace("\r\n", "\n").split("\n")


def test_a_list_has_one_line_for_each_document_with_its_number_kind_date_and_title(run, here):
    said = run("documents")

    lines = said.out.splitlines()
    assert said.status == 0
    assert len(lines) == 12
    assert re.fullmatch(
        r" {4}2  excluded +LGSCO decision +14 Mar 2022 +upheld +F0 R0 C0 +Ardley City .*", lines[1]
    )


def test_titles_stand_in_one_column(run, here):
    starts = [line.index("F0 R0 C0") for line in run("documents").out.splitlines()]

    assert len(set(starts)) == 1


def test_json_lists_one_object_a_line_with_the_names_of_exports(run, here, seen):
    said = run("documents", "--json")

    first = said.objects[0]
    document = seen.documents().rows[0]
    assert first["document_id"] == document.uid
    assert first["case_id"] == document.case
    assert first["title"] == document.title
    assert first["number"] == 1
    assert first["status"] == "in_progress"
    assert first["respondents"] == list(document.respondents)


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (("--status", "excluded"), [2]),
        (("--status", "in_progress"), [1]),
        (("--kind", "spso_decision"), [1, 4, 10]),
        (("--filter", "Ardley City"), [2]),
        (("--kind", "lgsco_decision", "--sort", "title"), [2, 5, 7, 9]),
        (("--sort", "date", "--kind", "lgsco_decision"), [5, 7, 2, 9]),
    ],
)
def test_a_list_is_limited_and_sorted(run, here, options, numbers):
    said = run("documents", "--json", *options)

    assert [each["number"] for each in said.objects] == numbers


def test_a_list_of_more_than_one_page_is_whole(run, here, monkeypatch):
    monkeypatch.setattr("tui.cli.documents.PAGE", 5)
    said = run("documents", "--json", "--sort", "title")

    titles = [each["title"] for each in said.objects]
    assert len(titles) == 12
    assert len(set(titles)) == 12


def test_a_kind_that_is_none_is_refused_with_those_that_are(run, here):
    said = run("documents", "--kind", "novel")

    assert said.status == 1
    assert "There is no kind novel; there are lgsco_decision" in said.err


def test_in_a_terminal_every_line_fits_and_the_last_one_tells_how_far_all_is(here):
    lines = in_terminal("documents")

    assert max(map(len, lines)) <= 80
    assert any(line.endswith("…") for line in lines)
    assert "12 documents · ○ 10 to do · ◐ 1 in progress · × 1 excluded · ⚑ 1 flagged" in lines


def test_a_wide_terminal_shows_outcome_and_records_too(here):
    lines = in_terminal("documents", columns=120)

    assert max(map(len, lines)) <= 120
    assert any("upheld" in line and "F0 R0 C0" in line for line in lines)


def test_no_control_character_of_a_title_reaches_a_terminal(here, seen, place, run):
    hostile = "Escape \x1b[2J \x1b]52;c;aGk=\x07 \u202e [/b] [red]title"
    (place / "hostile.txt").write_text(f"{hostile}\n\nThe council apologised.\n")
    run("import", "hostile.txt")
    titles = [each["title"] for each in run("documents", "--json").objects]

    lines = "\n".join(
        [*in_terminal("documents", columns=120), *in_terminal("search", "apologised")]
    )

    assert "\x1b[2J" not in lines
    assert "\x1b]" not in lines
    assert "\u202e" not in lines
    assert "[/b] [red]title" in lines
    assert any("[/b]" in title for title in titles)
