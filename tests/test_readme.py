"""The README is true: its commands, keys, tables, pictures, examples and tour are those of the program."""

import asyncio
import filecmp
import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest
import typer

import seeds
import tui
from storage import Layer, Study, load_codebook
from storage.exchange import builtin
from tui.app import CasecoderApp
from tui.cli.demo import demo_opener
from tui.cli.program import program
from tui.commands import COMMANDS, Command, key_text
from tui.keymap import check_keymap
from tui.settings import read_settings
from tui.widgets.form_keys import FORM_BINDINGS

ROOT = Path(tui.__file__).parents[1]
PICTURES = ROOT / "tests" / "pictures"
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SET_UP = "python3 -m venv .venv && "
LARGEST_PICTURE = 150_000
TOUR_ENDS_WITH = {
    "findings": ["criticism", "criticism", "criticism", "praise"],
    "remedies": ["apology"],
    "recommendations": ["practice"],
}


TOUR_IMPORTS = 7
"""Documents in the folder that waits beside the sample study."""


def rows(page: str, beginning: str) -> list[str]:
    """The lines of a page's tables whose first cell begins so."""
    return [line for line in page.splitlines() if line.startswith(f"| {beginning}")]


def cells(row: str) -> list[str]:
    """The cells of one line of a table."""
    return [cell.strip() for cell in row.strip().strip("|").split(" | ")]


def quoted(cell: str) -> list[str]:
    """The words of a cell that are set as code."""
    return re.findall(r"`([^`]+)`", cell)


def fenced(page: str, language: str) -> list[str]:
    """The blocks of a page that are set as code of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)


# Setting up


def test_the_first_two_commands_do_all_the_set_up():
    first, second, *_ = [line for block in fenced(README, "sh") for line in block.splitlines()]

    assert first.startswith(SET_UP)
    assert second.startswith(SET_UP)
    assert first.endswith("casecoder demo")
    assert "-c constraints.txt" in first
    assert "-c constraints.txt" in second


def test_the_check_runs_the_test_command_of_this_page():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    takes = next(line for line in lines if line.startswith("test_command="))
    taken = subprocess.run(
        ["bash", "-c", f'{takes}; printf %s "$test_command"'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert taken.splitlines() == [fenced(README, "sh")[1].strip()]


# The command line


def options_of(command: typer.core.TyperCommand) -> set[str]:
    """The options of a command that few others have."""
    names = {name for option in command.params for name in option.opts if name.startswith("--")}
    return names - {"--store", "--coder", "--json", "--help"}


def command_line() -> Iterator[tuple[str, set[str]]]:
    """Every command of the command line, with its own options."""
    group = typer.main.get_command(program())
    for name, command in group.commands.items():
        deeper = getattr(command, "commands", None)
        if deeper is None:
            yield f"casecoder {name}", options_of(command)
        else:
            if command.invoke_without_command:
                yield f"casecoder {name}", options_of(command)
            yield from ((f"casecoder {name} {each}", options_of(deeper[each])) for each in deeper)


@pytest.mark.parametrize("command", [name for name, _ in command_line()])
def test_every_command_of_the_command_line_has_a_line_with_its_options(command):
    known = dict(command_line())
    deeper = tuple(f"| `{name}" for name in known if name.startswith(f"{command} "))
    found = [row for row in rows(README, f"`{command}") if re.match(rf"\| `{command}[ `]", row)]
    found = [row for row in found if not row.startswith(deeper)]
    options = known[command]

    assert len(found) == 1
    assert not {option for option in options if option not in found[0]}


def test_no_line_is_about_a_command_that_is_not_there():
    known = {name for name, _ in command_line()} | {"casecoder"}
    told = {
        re.match(r"[a-z ]*[a-z](-[a-z]+)?", quoted(row)[0])[0] for row in rows(README, "`casecoder")
    }

    assert told == known


# The keys


SIGNS = {"asterisk": "*", "quotation_mark": '"', "tilde": "~"}


def name_of(key: str) -> str:
    """A key as people write it."""
    return SIGNS.get(key) or key_text(key)


def key_row(command: Command) -> str:
    """The line that a command has in the tables of keys."""
    bound = [each.key for each in FORM_BINDINGS if each.id == command.id]
    keys = [key for key in (*bound, command.key) for key in key.split(",")]
    names = [f"`{name_of(key)}`" for key in dict.fromkeys(keys)]
    shown = f"{names[0]} to {names[-1]}" if command.numbered else " ".join(names)
    return f"| {shown} | `{command.id}` | {command.help} |"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_of_the_interface_has_a_line_with_its_keys(command):
    assert key_row(command) in README


def test_no_line_is_about_a_key_that_does_nothing():
    places = {command.where for command in COMMANDS}
    told = re.findall(r"^\| .* \| `(\w+)\.(\w+)` \| .* \|$", README, flags=re.MULTILINE)

    assert {f"{where}.{name}" for where, name in told if where in places} == {
        command.id for command in COMMANDS
    }


# What comes out


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study, exported in both forms."""
    folder = tmp_path_factory.mktemp("readme")
    store = folder / "study.db"
    with Study.create(store, coder="anna", codebook=seeds.starter_codebook()) as study:
        study.import_paths([seeds.sample_cases()])
        study.annotate(seeds.sample_coding(), coder="anna")
        study.export(folder / "csv")
        study.export(folder / "jsonl", format="jsonl")
        study.export(folder / "gold", layer=Layer.GOLD)
    return folder


def test_the_files_listed_are_those_that_are_written(exported):
    forms = ("csv", "jsonl", "gold")
    written = {file.name for form in forms for file in (exported / form).iterdir()}
    listed = re.findall(r"^\| `(\w+\.\w+)` \| ", README, flags=re.MULTILINE)

    assert sorted(listed) == sorted(written)


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("documents.csv", builtin.DOCUMENTS),
        ("reviews.csv", builtin.REVIEWS),
        ("cases.csv", builtin.CASES),
        ("findings.csv", (*builtin.RECORDS_BEFORE, *builtin.RECORDS_AFTER)),
        ("evidence.csv", builtin.EVIDENCE),
        ("values.csv", builtin.VALUES),
        ("links.csv", builtin.LINKS),
        ("memos.csv", builtin.MEMOS),
        ("settlements.csv", builtin.SETTLEMENTS),
        ("dictionary.csv", builtin.DICTIONARY),
    ],
)
def test_the_columns_listed_are_those_of_the_file(exported, file, columns):
    form = "csv" if (exported / "csv" / file).exists() else "gold"
    header = (exported / form / file).read_text(encoding="utf-8").partition("\n")[0].split(",")
    told = quoted(cells(rows(README, f"`{file}`")[0])[-1])

    assert not {column.name for column in columns} - set(told)
    assert not set(told) - set(header)


# Examples


def test_the_codebook_in_the_page_is_in_order():
    codebook = load_codebook(fenced(README, "toml")[0])

    assert codebook.variables
    assert codebook.record_types
    assert codebook.relations


def test_the_settings_in_the_page_are_accepted(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text(fenced(README, "toml")[1], encoding="utf-8")
    settings = read_settings(file)

    assert not settings.problems
    assert not check_keymap(settings.keymap).problems
    assert len(check_keymap(settings.keymap).keys) == len(settings.keymap)


def test_the_lines_in_the_page_can_be_loaded(exported, tmp_path):
    lines = tmp_path / "coding.jsonl"
    lines.write_text(fenced(README, "json")[0], encoding="utf-8")
    with Study.open(exported / "study.db", coder="bert") as study:
        report = study.annotate(lines)

    assert report.added == len(lines.read_text(encoding="utf-8").splitlines())


# Pictures and links


def makes_pictures() -> ModuleType:
    """The program that makes the pictures."""
    spec = importlib.util.spec_from_file_location("make_pictures", PICTURES / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_picture_is_shown_and_small():
    shown = set(re.findall(r"\]\((tests/pictures/[\w-]+\.svg)\)", README))
    pictures = {file.relative_to(ROOT).as_posix() for file in PICTURES.glob("*.svg")}

    assert shown == pictures
    assert all((ROOT / picture).stat().st_size < LARGEST_PICTURE for picture in pictures)


def test_the_pictures_are_what_the_program_shows(tmp_path):
    makes_pictures().make(tmp_path)
    names = [file.name for file in PICTURES.glob("*.svg")]
    _, changed, _ = filecmp.cmpfiles(PICTURES, tmp_path, names, shallow=False)

    assert not changed, "python tests/pictures/make.py makes them again; look at them"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_within_the_project_lead_somewhere(name):
    page = (ROOT / name).read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)$", page, flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in headings}
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", page) if "://" not in link]

    assert not [link for link in links if link.startswith("#") and link[1:] not in anchors]
    assert not [
        link
        for link in links
        if not link.startswith("#") and not (ROOT / link.partition("#")[0]).exists()
    ]


# The tour


def tour() -> list[list[str]]:
    """The steps of the tour: each the keys that its line asks for, in Textual's names."""
    section = README.partition("## Ten minutes")[2].partition("\n## ")[0]
    steps = [cells(row)[0] for row in rows(section, "`")]
    return [[key for word in quoted(step) for key in keys_of(word)] for step in steps]


def keys_of(word: str) -> list[str]:
    """What is pressed for one word of the tour: a key by its name, or letters to type."""
    if "+" in word:
        return [word.lower()]
    named = {key_text(key): key for key in ("enter", "escape", "tab", "down")}
    return [named[word]] if word in named else list(word)


async def test_the_tour_leads_where_it_says(tmp_path, monkeypatch):
    for name in ("TMUX", "SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    maker = makes_pictures()
    app = CasecoderApp(demo_opener(None, "anna", fresh=False), coder="anna")
    async with app.run_test(size=(120, 40)) as pilot:
        await maker.settle(pilot, app)
        for step in tour():
            maker.type_keys(app, step)
            await maker.settle(pilot, app)
        while not Path("export", "findings.csv").exists():
            await asyncio.sleep(0.01)

    with Study.open(Path("casecoder-demo", "casecoder.db"), coder="anna") as study:
        document = study.find_document("strathmore-202103418.txt")
        made = study.coding(document.uid)
        report = study.find_document("oldersley-inspection.pdf")
        imported = study.overview().documents
    assert imported == len(list(seeds.sample_cases().iterdir())) + TOUR_IMPORTS
    assert report.kind == "inspection_report"
    assert {
        f"{kind.plural}": [
            record.values[kind.fields[0].name]
            for record in made.records
            if record.type == kind.name
        ]
        for kind in load_codebook(seeds.starter_codebook()).record_types
    } == TOUR_ENDS_WITH
    assert document.status == "done"


# The commonest tasks


def tasks() -> dict[str, list[str]]:
    """The keys of each of the commonest tasks, in Textual's names."""
    section = README.partition("### The commonest tasks")[2].partition("\n### ")[0]
    listed = [cells(line) for line in section.splitlines() if line.endswith(" |")][1:]
    assert all(told == in_all(keys) for _, keys, told in listed)
    return {
        task: [key for word in quoted(keys) for key in keys_of(word)] for task, keys, _ in listed
    }


def in_all(keys: str) -> str:
    """How many keys these are, words that are typed apart."""
    each = quoted(keys)
    named = [word for word in each if len(keys_of(word)) == 1]
    return str(len(named)) + (" and the word" if len(named) < len(each) else "")


async def test_the_commonest_tasks_take_the_keys_that_are_told(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    maker = makes_pictures()
    app = CasecoderApp(demo_opener(None, "anna", fresh=False), coder="anna")
    told, document = [], ""
    async with app.run_test(size=(120, 40)) as pilot:
        await maker.settle(pilot, app)
        for keys in tasks().values():
            maker.type_keys(app, keys)
            await maker.settle(pilot, app)
            told.append((type(app.screen).__name__, counted(app.study)))
            document = getattr(app.screen, "uid", None) if len(told) == 6 else document
        while not Path("export", "findings.csv").exists():
            await asyncio.sleep(0.01)
        first = app.study.coding(document).records[0]

    made = [(screen, findings - 12, remedies - 8) for screen, (findings, remedies, _) in told]
    confirmed = [values - told[0][1][2] for _, (_, _, values) in told]
    assert made == [
        *[("ReviewScreen", number, 0) for number in (0, 0, 1, 2, 1, 1, 1, 1)],
        *[("SearchScreen", 1, 5), ("LibraryScreen", 1, 5)],
    ]
    assert confirmed == [0, 0, 0, 0, 0, 0, 5, 5, 5, 5]
    assert len(first.evidence) == 2


def counted(study: Study) -> tuple[int, int, int]:
    """How many findings, remedies and values of variables a coder has."""
    overview = study.overview()
    values = sum(len(study.coding(each.uid).variables) for each in study.documents().rows)
    return overview.records["finding"], overview.records["remedy"], values


# The other pages


def test_the_changelog_tells_of_this_version():
    assert f"## [{PROJECT['project']['version']}]" in CHANGELOG


def test_the_modules_that_contributors_are_sent_to_are_there():
    places = [ROOT / name for name in ("tui", "storage", "tests")]
    files = [f"/{file.relative_to(ROOT).as_posix()}" for at in places for file in at.rglob("*.py")]
    named = set(re.findall(r"`([a-z_./]+\.py)`", CONTRIBUTING))

    assert named
    assert not {name for name in named if not any(file.endswith(f"/{name}") for file in files)}


def dependencies() -> set[str]:
    """Everything that the program, its tests and its checks need, by name."""
    project = PROJECT["project"]
    extras = chain.from_iterable(project["optional-dependencies"].values())
    return {re.match(r"[\w-]+", each)[0] for each in (*project["dependencies"], *extras)}


def test_every_dependency_has_its_reason():
    wanted = dependencies() | {"hatchling"}
    told = {quoted(row)[0] for row in CONTRIBUTING.splitlines() if re.match(r"\| `[\w-]+` \|", row)}

    assert told == wanted


def test_every_dependency_is_pinned_and_no_address_is_named():
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = {line.partition("==")[0] for line in pins.splitlines()}

    assert dependencies() <= pinned
    assert "://" not in pins
