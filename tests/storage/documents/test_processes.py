"""Whatever a file does to the process that reads it, it costs that file and nothing else."""

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest

from storage.documents import File, Limits, Mark, PackedReading, Unread, Wishes, read_files
from storage.documents.risks import SMALL, is_risky

PATIENT = Limits()


@dataclass(frozen=True)
class Kind:
    """A kind with a pattern, as a study declares one."""

    name: str
    patterns: tuple[str, ...]
    labels: tuple[str, ...] = ()


ENDLESS = Wishes((Kind("endless", (r"(a+)+b",)),))
"""A pattern of a study's own that never ends on some texts."""
HARMLESS = Wishes((Kind("letter", ("Dear",)),))
"""A pattern of a study's own, which is why files are read in processes."""


@pytest.fixture
def files(tmp_path: Path):
    """Writes files in the order given, and names them."""

    def written(**contents: str | bytes) -> list[File]:
        made = []
        for name, content in contents.items():
            path = tmp_path / f"{name}.txt"
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            made.append(File(str(path), path.name))
        return made

    return written


def outcomes(files: list[File], wishes: Wishes, limits: Limits = PATIENT) -> dict[str, str]:
    """By name, ``read`` or why not; every file has to come to its end, in its order."""
    told: dict[str, str] = {}
    ended = []
    for file, found in read_files(files, wishes, limits):
        if found is Mark.END:
            ended.append(file)
        elif isinstance(found, PackedReading):
            told[found.source_name] = "read"
        elif isinstance(found, Unread):
            told[found.name] = found.reason

    assert ended == files
    return told


def test_many_files_come_in_their_order(files):
    many = files(**{f"f{number:03}": f"Dear office, number {number}." for number in range(150)})

    told = outcomes(many, HARMLESS)

    assert list(told) == [file.name for file in many]
    assert set(told.values()) == {"read"}


def test_a_file_that_hangs_costs_only_itself(files):
    told = outcomes(
        files(a="Dear office.", b="a" * 60, c="Dear office again."), ENDLESS, Limits(silence=3)
    )

    assert (told["a.txt"], told["c.txt"]) == ("read", "read")
    assert told["b.txt"].startswith("b.txt was given up after 3 seconds")


def test_a_file_that_takes_all_memory_costs_only_itself(files):
    told = outcomes(
        files(a="Dear office.", b="Dear offic\u00e9. " * 2_000_000, c="Dear me."),
        HARMLESS,
        Limits(memory=160_000_000),
    )

    assert (told["a.txt"], told["c.txt"]) == ("read", "read")
    assert "b.txt needs more memory" in told["b.txt"]


def test_a_process_that_dies_costs_only_its_file(files, children):
    told: dict[str, object] = {}
    for file, found in read_files(files(a="a" * 60, b="Dear office."), ENDLESS):
        if found is Mark.WAITING and file.name == "a.txt":
            for child in children():
                os.kill(child, signal.SIGKILL)
        elif not isinstance(found, Mark):
            told[file.name] = found

    assert isinstance(told["a.txt"], Unread)
    assert "ended the process that was reading a.txt" in told["a.txt"].reason
    assert isinstance(told["b.txt"], PackedReading)


def test_whoever_stops_listening_leaves_no_process_behind(files, children):
    found = read_files(files(a="Dear office.", b="a" * 60), ENDLESS)
    next(found)
    began = time.monotonic()
    found.close()

    assert not children()
    assert time.monotonic() - began < 5


def test_a_file_that_vanished_is_told(files, tmp_path):
    told = outcomes([*files(a="Dear office."), File(str(tmp_path / "no.txt"), "no.txt")], HARMLESS)

    assert told["a.txt"] == "read"
    assert "vanished" in told["no.txt"]


class NoNumber(io.StringIO):
    """A stand-in for standard error, as an interface on the screen has one."""

    def fileno(self) -> int:
        return -1


def test_processes_begin_whatever_stands_for_standard_error(files, monkeypatch):
    monkeypatch.setattr(sys, "stderr", NoNumber())

    assert outcomes(files(a="Dear office."), HARMLESS) == {"a.txt": "read"}


def test_signals_stay_held_back_in_the_thread_that_starts_processes(files):
    held = {signal.SIGTERM, signal.SIGHUP}
    masks: list[set[int]] = []
    letters = files(a="Dear office.")

    def read() -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, held)
        outcomes(letters, HARMLESS)
        masks.append(signal.pthread_sigmask(signal.SIG_BLOCK, ()))

    thread = Thread(target=read)
    thread.start()
    thread.join()

    assert held <= masks[0]


def test_a_program_that_is_only_typed_in_can_read_files(files):
    (page,) = files(a=b"<html>" + b"<p>Dear office.</p>" * 20_000)
    program = (
        "from storage.documents import File, Mark, Wishes, read_files\n"
        f"print([type(found).__name__ for _, found in read_files([File(*{tuple(page)!r})], Wishes()) if found is not Mark.WAITING])"
    )

    done = subprocess.run([sys.executable, "-"], input=program, capture_output=True, text=True)

    assert done.stdout == "['PackedReading', 'Mark']\n"


def test_few_small_texts_need_no_process(files, children):
    found = read_files(files(a="Dear office."), Wishes())

    assert isinstance(next(found)[1], PackedReading)
    assert not children()


@pytest.mark.parametrize(
    ("content", "risky"),
    [
        (b"Dear office.", False),
        (b"<html><p>Dear office.</p>", False),
        (b"<html>" + b"<p>Dear office.</p>" * 20_000, True),
        (b"%PDF-1.7", True),
        (b"PK\x03\x04", True),
        (b"a" * (SMALL + 1), True),
    ],
)
def test_what_a_process_of_its_own_is_for(files, content, risky):
    (file,) = files(a=content)

    assert is_risky(file) is risky


def test_what_was_read_of_an_archive_before_it_hung_is_kept(tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, words in (("a.txt", "Dear office."), ("b.txt", "a" * 60), ("c.txt", "Dear me.")):
            archive.writestr(name, words)

    told = outcomes([File(str(path), "all.zip")], ENDLESS, Limits(silence=3))

    assert told["all.zip/a.txt"] == "read"
    assert told["all.zip"].startswith("all.zip was given up after 3 seconds")
    assert told["all.zip"].endswith("What was read of it up to all.zip/a.txt is kept.")
