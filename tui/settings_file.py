"""The settings file as text: the one that begins with, and how one value of it is changed.

Python reads TOML and does not write it. What is written here is one line, and it counts only when
the whole then reads as it did, but for that value.
"""

import json
import os
import re
import shutil
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from tui.settings import DRAWER, DRAWERS, SIDE, SIDES, settings_path
from tui.themes import THEME_WORDS

EXAMPLE = f"""\
# Settings of casecoder. Lines that begin with # are examples and say nothing: take the # away to
# use one. casecoder settings shows what is in force, and where it is from.

# Who codes. Before it come --coder and CASECODER_CODER; without any, it is your login name.
# coder = "anna"

# Colours: {", ".join(f"{name} ({words})" for name, words in THEME_WORDS.items())},
# or one of Textual's, such as nord. Inside casecoder, Ctrl+P and "theme" show them.
# theme = "{list(THEME_WORDS)[1]}"

[panes]
# Columns of the panel beside a document, from {SIDES[0]} to {SIDES[-1]}. The keys ( and ) change it, too.
# side = {SIDE}
# On a terminal of few columns the panel is a drawer below the text. How much of the screen it takes,
# in per cent, from {DRAWERS[0]} to {DRAWERS[-1]}; there the same keys change it.
# drawer = {DRAWER}

[keymap]
# Other keys for a command, by its name; casecoder settings --keys lists them all. Several keys are
# separated by commas. What cannot be used is reported, and the command keeps its own keys.
# "library.sort" = "o"
# "review.flag" = "!,ctrl+f"
"""
"""The file of somebody who has none: everything that can be set, explained, and nothing set."""

_VALUE = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"']+)"""
_HEADER = re.compile(r"\s*\[\s*([\w-]+)\s*\]")


class SettingNotKept(Exception):
    """A setting was not written to the file; says in a sentence why, and what to do."""


def keep_setting(name: str, value: str | int, path: Path | None = None) -> None:
    """Write one setting into the file, which is made when it is not there; the rest stays as it is.

    Args:
        name: The setting, as ``theme`` or ``panes.side``.
        value: What it is from now on.
        path: The settings file, if it is another than the user's.

    Raises:
        SettingNotKept: the file cannot be written, or not without risk to what stands in it.
    """
    file = path or settings_path()
    try:
        # The file may be a link into a folder of such files, and shall stay one.
        target = file.resolve()
        there = target.exists()
        source = target.read_bytes().decode("utf-8") if there else EXAMPLE
        _write(target, with_setting(source, name, value))
    except OSError as error:
        raise SettingNotKept(f"{file} cannot be written: {error.strerror}.") from error
    except ValueError as error:
        raise SettingNotKept(
            f"{file} was left as it is: write {_line(name, value)} there yourself."
        ) from error


def write_example(path: Path) -> None:
    """Write the file that explains everything.

    Raises:
        SettingNotKept: there is one already, or it cannot be written.
    """
    if path.exists():
        raise SettingNotKept(f"{path} is there already, and was left as it is.")
    try:
        _write(path.resolve(), EXAMPLE)
    except OSError as error:
        raise SettingNotKept(f"{path} cannot be written: {error.strerror}.") from error


def _write(target: Path, text: str) -> None:
    """Put a whole file in place of what was there, with the same rights."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.partial-{os.getpid()}")
    try:
        partial.write_text(text, encoding="utf-8", newline="")
        if target.exists():
            shutil.copymode(target, partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def with_setting(source: str, name: str, value: str | int) -> str:
    """The text of a settings file with one value set; no other line is touched.

    Raises:
        ValueError: the text is no TOML, or sets the value in a way that a line cannot change.
    """
    meant = _set(tomllib.loads(source), name, value)
    for changed in _candidates(source, name, value):
        try:
            if tomllib.loads(changed) == meant:
                return changed
        except tomllib.TOMLDecodeError:
            continue
    raise ValueError(f"no line can set {name}")


def _set(table: dict[str, object], name: str, value: str | int) -> dict[str, object]:
    """A parsed file with one value set."""
    made = deepcopy(table)
    *parents, key = name.split(".")
    inner: dict[str, object] = made
    for parent in parents:
        within = inner.setdefault(parent, {})
        if not isinstance(within, dict):
            raise ValueError(f"{parent} is no table")  # noqa: TRY004 - of the file, not of the call
        inner = within
    inner[key] = value
    return made


def _candidates(source: str, name: str, value: str | int) -> Iterator[str]:
    """Texts in which a line sets the value, the least intrusive first; not all need be right.

    What looks like a line of the table may stand in a text of several lines, and is found too.
    """
    table, _, key = name.rpartition(".")
    lines = source.split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    written = f"{key} = {_toml(value)}{end}"
    for setting, sections in ((key, _sections(lines, table)), (name, _sections(lines, ""))):
        there = re.compile(rf"(\s*{re.escape(setting)}\s*=\s*){_VALUE}(\s*(?:#.*)?)")
        for at in (at for section in sections for at in section):
            if found := there.fullmatch(lines[at]):
                changed = f"{found[1]}{_toml(value)}{found[2]}"
                yield "\n".join([*lines[:at], changed, *lines[at + 1 :]])
    for section in _sections(lines, table):
        for at in (_room(lines, section, key), section.start):
            yield "\n".join([*lines[:at], written, *lines[at:]])
    yield "\n".join([*lines, *([""] if lines[-1] else []), f"[{table}]{end}", written, ""])


def _sections(lines: list[str], table: str) -> list[range]:
    """The lines of a table, without its header; ``""`` is what stands before all tables."""
    headers = [(at, found[1]) for at, line in enumerate(lines) if (found := _HEADER.match(line))]
    ends = [at for at, line in enumerate(lines) if line.lstrip().startswith("[")]
    starts = [at + 1 for at, name in headers if name == table] if table else [0]
    return [
        range(start, min([at for at in ends if at >= start], default=len(lines)))
        for start in starts
    ]


def _room(lines: list[str], section: range, key: str) -> int:
    """Where a new line belongs: behind its example, or else behind the last line that says something."""
    example = re.compile(rf"\s*#\s*{re.escape(key)}\s*=")
    examples = [at for at in section if example.match(lines[at])]
    said = [at for at in section if lines[at].strip()]
    return (examples or said or [section.start - 1])[-1] + 1


def _line(name: str, value: str | int) -> str:
    """The line that sets a value at the top of a file."""
    return f"{name} = {_toml(value)}"


def _toml(value: str | int) -> str:
    """A value as TOML writes it."""
    return json.dumps(value, ensure_ascii=False)
