"""The user's settings file: coder name, theme, panes and keys, with errors that name the line."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_NAME = 64
"""Characters a coder's name may have."""
SIDE = 48
"""Columns of the panel beside a document, for somebody who chose none."""
SIDES = range(28, 101)
"""The columns it may have."""
DRAWER = 50
"""Hundredths of a narrow screen that the panel takes as a drawer, for somebody who chose none."""
DRAWERS = range(20, 81)
"""The hundredths it may take."""
_TABLES = ("panes", "keymap")
_SETTINGS = ("coder", "theme", "panes.side", "panes.drawer")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the settings file says; defaults stand where it says nothing usable."""

    coder: str | None = None
    """The coder's name, when the file gives one."""
    theme: str | None = None
    """The name of a theme; not checked yet."""
    side: int | None = None
    """Columns of the panel beside a document."""
    drawer: int | None = None
    """Hundredths of a narrow screen that the panel takes."""
    keymap: Mapping[str, str] = field(default_factory=dict)
    """Keys, separated by commas, by command id; not checked yet."""
    problems: tuple[str, ...] = ()
    """A sentence for each thing that could not be used."""
    places: Mapping[str, str] = field(default_factory=dict)
    """File and line of each setting, by its name, such as ``keymap.library.sort``."""

    def place(self, name: str) -> str:
        """Where a setting stands: ``/home/anna/.config/casecoder/settings.toml, line 3``."""
        return self.places.get(name, "Settings")


def settings_path() -> Path:
    """Where the settings file is looked for."""
    from platformdirs import user_config_path

    return user_config_path("casecoder") / "settings.toml"


def read_settings(path: Path | None = None) -> Settings:
    """Read the settings; a missing file means defaults, an unusable line is reported and left out."""
    file = path or settings_path()
    if not file.exists():
        return Settings()
    import tomllib

    try:
        source = file.read_text(encoding="utf-8")
        table = tomllib.loads(source)
    except OSError as error:
        return Settings(problems=(f"{file} cannot be read: {error.strerror or error}.",))
    except UnicodeDecodeError:
        return Settings(problems=(f"{file} is not UTF-8 text; the defaults are used.",))
    except tomllib.TOMLDecodeError as error:
        return Settings(problems=(f"{file}: {error}; the defaults are used.",))
    return _Reading(file, source).settings(table)


class _Reading:
    """One settings file as it is checked: every fault with its line."""

    def __init__(self, file: Path, source: str) -> None:
        self._problems: list[tuple[int, str]] = []
        self._lines = dict(_lines(source))
        self._file = file

    def settings(self, table: Mapping[str, object]) -> Settings:
        """The usable part of the parsed file, and what is wrong with the rest."""
        values = dict(_flat(table))
        for name in _TABLES:
            if name in values:
                self._complain(name, f"write [{name}] on its own line")
                del values[name]
        for name in values:
            if name not in _SETTINGS and not name.startswith("keymap."):
                self._complain(name, f"there is no setting {name}{meant(name, _SETTINGS)}")
        keymap = {
            name.removeprefix("keymap."): keys
            for name in values
            if name.startswith("keymap.") and (keys := self._text(name, values)) is not None
        }
        return Settings(
            coder=self._text("coder", values),
            theme=self._text("theme", values),
            side=self._number("panes.side", SIDES, values),
            drawer=self._number("panes.drawer", DRAWERS, values),
            keymap=keymap,
            problems=tuple(sentence for _line, sentence in sorted(self._problems)),
            places={name: f"{self._file}, line {line}" for name, line in self._lines.items()},
        )

    def _complain(self, name: str, what: str) -> None:
        line = self._lines.get(name, 1)
        self._problems.append((line, f"{self._file}, line {line}: {what}."))

    def _text(self, name: str, values: Mapping[str, object]) -> str | None:
        """A value that is text; None when it is not, or not there."""
        value = values.get(name)
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        self._complain(name, f"{name.removeprefix('keymap.')} must be text in quotes")
        return None

    def _number(self, name: str, usable: range, values: Mapping[str, object]) -> int | None:
        """A size that can be had; None when it cannot, or is not there."""
        value = values.get(name)
        if value is None or (type(value) is int and value in usable):
            return value
        setting = name.rpartition(".")[2]
        self._complain(name, f"{setting} must be a number from {usable[0]} to {usable[-1]}")
        return None


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Names and values of a table: ``library.sort = "o"`` is a table in a table to TOML."""
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name}.")
        else:
            yield name, value


_KEY = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_HEADER = re.compile(rf"\s*\[+\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*\]")
_SETTING = re.compile(rf"\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*=")


def _lines(source: str) -> Iterator[tuple[str, int]]:
    """The names that are set and the lines that set them, counted from 1."""
    table = ""
    for number, line in enumerate(source.split("\n"), 1):
        if header := _HEADER.match(line):
            table = f"{_name(header[1])}."
        elif setting := _SETTING.match(line):
            yield f"{table}{_name(setting[1])}", number


def _name(written: str) -> str:
    """A dotted name without quotes and spaces."""
    return ".".join(part.strip(" \t\"'") for part in re.findall(_KEY, written))


def meant(name: str, known: Iterable[str]) -> str:
    """What may have been meant by a name that is not known, as the end of a sentence."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    return f"; {near[0]} may be meant" if near else ""


def coder_name(
    option: str | None,
    settings: Settings,
    environment: Mapping[str, str] = os.environ,
) -> str:
    """The current coder: ``--coder``, CASECODER_CODER, the settings, the login name, in that order.

    Raises:
        NameRefused: The name cannot be used, or there is none.
    """
    return _usable(*given_coder(option, settings, environment))


def given_coder(
    option: str | None, settings: Settings, environment: Mapping[str, str] = os.environ
) -> tuple[str, str]:
    """The current coder's name, not checked yet, and where it is from."""
    given = (
        (option, "--coder"),
        (environment.get("CASECODER_CODER"), "CASECODER_CODER"),
        (settings.coder, settings.places.get("coder", "the settings file")),
    )
    found = ((name, where) for name, where in given if name is not None)
    return next(found, None) or (_login_name(), "the login name")


def is_coder_chosen(
    option: str | None, settings: Settings, environment: Mapping[str, str] = os.environ
) -> bool:
    """Whether somebody said who codes, so that it is not just the account's name."""
    named = (option, environment.get("CASECODER_CODER"), settings.coder)
    return any(name is not None for name in named)


def _login_name() -> str:
    """The name of the account, empty when it has none."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _usable(name: str, where: str) -> str:
    """The name, if a coder can have it."""
    trimmed = name.strip(" ")
    fault = _fault(trimmed)
    if fault:
        # Only here: the first paint does not wait for the store's errors.
        from storage import NameRefused

        raise NameRefused(f"The coder's name from {where} {fault} with --coder NAME.")
    return trimmed


def _fault(name: str) -> str:
    """What keeps a name from being a coder's, and what to do; empty when nothing does."""
    if not name:
        return "is empty. Give one"
    if not name.isprintable():
        return "holds a line break or another character that cannot be printed. Give one without"
    if len(name) > LONGEST_NAME:
        return f"has {len(name)} characters; {LONGEST_NAME} are the most. Give a shorter one"
    return ""
