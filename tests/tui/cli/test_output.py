"""What is printed: safe on a terminal, exact in a pipe, and in columns."""

import io
import json

import pytest

from storage import Progress
from tui.cli import asking, output, progress
from tui.cli.output import cut, padded, wrapped


class Terminal(io.StringIO):
    """A standard stream that says it is a terminal, and does not know its size."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch):
    """Make terminals of 80 columns of standard output and error, from here on."""

    def terminal() -> tuple[Terminal, Terminal]:
        out, err = Terminal(), Terminal()
        monkeypatch.setattr("sys.stdout", out)
        monkeypatch.setattr("sys.stderr", err)
        return out, err

    return terminal


def test_words_from_outside_are_made_safe_on_a_terminal(terminal):
    out, err = terminal()
    output.say("a\x1b[2Jb\u202ec")
    output.complain("d\x07")

    assert out.getvalue() == "a␛[2Jb◦c\n"
    assert err.getvalue() == "d␇\n"


def test_in_a_pipe_they_are_exact(capsys):
    output.say("a\x1b[2Jb\u202ec")

    assert capsys.readouterr().out == "a\x1b[2Jb\u202ec\n"


def test_a_sentence_is_broken_between_words_at_the_end_of_the_terminal(terminal):
    out, _ = terminal()
    output.say_sentence("word " * 40 + "x" * 100)

    lines = out.getvalue().splitlines()
    assert max(map(len, lines[:-1])) <= 80
    assert lines[-1] == "x" * 100


@pytest.mark.parametrize("text", ["", "one", "one two", "one  two", "line\nline", "日本 " * 30])
def test_breaking_lines_loses_no_word(text):
    lines = wrapped(text, 20)

    assert " ".join(lines).split() == text.split()


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [
        ("short", 10, "short"),
        ("exactly", 7, "exactly"),
        ("longer", 4, "lon…"),
        ("日本語", 4, "日…"),
    ],
)
def test_what_is_too_long_for_its_columns_is_cut_with_a_sign(text, columns, shown):
    assert cut(text, columns) == shown


def test_wide_characters_count_twice_in_a_column():
    assert padded("日本", 6) == "日本  "
    assert padded("日本", 6, right=True) == "  日本"


def test_the_last_column_of_a_table_takes_what_the_terminal_has_left(terminal):
    out, _ = terminal()
    output.say_table([["1", "kind", "t" * 200], ["22", "longer kind", "title"]], [4, 6], right=(0,))

    first, second = out.getvalue().splitlines()
    assert first == "   1  kind    " + "t" * 65 + "…"
    assert second == "  22  longe…  title"


def test_json_is_one_line_whatever_is_in_it(capsys):
    output.say_json({"title": "a\nb\u2028c", "name": "caf\u00e9"})

    out = capsys.readouterr().out
    assert json.loads(out) == {"title": "a\nb\u2028c", "name": "caf\u00e9"}
    assert out.count("\n") == 1


def test_a_time_is_shown_as_the_wall_shows_it(monkeypatch):
    assert output.time_text("2022-03-14T13:02:59.000Z").startswith("14 Mar 2022 ")


def test_a_bar_shows_how_far_something_long_has_come(terminal, monkeypatch):
    out, err = terminal()
    monkeypatch.setattr(progress, "SHOW_AFTER", -1)
    monkeypatch.setattr(progress, "BETWEEN", -1)
    with progress.progress_bar("Importing") as report:
        report(Progress(3, 10, "files"))
        report(Progress(10, 10, "files"))

    shown = err.getvalue()
    assert "Importing" in shown
    assert "10/10" in shown
    assert out.getvalue() == ""


def test_what_is_short_shows_no_bar(terminal):
    _, err = terminal()
    with progress.progress_bar("Importing") as report:
        report(Progress(10, 10, "files"))

    assert "10/10" not in err.getvalue()


def test_where_nobody_sees_it_there_is_no_bar(capsys):
    with progress.progress_bar("Importing") as report:
        assert report is None

    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("typed", "yes"), [("y\n", True), ("YES\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_only_yes_is_yes(monkeypatch, capsys, typed, yes):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))

    assert asking.agreed("Sure?") is yes
    assert capsys.readouterr().err == "Sure? [y/N] "
