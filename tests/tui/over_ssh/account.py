"""An account that is reached over SSH: the server, clients in watched terminals, tmux."""

import getpass
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pexpect
import pyte
import pytest

import tui
from storage import Place, Study

CODER = "anna"
NAME = "ardley-21-004-117.txt"
ROOT = Path(tui.__file__).parents[1]
SEARCHED = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"
PATIENCE = 30.0
"""Seconds after which what did not happen never will."""
CONFIG = """
ListenAddress 127.0.0.1:{port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PrintMotd no
UseDNS no
ClientAliveInterval 1
ClientAliveCountMax 2
"""
"""Two silent seconds, and the server gives the line up."""


def program(name: str) -> str:
    """Where a program is; without it, what needs it is skipped, and the reason says so."""
    found = shutil.which(name, path=SEARCHED)
    if found is None:
        pytest.skip(
            f"NOT TESTED: {name} IS NOT INSTALLED (Debian: apt-get install openssh-server tmux)"
        )
    return found


def until(claim: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Whether something comes to be the case in time."""
    deadline = time.monotonic() + seconds
    while not claim():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def is_gone(process: int) -> bool:
    """Whether a process has ended; one that nobody has asked after yet counts as ended."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return True
    return status.rpartition(")")[2].split()[0] in "ZX"


def parent(process: int) -> int:
    """The process that started one."""
    status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    return int(status.rpartition(")")[2].split()[1])


@dataclass(frozen=True)
class Server:
    """An SSH server that lets this user in."""

    port: int
    folder: Path

    def command(self, remote: str) -> list[str]:
        """What runs a command over it, in a terminal."""
        options = (
            f"IdentityFile={self.folder}/user",
            "IdentitiesOnly=yes",
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "LogLevel=ERROR",
            "EscapeChar=none",
        )
        given = [part for option in options for part in ("-o", option)]
        user = f"{getpass.getuser()}@127.0.0.1"
        return [program("ssh"), "-F", "none", "-tt", "-p", str(self.port), *given, user, remote]


class Link:
    """An SSH client in a terminal, and all that reached it."""

    def __init__(self, server: Server, remote: str, size: tuple[int, int] = (30, 100)) -> None:
        program, *arguments = server.command(remote)
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.child = pexpect.spawn(
            program,
            arguments,
            env=kept | {"TERM": "xterm-256color"},
            dimensions=size,
            timeout=PATIENCE,
        )
        self.raw = b""
        self._picture(size)

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(self._screen.display)

    def size(self, rows: int, columns: int) -> None:
        """Give the terminal another size."""
        self.child.setwinsize(rows, columns)
        self._picture((rows, columns))

    def type(self, keys: str) -> None:
        """Write keys at once."""
        self.child.send(keys.encode())

    def until(self, claim: Callable[[], object]) -> None:
        """Look on until something is the case."""
        deadline = time.monotonic() + PATIENCE
        while not claim():
            if time.monotonic() > deadline or not self._look():
                pytest.fail(f"waited in vain:\n{self.text}")

    def shows(self, *words: str) -> None:
        """Look on until all of some words are on the screen."""
        self.until(lambda: all(each in self.text for each in words))

    def signal(self, number: signal.Signals) -> None:
        """Send the client a signal."""
        os.kill(self.child.pid, number)

    def close(self) -> None:
        """End the client, also one that was stopped."""
        with suppress(ProcessLookupError):
            self.signal(signal.SIGKILL)
        self.child.close(force=True)

    def _look(self) -> bool:
        try:
            chunk = self.child.read_nonblocking(65536, timeout=0.05)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += chunk
        self._stream.feed(chunk)
        return True

    def _picture(self, size: tuple[int, int]) -> None:
        rows, columns = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)


class Desk:
    """Somebody's account: where the study is, and how casecoder is started there."""

    def __init__(self, server: Server, study: Study, folder: Path) -> None:
        self._server, self._links = server, list[Link]()
        self.study, self.folder = study, folder
        self.uid = study.find_document(NAME).uid
        self.copied = folder / "state" / "casecoder" / "copied.txt"
        self.process = 0
        """casecoder's."""

    @property
    def start(self) -> str:
        """The command line that starts casecoder, and leaves its process's number behind."""
        environment = {
            "PYTHONPATH": ROOT,
            "HOME": self.folder,
            "XDG_STATE_HOME": self.folder / "state",
            "LC_ALL": "C.UTF-8",
            "DISPLAY": ":99",
        }
        given = [f"{name}={value}" for name, value in environment.items()]
        command = [sys.executable, "-m", "tui", "-s", self.study.store, "--coder", CODER]
        run = f"echo $$ > {self._number}; exec env {shlex.join([*given, *command])}"
        return f"sh -c {shlex.quote(run)}"

    @property
    def _number(self) -> Path:
        return self.folder / "process"

    def link(self, remote: str | None = None, size: tuple[int, int] = (30, 100)) -> Link:
        """A client that runs a command; casecoder, if none is given."""
        self._links.append(Link(self._server, remote or f"exec {self.start}", size))
        return self._links[-1]

    def open(self, remote: str | None = None) -> Link:
        """A client in which casecoder has opened the document."""
        self.study.save_place(Place(self.uid, 0, "{}"))
        link = self.link(remote)
        self.opened(link)
        return link

    def opened(self, link: Link) -> None:
        """Look on until casecoder shows the document."""
        link.shows("document 2 of 12")
        self.process = int(self._number.read_text(encoding="utf-8"))

    def half_fill(self, link: Link) -> None:
        """Fill half a form in, on the fourth sentence, and give it no time to be kept by itself."""
        link.type("jjjfcd")
        link.shows("FINDING F1", "Delay")
        link.type('"only just typed')
        link.shows("only just typed")

    @property
    def draft(self) -> str:
        """The half-filled form that the store has."""
        draft = self.study.draft(self.uid)
        return draft.payload if draft else ""

    def close(self) -> None:
        """Leave nothing running."""
        for link in self._links:
            link.close()
        if self.process and not is_gone(self.process):
            os.kill(self.process, signal.SIGKILL)


class Tmux:
    """A tmux server of its own, started over SSH."""

    def __init__(self, desk: Desk, socket: Path) -> None:
        self._desk, self._tmux = desk, [program("tmux"), "-S", str(socket), "-f", "/dev/null"]

    @property
    def start(self) -> str:
        """The command line that starts casecoder in a session."""
        return f"exec env LC_ALL=C.UTF-8 {shlex.join([*self._tmux, 'new', self._desk.start])}"

    @property
    def attach(self) -> str:
        """The command line that goes back to the session."""
        return f"exec env LC_ALL=C.UTF-8 {shlex.join([*self._tmux, 'attach'])}"

    def do(self, *words: str) -> str:
        """What tmux says to a command."""
        done = subprocess.run([*self._tmux, *words], capture_output=True, check=True)
        return done.stdout.decode()

    def close(self) -> None:
        """End the session."""
        subprocess.run([*self._tmux, "kill-server"], capture_output=True, check=False)
