"""What cannot be used gets one clear sentence and the right exit status, and nothing stored is lost."""

import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import seeds
import tui
from storage import Study

ROOT = Path(tui.__file__).parents[1]
TEXT = "The council took 41 weeks. The council apologised. The council took 41 weeks."


@pytest.fixture(scope="module")
def store_of_one(tmp_path_factory) -> Path:
    """A study of one short document."""
    folder = tmp_path_factory.mktemp("one")
    (folder / "one.txt").write_text(TEXT)
    store = folder / "one.db"
    with Study.create(store, coder="anna", codebook=seeds.starter_codebook()) as study:
        study.import_paths([folder / "one.txt"])
    return store


@pytest.fixture
def one(place, store_of_one) -> Path:
    """The same, as the study of this folder."""
    return Path(shutil.copy(store_of_one, place / "casecoder.db"))


def documents(run) -> list[str]:
    return [each["source_name"] for each in run("documents", "--json").objects]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n\n\t", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a picture"),
        (b"some\0thing\0binary\xff\xfe", "is a binary file"),
        (b"%PDF-1.4", "is a PDF"),
        (b"\xff\xfeh\0a\0\0\xd8", "bad.txt"),
        (b"<html><body><script>only()</script></body></html>", "has no words"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_its_reason(run, one, place, content, reason):
    (place / "bad.txt").write_bytes(content)
    (place / "good.txt").write_text("The council explained itself.")

    said = run("import", "bad.txt", "good.txt")

    assert said.status == 1
    assert reason in said.err
    assert len(said.err.splitlines()) == 1
    assert "1 file read, 0 files skipped, 1 file refused" in said.out
    assert documents(run) == ["one.txt", "good.txt"]


def test_a_text_of_two_hundred_megabytes_is_refused(run, one, place):
    with (place / "large.txt").open("wb") as file:
        file.truncate(200_000_000)

    said = run("import", "large.txt")

    assert said.status == 1
    assert "large.txt is too large" in said.err


def test_a_path_that_leads_nowhere_is_refused_and_the_rest_goes_on(run, one, place):
    (place / "good.txt").write_text("The council explained itself.")

    said = run("import", "nowhere.txt", "good.txt")

    assert said.status == 1
    assert "nowhere.txt" in said.err
    assert len(said.err.splitlines()) == 1
    assert documents(run) == ["one.txt", "good.txt"]


def test_a_file_that_vanishes_is_refused_and_the_rest_goes_on(run, one, place, monkeypatch):
    (place / "cases").mkdir()
    for name in ("good.txt", "gone.txt"):
        (place / "cases" / name).write_text(f"The council explained itself, says {name}.")
    reading = Path.open

    def vanish(path: Path, *arguments: object, **options: object) -> object:
        if path.name == "gone.txt":
            path.unlink()
        return reading(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", vanish)
    said = run("import", "cases")

    assert said.status == 1
    assert "gone.txt" in said.err
    assert "vanished" in said.err
    assert documents(run) == ["one.txt", "good.txt"]


def test_a_folder_without_rights_is_refused_and_the_rest_goes_on(run, one, place, monkeypatch):
    for name in ("open", "open/closed"):
        (place / name).mkdir()
    (place / "open" / "good.txt").write_text("The council explained itself.")
    listing = os.scandir

    def refuse(path: str) -> object:
        # Root may list everything; so the refusal comes from here.
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return listing(path)

    monkeypatch.setattr(os, "scandir", refuse)
    said = run("import", "open")

    assert said.status == 1
    assert "closed" in said.err
    assert "Permission denied" in said.err
    assert documents(run) == ["one.txt", "good.txt"]


def test_a_file_name_that_is_no_text_is_no_trouble(run, one, place):
    Path(os.fsdecode(bytes(place) + b"/odd-\xff.txt")).write_text("The council explained itself.")

    said = run("import", place)

    assert said.status in (0, 1)
    assert len(said.err.splitlines()) == said.status
    assert run("documents").status == 0


def test_a_text_full_of_escapes_and_brackets_goes_in_and_comes_out(run, one, place):
    hostile = "Escape \x1b[2J\x1b]52;c;aGk=\x07 [/brackets] [red] \u202e \x9b31m {curly} %s\n" * 50
    (place / "hostile.txt").write_text(hostile)

    said = run("import", "hostile.txt")

    assert said.status == 0
    assert run("export", "data").status == 0
    assert run("search", "brackets").out.count("[/brackets]") >= 50
    assert run("verify").status == 0


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "upheld"', 'name = "not_upheld"', "not_upheld"),
        ('key = "f"', 'key = "r"', "key"),
        ('type = "choice"', 'type = "chioce"', "chioce"),
        ("[codebook]", "[codebook", "TOML"),
    ],
)
def test_a_codebook_that_says_something_impossible_changes_nothing(run, one, place, old, new, told):
    (place / "bad.toml").write_text(seeds.starter_codebook().replace(old, new, 1))

    said = run("codebook", "set", "bad.toml", "--yes")

    assert said.status == 1
    assert all(line.startswith("bad.toml: Line ") for line in said.err.splitlines())
    assert told in said.err
    assert run("codebook", "export").out == seeds.starter_codebook()


@pytest.mark.parametrize("command", [("check",), ("set",), ("diff",)])
@pytest.mark.parametrize("content", [None, b"\xff\xfe\0", b"\x89PNG"])
def test_a_codebook_that_cannot_be_read_is_named(run, one, place, command, content):
    if content is not None:
        (place / "bad.toml").write_bytes(content)

    said = run("codebook", *command, "bad.toml")

    assert said.status == 1
    assert "bad.toml" in said.err
    assert len(said.err.splitlines()) == 1


GOOD = {
    "type": "finding",
    "document": {"source_name": "one.txt"},
    "values": {"conclusion": "criticism"},
    "evidence": [{"quote": "The council apologised."}],
}


def line(**changes: object) -> str:
    return json.dumps(GOOD | changes)


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (line()[:40], "line 2"),
        ("[]", "line 2"),
        (line(evidence=[{"quote": "The council did not."}]), "line 2"),
        (line(evidence=[{"quote": "The council took 41 weeks."}]), "line 2"),
        (line(evidence=[{"start": 70, "end": 7000}]), "line 2"),
        (line(evidence=[{"start": -3, "end": 4}]), "line 2"),
        (line(evidence=[{"start": 9, "end": 4}]), "line 2"),
        (line(evidence=[]), "line 2"),
        (line(type="verdict"), "verdict"),
        (line(document={"source_name": "two.txt"}), "two.txt"),
        (line(values={"conclusion": "shrug"}), "shrug"),
        (line(values={"mood": "bad"}), "mood"),
        (line(values={"conclusion": ["criticism"]}), "conclusion"),
        (line(links=[{"relation": "redresses", "to": "nobody"}]), "nobody"),
        ('{"type": NaN}', "line 2"),
        ("\udcff", "line 2"),
    ],
)
def test_a_line_that_cannot_be_loaded_is_named_and_nothing_is(run, one, place, bad, told):
    (place / "records.jsonl").write_text(f"{line()}\n{bad}\n", errors="surrogateescape")

    said = run("annotate", "records.jsonl")

    assert said.status == 1
    assert "records.jsonl" in said.err
    assert told in said.err
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    run("export", "data")
    assert (place / "data" / "findings.csv").read_text().count("\n") == 1
    assert run("verify").status == 0


@pytest.mark.parametrize("name", ["nowhere.jsonl", "empty"])
def test_a_coding_that_is_not_there_is_named(run, one, place, name):
    (place / "empty").mkdir()

    said = run("annotate", name)

    assert said.status == 1
    assert name in said.err


@pytest.mark.parametrize(
    "content", [b"", b"no store at all", b"SQLite format 3\0" + bytes(200), bytes(4096)]
)
@pytest.mark.parametrize("command", [("documents",), ("import", "."), ("verify",)])
def test_a_file_that_is_no_store_is_left_alone(run, place, content, command):
    store = place / "casecoder.db"
    store.write_bytes(content)

    said = run(*command)

    assert said.status == 3
    assert "casecoder.db" in said.err
    assert len(said.err.splitlines()) == 1
    assert store.read_bytes() == content


def test_a_folder_is_no_store(run, place):
    said = run("documents", "-s", place)

    assert said.status == 3
    assert len(said.err.splitlines()) == 1


def test_another_kind_of_database_is_no_store(run, place):
    with sqlite3.connect(place / "casecoder.db") as other:
        other.execute("CREATE TABLE other (x)")
    other.close()

    assert run("documents").status == 3


@pytest.mark.parametrize("at", [100, 5000, 60_000, 200_000])
def test_a_damaged_store_ends_in_a_sentence(run, here, at):
    content = bytearray(here.read_bytes())
    content[at : at + 4096] = random.Random(at).randbytes(4096)
    here.write_bytes(content)

    said = [run("verify"), run("documents"), run("export", "data")]

    assert all(each.status in (0, 1, 3) for each in said)


def test_a_locked_store_is_told_and_can_still_be_read(run, one, place, monkeypatch):
    from storage.database.engine import open_engine

    monkeypatch.setitem(open_engine.__kwdefaults__, "busy_milliseconds", 50)
    (place / "two.txt").write_text("The council explained itself.")
    other = sqlite3.connect(one, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    said = run("import", "two.txt")
    reading = run("documents")
    other.execute("ROLLBACK")
    other.close()

    assert said.status == 3
    assert "held by another program" in said.err
    assert len(said.err.splitlines()) == 1
    assert reading.status == 0
    assert run("import", "two.txt").status == 0


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (("new", "-s", "/proc/none/study.db"), 3),
        (("backup", "/proc/none/copy.db"), 3),
        (("export", "/proc/none/data"), 1),
        (("codebook", "export", "/proc/none/codebook.toml"), 1),
    ],
)
def test_a_place_where_nothing_can_be_written_is_named(run, one, command, status):
    said = run(*command)

    assert said.status == status
    assert "/proc/none" in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("name", ["a\nb", "", " ", "\x1b[2J", "x" * 65, "a\u202eb"])
@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_name_that_no_coder_can_have_is_refused(run, one, monkeypatch, name, how):
    if how == "environment":
        monkeypatch.setenv("CASECODER_CODER", name)
    said = run("group", 1, 1, *(("--coder", name) if how == "option" else ()))

    assert said.status == 1
    assert "--coder NAME" in said.err
    assert len(said.err.splitlines()) == 1


def test_a_full_disk_loses_nothing_that_was_saved(run, here, place, monkeypatch):
    (place / "cases").mkdir()
    for number in range(60):
        (place / "cases" / f"{number}.txt").write_text(f"Case {number}. " + "The council. " * 2000)
    limit = here.stat().st_size + 400_000
    # No file may grow beyond this: to SQLite it is as if the disk were full.
    done = subprocess.run(
        [sys.executable, "-m", "tui", "import", "cases"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )

    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "no room left" in done.stderr
    assert run("verify").status == 0
    with Study.open(here, coder="anna") as study:
        assert study.overview().documents >= 12


def test_settings_that_cannot_be_used_are_told_and_stop_nothing(run, one, monkeypatch, place):
    settings = place / "config" / "casecoder" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('colour = "green"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place / "config"))

    said = run("documents")

    assert said.status == 0
    assert "there is no setting colour" in said.err
