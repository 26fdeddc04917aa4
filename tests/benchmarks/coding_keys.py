"""How many keys it takes to code documents as somebody coded them: the real interface is driven, key by key.

    coding_keys.py DOCUMENTS CODING

DOCUMENTS is a folder of texts, CODING one with the ``records.jsonl`` and ``variables.jsonl`` that were
made of them. Each document is coded from nothing: variables first, then findings from top to bottom,
then what links to them. The keys are those of somebody who knows all of them, planned on the same values
that the forms work with. What the store holds in the end is compared with what was to be coded; notes,
and passages of variables, are left out. Passages count as coded when their sentences are.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coding_plan import Wanted, form_plan, repeat_plan, way_to
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

import seeds
from storage import Codebook, Missing, Money, Place, Record, RecordType, Study, check_value
from tui.app import CasecoderApp
from tui.screens.review import ReviewScreen
from tui.widgets.form_fields import link_name

CODER = "coder"


@dataclass
class Coder:
    """Somebody at the keyboard of one document, whose keys are counted by what they are for."""

    pilot: Pilot[None]
    app: CasecoderApp
    keys: Counter[str] = field(default_factory=Counter)

    @property
    def screen(self) -> ReviewScreen:
        """The document."""
        screen = self.app.screen_stack[-1]
        assert isinstance(screen, ReviewScreen), screen
        return screen

    async def press(self, purpose: str, *keys: str) -> None:
        """Press keys, and wait for all that comes of them."""
        self.keys[purpose] += len(keys)
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            character = key if len(key) == 1 else {"space": " "}.get(key)
            name = _character_to_key(key) if len(key) == 1 else key
            driver.process_message(Key(name, character))
            while self.app.has_keys_to_do:
                await self.pilot.pause(0.005)
        await self.settle()

    async def settle(self) -> None:
        """Wait until everything is saved and shown."""
        for _ in range(3):
            await self.pilot.pause()
            await asyncio.to_thread(self.app.writer.wait)
            waited = {"open", "document", "offers", "again"}
            running = [each for each in self.app.workers if each.group in waited]
            if running:
                await self.app.workers.wait_for_complete(running)
        await self.pilot.pause()


def complain(sentence: str) -> None:
    """Say what is not as it was to be."""
    sys.stderr.write(f"{sentence}\n")


def value_of(record_type_field: Any, given: Any) -> Any:
    """A value of the file as the store has it."""
    if isinstance(given, str) and given in {each.value for each in Missing}:
        return Missing(given)
    if record_type_field.type == "money" and isinstance(given, int | float):
        given = Money(given, "GBP")
    return check_value(record_type_field, given, where=record_type_field.name)


def wanted_record(kind: RecordType, line: dict[str, Any]) -> dict[str, Any]:
    """The answers of a line, as the store has them."""
    return {name: value_of(kind.field(name), given) for name, given in line["values"].items()}


@dataclass
class Sitting:
    """One document being coded."""

    coder: Coder
    codebook: Codebook
    lines: list[dict[str, Any]]
    made: dict[str, str] = field(default_factory=dict)
    """uids of the records that were made, by id of their line."""

    @property
    def types(self) -> set[str]:
        """The types of the document's records."""
        return {each.type for each in self.coder.screen.coding.records}

    def record(self, uid: str) -> Record:
        """A record as it is now."""
        found = self.coder.screen.record(uid)
        assert found is not None
        return found

    async def go(self, passage: dict[str, Any]) -> None:
        """Select the sentences of a passage."""
        screen = self.coder.screen
        assert screen.opened is not None
        keys = way_to(screen, passage["start"], passage["end"])
        await self.coder.press("going", *keys)

    async def code(self) -> None:
        """Findings from top to bottom, then what links to them."""
        targets = {relation.to_type for relation in self.codebook.relations}
        for of_targets in (True, False):
            mine = [each for each in self.lines if (each["type"] in targets) is of_targets]
            if mine and not of_targets:
                await self.coder.press("going", "g")
            places: dict[tuple[int, int], list[tuple[dict[str, Any], int]]] = {}
            for line in mine:
                for number, passage in enumerate(sorted(line["evidence"], key=_place)):
                    places.setdefault(_place(passage), []).append((line, number))
            for place in sorted(places):
                await self.go({"start": place[0], "end": place[1]})
                for line, number in places[place]:
                    await (self.make(line) if number == 0 else self.add(line))

    async def make(self, line: dict[str, Any]) -> None:
        """Make a record of the selection."""
        screen, kind = self.coder.screen, self.codebook.record_type(line["type"])
        assert kind is not None
        links: dict[str, tuple[str, ...]] = {}
        for link in line["links"]:
            name = link_name(link["relation"])
            links[name] = (*links.get(name, ()), self.made[link["to"]])
        wanted = Wanted(wanted_record(kind, line), links, line["certainty"])
        before = {each.uid for each in screen.coding.records}
        repeat = repeat_plan(screen, kind, wanted)
        form = form_plan(screen, kind, wanted)
        if repeat is not None and len(repeat) < 1 + sum(len(keys) for _, keys in form):
            await self.coder.press("repeating", *repeat)
        else:
            await self.coder.press("making", kind.key)
            for purpose, keys in form:
                await self.coder.press(purpose, *keys)
        uids = {each.uid for each in screen.coding.records} - before
        assert len(uids) == 1, (line["id"], form, screen.record_form.state.problem)
        self.made[line["id"]] = uids.pop()
        self.compare(line, wanted)

    def compare(self, line: dict[str, Any], wanted: Wanted) -> None:
        """Say what is otherwise in the store."""
        record = self.record(self.made[line["id"]])
        names = {*record.values, *wanted.values}
        for name in sorted(names):
            held, meant = record.values.get(name), wanted.values.get(name)
            if _unordered(held) != _unordered(meant):
                complain(f"  {line['id']} {name}: {held!r}, not {meant!r}")
        if str(record.certainty or "") != line["certainty"]:
            complain(f"  {line['id']} certainty: {record.certainty}")
        held = {(link.relation, link.to_record) for link in record.links}
        meant = {(each["relation"], self.made[each["to"]]) for each in line["links"]}
        if held != meant:
            complain(f"  {line['id']} links: {held ^ meant}")

    async def add(self, line: dict[str, Any]) -> None:
        """Add the selection to a record that is there."""
        uid = self.made[line["id"]]
        count = len(self.record(uid).evidence)
        if self.coder.screen.focus_uid == uid:
            await self.coder.press("adding", "a")
        else:
            mark, types = self.coder.screen.mark(self.record(uid)), self.types
            await self.coder.press("adding", "A", *(mark if len(types) > 1 else mark[1:]))
            if not isinstance(self.coder.app.screen, ReviewScreen):
                await self.coder.press("adding", "enter")
        if len(self.record(uid).evidence) != count + 1:
            complain(f"  {line['id']}: a passage is missing")


def _place(passage: dict[str, Any]) -> tuple[int, int]:
    return passage["start"], passage["end"]


def _unordered(value: Any) -> Any:
    return frozenset(value) if isinstance(value, tuple) else value


async def variables(sitting: Sitting, lines: list[dict[str, Any]]) -> None:
    """Answer what is asked of the document."""
    coder, codebook = sitting.coder, sitting.codebook
    meant = {
        line["name"]: value_of(codebook.variable(line["name"]), line["value"]) for line in lines
    }
    await coder.press("variables", "i")
    for _purpose, keys in form_plan(coder.screen, None, Wanted(meant, {}, None)):
        await coder.press("variables", *keys)
    await coder.press("variables", "enter")
    held = coder.screen.coding.variables
    for name, value in meant.items():
        found = held[name].value if name in held else None
        if _unordered(found) != _unordered(value):
            complain(f"  {name}: {found!r}, not {value!r}")


async def coded(
    file: Path, records: list[dict[str, Any]], answers: list[dict[str, Any]]
) -> Counter[str]:
    """Code one document; the keys by what they were for."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "study.db")
        with Study.create(store, coder=CODER, codebook=seeds.starter_codebook()) as study:
            study.import_paths([file])
            (document,) = study.documents().rows
            study.save_place(Place(document.uid, 0, "{}"))
            codebook = study.codebook()
        app = CasecoderApp(lambda: Study.open(store, coder=CODER), coder=CODER)
        async with app.run_test(size=(120, 40)) as pilot:
            while not (isinstance(app.screen, ReviewScreen) and app.screen.opened):
                await pilot.pause(0.05)
            coder = Coder(pilot, app)
            await coder.settle()
            sitting = Sitting(coder, codebook, records)
            await variables(sitting, answers)
            await sitting.code()
        return coder.keys


def read(path: Path, name: str) -> list[dict[str, Any]]:
    """The lines that are about one document."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line["document"]["source_name"] == name]


def main() -> None:
    """Code every document, and print the keys."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("documents", type=Path, help="a folder of texts")
    parser.add_argument("coding", type=Path, help="a folder with records.jsonl and variables.jsonl")
    given = parser.parse_args()
    for file in sorted(given.documents.glob("*.txt")):
        records = read(given.coding / "records.jsonl", file.name)
        answers = read(given.coding / "variables.jsonl", file.name)
        keys = asyncio.run(coded(file, records, answers))
        parts = ", ".join(f"{purpose} {count}" for purpose, count in keys.most_common())
        sys.stdout.write(
            f"{file.stem}: {sum(keys.values())} keys, {len(records)} records: {parts}\n"
        )


if __name__ == "__main__":
    main()
