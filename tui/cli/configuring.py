"""Tell the settings in force and where they are from; write the file that explains them."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from typer import Exit, Option

from tui.cli.options import Coder, Json, refuse
from tui.cli.output import complain, say, say_json, say_sentence, say_table
from tui.settings import DRAWER, SIDE, Settings, given_coder, read_settings, settings_path

REFUSED = 1
"""The exit status when a line of the file cannot be used."""


@dataclass(frozen=True, slots=True)
class InForce:
    """One setting as it is."""

    name: str
    """As the file names it."""
    value: str | int
    """What it is."""
    where: str
    """Where it is from: file and line, an option, the environment, or ``default``."""
    help: str = ""
    """What a command does."""


def settings(
    init: Annotated[
        bool,
        Option("--init", help="Write the file with every setting explained, if there is none."),
    ] = False,
    example: Annotated[bool, Option("--example", help="Print that file.")] = False,
    keys: Annotated[
        bool, Option("--keys", help="List every command of the interface and its keys.")
    ] = False,
    json: Json = False,
    coder: Coder = None,
) -> None:
    """Show the settings in force and where each comes from.

    What the settings file says and cannot be used is named with its line; the default stands
    instead.

    Example: casecoder settings --init
    """
    path = settings_path()
    if example or init:
        _explain(path, write=init)
        return
    found = read_settings(path)
    mapped, key_problems = _keys(found)
    rows = mapped if keys else [*_plain(found, coder), *(each for each in mapped if each.where)]
    if json:
        for each in rows:
            say_json({"setting": each.name, "value": each.value, "from": each.where or "default"})
    else:
        _show(path, rows, keys)
    problems = [*found.problems, *_theme_problem(found), *key_problems]
    for problem in problems:
        complain(problem)
    if problems:
        raise Exit(REFUSED)


def _explain(path: Path, *, write: bool) -> None:
    """Write the file that explains everything and say where it is, or print it."""
    # Here and below, not for every command: themes and keys need the interface's library.
    from tui.settings_file import EXAMPLE, SettingNotKept, write_example

    if not write:
        sys.stdout.write(EXAMPLE)
        return
    try:
        write_example(path)
    except SettingNotKept as error:
        refuse(str(error), REFUSED)
    say_sentence(f"Wrote {path}; every setting is explained in it.")


def _plain(found: Settings, coder: str | None) -> Iterator[InForce]:
    """The settings that are no keys."""
    from tui.themes import DEFAULT_THEME

    name, where = given_coder(coder, found)
    yield InForce("coder", name, where)
    theme = found.theme if not _theme_problem(found) else None
    yield InForce("theme", theme or DEFAULT_THEME, _where(found, "theme", theme))
    yield InForce("panes.side", found.side or SIDE, _where(found, "panes.side", found.side))
    drawer = _where(found, "panes.drawer", found.drawer)
    yield InForce("panes.drawer", found.drawer or DRAWER, drawer)


def _where(found: Settings, name: str, value: object) -> str:
    return "default" if value is None else found.place(name)


def _theme_problem(found: Settings) -> list[str]:
    """What is wrong with the theme."""
    from textual.theme import BUILTIN_THEMES

    from tui.themes import OWN_THEMES

    if found.theme is None or found.theme in {*OWN_THEMES, *BUILTIN_THEMES}:
        return []
    return [f"{found.place('theme')}: there is no theme {found.theme}."]


def _keys(found: Settings) -> tuple[list[InForce], tuple[str, ...]]:
    """Every command with its keys, and what is wrong with the key map."""
    from tui.commands import COMMANDS
    from tui.keymap import check_keymap

    checked = check_keymap(found.keymap, found.place)
    commands = [
        InForce(
            f"keymap.{command.id}",
            found.keymap[command.id] if command.id in checked.keys else command.key,
            found.place(f"keymap.{command.id}") if command.id in checked.keys else "",
            command.help,
        )
        for command in COMMANDS
    ]
    return commands, checked.problems


def _show(path: Path, rows: list[InForce], keys: bool) -> None:
    """A table of settings, or of commands and keys."""
    if keys:
        cells = [(each.name.removeprefix("keymap."), str(each.value), each.help) for each in rows]
    else:
        there = "" if path.exists() else "; there is none yet, casecoder settings --init writes it"
        say_sentence(f"The settings file is {path}{there}.")
        say()
        cells = [(each.name, str(each.value), each.where) for each in rows]
    say_table(cells, [max(len(row[column]) for row in cells) for column in (0, 1)])
