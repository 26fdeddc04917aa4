"""A real SSH server on this machine, and a real tmux; without them these tests say what is missing."""

import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import Study
from tests.tui.over_ssh.account import CONFIG, Desk, Server, Tmux, program, until


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with keys and configuration of its own, for as long as the tests run."""
    sshd, keygen = program("sshd"), program("ssh-keygen")
    folder = tmp_path_factory.mktemp("sshd")
    for name in ("host", "user"):
        made = [keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(made, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "config").write_text(CONFIG.format(port=port, folder=folder), encoding="utf-8")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    told = folder / "log"
    told.touch()
    daemon = subprocess.Popen(
        [sshd, "-D", "-E", str(told), "-f", str(folder / "config")], stdin=subprocess.DEVNULL
    )
    try:
        assert until(lambda: "listening" in told.read_text(encoding="utf-8")), told.read_text()
        yield Server(port, folder)
    finally:
        daemon.terminate()
        daemon.wait()


@pytest.fixture
def desk(server: Server, study: Study, tmp_path: Path) -> Iterator[Desk]:
    """An account with the sample study, reached over SSH."""
    desk = Desk(server, study, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def tmux(desk: Desk) -> Iterator[Tmux]:
    """tmux on that account; its socket's path has to be short."""
    with tempfile.TemporaryDirectory(prefix="tmux-") as folder:
        tmux = Tmux(desk, Path(folder, "s"))
        yield tmux
        tmux.close()
