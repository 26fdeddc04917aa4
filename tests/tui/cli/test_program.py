"""What holds for every command: help, options before and after, exit statuses, no needless imports."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import tui
from tui.cli.program import COMMANDS, Group

ROOT = Path(tui.__file__).parents[1]
GROUPS = {name: group for name, group in COMMANDS.items() if isinstance(group, Group)}
ALL = [
    *((name,) for name in COMMANDS if name not in GROUPS),
    *((name,) for name, group in GROUPS.items() if group.alone),
    *((name, each) for name, group in GROUPS.items() for each in group.commands),
]
HEAVY = ("textual", "sqlmodel", "sqlalchemy", "alembic")


def child(*arguments: str, code: str | None = None) -> subprocess.CompletedProcess[str]:
    """A real process."""
    command = ["-c", code] if code else ["-m", "tui"]
    return subprocess.run(
        [sys.executable, *command, *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_every_command_explains_itself_with_an_example(run, command):
    said = run(*command, "--help")

    assert said.status == 0
    assert f"Usage: casecoder {' '.join(command)} " in said.out
    assert "Example: casecoder" in said.out
    assert max(map(len, said.out.splitlines())) <= 80


def test_the_list_of_commands_cuts_no_sentence_off(run):
    for words, commands in [((), COMMANDS), *(((each,), GROUPS[each].commands) for each in GROUPS)]:
        said = run(*words, "--help")
        listed = said.out.partition("Commands:")[2].strip().splitlines()

        assert [line.split()[0] for line in listed] == list(commands)
        assert all(line.endswith(".") and not line.endswith("...") for line in listed)
        assert max(map(len, said.out.splitlines())) <= 80


@pytest.mark.parametrize("arguments", [(), ("documents",)])
def test_the_store_may_be_named_before_and_after_the_command(run, here, arguments):
    moved = here.rename(here.with_name("other.db"))

    before = run("-s", moved, "documents", "--json")
    after = run("documents", "--json", "--store", moved)

    assert before.status == after.status == 0
    assert before.out == after.out
    assert len(before.objects) == 12


def test_the_store_after_the_command_wins_over_the_one_before_and_that_over_the_environment(
    run, here, monkeypatch
):
    moved = here.rename(here.with_name("other.db"))
    monkeypatch.setenv("CASECODER_STORE", "none.db")

    assert run("documents").status == 3
    assert run("-s", moved, "documents").status == 0
    assert run("-s", "none.db", "documents", "-s", moved).status == 0


def test_the_environment_names_the_store(run, here, monkeypatch):
    monkeypatch.setenv("CASECODER_STORE", str(here.rename(here.with_name("other.db"))))

    assert run("documents").status == 0


@pytest.mark.parametrize(
    "arguments", [("--coder", "bert", "group", 1, 2), ("group", 1, 2, "--coder", "bert")]
)
def test_the_coder_may_be_named_before_and_after_the_command(run, here, seen, arguments):
    run(*arguments)

    assert next(seen.history()).coder == "bert"


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("documents", "--nonsense"),
        ("documents", "--status", "nearly"),
        ("import",),
        ("sample", "0"),
        ("sample", "many"),
        ("erase", "1"),
        ("codebook",),
        ("search", "word", "--limit", "0"),
    ],
)
def test_wrong_use_exits_with_2_and_points_at_the_help(run, here, arguments):
    said = run(*arguments)

    assert said.status == 2
    assert said.out == ""
    assert "--help shows how it is used." in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["export", "--help"]])
def test_version_and_help_import_no_screen_and_no_store(arguments):
    code = (
        "import sys; from tui.__main__ import main; status = main(sys.argv[1:]);"
        f"print([name for name in {HEAVY!r} + ('rich',) if name in sys.modules]); sys.exit(status)"
    )

    done = child(*arguments, code=code)

    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_version_is_one_line(run):
    said = run("--version")

    assert said.status == 0
    assert said.out.startswith("casecoder")
    assert len(said.out.splitlines()) == 1


def test_a_reader_that_goes_away_is_no_trouble(here):
    command = f"'{sys.executable}' -m tui codebook show | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command + "; exit ${PIPESTATUS[0]}"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )

    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
    assert done.returncode in (0, 141)


def test_an_output_that_is_full_is_told_in_a_sentence(here):
    done = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m tui documents > /dev/full"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == "Standard output cannot be used: No space left on device.\n"


def test_output_that_is_closed_ends_no_command(here):
    done = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m tui documents >&- 2>&-"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )

    assert done.returncode == 0


def test_json_is_exact_where_the_locale_knows_no_such_letters(here):
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "tui", "search", "--regex", "’s", "--json"],
        capture_output=True,
        env=env,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0
    assert b"\\u2019s" in done.stdout
    done.stdout.decode("ascii")


def test_ctrl_c_is_told_in_a_sentence(run, here, monkeypatch):
    def stop(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("storage.Study.import_paths", stop, raising=False)
    said = run("import", here)

    assert said.status == 130
    assert "Stopped. What was done before is saved." in said.err
