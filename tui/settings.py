"""The user's settings file: coder name, theme and keys, with errors that name the line."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_NAME = 64
"""Characters a coder's name may have."""

DEFAULT_THEME = "casecoder"
"""The theme of somebody who chose none."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the settings file says; defaults stand where it says nothing usable."""

    coder: str | None = None
    """The coder's name, when the file gives one."""
    theme: str = DEFAULT_THEME
    """The name of a theme."""
    keymap: Mapping[str, str] = field(default_factory=dict)
    """Keys, separated by commas, by command id; not checked yet."""
    problems: tuple[str, ...] = ()
    """A sentence for each thing that could not be used."""


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
    return _checked(table, source, file)


def _checked(table: Mapping[str, object], source: str, file: Path) -> Settings:
    """The usable part of a parsed file, and what is wrong with the rest."""
    problems: list[str] = []

    def text(name: str, key: str, value: object) -> str | None:
        if isinstance(value, str) and value.strip():
            return value
        problems.append(f"{file}, line {_line(source, key)}: {name} must be text in quotes.")
        return None

    keymap = table.get("keymap", {})
    if not isinstance(keymap, Mapping):
        problems.append(f"{file}, line {_line(source, 'keymap')}: write [keymap] on its own line.")
        keymap = {}
    for name in table.keys() - {"coder", "theme", "keymap"}:
        problems.append(f"{file}, line {_line(source, name)}: there is no setting {name}.")
    found = {name: text(name, name, table[name]) for name in ("coder", "theme") if name in table}
    keys = {name: text(name, key, value) for name, key, value in _flat(keymap)}
    return Settings(
        coder=found.get("coder"),
        theme=found.get("theme") or DEFAULT_THEME,
        keymap={name: written for name, written in keys.items() if written is not None},
        problems=tuple(problems),
    )


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str, object]]:
    """Ids, last keys and values of a table: ``library.sort = "o"`` is a table in a table to TOML."""
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name}.")
        else:
            yield name, key, value


def _line(source: str, key: str) -> int:
    """The first line that sets a key, counted from 1."""
    setting = re.compile(rf"""\s*\[?["']?(?:[\w.]+\.)?{re.escape(key)}["']?\s*[\].=]""")
    lines = source.splitlines()
    return next((number for number, line in enumerate(lines, 1) if setting.match(line)), 1)


def coder_name(
    option: str | None,
    settings: Settings,
    environment: Mapping[str, str] = os.environ,
) -> str:
    """The current coder: ``--coder``, CASECODER_CODER, the settings, the login name, in that order.

    Raises:
        NameRefused: The name cannot be used, or there is none.
    """
    given = (
        (option, "--coder"),
        (environment.get("CASECODER_CODER"), "CASECODER_CODER"),
        (settings.coder, "the settings file"),
    )
    for name, where in given:
        if name is not None:
            return _usable(name, where)
    return _usable(_login_name(), "the login name")


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
