"""One value of the settings file changes; what people wrote around it stays, to the letter."""

import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.settings import read_settings
from tui.settings_file import EXAMPLE, SettingNotKept, keep_setting, with_setting, write_example

MINE = """\
# mine
coder = "anna"   # not ann
theme = 'nord'  # till spring

[keymap]
"library.sort" = "o"  # for order
"""


def test_a_value_is_replaced_and_its_comment_stays():
    changed = with_setting(MINE, "theme", "casecoder-light")

    assert changed == MINE.replace("'nord'", '"casecoder-light"')


def test_a_new_value_comes_after_the_last_of_its_table():
    changed = with_setting('coder = "anna"\n\n[keymap]\n', "theme", "nord")

    assert changed == 'coder = "anna"\ntheme = "nord"\n\n[keymap]\n'


def test_a_new_value_comes_after_its_example():
    lines = with_setting(EXAMPLE, "theme", "nord").splitlines()

    assert lines[lines.index('theme = "nord"') - 1].startswith("# theme =")


def test_a_table_that_is_not_there_comes_at_the_end():
    assert with_setting(MINE, "panes.side", 40) == f"{MINE}\n[panes]\nside = 40\n"


def test_a_table_written_with_dots_stays_so():
    assert with_setting("panes.side = 40\n", "panes.side", 44) == "panes.side = 44\n"


def test_an_empty_file_gets_a_line():
    assert tomllib.loads(with_setting("", "theme", "nord")) == {"theme": "nord"}


def test_lines_ended_as_windows_does_stay_so():
    assert with_setting("# a\r\ntheme = 'x'\r\n", "theme", "y") == '# a\r\ntheme = "y"\r\n'
    assert with_setting("# a\r\n", "theme", "y") == '# a\r\ntheme = "y"\r\n'


@pytest.mark.parametrize("source", ["theme = \n", 'theme = """\nnord"""\n', "panes = 3\n"])
def test_what_a_line_cannot_change_is_left_alone(source: str):
    with pytest.raises(ValueError, match=r"."):
        with_setting(source, "panes.side" if "panes" in source else "theme", 40)


LINES = st.sampled_from(
    [
        'coder = "a#b"',
        "# theme = 1",
        "",
        "  # [panes]",
        "x = [\n1,\n]",
        'y = """\n[panes]\n"""',
        "z = '#'",
    ]
)
TABLES = st.sampled_from(["", "[keymap]", "[panes] # p", "[other.panes]", "[[panes_]]"])


@given(st.lists(LINES, max_size=5, unique=True), TABLES, st.lists(LINES, max_size=3, unique=True))
def test_every_other_value_and_line_survives(before: list[str], table: str, after: list[str]):
    source = "\n".join([*before, table, *(after if table else [])]) + "\n"
    changed = with_setting(source, "panes.side", 44)
    was, now = tomllib.loads(source), tomllib.loads(changed)
    side = now["panes"].pop("side")

    assert side == 44
    assert {**was, "panes": was.get("panes", {})} == now
    assert [line for line in source.split("\n") if line not in changed.split("\n")] == []


def test_the_file_is_made_with_everything_explained(tmp_path: Path):
    file = tmp_path / "config" / "settings.toml"
    keep_setting("theme", "nord", file)

    assert read_settings(file).theme == "nord"
    assert "# coder =" in file.read_text(encoding="utf-8")


def test_the_file_explained_says_nothing_and_is_not_written_twice(tmp_path: Path):
    file = tmp_path / "settings.toml"
    write_example(file)
    settings = read_settings(file)

    assert (settings.coder, settings.theme, settings.side, settings.keymap) == (
        None,
        None,
        None,
        {},
    )
    assert settings.problems == ()
    with pytest.raises(SettingNotKept, match="is there already"):
        write_example(file)


def test_the_examples_can_be_used_as_they_stand(tmp_path: Path):
    file = tmp_path / "settings.toml"
    lines = EXAMPLE.replace('# "', '"').splitlines()
    used = [line.removeprefix("# ") if " = " in line else line for line in lines]
    file.write_text("\n".join(used), encoding="utf-8")

    assert read_settings(file).problems == ()


def test_a_file_with_an_error_is_left_as_it_is(tmp_path: Path):
    file = tmp_path / "settings.toml"
    file.write_text("coder = \n", encoding="utf-8")
    with pytest.raises(SettingNotKept, match=r"left as it is: write theme = \"nord\" there"):
        keep_setting("theme", "nord", file)

    assert file.read_text(encoding="utf-8") == "coder = \n"


def test_a_link_stays_a_link_and_the_rights_stay(tmp_path: Path):
    real, link = tmp_path / "dotfiles.toml", tmp_path / "settings.toml"
    real.write_text(MINE, encoding="utf-8")
    real.chmod(0o600)
    link.symlink_to(real)
    keep_setting("theme", "nord", link)

    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert read_settings(link).theme == "nord"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["dotfiles.toml", "settings.toml"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(SettingNotKept, match="cannot be written"):
        keep_setting("theme", "nord", tmp_path / "taken" / "settings.toml")
