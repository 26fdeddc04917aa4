"""In tmux over SSH: the line may go, the session stays as it was."""

import signal

from tests.tui.over_ssh.account import Desk, Tmux, is_gone, until
from tests.tui.over_ssh.test_over_ssh import ENDS_WITHIN, sent_to


def test_a_quotation_reaches_tmux_and_the_terminal_beyond_it(desk: Desk, tmux: Tmux) -> None:
    link = desk.open(tmux.start)
    link.type("jjjy")
    link.shows("Copied to tmux, and sent to the terminal. Also in")
    copied = desk.copied.read_text(encoding="utf-8")
    link.until(lambda: sent_to(link))

    assert tmux.do("show-buffer") == copied
    assert sent_to(link) == copied


def test_who_comes_back_with_another_terminal_finds_all_as_it_was(desk: Desk, tmux: Tmux) -> None:
    link = desk.open(tmux.start)
    desk.half_fill(link)
    link.signal(signal.SIGKILL)
    until(lambda: tmux.do("list-clients") == "")
    again = desk.link(tmux.attach, size=(24, 80))
    again.shows("FINDING F1", "only just typed")
    again.until(lambda: "Enter save" in again.text.splitlines()[-2])
    again.type(" and more")
    again.shows("just typed and more")
    tmux.do("detach-client")
    other = desk.link(tmux.attach, size=(40, 120))
    other.shows("FINDING F1", "just typed and more")
    other.until(lambda: "Enter save" in other.text.splitlines()[-2])

    assert not is_gone(desk.process)
    assert "▌" in other.text


def test_a_window_that_changes_its_size_is_filled(desk: Desk, tmux: Tmux) -> None:
    link = desk.open(tmux.start)
    for columns, rows in ((60, 15), (100, 29), (80, 20)):
        tmux.do("resize-window", "-x", str(columns), "-y", str(rows))
        link.until(
            lambda rows=rows, columns=columns: (
                "anna" in link.text.splitlines()[0][:columns]
                and "help" in link.text.splitlines()[rows - 1]
            )
        )

    assert not is_gone(desk.process)


def test_the_end_of_tmux_loses_nothing(desk: Desk, tmux: Tmux) -> None:
    link = desk.open(tmux.start)
    desk.half_fill(link)
    tmux.do("kill-server")

    assert until(lambda: is_gone(desk.process), ENDS_WITHIN)
    assert "only just typed" in desk.draft
