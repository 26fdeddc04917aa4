"""How much of real documents is recognised: kinds, facts, paragraphs, boilerplate, sums and cues.

Each folder holds documents and a ``labels.jsonl``, one object a line for each of them: ``file``,
``kind``, ``respondents``, ``reference``, ``decision``, ``decision_date``, ``outcome``,
``payments``, ``numbered_paragraphs`` or ``paragraphs_per_section``, and the exact words of its
``findings``, ``remedies``, ``recommendations`` and ``boilerplate``. A key that a line leaves out is
not measured; ``partial_labels`` says that its lists are a selection, and that a fact it has as null
was not looked for. Everything is read through
the front door, as ``casecoder inspect`` does.

    python tests/benchmarks/recognition.py FOLDER... [--labels FILE] [--quiet]
"""

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from storage import Unread, inspect_files  # noqa: E402
from storage.records import Reading  # noqa: E402

FACTS = {
    "reference": "reference",
    "decision": "decision",
    "decision_date": "decision_date",
    "outcome": "outcome",
}
CUES = {"finding": "findings", "remedy": "remedies", "recommendation": "recommendations"}
OMBUDSMEN = ("lgsco", "spso", "ombudsman")
"""How the kinds begin on which cues must not only find, but be right."""
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " "})

Label = dict[str, Any]
Span = tuple[int, int]


class Tally:
    """How often something was right, found or wrong, and what was missed."""

    def __init__(self) -> None:
        self.right = self.expected = self.given = 0
        self.misses: list[str] = []

    def judge(self, is_right: bool, miss: str) -> None:
        """Count one thing that is right or wrong."""
        self.add(int(is_right), 1, 1, () if is_right else (miss,))

    def add(self, right: int, expected: int, given: int, misses: Iterable[str] = ()) -> None:
        """Count several that may be missed or too many."""
        self.right += right
        self.expected += expected
        self.given += given
        self.misses += misses

    @property
    def recall(self) -> float | None:
        """The share of what is expected that is there."""
        return self.right / self.expected if self.expected else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of recall and precision."""
        both = self.expected + self.given
        return 2 * self.right / both if both else None


class Measure(NamedTuple):
    """One line of the table."""

    name: str
    target: float
    is_f1: bool = False


MEASURES = (
    Measure("kind", 0.95),
    Measure("reference where stated", 0.98),
    Measure("reference absent where not", 0.98),
    Measure("decision where stated", 0.98),
    Measure("decision absent where not", 0.98),
    Measure("decision_date where stated", 0.98),
    Measure("decision_date absent where not", 0.98),
    Measure("outcome where stated", 0.98),
    Measure("outcome absent where not", 0.98),
    Measure("category where stated", 0.98),
    Measure("respondents", 0.92, is_f1=True),
    Measure("paragraph labels by document", 0.95),
    Measure("paragraph labels by section", 0.95),
    Measure("boilerplate lines", 0.95, is_f1=True),
    Measure("boilerplate lines found", 0.95),
    Measure("payments", 0.95, is_f1=True),
    Measure("finding cues", 0.80),
    Measure("remedy cues", 0.90),
    Measure("recommendation cues", 0.90),
    Measure("cues of either of these two", 0.90),
    Measure("cues of any type", 0.90),
    Measure("cues right, finding", 0.50),
    Measure("cues right, remedy", 0.50),
    Measure("cues right, recommendation", 0.50),
    Measure("cues right", 0.50),
)


def squeezed(words: str) -> str:
    """Words with white space drawn together."""
    return " ".join(words.split())


def plain(words: str) -> str:
    """Words for comparing: small letters, straight quotation marks, single blanks."""
    return squeezed(words.translate(QUOTES)).casefold()


def digits(reference: str) -> str:
    """A reference for comparing: no blanks, no dashes."""
    return re.sub(r"[\s-]+", "", plain(reference))


def places(text: str, quote: str, on_any_page: bool = False) -> list[Span]:
    """Every place where a text has the words of a quotation, however they are broken into lines.

    ``on_any_page`` lets a number at the end of a quotation stand for that of any page.
    """
    tokens = quote.split()
    if not tokens:
        return []
    words = [re.escape(token) for token in tokens]
    if on_any_page and len(words) > 1 and tokens[-1].isdecimal():
        words[-1] = r"\d{1,3}"
    pattern = r"\s+".join(words)
    edges = (
        r"(?<!\w)" if tokens[0][0].isalnum() else "",
        r"(?!\w)" if tokens[-1][-1].isalnum() else "",
    )
    found = [match.span() for match in re.finditer(pattern.join(edges), text)]
    if not found:
        # A hyphen at a line's end may be the word's own, or the printer's: readers differ.
        letters = r"\s+".join("-?".join(map(re.escape, token)) for token in tokens)
        found = [match.span() for match in re.finditer(letters, text)]
    return found


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def lines_in(text: str, spans: Iterable[Span]) -> set[int]:
    """The numbers of the lines, blank ones left out, that the spans touch."""
    found = set()
    for start, end in spans:
        first = text.count("\n", 0, start)
        for offset, line in enumerate(text[start:end].split("\n")):
            if line.strip():
                found.add(first + offset)
    return found


def measure_facts(label: Label, reading: Reading, tally: dict[str, Tally]) -> None:
    """The facts of one value, each where it is stated and where it is not."""
    for key, attribute in FACTS.items():
        if key not in label:
            continue
        if label[key] is None and label.get("partial_labels"):
            continue
        compare = digits if key == "reference" else plain
        expected, given = label[key], getattr(reading, attribute)
        miss = f"{label['file']}: {given!r}, not {expected!r}"
        if expected is None:
            tally[f"{key} absent where not"].judge(given is None, miss)
        else:
            is_right = given is not None and compare(given) == compare(expected)
            tally[f"{key} where stated"].judge(is_right, miss)
    if label.get("category"):
        given = reading.category
        is_right = given is not None and plain(given) == plain(label["category"])
        miss = f"{label['file']}: {given!r}, not {label['category']!r}"
        tally["category where stated"].judge(is_right, miss)


def measure_respondents(label: Label, reading: Reading, tally: dict[str, Tally]) -> None:
    """The bodies by name, whatever their capitals."""
    expected = {plain(name) for name in label.get("respondents", ())}
    given = {plain(name) for name in reading.respondents}
    if "respondents" in label:
        misses = [f"{label['file']}: missed {name}" for name in sorted(expected - given)]
        misses += [f"{label['file']}: too many: {name}" for name in sorted(given - expected)]
        tally["respondents"].add(len(expected & given), len(expected), len(given), misses)


def measure_paragraphs(label: Label, reading: Reading, tally: dict[str, Tally]) -> None:
    """How many numbered paragraphs there are, in all and in each section."""
    if "numbered_paragraphs" not in label:
        return
    parts = reading.segmentation
    numbered = [each for each in parts.paragraphs if each.label is not None]
    expected = label["numbered_paragraphs"] or 0
    by_section = Counter(
        plain(parts.sections[each.section].title) if each.section is not None else ""
        for each in numbered
    )
    wrong = [
        f"{label['file']}: {by_section[plain(title)]} numbered in “{title}”, not {count}"
        for title, count in label.get("paragraphs_per_section", {}).items()
        if by_section[plain(title)] != count
    ]
    total = len(numbered)
    is_right = total == expected and not wrong
    miss = f"{label['file']}: {total} numbered, not {expected}"
    tally["paragraph labels by document"].judge(is_right, miss)
    sections = len(label.get("paragraphs_per_section", ()))
    tally["paragraph labels by section"].add(sections - len(wrong), sections, sections, wrong)


def measure_boilerplate(label: Label, reading: Reading, tally: dict[str, Tally]) -> None:
    """Line by line; precision only where the labels are complete."""
    if "boilerplate" not in label or label.get("partial_labels"):
        return
    text = reading.text
    rows = text.split("\n")
    expected: set[int] = set()
    for quote in label["boilerplate"]:
        expected |= lines_in(text, _whole_lines(text, places(text, quote, _has_pages(reading))))
    given = lines_in(text, [(each.start, each.end) for each in reading.segmentation.boilerplate])
    if _has_pages(reading):
        # A label names one page's foot; a page that has only its number needs none.
        given -= {at for at in given - expected if rows[at].strip().isdecimal()}
    missed = _told(label, rows, expected - given, "missed")
    more = _told(label, rows, given - expected, "too many:")
    right = len(expected & given)
    tally["boilerplate lines found"].add(right, len(expected), len(given), missed)
    if is_complete(label):
        tally["boilerplate lines"].add(right, len(expected), len(given), missed + more)


def _has_pages(reading: Reading) -> bool:
    """Whether page numbers stand in the text."""
    return bool(reading.segmentation.pages)


def _told(label: Label, rows: list[str], lines: set[int], what: str) -> list[str]:
    return [f"{label['file']}: {what} “{rows[at].strip()[:70]}”" for at in sorted(lines)]


def _whole_lines(text: str, spans: list[Span]) -> list[Span]:
    """The places that begin a line; where none does, all of them."""
    begin = [span for span in spans if not text[text.rfind("\n", 0, span[0]) + 1 : span[0]].strip()]
    full = [span for span in begin if not text[span[1] : (text + "\n").find("\n", span[1])].strip()]
    return full or begin or spans


def is_complete(label: Label) -> bool:
    """Whether the lists of a label hold everything: in long inspection reports they are a selection."""
    return label.get("kind") != "inspection_report" and not label.get("partial_labels")


def measure_payments(label: Label, reading: Reading, tally: dict[str, Tally]) -> None:
    """The sums, each as often as it is paid."""
    if "payments" not in label:
        return
    expected = Counter(round(float(amount), 2) for amount in label["payments"])
    given = Counter(round(each.amount, 2) for each in reading.payments)
    misses = [f"{label['file']}: missed {amount}" for amount in (expected - given).elements()]
    misses += [f"{label['file']}: too many: {amount}" for amount in (given - expected).elements()]
    tally["payments"].add((expected & given).total(), expected.total(), given.total(), misses)


def measure_cues(label: Label, reading: Reading, tally: dict[str, Tally]) -> None:
    """Labelled passages that a cue of their type touches, and cues that touch one."""
    pointed = defaultdict(list)
    for cue in reading.cues:
        pointed[cue.type].append((cue.start, cue.end))
    is_precise = label.get("kind", "").startswith(OMBUDSMEN) and is_complete(label)
    for type_, key in CUES.items():
        if key in label:
            passages = {quote: places(reading.text, quote) for quote in label[key]}
            _measure_found(label, type_, passages, pointed, tally)
            if is_precise:
                true = [span for found in passages.values() for span in found]
                _measure_right(label, reading.text, type_, pointed[type_], true, tally)


def _measure_found(
    label: Label,
    type_: str,
    passages: dict[str, list[Span]],
    pointed: dict[str, list[Span]],
    tally: dict[str, Tally],
) -> None:
    """Which labelled passages of one type cues point at."""
    either = pointed["remedy"] + pointed["recommendation"]
    counted = {f"{type_} cues": pointed[type_], "cues of any type": either + pointed["finding"]}
    if type_ != "finding":
        counted["cues of either of these two"] = either
    for quote, found in passages.items():
        if not found:
            sys.stderr.write(f"{label['file']}: not in the text: “{quote[:70]}”\n")
        miss = f"{label['file']}: “{squeezed(quote)[:100]}”"
        for name, spans in counted.items():
            tally[name].judge(any(overlaps(span, spans) for span in found), miss)


def _measure_right(
    label: Label,
    text: str,
    type_: str,
    pointed: list[Span],
    true: list[Span],
    tally: dict[str, Tally],
) -> None:
    """Which cues of one type point at a labelled passage."""
    wrong = [span for span in pointed if not overlaps(span, true)]
    misses = [f"{label['file']}: “{squeezed(text[a:b])[:100]}”" for a, b in wrong]
    for name in (f"cues right, {type_}", "cues right"):
        tally[name].add(len(pointed) - len(wrong), len(pointed), len(pointed), misses)


def measure(label: Label, reading: Reading, tally: dict[str, Tally]) -> None:
    """Everything about one document."""
    miss = f"{label['file']}: {reading.kind} ({reading.kind_score}), not {label.get('kind')}"
    tally["kind"].judge(reading.kind == label.get("kind"), miss)
    for one in (
        measure_facts,
        measure_respondents,
        measure_paragraphs,
        measure_boilerplate,
        measure_payments,
        measure_cues,
    ):
        one(label, reading, tally)


def labels_of(folder: Path, given: Path | None) -> Iterator[Label]:
    """The labels of a folder's documents."""
    file = given or folder / "labels.jsonl"
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            label = json.loads(line)
            if (folder / label["file"]).exists():
                yield label


def read_one(folder: Path, label: Label) -> Reading | None:
    """The reading of a labelled document; None where there is none.

    Of a file with many documents it is the one at the label's ``locator``, else the first.
    """
    readings = []
    for found in inspect_files([folder / label["file"]]):
        if isinstance(found, Unread):
            sys.stderr.write(f"{found.reason}\n")
        else:
            readings.append(found)
    wanted = [each for each in readings if each.locator == label.get("locator")]
    return next(iter(wanted or readings), None)


def say(line: str = "") -> None:
    """Print one line."""
    sys.stdout.write(f"{line}\n")


def tell(tally: dict[str, Tally]) -> None:
    """The table: what was expected, the figure, the target."""
    say(f"{'measure':<34} {'right':>6} {'of':>5} {'given':>6} {'figure':>7} {'target':>7}")
    for each in MEASURES:
        found = tally.get(each.name, Tally())
        figure = found.f1 if each.is_f1 else found.recall
        shown = f"{figure:.2f}" if figure is not None else "—"
        mark = "" if figure is None or figure >= each.target else "  below"
        say(
            f"{each.name:<34} {found.right:>6} {found.expected:>5} {found.given:>6} {shown:>7} "
            f"{each.target:>7.2f}{mark}"
        )


def tell_misses(tally: dict[str, Tally]) -> None:
    """What each measure missed."""
    for each in MEASURES:
        if tally.get(each.name, Tally()).misses:
            say(f"\n{each.name}")
            for miss in tally[each.name].misses:
                say(f"  {miss}")


def main() -> None:
    """Read every labelled document and print the measures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--labels", type=Path, help="a labels.jsonl that lies elsewhere")
    parser.add_argument("--quiet", action="store_true", help="do not list what was missed")
    options = parser.parse_args()
    tally: dict[str, Tally] = defaultdict(Tally)
    begun, count = time.perf_counter(), 0
    for folder in options.folders:
        for label in labels_of(folder, options.labels):
            reading = read_one(folder, label)
            count += 1
            if reading is not None:
                measure(label, reading, tally)
            else:
                tally["kind"].judge(False, f"{label['file']}: refused")
    say(f"{count} documents read in {time.perf_counter() - begun:.1f} s")
    tell(tally)
    if not options.quiet:
        tell_misses(tally)


if __name__ == "__main__":
    main()
