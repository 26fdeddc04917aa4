"""The clipboard, by every way that may reach it, and a sentence on what is known to have worked."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

PATIENCE = 3.0
"""Seconds a clipboard program has."""

_PYPERCLIP = (
    "import pathlib, sys, pyperclip; "
    "pyperclip.copy(pathlib.Path(sys.argv[1]).read_text(encoding='utf-8'))"
)


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
    except OSError as error:
        return f"Sent to the terminal. No copy was kept: {error.strerror or error} ({kept})."
    if _tmux(kept, environment):
        where = "Copied to tmux, and sent to the terminal."
    elif _desktop(kept, environment):
        where = "Copied, and sent to the terminal."
    else:
        where = "Sent to the terminal."
    return f"{where} Also in {kept}"


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


def _tmux(file: Path, environment: Mapping[str, str]) -> bool:
    """Whether tmux took it: the application's own OSC 52 reaches nothing under tmux's default."""
    program = shutil.which("tmux", path=environment.get("PATH"))
    if not environment.get("TMUX") or program is None:
        return False
    return _run([program, "load-buffer", "-w", str(file)], environment)


def _desktop(file: Path, environment: Mapping[str, str]) -> bool:
    """Whether the desktop's clipboard program ran; over SSH it would be the wrong desktop's."""
    if any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")):
        return False
    if sys.platform != "darwin" and not (
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    ):
        return False
    return _run([sys.executable, "-c", _PYPERCLIP, str(file)], environment)


def _run(command: list[str], environment: Mapping[str, str]) -> bool:
    """Whether a program ended well in time; it can neither write on the screen nor inherit the hang-up guard's mask."""
    null = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in (0, 1, 2)]
    child = os.posix_spawn(
        command[0], command, dict(environment), file_actions=null, setsigmask=[], setpgroup=0
    )
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False
