"""How far the coders of a study agree, and where they do not."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlmodel import Session

from storage.agreement.bootstrap import Draws
from storage.agreement.coded import CodedDocument
from storage.agreement.comparison import Comparison
from storage.agreement.confusion import confusions
from storage.agreement.cutting import Unit
from storage.agreement.disagreements import Disagreements, worst_first
from storage.agreement.measures import measures
from storage.agreement.report_files import report_files
from storage.agreement.subjects import Subject, subjects_of
from storage.agreement.units_file import UnitsFile, units_file
from storage.codebook import Codebook
from storage.database import stream
from storage.database.coders import coder_id, coder_names, coders_at
from storage.database.comparing import coders_in, recoders, rounds_begun
from storage.database.rounds_coded import given_count
from storage.database.seeing import check_may_see
from storage.errors import ChangeRefused, ExportError, NotFound
from storage.exchange.atomic import atomic_folder, mark_as_ours
from storage.exchange.unswept import unswept
from storage.records import (
    Agreement,
    AgreementQuestion,
    AgreementReport,
    AgreementUnit,
    Layer,
    LeftOut,
    Progress,
    Status,
)
from storage.study.base import StudyBase, current_codebook
from storage.study.coded import BEGUN, Wanting, coded_documents
from storage.study.shared_draws import shared_totals

Tell = Callable[[Progress], None] | None

BY_NONE = "coded by none of them"
REPORTED = (AgreementUnit.DOCUMENT, AgreementUnit.RECORD)
"""The units of a report: what is answered, and so can be confused."""


@dataclass(slots=True)
class Compared:
    """Documents compared in one unit."""

    question: AgreementQuestion
    """With nobody left unnamed."""
    subjects: tuple[Subject, ...]
    comparison: Comparison
    disagreements: Disagreements | None
    rounds: set[str] = field(default_factory=set)
    left_out: tuple[LeftOut, ...] = ()

    def add(self, document: CodedDocument) -> None:
        """Compare one more document."""
        if self.disagreements is not None:
            self.disagreements.begin(document)
        if self.comparison.add(document):
            self.rounds |= document.rounds

    def agreement(self, codebook: Codebook, progress: Tell) -> Agreement:
        """Every figure of it."""

        def told(done: int, of: int) -> None:
            if progress is not None:
                progress(Progress(done, of, "draws"))

        found = measures(
            self.comparison.series,
            self.question.coders,
            draws=Draws(self.question.draws, self.question.seed, told, shared_totals),
            draw_values=len(self.subjects) == 1,
        )
        return Agreement(
            self.question,
            codebook.version,
            self.comparison.n_documents,
            tuple(sorted(self.rounds)),
            self.left_out,
            tuple(found),
        )


def refuse_the_blind(session: Session, known: int | None, question: AgreementQuestion) -> None:
    """Refuse to compare before a round is opened, but for a lead who has coded nothing in it."""
    named = {coder_id(session, name) for name in question.coders}
    others = {found for found in named if found is not None} if named else None
    check_may_see(session, known, others, "coders are not compared yet", question.round)


def agreement_of(
    study: StudyBase, question: AgreementQuestion, progress: Tell, units: Path | None
) -> Agreement:
    """Compare what coders made of the documents that two or more of them have coded.

    Raises:
        NotFound: there is no such coder or round, or nothing of that name to compare.
        ChangeRefused: fewer than two have coded, or it is not for the current coder to see.
        ExportError: units.csv cannot be written.
    """
    with study._reading() as (session, known):
        chosen = chosen_question(session, known, question)
        _, codebook = current_codebook(session)
        with unswept(), _units_in(units) as file:
            (compared,) = compared_in(
                session, chosen, [chosen.unit], progress, codebook=codebook, units_to=file
            )
    return compared.agreement(codebook, progress)


def report_of(
    study: StudyBase, question: AgreementQuestion, limit: int, progress: Tell
) -> AgreementReport:
    """Figures, confusion tables and the values that coders agree on least; raises as ``agreement_of``."""
    with study._reading() as (session, known):
        chosen = chosen_question(session, known, question)
        _, codebook = current_codebook(session)
        with unswept():
            found = compared_in(
                session,
                chosen,
                _units(codebook, chosen),
                progress,
                codebook=codebook,
                limit=limit,
            )
        rounds = rounds_begun(session)
    return _report(found, codebook, rounds, progress)


def write_report(
    study: StudyBase,
    folder: Path,
    question: AgreementQuestion,
    limit: int,
    progress: Tell,
    *,
    program: str,
) -> tuple[AgreementReport, ...]:
    """A report for each round, all of them in one folder, written whole or not at all."""
    reports: list[AgreementReport] = []
    with study._reading() as (session, known), unswept(), atomic_folder(folder) as partial:
        _, codebook = current_codebook(session)
        rounds = rounds_begun(session)
        with units_file(partial) as file:
            for each in questions_by_round(session, question):
                chosen = chosen_question(session, known, each)
                units = _units(codebook, chosen)
                found = compared_in(
                    session, chosen, units, progress, codebook=codebook, limit=limit, units_to=file
                )
                reports.append(_report(found, codebook, rounds, progress))
        for name, content in report_files(reports, program=program).items():
            (partial / name).write_text(content, encoding="utf-8", newline="")
        mark_as_ours(partial)
    return tuple(reports)


def _units(codebook: Codebook, question: AgreementQuestion) -> list[AgreementUnit]:
    """The units of a report in which there is something to compare.

    Raises:
        NotFound: the codebook has nothing of the name that was asked for.
    """
    by_document, by_record = REPORTED
    name = question.subject
    if name is None:
        return [*REPORTED] if codebook.record_types else [by_document]
    of_record = name.partition(".")[0] in {kind.name for kind in codebook.record_types}
    return [by_record if of_record else by_document]


def _report(
    found: Sequence[Compared], codebook: Codebook, rounds: tuple[str, ...], progress: Tell
) -> AgreementReport:
    tables = (
        confusions(each.question.unit, each.question.coders, each.comparison.series)
        for each in found
    )
    values = (each.disagreements.values() for each in found if each.disagreements)
    return AgreementReport(
        agreements=tuple(each.agreement(codebook, progress) for each in found),
        confusions=tuple(table for some in tables for table in some),
        values=tuple(worst_first(value for some in values for value in some)),
        rounds=rounds,
    )


def chosen_question(
    session: Session, known: int | None, question: AgreementQuestion
) -> AgreementQuestion:
    """A question that may be asked, with nobody left unnamed."""
    refuse_the_blind(session, known, question)
    return replace(question, coders=_coders(session, question))


@contextmanager
def _units_in(folder: Path | None) -> Iterator[UnitsFile | None]:
    """The units.csv of a folder, if there is to be one."""
    try:
        with nullcontext() if folder is None else units_file(folder) as file:
            yield file
    except OSError as error:
        if folder is None:
            raise
        raise ExportError(
            f"{folder} cannot hold units.csv: {error.strerror}; name another folder."
        ) from error


def compared_in(
    session: Session,
    question: AgreementQuestion,
    units: Sequence[AgreementUnit],
    progress: Tell,
    *,
    codebook: Codebook,
    limit: int = 0,
    units_to: UnitsFile | None = None,
) -> list[Compared]:
    """Read every document once, and compare it in several units.

    Args:
        session: One view of the store.
        question: Whose coding of what.
        units: In which units.
        progress: Hears how many documents are read.
        codebook: What there is to compare.
        limit: Of how many disagreements on each value the words are kept; 0 for none.
        units_to: What writes the units.
    """
    found = []
    for unit in units:
        asked = replace(question, unit=unit)
        subjects = subjects_of(codebook, asked)
        coders = asked.coders
        kept = Disagreements(unit, coders, subjects, limit) if limit else None
        takers = [units_to.taker(asked)] if units_to else []
        tell = _told_to([*takers, kept.add] if kept else takers)
        found.append(Compared(asked, subjects, Comparison(unit, coders, subjects, tell), kept))
    _compare(session, question, found, progress)
    return found


def _told_to(takers: Sequence[Callable[[Unit], None]]) -> Callable[[Unit], None] | None:
    """What tells a unit to all of them."""
    if len(takers) < 2:
        return takers[0] if takers else None

    def tell(unit: Unit) -> None:
        for take in takers:
            take(unit)

    return tell


def _coders(session: Session, question: AgreementQuestion) -> tuple[str, ...]:
    """Whom to compare: those named, or everybody who stands where coders must stand."""
    names = coder_names(session)
    for name in question.coders:
        if name not in names:
            raise NotFound(f"There is no coder {name} in this study; there are {', '.join(names)}.")
    rounds = rounds_begun(session)
    if question.round is not None and question.round not in rounds:
        there = f"there is {', '.join(rounds)}" if rounds else "nothing is"
        raise NotFound(f"Nothing is begun in a round {question.round} yet; {there}.")
    coders = tuple(dict.fromkeys(question.coders)) or _everybody(session, question)
    if len(coders) < 2:
        raise ChangeRefused(_too_few(question, coders))
    return coders


def _everybody(session: Session, question: AgreementQuestion) -> tuple[str, ...]:
    """Who stands where coders must stand; who codes again is compared with their own first coding only."""
    if question.round is None:
        twice = set(recoders(session).values())
        return tuple(each for each in coders_at(session, stands_of(question)) if each not in twice)
    teams = teams_in(session, question, question.round)
    if len(teams) > 1:
        first, again = teams[0]
        raise ChangeRefused(
            f"In round {question.round} {len(teams)} people code again what they coded before; compare "
            f"one of them with themselves: --coder {first} --coder {again}."
        )
    return teams[0]


def teams_in(
    session: Session, question: AgreementQuestion, round_name: str
) -> list[tuple[str, ...]]:
    """Who is compared with whom in a round: all together, or everybody who codes again with themselves."""
    coders = coders_in(session, stands_of(question), round_name)
    first_of = {again: first for first, again in recoders(session).items()}
    return [(first_of[each], each) for each in coders if each in first_of] or [coders]


def stands_of(question: AgreementQuestion) -> tuple[Status, ...]:
    """Where a coder must stand with a document."""
    return BEGUN if question.status is None else (question.status,)


def questions_by_round(session: Session, question: AgreementQuestion) -> list[AgreementQuestion]:
    """A question asked of every round in which two coders have coded, or of the one that it names.

    Raises:
        NotFound: there is no such coder.
    """
    if question.round is not None:
        return [question]
    found = []
    for name in rounds_begun(session):
        for team in teams_in(session, question, name):
            coders = tuple(each for each in question.coders if each in team) or team
            if len(coders) > 1:
                found.append(replace(question, round=name, coders=coders))
    return found or [question]


def _too_few(question: AgreementQuestion, coders: Sequence[str]) -> str:
    if question.coders:
        return f"Agreement needs two coders, and only {coders[0]} is named."
    stand = " or ".join(each.value.replace("_", " ") for each in stands_of(question))
    who = f"only {coders[0]} has" if coders else "nobody has"
    where = "this study" if question.round is None else f"round {question.round}"
    return f"Agreement needs two coders, and {who} documents that are {stand} in {where}."


def _compare(
    session: Session, question: AgreementQuestion, found: Sequence[Compared], progress: Tell
) -> None:
    """Compare every document in every unit, and say which are not compared."""
    total = stream.document_count(session, stream.Wanted(None, None, None))
    seen = 0
    for documents in _chunks(session, question, found):
        for document in documents:
            for compared in found:
                compared.add(document)
        seen += len(documents)
        if progress is not None:
            progress(Progress(seen, total, "documents"))
    given = total if question.round is None else given_count(session, question.round)
    for compared in found:
        left_out = dict(compared.comparison.left_out)
        left_out.pop(BY_NONE, None)
        by_none = given - compared.comparison.n_documents - sum(left_out.values())
        if by_none > 0:
            left_out[BY_NONE] = by_none
        compared.left_out = tuple(LeftOut(why, n) for why, n in sorted(left_out.items()))


def _chunks(
    session: Session, question: AgreementQuestion, found: Sequence[Compared]
) -> Iterator[Sequence[CodedDocument]]:
    status = None if question.status is None else question.status.value
    wanting = Wanting(
        round=question.round,
        recoders=recoders(session),
        needs_sentences=any(each.question.unit is AgreementUnit.SENTENCE for each in found),
        needs_quotes=any(each.disagreements is not None for each in found),
    )
    for chunk in stream.chunks(session, stream.Wanted(Layer.CODER.value, None, status)):
        yield coded_documents(chunk, wanting)
