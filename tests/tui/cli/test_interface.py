"""Opening the interface: only where it can be shown, and on a study that is there."""

import os
import signal
import sys
from pathlib import Path

import pexpect
import pytest

import tui
from tui.cli import first_time
from tui.cli.first_time import choose_study

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


def test_where_there_is_no_study_one_is_offered(place):
    child = terminal()
    child.expect("There is no study here yet")
    child.expect("1, 2 or 3; Enter leaves:")
    child.sendline("2")

    assert child.expect("0 documents") == 0
    child.send("\x11")
    assert status_of(child) == 0
    assert (place / "casecoder.db").exists()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch):
    """Give these answers to the questions, one after another, and then none."""

    def answers(*given: str) -> None:
        waiting = iter(given)
        monkeypatch.setattr(first_time, "ask", lambda _question: next(waiting, ""))

    return answers


def test_leaving_the_offer_opens_nothing(place, answers):
    answers()

    assert choose_study("anna") is None
    assert list(place.iterdir()) == []


def test_the_first_offer_is_the_sample_study(place, answers):
    answers("1")

    with choose_study("anna")() as study:
        name = study.overview().name

    assert name == "Sample study"


def test_the_third_offer_asks_until_there_is_a_study(place, answers, sample_store, capsys):
    answers("9", "3", "nowhere", "~nobody/x", str(sample_store))

    with choose_study("anna")() as study:
        opened = study.store

    assert opened == str(sample_store)
    assert "There is no study at nowhere." in capsys.readouterr().err


def test_a_folder_means_the_study_in_it(place, answers, here):
    answers("3", str(place))

    with choose_study("anna")() as study:
        opened = study.store

    assert opened == str(here)
