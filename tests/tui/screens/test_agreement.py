"""The agreement screen: figures by field, confusion, and the worst values with the words of both coders."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage import NewEvidence, RecordEntry, Study
from tui.app import CasecoderApp
from tui.screens.agreement import AgreementScreen
from tui.screens.disagreements import DisagreementsScreen
from tui.screens.library import LibraryScreen
from tui.screens.review import ReviewScreen
from tui.screens.rounds import RoundsScreen

OUTCOMES = {"anna": ("upheld", "upheld"), "ben": ("upheld", "not_upheld")}
"""What each coder says of two decisions."""
PASSAGES = {"anna": (100, 190), "ben": (120, 230)}
"""Where each of them finds a criticism."""


OPEN = (
    "INSERT INTO round (uid, name, plan, coder_id, created_at, opened_at, opened_by) "
    "VALUES ('r1', 'main', '{}', 1, '2024-01-02', '2024-03-04', 1)"
)
"""Opens the round: everybody may see what others coded."""


def change(store: Path, sql: str) -> None:
    """Let the store be otherwise than the interface could make it."""
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute(sql)


def _code(store: Path, coder: str, documents: list[str], outcomes: tuple[str, ...]) -> None:
    with Study.open(store, coder=coder) as study:
        for number, (uid, outcome) in enumerate(zip(documents, outcomes, strict=True)):
            passage = NewEvidence(*PASSAGES.get(coder, (100, 190)))
            study.set_variable(uid, "outcome", outcome, evidence=(NewEvidence(10, 40),))
            conclusion = "praise" if coder == "ben" and number else "criticism"
            study.add_record(uid, RecordEntry("finding", {"conclusion": conclusion}, (passage,)))
            none = [each.name for each in study.missing(uid) if each.what == "record_type"]
            for each in study.missing(uid):
                if each.what == "variable":
                    study.set_variable(uid, each.name, "not_stated")
            study.finish(uid, none_of=none)


@pytest.fixture(scope="module")
def double_template(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study, of which anna and ben have done two documents."""
    template = Path(shutil.copy(sample_store, tmp_path_factory.mktemp("double") / "study.db"))
    with Study.open(template, coder="anna") as study:
        documents = [each.uid for each in study.documents().rows if each.kind == "lgsco_decision"]
    for coder, outcomes in OUTCOMES.items():
        _code(template, coder, documents[1:3], outcomes)
    change(template, OPEN)
    return template


@pytest.fixture
def store(double_template: Path, tmp_path: Path) -> Path:
    """A copy of it: the application opens this one."""
    return Path(shutil.copy(double_template, tmp_path / "study.db"))


async def test_figures_coders_and_disagreements_lead_to_one_another(sitting, until):
    places = (
        ("V", DisagreementsScreen, "disagreements"),
        ("C", RoundsScreen, "you lead this study"),
        ("percent_sign", AgreementScreen, "done by two or more"),
    )
    async with sitting("enter", "percent_sign", words="done by two or more") as desk:
        depth = len(desk.app.screen_stack)
        for key, screen, words in places:
            await desk.press(key)
            await until(desk.pilot, lambda screen=screen: isinstance(desk.screen, screen))
            await desk.until_shown(words)
        await desk.press("V", "C", "q")
        await until(desk.pilot, lambda: len(desk.app.screen_stack) == depth - 1)

        assert isinstance(desk.screen, ReviewScreen)


async def test_it_begins_with_the_figures_of_every_field(sitting):
    async with sitting("%", words="done by two or more") as desk:
        assert isinstance(desk.screen, AgreementScreen)
        assert "anna and ben · 2 documents done by two or more · round main" in desk.shown
        (outcome,) = (line.split() for line in desk.shown.splitlines() if " Outcome " in line)
        assert (outcome[0], outcome[1], outcome[-1]) == ("Outcome", "0.500", "2")


async def test_enter_leads_from_a_field_to_its_confusion_to_the_value_to_the_passage(sitting):
    async with sitting("%", words="done by two or more") as desk:
        while desk.screen.table.row.subject != "outcome":
            await desk.press("j")
        await desk.press("enter")
        assert "Outcome (outcome): anna down, ben across; 1 of 2 units the same" in desk.shown
        assert "anna: upheld, 2 times. Then ben: 1 upheld, 1 not_upheld." in desk.shown

        await desk.press("enter")
        assert desk.screen.shows == "worst"
        assert desk.screen.table.row.uid == "outcome=upheld"

        await desk.press("j", "enter")
        await desk.until(lambda: isinstance(desk.screen, ReviewScreen))

        await desk.press("q")
        await desk.until(lambda: isinstance(desk.screen, AgreementScreen))
        assert desk.screen.shows == "worst"


async def test_the_words_of_both_coders_stand_side_by_side(sitting):
    async with sitting("%", words="done by two or more", size=(120, 40)) as desk:
        await desk.press("3")
        while (
            desk.screen.table.row.subject != "finding.conclusion"
            or desk.screen.table.row.is_heading
        ):
            await desk.press("j")
        sides = desk.shown.splitlines()[-12:]

        assert any("anna: criticism" in line and "ben: praise" in line for line in sides)
        assert any(line.count("“") == 2 for line in sides)


async def test_nobody_done_says_so_and_t_takes_what_is_begun(sitting, store):
    change(store, "UPDATE review SET status = 'in_progress' WHERE status = 'done'")
    async with sitting("%", words="nobody has documents that are done") as desk:
        assert "t compares documents that are only begun as well." in desk.shown

        await desk.press("t")
        assert "begun or done by two or more" in desk.shown


async def test_with_one_coder_it_says_what_is_missing_and_leads_back(sitting, store):
    ben = "(SELECT id FROM coder WHERE name = 'ben')"
    change(store, f"UPDATE review SET status = 'todo' WHERE coder_id = {ben}")  # noqa: S608
    async with sitting("%", words="Agreement needs two coders") as desk:
        await desk.press("q")
        await desk.until(lambda: isinstance(desk.screen, LibraryScreen))


async def test_before_the_round_is_opened_nobody_who_codes_is_shown_a_figure(sitting, store):
    change(store, "DELETE FROM round")
    async with sitting("%", words="shown to nobody who codes before a lead opens it") as desk:
        assert desk.screen.report is None
        assert "ben" not in desk.shown


async def test_one_round_can_be_compared_alone(sitting, store):
    last = "(SELECT max(document_id) FROM review WHERE status = 'done')"
    change(store, f"UPDATE review SET round = 'pilot' WHERE document_id = {last}")  # noqa: S608
    async with sitting("%", words="rounds main, pilot") as desk:
        await desk.press("r", "c")

        assert desk.screen.asked.round == "pilot"
        assert "1 document done by two or more · round pilot" in desk.shown


async def test_p_walks_the_pairs_of_three_coders(sitting, store):
    with Study.open(store, coder="anna") as study:
        documents = [each.uid for each in study.documents().rows if each.kind == "lgsco_decision"]
    change(store, "DELETE FROM round")
    _code(store, "cleo", documents[1:3], ("upheld", "upheld"))
    change(store, OPEN)
    async with sitting("%", words="anna, ben and cleo") as desk:
        await desk.press("p", "p")
        assert "anna and cleo · 2 documents" in desk.shown

        await desk.press("2")
        assert "anna down, cleo across" in desk.shown


async def test_every_view_is_written_as_csv(sitting, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with sitting("%", words="done by two or more") as desk:
        for view in "123":
            await desk.press(view, "ctrl+e")
            await desk.press("enter")
        await desk.until_said("disagreements.csv was written")

    columns = {
        path.name: path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        for path in tmp_path.glob("*.csv")
    }
    assert "estimate" in columns["agreement.csv"]
    assert "value_1" in columns["confusion-respondent.csv"]
    assert "quote_1" in columns["disagreements.csv"]


PICTURES = {
    "fields": ((80, 24), ["j"]),
    "confusion": ((80, 24), [*["j"] * 5, "enter"]),
    "worst": ((120, 40), ["3", "j"]),
}
"""Size and keys of every picture."""


@pytest.mark.parametrize("state", PICTURES)
def test_agreement_looks_as_it_did(app: CasecoderApp, snap_compare, settled, state: str):
    size, keys = PICTURES[state]

    async def press(pilot) -> None:
        await settled(pilot)
        for key in ("%", *keys):
            await pilot.press(key)
            await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=press)
