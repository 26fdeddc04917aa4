"""The settings file and the coder's name."""

from pathlib import Path

import pytest

from storage import NameRefused
from tui.settings import Settings, coder_name, read_settings


def written(folder: Path, text: str) -> Path:
    file = folder / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_the_defaults_stand(tmp_path: Path):
    assert read_settings(tmp_path / "none.toml") == Settings()


def test_all_settings_are_read(tmp_path: Path):
    file = written(
        tmp_path,
        'coder = "anna"\ntheme = "casecoder"\n[keymap]\nlibrary.sort = "o"\n"app.help" = "f1"\n[panes]\nside = 40\n',
    )

    settings = read_settings(file)

    assert (settings.coder, settings.theme, settings.side) == ("anna", "casecoder", 40)
    assert settings.keymap == {"library.sort": "o", "app.help": "f1"}
    assert settings.problems == ()


def test_a_wrong_value_is_named_with_its_line(tmp_path: Path):
    file = written(tmp_path, 'coder = "anna"\ntheme = 3\n[keymap]\nlibrary.sort = 7\n')

    settings = read_settings(file)

    assert settings.problems == (
        f"{file}, line 2: theme must be text in quotes.",
        f"{file}, line 4: library.sort must be text in quotes.",
    )
    assert settings.coder == "anna"


def test_an_unknown_setting_is_named_with_its_line(tmp_path: Path):
    file = written(tmp_path, '\nthme = "dark"\n')

    assert read_settings(file).problems == (
        f"{file}, line 2: there is no setting thme; theme may be meant.",
    )


def test_a_name_set_in_two_tables_has_the_line_of_its_own(tmp_path: Path):
    file = written(tmp_path, '[keymap]\n"x.theme" = "o"\n[panes]\n\nside = "wide"\n')

    assert read_settings(file).problems == (
        f"{file}, line 5: side must be a number from 28 to 100.",
    )


@pytest.mark.parametrize("size", ["side = 27", "side = 101", "side = true", "drawer = 40.5"])
def test_a_panel_that_nobody_could_use_is_refused(tmp_path: Path, size: str):
    settings = read_settings(written(tmp_path, f"[panes]\n{size}\n"))

    assert (settings.side, settings.drawer) == (None, None)
    assert "line 2" in settings.problems[0]


def test_broken_toml_names_the_line_and_leaves_the_defaults(tmp_path: Path):
    (problem,) = read_settings(written(tmp_path, "coder = \n")).problems

    assert "line 1" in problem
    assert "defaults" in problem


def test_a_file_that_is_no_text_leaves_the_defaults(tmp_path: Path):
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xff\xfe\x00")

    assert "not UTF-8" in read_settings(file).problems[0]


def test_a_key_map_that_is_no_table_is_named(tmp_path: Path):
    file = written(tmp_path, 'keymap = "vim"\n')

    assert read_settings(file).problems == (f"{file}, line 1: write [keymap] on its own line.",)


def test_the_option_comes_before_everything():
    settings = Settings(coder="file")

    assert coder_name("option", settings, {"CASECODER_CODER": "environment"}) == "option"


def test_the_environment_comes_before_the_file():
    settings = Settings(coder="file")

    assert coder_name(None, settings, {"CASECODER_CODER": "environment"}) == "environment"


def test_the_file_comes_before_the_login_name():
    assert coder_name(None, Settings(coder="file"), {}) == "file"


def test_the_login_name_comes_last(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOGNAME", "login")

    assert coder_name(None, Settings(), {}) == "login"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        ("an\nna", "line break"),
        ("an\x1bna", "line break"),
        ("a" * 65, "65 characters"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused_in_a_sentence(name: str, why: str):
    with pytest.raises(NameRefused, match=why) as refused:
        coder_name(name, Settings(), {})

    assert str(refused.value).endswith(".")


def test_64_characters_are_a_name():
    assert coder_name("é" * 64, Settings(), {}) == "é" * 64
