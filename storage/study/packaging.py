"""For the archive: data, codebook, sampling, rounds, agreement and changes in one folder and its ZIP."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, groupby
from pathlib import Path

from sqlmodel import Session

from storage.agreement import methods_paragraph
from storage.agreement.tables import Cell, agreement_rows, csv_of
from storage.agreement.units_file import NAME, UnitsFile
from storage.codebook import Codebook, load_codebook
from storage.codebook.retelling import prose_of, retold
from storage.database import accounts, stream
from storage.database.coders import coder_names
from storage.errors import ChangeRefused
from storage.exchange.deposit import deposit
from storage.exchange.deposit_words import Package, readme
from storage.exchange.discretion import CoderNames, check_discretion
from storage.exchange.quoting import quoting
from storage.exchange.unswept import unswept
from storage.records import (
    Agreement,
    AgreementQuestion,
    AgreementUnit,
    ExportedFile,
    Layer,
    Progress,
    Status,
)
from storage.study.agreement import (
    chosen_question,
    compared_in,
    questions_by_round,
    refuse_the_blind,
)
from storage.study.base import StudyBase, current_codebook
from storage.study.exporting import Choice, csv_in
from storage.study.withholding import Withheld, figures_renamed, plan_renamed

Tell = Callable[[Progress], None] | None

Row = Mapping[str, Cell]

COMPARED = (AgreementUnit.DOCUMENT, AgreementUnit.RECORD, AgreementUnit.CHARACTER)
WITHHELD = "(withheld: it repeats the words of a document)"
DRAWS, SEED = 1_000, 1
"""How often documents are drawn for the intervals, and from which seed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a package is wanted."""

    program: str
    """The program with its version, as it is to be named."""
    status: Status | None = None
    quotes: str = "all"
    coders: str = "names"
    spreadsheet_safe: bool = False


def write_package(
    study: StudyBase, folder: Path, asked: Asked, progress: Tell
) -> tuple[ExportedFile, ...]:
    """Write everything that a journal can deposit into ``folder`` and its ZIP, whole or not at all.

    Raises:
        ExportError: it cannot be written there.
        ChangeRefused: it has others' coding in a round that is not opened.
    """
    check_discretion(asked.quotes, asked.coders)
    with study._reading() as (session, known), unswept(), deposit(folder) as partial:
        refuse_the_blind(session, known, AgreementQuestion())
        return _Writing(session, known, partial, asked, progress).written()


class _Writing:
    """One package under way."""

    def __init__(
        self, session: Session, known: int | None, folder: Path, asked: Asked, progress: Tell
    ) -> None:
        self._session, self._known, self._folder = session, known, folder
        self._asked, self._progress = asked, progress
        self._names = CoderNames(is_coded=asked.coders == "coded", known=coder_names(session))
        self._versions = accounts.versions(session)
        self._rounds = accounts.rounds(session)
        self._quoted = self._quoting()
        self._files: list[ExportedFile] = []
        self._notes: list[str] = []

    def written(self) -> tuple[ExportedFile, ...]:
        """Write every part, then what tells of all of them."""
        codebook = self._codebooks()
        self._data(codebook)
        self._sampling()
        self._people()
        self._agreement(codebook)
        self._table("changes/changes.csv", map(self._named, accounts.changes(self._session)))
        self._readme(codebook)
        return tuple(self._files)

    # What is left out

    def _quoting(self) -> frozenset[str]:
        """Texts outside the data that repeat a document's words, where these are left out."""
        if self._asked.quotes == "all":
            return frozenset()
        told = [text for each in self._versions for text in prose_of(each.source)]
        told += [each.plan for each in self._rounds if each.plan]
        return quoting(told, accounts.texts(self._session))

    def _shown(self, text: str) -> str:
        """Something that people wrote, as far as it may be shown."""
        return WITHHELD if text in self._quoted else text

    def _named(self, account: accounts.ChangeAccount | accounts.AssignmentAccount) -> Row:
        return account._asdict() | {"coder": self._names.called(account.coder)}

    # The parts

    def _codebooks(self) -> Codebook:
        """Every version of the codebook; the one in force, as it is told here."""
        rows: list[Row] = []
        in_force: Codebook | None = None
        for number, each in enumerate(self._versions, 1):
            source = self._told(each.source)
            file = f"{number:02}_{_file_name(each.version)}.toml"
            self._write(f"codebook/{file}", source)
            codebook = load_codebook(source)
            in_force = codebook if each.in_force else in_force
            rows.append(
                {
                    "number": number,
                    "version": each.version,
                    "file": file,
                    "sha256": codebook.sha256,
                    "sha256_in_study": each.sha256,
                    "created_at": each.created_at,
                    "coder": each.coder and self._names.called(each.coder),
                    "in_force": int(each.in_force),
                }
            )
        self._table("codebook/versions.csv", rows)
        return in_force or current_codebook(self._session)[1]

    def _told(self, source: str) -> str:
        """A codebook's text as far as it may be shown; as it was written, where all of it may."""
        asked = self._asked
        if asked.quotes == "all" and asked.coders == "names":
            return source
        return retold(
            source, examples=asked.quotes == "all", prose=self._names.in_words, text=self._shown
        )

    def _data(self, codebook: Codebook) -> None:
        """The tables of each layer in which there is work."""
        asked = self._asked
        for layer in accounts.layers(self._session) or [Layer.CODER.value]:
            # How far coders are says nothing of what was adjudicated.
            status = asked.status if layer == Layer.CODER else None
            choice = Choice(
                Layer(layer), None, status, asked.quotes, asked.coders, asked.spreadsheet_safe
            )
            place = self._folder / "data" / layer
            place.parent.mkdir(exist_ok=True)
            for file in csv_in(self._session, place, codebook, choice, self._known, self._progress):
                self._files.append(ExportedFile(f"data/{layer}/{file.name}", file.rows))

    def _sampling(self) -> None:
        """How documents were drawn."""
        strata = accounts.sample(self._session)
        if strata:
            self._table("sampling/sample.csv", (each._asdict() for each in strata))
        else:
            self._notes.append("No sample was drawn: every document of the study was to be coded.")

    def _people(self) -> None:
        """Who coded, and what was given to whom in which round."""
        called = self._names.called
        people = (
            each._asdict()
            | {"coder": called(each.coder), "recodes": each.recodes and called(each.recodes)}
            for each in accounts.coders(self._session)
        )
        self._table("rounds/coders.csv", people)
        self._table("rounds/rounds.csv", map(self._round, self._rounds))
        assigned = map(self._named, accounts.assignments(self._session))
        self._table("rounds/assignments.csv", assigned)

    def _round(self, account: accounts.RoundAccount) -> Row:
        by = {
            name: who and self._names.called(who)
            for name, who in (
                ("created_by", account.created_by),
                ("opened_by", account.opened_by),
            )
        }
        return account._asdict() | by | {"plan": account.plan and self._plan(account.plan)}

    def _plan(self, plan: str) -> str:
        """How a round was given out, its coders called as everywhere."""
        if self._shown(plan) == WITHHELD:
            return WITHHELD
        try:
            told = plan_renamed(json.loads(plan), self._names)
        except ValueError:
            return self._names.in_words(plan)
        return json.dumps(told, ensure_ascii=False, sort_keys=True)

    def _agreement(self, codebook: Codebook) -> None:
        """How far coders agree in each round, and the units of it."""
        found: list[Agreement] = []
        folder = self._folder / "agreement"
        folder.mkdir()
        withheld = Withheld(codebook, COMPARED, quotes=self._asked.quotes == "all")
        with (folder / NAME).open("w", encoding="utf-8", newline="") as file:
            units = UnitsFile(file, self._names.called, withheld.shown)
            for question in self._questions():
                found += self._compared(question, codebook, units)
        if not found:
            (folder / NAME).unlink()
            folder.rmdir()
            return
        self._files.append(ExportedFile(f"agreement/{NAME}", units.rows))
        rows = (row for each in found for row in agreement_rows(each))
        self._table("agreement/figures.csv", rows)
        paragraphs = [methods_paragraph(each, program=self._asked.program) for each in found]
        self._write("agreement/methods.txt", "\n\n".join(paragraphs) + "\n")

    def _questions(self) -> Iterator[AgreementQuestion]:
        """What is asked of each round: of what is done, or where that is of no two coders, of what is begun."""
        done = AgreementQuestion(draws=DRAWS, seed=SEED)
        by_round: dict[str | None, list[AgreementQuestion]] = {}
        for asked in (done, replace(done, status=None)):
            found = questions_by_round(self._session, asked)
            for name, some in groupby(found, key=lambda each: each.round):
                by_round.setdefault(name, list(some))
        if len(by_round) > 1:
            by_round.pop(None, None)
        return chain.from_iterable(by_round.values())

    def _compared(
        self, question: AgreementQuestion, codebook: Codebook, units: UnitsFile
    ) -> Iterator[Agreement]:
        """The figures of one round; none where it has none, which the README tells."""
        try:
            chosen = chosen_question(self._session, self._known, question)
        except ChangeRefused as error:
            self._notes.append(f"There are no figures of agreement. {error}")
            return
        for each in compared_in(
            self._session, chosen, COMPARED, self._progress, codebook=codebook, units_to=units
        ):
            yield figures_renamed(each.agreement(codebook, self._progress), self._names)

    def _readme(self, codebook: Codebook) -> None:
        everything = stream.Wanted(None, None, None)
        package = Package(
            study=self._names.in_words(accounts.study_name(self._session)),
            program=self._asked.program,
            codebook=codebook.version,
            n_documents=stream.document_count(self._session, everything),
            n_coders=len(coder_names(self._session)),
            files=[file.name for file in self._files],
            notes=[*_withheld_notes(self._asked), *self._notes],
        )
        self._write("README.md", readme(package))

    # Writing

    def _table(self, name: str, rows: Iterable[Row]) -> None:
        written = list(rows)
        self._write(name, csv_of(written), len(written))

    def _write(self, name: str, content: str, rows: int = 0) -> None:
        path = self._folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
        self._files.append(ExportedFile(name, rows))


def _withheld_notes(asked: Asked) -> Iterator[str]:
    if asked.quotes == "none":
        yield (
            "The documents' words: no quotations and no examples of values; notes, memos, reasons, answers and "
            "definitions that repeat 40 characters or more of a document are left out too. In "
            "`agreement/units.csv` written answers have numbers for their words, equal ones the same. Titles and "
            "names of bodies stay."
        )
    if asked.coders == "coded":
        yield (
            "The coders' names: `coder_1` and so on stand for them in every file, also where a note, a memo, a "
            "reason or a definition names one."
        )


def _file_name(version: str) -> str:
    """A version as part of a file's name."""
    return "".join(each if each.isalnum() or each in ".-" else "-" for each in version)
