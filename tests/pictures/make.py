"""Remakes the pictures of the README: the real application, driven by keys on the sample study.

    python tests/pictures/make.py            # into the folder of this file
    python tests/pictures/make.py FOLDER     # somewhere else, to compare

The coder, the time of day and the terminal are fixed, so that what looks the same is the same file.
"""

import asyncio
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.app import CasecoderApp

HERE = Path(__file__).parent
CODER = "anna"
TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
"""The only environment that the application sees, beside a home of its own."""
ASKING = {"question", "transfer", "import"}
"""Groups of workers that may wait for an answer; the others end by themselves."""
PATIENCE = 60
"""Seconds that one picture may take."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One screen of the application, and how to get there from the library."""

    name: str
    """The file's name, without its ending."""
    columns: int
    rows: int
    keys: str
    """What is pressed: names of keys, ``J*43`` for one many times, ``typed:word`` for letters."""

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows of the terminal."""
        return self.columns, self.rows

    @property
    def presses(self) -> Iterator[list[str]]:
        """The keys, those together that nobody would wait between."""
        for word in self.keys.split():
            key, _, times = word.partition("*")
            is_typed = word.startswith("typed:")
            yield list(word.removeprefix("typed:")) if is_typed else [key] * int(times or 1)


STRATHMORE = "slash typed:strath enter enter"
"""Opens a document that nobody has coded yet."""

PICTURES = (
    Picture("library", 110, 18, "down"),
    Picture("review", 120, 40, "down enter J*34 j space"),
    Picture("variables", 120, 32, f"{STRATHMORE} i"),
    Picture("form", 120, 36, f"{STRATHMORE} slash typed:unreasonably enter f c"),
    Picture(
        "search", 110, 20, "F quotation_mark typed:was space typed:fault quotation_mark enter j"
    ),
    Picture("records", 110, 30, "L b f v j j"),
    Picture("codebook", 110, 26, "B j*13 l l l"),
    Picture("drawer", 80, 24, "down enter J*34 j space tab"),
)


def is_busy(app: "CasecoderApp") -> bool:
    """Whether something is being read, or something long is done behind its bar."""
    from tui.dialogs.progress import ProgressDialog

    reading = any(not each.is_finished for each in app.workers if each.group not in ASKING)
    return reading or app.has_keys_to_do or isinstance(app.screen, ProgressDialog)


def type_keys(app: "CasecoderApp", keys: Iterable[str]) -> None:
    """Send keys as a terminal does, all at once; each has its turn."""
    from textual.events import Key
    from textual.keys import _character_to_key

    driver = app._driver
    assert driver is not None
    for key in keys:
        is_letter = len(key) == 1
        name = _character_to_key(key) if is_letter else key
        driver.process_message(Key(name, key if is_letter else {"space": " "}.get(key)))


async def settle(pilot: "Pilot[None]", app: "CasecoderApp") -> None:
    """Wait until the study is open, every change is made and nothing is being read."""
    while app.study is None:
        await pilot.pause(0.01)
    for _ in range(3):
        await pilot.pause()
        await asyncio.to_thread(app.writer.wait)
        while is_busy(app):
            await pilot.pause(0.01)
        await pilot.pause()


async def draw(picture: Picture, folder: Path) -> str:
    """The picture as SVG, taken from a study of its own in ``folder``."""
    from tui.app import CasecoderApp
    from tui.cli.demo import demo_opener

    app = CasecoderApp(
        demo_opener(str(folder), CODER, fresh=False),
        coder=CODER,
        clock=lambda: datetime(2025, 1, 15, 14, 2, tzinfo=UTC),
    )
    async with asyncio.timeout(PATIENCE), app.run_test(size=picture.size) as pilot:
        await settle(pilot, app)
        for keys in picture.presses:
            type_keys(app, keys)
            await settle(pilot, app)
        return tidied(app.export_screenshot(title="casecoder"))


def tidied(svg: str) -> str:
    """The picture without web fonts, and with names that do not change whenever a letter does."""
    svg = re.sub(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "t", svg)
    # Not every program that draws SVG keeps the room that non-breaking spaces take.
    svg = svg.replace("&#160;", " ").replace("<svg ", '<svg xml:space="preserve" ', 1)
    svg = svg.replace("font-family: Fira Code, monospace", "font-family: monospace")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def make(folder: Path) -> list[Path]:
    """Write every picture into ``folder``; returns the files."""
    from tui.cli.demo import demo_opener

    files: list[Path] = []
    with TemporaryDirectory() as home:
        environment = TERMINAL | {"HOME": home, "PATH": os.environ.get("PATH", os.defpath)}
        with (
            patch.dict(os.environ, environment, clear=True),
            patch("locale.getencoding", return_value="UTF-8"),
        ):
            made = Path(home, "made")
            demo_opener(str(made), CODER, fresh=False)().close()
            for picture in PICTURES:
                file = folder / f"{picture.name}.svg"
                study = shutil.copytree(made, Path(home, picture.name))
                svg = asyncio.run(draw(picture, study))
                file.write_text(svg, encoding="utf-8")
                files.append(file)
    return files


def main() -> None:
    """Make the pictures, and list them."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    folder.mkdir(parents=True, exist_ok=True)
    for file in make(folder):
        sys.stdout.write(f"{file} {file.stat().st_size / 1000:.0f} KB\n")


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parents[1]))
    main()
