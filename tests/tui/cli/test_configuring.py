"""casecoder settings: what is in force, where it is from, and what is wrong, by line."""

from pathlib import Path

import pytest

from tui.settings_file import EXAMPLE


@pytest.fixture
def file(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings file is looked for."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place / "config"))
    return place / "config" / "casecoder" / "settings.toml"


def test_without_a_file_the_defaults_are_told_and_how_to_get_one(run, file):
    said = run("settings")

    assert said.status == 0
    assert f"The settings file is {file}; there is none yet, casecoder settings --init" in said.out
    assert said.out.splitlines()[2:] == [
        "coder         anna       CASECODER_CODER",
        "theme         casecoder  default",
        "panes.side    48         default",
        "panes.drawer  50         default",
    ]


def test_init_writes_the_file_once(run, file):
    first, second = run("settings", "--init"), run("settings", "--init")

    assert (first.status, second.status) == (0, 1)
    assert file.read_text(encoding="utf-8") == EXAMPLE
    assert "is there already" in second.err


def test_the_example_is_printed_as_it_would_be_written(run, file):
    assert run("settings", "--example").out == EXAMPLE
    assert not file.exists()


def test_every_setting_is_told_with_its_line(run, file):
    file.parent.mkdir(parents=True)
    file.write_text('theme = "nord"\n[panes]\nside = 40\n[keymap]\n"library.sort" = "o"\n')
    objects = run("settings", "--coder", "bert", "--json").objects

    assert [(each["setting"], each["value"], each["from"]) for each in objects] == [
        ("coder", "bert", "--coder"),
        ("theme", "nord", f"{file}, line 1"),
        ("panes.side", 40, f"{file}, line 3"),
        ("panes.drawer", 50, "default"),
        ("keymap.library.sort", "o", f"{file}, line 5"),
    ]


def test_what_cannot_be_used_is_named_by_line_and_the_defaults_stand(run, file):
    file.parent.mkdir(parents=True)
    file.write_text('theme = "nrod"\npane = 3\n[keymap]\n"library.sort" = "n"\n"a.b" = "x"\n')
    said = run("settings")

    assert said.status == 1
    assert ["theme", "casecoder", "default"] in [line.split() for line in said.out.splitlines()]
    assert [line.removeprefix(f"{file}, line ") for line in said.err.splitlines()] == [
        "2: there is no setting pane.",
        "1: there is no theme nrod.",
        "5: there is no command a.b.",
        "4: library.sort cannot be n, which is library.next_to_do.",
    ]


def test_every_command_is_listed_with_the_keys_it_has_now(run, file):
    file.parent.mkdir(parents=True)
    file.write_text('[keymap]\n"library.sort" = "o"\n')
    lines = run("settings", "--keys").out.splitlines()
    sort = next(line for line in lines if line.startswith("library.sort "))

    assert sort.split(None, 2) == [
        "library.sort",
        "o",
        "Choose the order of the list; once more turns it round.",
    ]
