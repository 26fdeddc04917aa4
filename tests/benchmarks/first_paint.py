"""How soon something is seen: the first paint, the library and the document that a coder left.

In a real pseudo-terminal, beside a minimal Textual program, all in turn and several times over, so
that what else the machine does falls on all. With --big also in that study, made by big_study.py
or scale.py. Then the memory that the interface holds when the document is shown. Each --beside
names another program to start in turn, and words that its first screen shows.

    python tests/benchmarks/first_paint.py --into FOLDER --big FOLDER/1000000.db \\
        --beside posting Send --beside harlequin Catalog --beside "vd table.csv" "a column of it"
"""

import argparse
import compileall
import os
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from big_study import CODER, built
from keystroke import Terminal

ROOT = Path(__file__).resolve().parents[2]
LISTER = "lister"
"""A coder who left no document, and so begins in the library."""
ESCAPES = re.compile(
    r"\x1b(?:\[[0-9;:?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|[=>78])"
)
PATIENCE = 60.0
"""Seconds to wait for words to appear."""


class Screen(Terminal):
    """A program in a pseudo-terminal, timed from the moment it was started."""

    def __init__(self, command: Sequence[str], columns: int = 120, rows: int = 40) -> None:
        self._begun = time.perf_counter()
        self._seen = ""
        super().__init__(command, columns, rows)

    def until(self, words: str) -> float:
        """Milliseconds from the start until the screen was sent ``words``."""
        while words not in ESCAPES.sub("", self._seen):
            chunk = self._read(PATIENCE)
            if not chunk:
                raise SystemExit(f"«{words}» never appeared")
            self._seen += chunk.decode("utf-8", "replace")
        return (time.perf_counter() - self._begun) * 1000

    def memory(self) -> tuple[float, float]:
        """Megabytes that the program holds, and that it held at most."""
        status = Path(f"/proc/{self._process}/status").read_text(encoding="utf-8")
        held = [re.search(rf"{name}:\s+(\d+)", status) for name in ("VmRSS", "VmHWM")]
        return tuple(int(each[1]) / 1024 if each else 0.0 for each in held)  # type: ignore[return-value]


def prepared(store: Path) -> Path:
    """The study with one coder who left a document, and another who did not."""
    from storage import Place, Study

    with Study.open(store, coder=LISTER) as study:
        study.join()
    with Study.open(store, coder=CODER) as study:
        study.save_place(Place(study.documents(limit=1).rows[0].uid, 0, "{}"))
    return store


def casecoder(store: Path, coder: str) -> list[str]:
    """The command that opens the interface."""
    return [sys.executable, "-m", "tui", "--store", str(store), "--coder", coder]


def one_round(
    stores: Sequence[Path], others: Sequence[tuple[str, str]], times: dict[str, list[float]]
) -> None:
    """Start everything once."""
    for command, words in others:
        other = Screen(command.split())
        times[f"first paint of {Path(command.split()[0]).name}"].append(other.until(words))
        other.close()
    minimal = Screen(
        [sys.executable, str(ROOT / "tests/benchmarks/keystroke.py"), "--be", "yardstick"]
    )
    times["a minimal program's first paint"].append(minimal.until("0 keys"))
    minimal.close()
    for name, store in zip(("few", "many"), stores, strict=False):
        library = Screen(casecoder(store, LISTER))
        paint = library.until("Opening")
        times[f"first paint, {name} documents"].append(paint)
        times[f"library after that, {name}"].append(library.until("Council") - paint)
        library.close()
        review = Screen(casecoder(store, CODER))
        paint = review.until("Opening")
        times[f"first paint, {name} documents"].append(paint)
        times[f"document after that, {name}"].append(review.until("Category") - paint)
        review.settle(1.5)
        held, most = review.memory()
        times[f"MB held in a document, {name}"].append(held)
        times[f"MB at most, {name}"].append(most)
        review.close()


def measure(options: argparse.Namespace) -> None:
    """Start everything again and again, and print medians."""
    os.chdir(ROOT)
    os.environ["XDG_CONFIG_HOME"] = str(options.into.absolute())
    for package in ("tui", "storage", "seeds"):
        compileall.compile_dir(str(ROOT / package), quiet=1)
    stores = [prepared(built(options.into / "few.db", 10, 1000))]
    if options.big:
        stores.append(prepared(options.big))
    times: dict[str, list[float]] = defaultdict(list)
    one_round(stores, options.beside, defaultdict(list))
    for _ in range(options.rounds):
        one_round(stores, options.beside, times)
    unit = statistics.median(times["a minimal program's first paint"])
    for name, each in times.items():
        middle = statistics.median(each)
        ratio = f"{middle / unit:6.2f}x" if "first paint" in name else ""
        sys.stdout.write(f"{name:<34}{middle:8.0f}  ({min(each):.0f} to {max(each):.0f}){ratio}\n")


def main() -> None:
    """Measure and print a table, times in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--into", type=Path, required=True, help="a folder for the small study")
    parser.add_argument("--big", type=Path, help="a large study; two coders are added to it")
    parser.add_argument(
        "--beside", nargs=2, action="append", default=[], metavar=("COMMAND", "WORDS")
    )
    parser.add_argument("--rounds", type=int, default=9, help="how often to start each")
    measure(parser.parse_args())


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
