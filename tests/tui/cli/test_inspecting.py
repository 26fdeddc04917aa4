"""What import would recognise, without a study."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import seeds
import tui

ROOT = Path(tui.__file__).parents[1]
DECISION = seeds.sample_cases() / "ardley-21-004-117.txt"
KEYS = [
    "file",
    "kind",
    "title",
    "respondents",
    "reference",
    "category",
    "decision",
    "decision_date",
    "outcome",
    "text",
    "text_sha256",
    "sections",
    "paragraphs",
    "boilerplate",
    "payments",
    "grades",
    "cues",
    "warnings",
]


def test_a_file_is_one_object_with_all_its_keys(run):
    (found,) = run("inspect", DECISION, "--json").objects

    assert list(found) == KEYS
    assert found["kind"] == "lgsco_decision"
    assert found["title"] == "Ardley City Council (21 004 117)"
    assert found["respondents"] == ["Ardley City Council"]
    assert found["reference"] == "21 004 117"
    assert found["decision_date"] == "2022-03-14"
    assert found["outcome"] == "upheld"
    text = found["text"]
    assert all(text[each["start"] : each["end"]].strip() for each in found["paragraphs"])


def test_several_files_are_several_lines(run):
    files = sorted(seeds.sample_cases().iterdir())
    objects = run("inspect", *files, "--json").objects

    assert [Path(each["file"]).name for each in objects] == [file.name for file in files]


def test_without_json_it_is_readable(run):
    said = run("inspect", DECISION)

    assert said.status == 0
    assert "kind         LGSCO decision\n" in said.out
    assert "date         14 Mar 2022\n" in said.out
    assert "outcome      upheld\n" in said.out


def test_what_cannot_be_read_is_refused_and_the_rest_is_told(run, place):
    (place / "empty.txt").write_text("")

    said = run("inspect", "empty.txt", "nowhere.txt", place, DECISION, "--json")

    assert said.status == 1
    assert len(said.objects) == 1
    assert len(said.err.splitlines()) == 3
    assert "empty.txt is empty" in said.err
    assert "nowhere.txt" in said.err


def test_kinds_of_a_codebook_are_recognised(run, place):
    kind = '\n[[kind]]\nname = "parish_minutes"\nlabel = "Parish minutes"\npatterns = ["Minutes of the parish"]\n'
    (place / "own.toml").write_text(seeds.starter_codebook() + kind)
    (place / "minutes.txt").write_text("Minutes of the parish meeting\n\nThe council was heard.\n")

    (found,) = run("inspect", "minutes.txt", "--codebook", "own.toml", "--json").objects
    readable = run("inspect", "minutes.txt", "--codebook", "own.toml")

    assert found["kind"] == "parish_minutes"
    assert "Parish minutes" in readable.out


def test_a_codebook_that_is_wrong_is_refused(run, place):
    (place / "bad.toml").write_text("[codebook]\n")

    said = run("inspect", DECISION, "--codebook", "bad.toml")

    assert said.status == 1
    assert said.err.startswith("bad.toml: Line 1")


@pytest.mark.parametrize("command", ["inspect", "codebook check"])
def test_what_needs_no_study_loads_no_store(place, command):
    (place / "own.toml").write_text(seeds.starter_codebook())
    file = DECISION if command == "inspect" else "own.toml"
    code = (
        "import sys; from tui.__main__ import main; status = main(sys.argv[1:]);"
        "print([name for name in ('sqlalchemy', 'sqlmodel', 'textual') if name in sys.modules]);"
        "sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command.split(), str(file)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )

    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "[]"


def test_what_comes_through_a_pipe_is_read_too(run):
    reading, writing = os.pipe()
    os.write(writing, b"Dear Sir, nobody came to see her.")
    os.close(writing)

    said = run("inspect", f"/dev/fd/{reading}", "--json")

    os.close(reading)
    assert said.objects[0]["text"] == "Dear Sir, nobody came to see her."
