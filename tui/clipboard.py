"""The clipboard, by every way that may reach it, and a sentence on what is known to have worked."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

PATIENCE = 3.0
"""Seconds a clipboard program has."""

_PYPERCLIP = "import sys, pyperclip; pyperclip.copy(sys.stdin.buffer.read().decode())"


def copy(
    text: str,
    *,
    send: Callable[[str], None],
    file: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> str:
    """Copy by tmux, the terminal and the desktop, and always to a file. Run it off the event loop.

    Args:
        text: What to copy.
        send: Sends OSC 52 to the terminal, which never answers.
        file: Where a copy is kept; None for the user's own place.
        environment: Tells tmux, SSH and a desktop.

    Returns:
        What is known, as a sentence with the file's path.
    """
    send(text)
    kept = file or copied_file()
    try:
        _keep(kept, text)
        also = f"Also in {kept}"
    except OSError as error:
        also = f"No copy was kept: {error.strerror or error} ({kept})."
    if _tmux(text, environment):
        where = "Copied to tmux, and sent to the terminal."
    elif _desktop(text, environment):
        where = "Copied, and sent to the terminal."
    else:
        where = "Sent to the terminal."
    return f"{where} {also}"


def copied_file() -> Path:
    """Where the last thing copied is kept."""
    from platformdirs import user_state_path

    return user_state_path("casecoder") / "copied.txt"


def _keep(file: Path, text: str) -> None:
    """Write the file so that only its owner can read it."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
        stream.write(text)


def _tmux(text: str, environment: Mapping[str, str]) -> bool:
    """Whether tmux took it: the application's own OSC 52 reaches nothing under tmux's default."""
    program = shutil.which("tmux", path=environment.get("PATH"))
    if not environment.get("TMUX") or program is None:
        return False
    # Before version 3.2 tmux could only keep it, and not hand it on to its terminal.
    ways = (["load-buffer", "-w", "-"], ["load-buffer", "-"])
    return any(_run([program, *way], text, environment) for way in ways)


def _desktop(text: str, environment: Mapping[str, str]) -> bool:
    """Whether the desktop's clipboard program ran; over SSH it would be the wrong desktop's."""
    if any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")):
        return False
    if sys.platform != "darwin" and not (
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    ):
        return False
    return _run([sys.executable, "-c", _PYPERCLIP], text, environment)


def _run(command: list[str], text: str, environment: Mapping[str, str]) -> bool:
    """Whether a program took text from its standard input, and ended well in time.

    It can neither write on the screen nor inherit the hang-up guard's mask.
    """
    with suppress(OSError), TemporaryFile() as given:
        given.write(text.encode())
        given.seek(0)
        child = os.posix_spawn(
            command[0],
            command,
            dict(environment),
            file_actions=[
                (os.POSIX_SPAWN_DUP2, given.fileno(), 0),
                *((os.POSIX_SPAWN_OPEN, out, os.devnull, os.O_WRONLY, 0) for out in (1, 2)),
            ],
            setsigmask=[],
            setpgroup=0,
        )
        return _ended_well(child)
    return False


def _ended_well(child: int) -> bool:
    """Whether a process ends in time, and well; one that does not is killed."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False
