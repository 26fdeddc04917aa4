"""Opening the interface: only where it can be shown, and on a study that is there."""

import os
import signal
import sys
from pathlib import Path

import pexpect
import pytest

import tui
from seeds import starter_codebook
from tui.cli.first_time import offers, store_at

ROOT = Path(tui.__file__).parents[1]


def terminal(*arguments: str, term: str = "xterm-256color", columns: int = 80) -> pexpect.spawn:
    """casecoder in a real terminal."""
    return pexpect.spawn(
        sys.executable,
        ["-m", "tui", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": term},
        dimensions=(24, columns),
        encoding="utf-8",
        timeout=30,
    )


def status_of(child: pexpect.spawn) -> int:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


@pytest.mark.parametrize("arguments", [(), ("demo",), ("-s", "none.db"), ("--coder", "bert")])
def test_without_a_terminal_it_says_so_and_names_what_needs_none(run, place, arguments):
    said = run(*arguments)

    assert said.status == 2
    assert "standard output is none" in said.err
    assert "casecoder export" in said.err
    assert "casecoder documents" in said.err
    assert len(said.err.splitlines()) == 1
    assert list(place.iterdir()) == []


def test_a_terminal_that_can_only_print_lines_is_refused(place):
    child = terminal(term="dumb")

    assert child.expect("can only print lines") == 0
    assert status_of(child) == 2


def test_the_sample_study_opens_on_its_documents_and_closes_with_status_0(place):
    child = terminal("demo")

    assert child.expect("Ardley City Council") == 0
    child.send("\x11")
    assert status_of(child) == 0
    assert (place / "casecoder-demo" / "casecoder.db").exists()


def test_a_missing_store_is_told_without_a_screen(place):
    child = terminal("-s", "none.db")

    child.expect(pexpect.EOF)
    child.close()
    assert "There is no study at none.db" in child.before
    assert "\x1b[?1049h" not in child.before
    assert child.exitstatus == 3


def test_a_file_that_is_no_store_ends_with_status_3(place):
    (place / "casecoder.db").write_text("no store at all")
    child = terminal()

    assert child.expect("is not a casecoder store") == 0
    assert status_of(child) == 3


def test_a_coder_that_nobody_can_be_ends_with_status_1(here):
    child = terminal("--coder", "a\nb")

    assert child.expect("line break") == 0
    assert status_of(child) == 1


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_dropped_line_ends_it_cleanly(here, number):
    child = terminal()
    child.expect("Ardley City Council")
    child.kill(number)

    assert status_of(child) == 128 + number


def test_a_locale_without_unicode_does_not_end_it(here, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONUTF8", "0")
    monkeypatch.setenv("PYTHONCOERCECLOCALE", "0")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    child = terminal()

    assert child.expect("Ardley City Council") == 0
    child.send("\x11")
    assert status_of(child) == 0


def test_where_there_is_no_study_one_is_offered_on_a_screen(place):
    child = terminal()
    child.expect("There is no study in this folder yet")
    child.send("n")
    child.expect("A new study")
    child.send("\r")

    assert child.expect("This study has no documents yet") == 0
    child.send("\x11")
    assert status_of(child) == 0
    assert (place / "casecoder.db").exists()


def test_leaving_the_offer_makes_nothing_and_ends_with_status_0(place):
    child = terminal()
    child.expect("There is no study in this folder yet")
    child.send("q")

    assert status_of(child) == 0
    assert list(place.iterdir()) == []


def test_the_sample_study_is_among_the_offers(place):
    with offers("anna").sample() as study:
        name = study.overview().name

    assert name == "Sample study"


def test_a_new_study_gets_the_name_and_the_codebook_asked_for(place):
    offered = offers("anna")
    (place / "mine.toml").write_text(
        starter_codebook().replace('name = "', 'name = "Mine: ', 1), encoding="utf-8"
    )
    with offered.make("Short breaks", offered.read_codebook(Path("mine.toml"))) as study:
        about = study.overview()

    assert about.name == "Short breaks"
    assert about.codebook_name.startswith("Mine: ")


@pytest.mark.parametrize("answer", ["nowhere", "~nobody/x", "\0", "."])
def test_where_there_is_no_study_none_is_found(place, answer):
    assert store_at(answer) is None


def test_a_folder_means_the_study_in_it(place, here):
    assert store_at(str(place)) == str(here)
