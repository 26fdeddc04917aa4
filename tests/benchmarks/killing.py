"""Kill the program at random moments while somebody codes by keyboard, and look for what is lost.

Run by hand; it prints a table and ends with status 1 when anything was lost::

    python tests/benchmarks/killing.py                    # 50 times, a fresh sample study each time
    python tests/benchmarks/killing.py 200 --continued    # one study that goes on and on

Half of the trials type as people do, half in bursts, as a slow line delivers them. The screen is
watched all the while. After the kill the store must be sound; everything that the screen had
shown as saved must be in it, or be taken back by a later change in its history; a form that stood
half filled on the screen a second before must come back; and so must the place.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from watched import Glimpse, watched

if TYPE_CHECKING:
    from storage import FieldValue, Study

CODER = "anna"
DRAFT_AGE = 1.0
"""Seconds after which what is filled in must outlive a kill."""
PLACE_AGE = 2.5
"""Seconds after which the place must; it is kept when the coder rests."""
ESCAPE, ENTER, SAVE, DELETE, DROP = "\x1b", "\r", "\x13", "\x1b[3~", "\x18"
FAULTS = {"d": "delay", "n": "not_done", "k": "poor_records", "i": "not_informed"}
REMEDIES = {"a": "apology", "c": "corrective_action", "e": "explanation"}
ADVICE = {"p": "policy", "t": "training_guidance", "a": "audit"}


class Typist:
    """Somebody who codes: keys in order, and what each record was meant to say."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._count = 0
        self.meant: dict[str, dict[str, FieldValue]] = {}
        """The answers meant for a record, by its note."""
        self.dropped: list[tuple[float, str]] = []
        """When forms were thrown away, with their notes."""

    def actions(self) -> Iterator[list[str]]:
        """One thing after another that coders do, each as keys."""
        usual = [self._record] * 6 + [self._half, self._evidence, self._memo, self._variable]
        seldom = [self._quick, self._next, self._back, self._undo, self._remove, self._dropped]
        while True:
            yield self._chance.choice(usual + seldom)()

    def _note(self) -> str:
        self._count += 1
        letters = "abcdefghijklmnopqrs"[: self._chance.randint(4, 16)]
        return f"q{self._count}{letters}"

    def _moved(self) -> list[str]:
        return ["j"] * self._chance.randint(1, 3)

    def _filled(self) -> tuple[list[str], str]:
        """Keys that open a form and fill it in, and its note."""
        note = self._note()
        kind = self._chance.choice("frc")
        if kind == "f":
            letter = self._chance.choice(list(FAULTS))
            keys = ["f", "c", letter]
            self.meant[note] = {"conclusion": "criticism", "fault_type": FAULTS[letter]}
        else:
            known, name = (
                (REMEDIES, "remedy_type") if kind == "r" else (ADVICE, "recommendation_type")
            )
            letter = self._chance.choice(list(known))
            keys = [kind, letter]
            self.meant[note] = {name: known[letter]}
        return [*keys, '"', *note, ENTER], note

    def _record(self) -> list[str]:
        return [*self._moved(), *self._filled()[0], ENTER]

    def _quick(self) -> list[str]:
        return ["J", "f", "p", ENTER]

    def _half(self) -> list[str]:
        """A form that is left half filled, and finished after some reading."""
        return [*self._moved(), *self._filled()[0], ESCAPE, *self._moved(), "e", ENTER]

    def _dropped(self) -> list[str]:
        keys, note = self._filled()
        del self.meant[note]
        return [*self._moved(), *keys, DROP]

    def _evidence(self) -> list[str]:
        return ["j", "f", "n", ENTER, *self._moved(), "a"]

    def _memo(self) -> list[str]:
        return ["j", "m", *self._note(), SAVE]

    def _variable(self) -> list[str]:
        return ["i", "-", self._chance.choice("su"), "-", "u", ENTER]

    def _next(self) -> list[str]:
        return ["n", "j"]

    def _back(self) -> list[str]:
        return ["p", "j"]

    def _undo(self) -> list[str]:
        return self._chance.choice((["u"], ["u", "U"]))

    def _remove(self) -> list[str]:
        return ["w", DELETE]


def strokes(
    actions: Iterator[list[str]], chance: random.Random, *, burst: bool
) -> Iterator[tuple[str, float]]:
    """What is written to the terminal at once, and the seconds to wait after it."""
    for keys in actions:
        if not burst:
            yield from ((key, chance.uniform(0.03, 0.22)) for key in keys)
            continue
        while keys:
            # A burst ends anywhere, also behind an Esc or in front of it.
            end = chance.randint(1, len(keys))
            yield "".join(keys[:end]), chance.uniform(0.15, 1.2)
            keys = keys[end:]


@dataclass
class Tally:
    """What was seen and found over all trials."""

    trials: int = 0
    saves_shown: int = 0
    saves_found: int = 0
    drafts_expected: int = 0
    drafts_returned: int = 0
    places_expected: int = 0
    places_returned: int = 0
    problems: list[str] = field(default_factory=list)

    def row(self, name: str) -> str:
        """The figures as a line of the table."""
        pairs = (
            (self.saves_shown, self.saves_found),
            (self.drafts_expected, self.drafts_returned),
            (self.places_expected, self.places_returned),
        )
        cells = "".join(f"{shown:>10}{found:>10}" for shown, found in pairs)
        return f"{name:<12}{self.trials:>7}{cells}{len(self.problems):>10}\n"

    def problem(self, sentence: str) -> None:
        """Take down what went wrong, with the trial it happened in."""
        self.problems.append(f"trial {self.trials}: {sentence}")


HEAD = (
    f"{'typed':<12}{'trials':>7}{'saves':>10}{'saves':>10}{'drafts':>10}{'drafts':>10}"
    f"{'places':>10}{'places':>10}\n{'':<12}{'':>7}{'shown':>10}{'found':>10}{'expected':>10}"
    f"{'returned':>10}{'expected':>10}{'returned':>10}{'problems':>10}\n"
)


@dataclass(frozen=True)
class Trial:
    """What was typed and seen until the kill."""

    store: Path
    typist: Typist
    glimpses: Sequence[Glimpse]
    killed_at: float
    before: Counter[str]
    """What the store held before, as ``held`` counts it."""

    def glimpse_at(self, age: float) -> Glimpse:
        """What the screen showed so many seconds before the kill."""
        old = [glimpse for glimpse in self.glimpses if glimpse.at <= self.killed_at - age]
        return old[-1] if old else self.glimpses[0]

    def glimpses_since(self, age: float) -> list[Glimpse]:
        """All that the screen showed from so many seconds before the kill on."""
        young = [glimpse for glimpse in self.glimpses if glimpse.at > self.killed_at - age]
        return [self.glimpse_at(age), *young]


def type_until_killed(store: Path, chance: random.Random, *, burst: bool) -> Trial:
    """Code by keyboard, and kill the program at a random moment."""
    from storage import Study

    with Study.open(store, coder=CODER) as study:
        before = held(study)
    typist = Typist(chance)
    with watched("-s", str(store), "--coder", CODER) as program:
        if not program.wait_for("Enter open", 30) and not program.wait_for("? help", 1):
            raise SystemExit(f"the program did not begin:\n{program.text}")
        if "document " not in program.lines[0]:
            program.type(ENTER + "j")
        deadline = time.monotonic() + chance.uniform(0.5, 14)
        for keys, pause in strokes(typist.actions(), chance, burst=burst):
            now = time.monotonic()
            if now >= deadline or program.ended:
                break
            program.type(keys)
            if DROP in keys:
                typist.dropped.append((now, keys))
            program.watch(min(deadline, now + pause))
        if program.ended:
            raise SystemExit(f"the program ended by itself:\n{program.text}")
        killed_at = program.kill()
    return Trial(store, typist, program.glimpses, killed_at, before)


# What the screen showed as saved


def held(study: "Study") -> Counter[str]:
    """Everything the store holds, in the words that ``shown`` uses."""
    return Counter(key for document in all_documents(study) for key in _held_by(study, document))


def all_documents(study: "Study") -> Sequence[str]:
    """uids of the study's documents, in order."""
    return [document.uid for document in study.documents(limit=1000).rows]


def _held_by(study: "Study", uid: str) -> Iterator[str]:
    coding = study.coding(uid)
    position, codebook = coding.document.position, study.codebook()
    for record in coding.records:
        yield f"{position} record {mark_of(study, record.type)}{record.number}"
    for variable in codebook.variables:
        if variable.name in coding.variables:
            yield f"{position} variable {label_of(variable.label)}"
    for number in range(len(coding.memos)):
        yield f"{position} memo {number + 1}"


def mark_of(study: "Study", record_type: str) -> str:
    """The capital of a record type."""
    found = study.codebook().record_type(record_type)
    return found.key.upper() if found else "?"


def label_of(label: str) -> str:
    """A variable's label as far as the panel has room for it."""
    return label if len(label) <= 14 else label[:13].strip()


def shown(glimpses: Sequence[Glimpse]) -> Counter[str]:
    """Everything that the screen had shown as saved at any moment."""
    keys: set[str] = set()
    for glimpse in glimpses:
        keys |= {f"{glimpse.document} record {mark}" for mark in glimpse.records or ()}
        keys |= {f"{glimpse.document} variable {label}" for label in glimpse.confirmed}
        keys |= {f"{glimpse.document} memo {number + 1}" for number in range(glimpse.memos)}
        # A notice stays while the coder goes on: it may be of another document by then.
        keys |= {f"0 passage {mark}" for mark in glimpse.passages}
    return Counter(keys)


def check_saves(trial: Trial, study: "Study", tally: Tally) -> None:
    """Whether everything that the screen showed as saved is there, or was taken back later."""
    there = held(study)
    documents = all_documents(study)
    for key in sorted((shown(trial.glimpses) - trial.before).keys()):
        tally.saves_shown += 1
        position, noun, name = key.split(" ", 2)
        document = documents[int(position) - 1] if position != "0" else None
        told = " | ".join(f"{c.action}: {c.summary}" for c in study.history(document))
        if noun == "passage":
            found = f"{name} has one passage more" in told
        else:
            found = key in there or _taken_back(told, noun, name)
        if found:
            tally.saves_found += 1
        else:
            tally.problem(f"shown as saved and not there: {key}; history: {told}")
    check_answers(trial, study, tally)


def _taken_back(told: str, noun: str, name: str) -> bool:
    """Whether the history says that something was removed or undone again."""
    if noun == "record":
        return (
            f"{name} removed" in told
            or f"Undone: Finding {name}" in told
            or f"{name} added" in told
            and "Undone:" in told
        )
    return "Undone:" in told


def check_answers(trial: Trial, study: "Study", tally: Tally) -> None:
    """Whether every record says what was typed and what the screen said, and only once."""
    meant, seen_notes = trial.typist.meant, Counter[str]()
    words = {
        (g.document, mark): said for g in trial.glimpses for mark, said in (g.records or {}).items()
    }
    labels = {
        value.name: value.label
        for kind in study.codebook().record_types
        for each in kind.fields
        for value in each.all_values()
    }
    for uid in all_documents(study):
        coding = study.coding(uid)
        for record in coding.records:
            if record.note in meant:
                seen_notes[record.note] += 1
                wrong = {n: v for n, v in meant[record.note].items() if record.values.get(n) != v}
                if wrong:
                    tally.problem(f"{record.note} says {dict(record.values)}, meant was {wrong}")
            mark = mark_of(study, record.type) + str(record.number)
            said = words.get((coding.document.position, mark))
            first = [labels.get(str(value), "") for value in record.values.values()]
            if said is not None and not any(one and said.startswith(one[:10]) for one in first):
                tally.problem(
                    f"{mark} of {coding.document.position} was shown as {said}, has {first}"
                )
    for note, count in seen_notes.items():
        if count > 1:
            tally.problem(f"the record with note {note} was saved {count} times")


# The half-filled form and the place


def expected_form(trial: Trial, study: "Study") -> Glimpse | None:
    """The form that must come back: it was in sight long enough, and neither saved nor dropped since."""
    form = trial.glimpse_at(DRAFT_AGE)
    now = trial.glimpses[-1]
    if now.waits and now.form is None:
        older = [glimpse for glimpse in trial.glimpses if glimpse.form is not None]
        form = older[-1] if older else form
    if form.form is None or not (form.answers or form.note):
        return None
    if any(at > form.at - 0.2 for at, _ in trial.typist.dropped):
        return None
    uid = all_documents(study)[form.document - 1]
    saved = {mark_of(study, r.type) + str(r.number) for r in study.coding(uid).records}
    ever = " ".join(change.summary for change in study.history(uid))
    return None if form.form in saved or f"{form.form} added" in ever else form


def check_draft(trial: Trial, study: "Study", tally: Tally) -> Glimpse | None:
    """Whether the half-filled form is in the store, and no draft of a record that is saved."""
    from tui.widgets.record_form import draft_record

    notes = {record.note for uid in all_documents(study) for record in study.coding(uid).records}
    for uid in all_documents(study):
        draft = study.draft(uid)
        new = draft_record(draft.payload) if draft else None
        for note in trial.typist.meant.keys() & notes:
            if draft and new and new.uid is None and f'"{note}"' in draft.payload:
                tally.problem(f"the record {note} is saved, and its draft is still there")
    form = expected_form(trial, study)
    if form is not None:
        tally.drafts_expected += 1
        draft = study.draft(all_documents(study)[form.document - 1])
        if draft is None or form.note not in draft.payload:
            tally.problem(f"no draft of {form.form} {form.answers} {form.note}: {draft}")
            return None
    return form


def check_place(trial: Trial, study: "Study", tally: Tally) -> None:
    """Whether the place is one where the coder stood, a rest ago at most."""
    recent = [glimpse for glimpse in trial.glimpses_since(PLACE_AGE) if glimpse.cursor]
    if not recent or recent[0].at > trial.killed_at - PLACE_AGE:
        return
    tally.places_expected += 1
    place = study.last_place()
    if place is None:
        tally.problem("no place was kept")
        return
    position = study.document(place.document).position
    text = study.text(place.document)
    sentence = next(
        (s for s in text.segmentation.sentences if s.start <= place.start < s.end), None
    )
    words = " ".join(text.text[sentence.start : sentence.end].split())[:24] if sentence else "?"
    if any(g.document == position and words in " ".join(g.cursor.split()) for g in recent):
        tally.places_returned += 1
    else:
        stood = [(glimpse.document, glimpse.cursor[:40]) for glimpse in recent]
        tally.problem(
            f"the place is {position} {words!r}, seen in the last {PLACE_AGE} s were {stood}"
        )


def check_reopened(trial: Trial, form: Glimpse | None, tally: Tally) -> None:
    """Whether the program opens again, and shows the half-filled form as it stood."""
    with watched("-s", str(trial.store), "--coder", CODER) as program:
        words = f" {form.form}" if form else "? help"
        if not program.wait_for(words, 30):
            tally.problem(f"opened again it shows no {words}:\n{program.text}")
            return
        program.watch(time.monotonic() + 0.4)
        if form is None:
            return
        now = program.glimpses[-1]
        lost = {label for label in form.answers if label not in now.answers}
        if now.form == form.form and not lost and now.note.startswith(form.note):
            tally.drafts_returned += 1
        else:
            tally.problem(f"the form came back as {now}, was {form}")


def one_trial(store: Path, chance: random.Random, tally: Tally, *, burst: bool) -> None:
    """Type, kill, and check."""
    from storage import Study

    tally.trials += 1
    trial = type_until_killed(store, chance, burst=burst)
    with Study.open(store, coder=CODER) as study:
        for problem in study.verify():
            tally.problem(f"verify: {problem.what} ({problem.where})")
        check_saves(trial, study, tally)
        check_place(trial, study, tally)
        form = check_draft(trial, study, tally)
    check_reopened(trial, form, tally)


def sample_study(store: Path) -> None:
    """The sample study, nothing of it coded."""
    import seeds
    from storage import Study

    with Study.create(store, coder=CODER, codebook=seeds.starter_codebook()) as study:
        study.import_paths([seeds.sample_cases()])


def main() -> None:
    """Run the trials and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trials", nargs="?", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--continued", action="store_true", help="one study that goes on")
    options = parser.parse_args()
    tallies = {"by hand": Tally(), "in bursts": Tally()}
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, "fresh.db")
        sample_study(fresh)
        store = Path(folder, "study.db")
        for number in range(options.trials):
            if not options.continued or not number:
                for ending in ("", "-wal", "-shm"):
                    Path(f"{store}{ending}").unlink(missing_ok=True)
                shutil.copy(fresh, store)
            name = list(tallies)[number % 2]
            chance = random.Random(f"{options.seed} {number}")  # noqa: S311
            one_trial(store, chance, tallies[name], burst=number % 2 == 1)
            sys.stderr.write(f"\r{number + 1} of {options.trials}")
    sys.stdout.write("\n" + HEAD + "".join(tally.row(name) for name, tally in tallies.items()))
    problems = [f"{name}, {line}" for name, tally in tallies.items() for line in tally.problems]
    sys.stdout.write("".join(f"\n{line}\n" for line in problems))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
