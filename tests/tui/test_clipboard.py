"""The clipboard's ways, in their order, and what is said of each."""

import os
import stat
from pathlib import Path

import pytest

from tui import clipboard


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    folder = tmp_path / "programs"
    folder.mkdir()
    return folder


def tmux(programs: Path, body: str) -> None:
    program = programs / "tmux"
    program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    program.chmod(0o755)


def test_a_copy_is_always_kept_in_a_file_of_the_users_own(tmp_path: Path):
    file = tmp_path / "state" / "copied.txt"

    sentence = clipboard.copy("“words”\n", send=lambda _text: None, file=file, environment={})

    assert file.read_text(encoding="utf-8") == "“words”\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sentence == f"Sent to the terminal. Also in {file}"


def test_the_terminal_always_gets_it(tmp_path: Path):
    sent: list[str] = []

    clipboard.copy("words", send=sent.append, file=tmp_path / "c", environment={})

    assert sent == ["words"]


def test_inside_tmux_its_buffer_gets_it(tmp_path: Path, programs: Path):
    tmux(programs, f'echo "$*" > {tmp_path}/asked; cat > {tmp_path}/buffer')
    environment = {"TMUX": "x", "PATH": f"{programs}:{os.environ['PATH']}"}

    sentence = clipboard.copy(
        "words", send=lambda _text: None, file=tmp_path / "c", environment=environment
    )

    assert (tmp_path / "asked").read_text() == "load-buffer -w -\n"
    assert (tmp_path / "buffer").read_text() == "words"
    assert sentence.startswith("Copied to tmux, and sent to the terminal.")


def test_an_old_tmux_keeps_it_at_least(tmp_path: Path, programs: Path):
    tmux(programs, f'[ "$2" = -w ] && exit 1; cat > {tmp_path}/buffer')
    environment = {"TMUX": "x", "PATH": f"{programs}:{os.environ['PATH']}"}

    clipboard.copy("words", send=lambda _text: None, file=tmp_path / "c", environment=environment)

    assert (tmp_path / "buffer").read_text() == "words"


def test_tmux_gets_it_although_no_file_can_be_kept(tmp_path: Path, programs: Path):
    (tmp_path / "file").write_text("")
    tmux(programs, f"cat > {tmp_path}/buffer")
    environment = {"TMUX": "x", "PATH": f"{programs}:{os.environ['PATH']}"}

    sentence = clipboard.copy(
        "words", send=lambda _text: None, file=tmp_path / "file" / "c", environment=environment
    )

    assert (tmp_path / "buffer").read_text() == "words"
    assert sentence.startswith("Copied to tmux, and sent to the terminal. No copy was kept:")


def test_a_tmux_that_fails_is_not_called_a_success(tmp_path: Path, programs: Path):
    tmux(programs, "echo trouble >&2; exit 1")
    environment = {"TMUX": "x", "PATH": f"{programs}:{os.environ['PATH']}"}

    sentence = clipboard.copy(
        "words", send=lambda _text: None, file=tmp_path / "c", environment=environment
    )

    assert sentence.startswith("Sent to the terminal.")


def test_a_program_writes_nothing_on_the_screen(
    tmp_path: Path, programs: Path, capfd: pytest.CaptureFixture[str]
):
    tmux(programs, "echo out; echo trouble >&2")
    environment = {"TMUX": "x", "PATH": f"{programs}:{os.environ['PATH']}"}

    clipboard.copy("words", send=lambda _text: None, file=tmp_path / "c", environment=environment)

    assert capfd.readouterr() == ("", "")


def test_a_program_that_hangs_is_ended(
    tmp_path: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(clipboard, "PATIENCE", 0.1)
    tmux(programs, "exec sleep 60")
    environment = {"TMUX": "x", "PATH": f"{programs}:{os.environ['PATH']}"}

    sentence = clipboard.copy(
        "words", send=lambda _text: None, file=tmp_path / "c", environment=environment
    )

    assert sentence.startswith("Sent to the terminal.")


def test_over_ssh_no_desktop_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(clipboard, "_run", lambda *_arguments: pytest.fail("a program was run"))
    environment = {"SSH_CONNECTION": "1 2 3 4", "DISPLAY": ":0"}

    clipboard.copy("words", send=lambda _text: None, file=tmp_path / "c", environment=environment)


def test_a_file_that_cannot_be_kept_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("")

    sentence = clipboard.copy(
        "words", send=lambda _text: None, file=tmp_path / "file" / "c", environment={}
    )

    assert sentence.startswith("Sent to the terminal. No copy was kept:")
