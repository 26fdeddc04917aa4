"""How far the coders of a study agree."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from sqlmodel import Session

from storage.agreement.bootstrap import Draws
from storage.agreement.coded import CodedDocument
from storage.agreement.comparison import Comparison
from storage.agreement.measures import measures
from storage.agreement.subjects import subjects_of
from storage.agreement.units_file import units_file
from storage.database import stream
from storage.database.coders import coder_id, coder_names, coders_at
from storage.database.seeing import check_may_see
from storage.errors import ChangeRefused, ExportError, NotFound
from storage.exchange.unswept import unswept
from storage.records import (
    Agreement,
    AgreementQuestion,
    AgreementUnit,
    Layer,
    LeftOut,
    Progress,
)
from storage.study.base import StudyBase, current_codebook
from storage.study.coded import BEGUN, coded_documents

Tell = Callable[[Progress], None] | None

BY_NONE = "coded by none of them"


def agreement_of(
    study: StudyBase, question: AgreementQuestion, progress: Tell, units: Path | None
) -> Agreement:
    """Compare what coders made of the documents that two or more of them have coded.

    Raises:
        NotFound: there is no such coder, or nothing of that name to compare.
        ChangeRefused: fewer than two have coded, or it is not for the current coder to see.
        ExportError: units.csv cannot be written.
    """
    with study._reading() as (session, known), unswept():
        _, codebook = current_codebook(session)
        _check_blind(session, known, question)
        chosen = replace(question, coders=_coders(session, question))
        subjects = subjects_of(codebook, chosen)
        unit = chosen.unit
        try:
            file = nullcontext() if units is None else units_file(units, unit.value, chosen.coders)
            with file as opened:
                comparison = Comparison(
                    unit, chosen.coders, subjects, opened.add if opened else None
                )
                left_out = _compared(session, comparison, chosen, progress)
        except OSError as error:
            if units is None:
                raise
            raise ExportError(
                f"{units} cannot hold units.csv: {error.strerror}; name another folder."
            ) from error

    def told(done: int, of: int) -> None:
        if progress is not None:
            progress(Progress(done, of, "draws"))

    found = measures(
        comparison.series,
        chosen.coders,
        draws=Draws(chosen.draws, chosen.seed, told),
        draw_values=len(subjects) == 1,
    )
    return Agreement(chosen, codebook.version, comparison.n_documents, left_out, tuple(found))


def _check_blind(session: Session, known: int | None, question: AgreementQuestion) -> None:
    """Refuse to compare before a round is opened, but for a lead who has coded nothing in it."""
    named = {coder_id(session, name) for name in question.coders}
    others = {found for found in named if found is not None} if named else None
    check_may_see(session, known, others, "coders are not compared yet")


def _coders(session: Session, question: AgreementQuestion) -> tuple[str, ...]:
    """Whom to compare: those named, or everybody who stands where coders must stand."""
    names = coder_names(session)
    for name in question.coders:
        if name not in names:
            raise NotFound(f"There is no coder {name} in this study; there are {', '.join(names)}.")
    wanted = BEGUN if question.status is None else (question.status,)
    coders = tuple(dict.fromkeys(question.coders)) or coders_at(session, wanted)
    if len(coders) < 2:
        stand = " or ".join(each.value.replace("_", " ") for each in wanted)
        who = f"only {coders[0]} has" if coders else "nobody has"
        if question.coders:
            raise ChangeRefused(f"Agreement needs two coders, and only {coders[0]} is named.")
        raise ChangeRefused(
            f"Agreement needs two coders, and {who} documents that are {stand} in this study."
        )
    return coders


def _compared(
    session: Session, comparison: Comparison, question: AgreementQuestion, progress: Tell
) -> tuple[LeftOut, ...]:
    """Count every document's units; the documents that are not compared."""
    everything = stream.Wanted(None, None, None)
    total = stream.document_count(session, everything)
    seen = 0
    for documents in _chunks(session, question):
        for document in documents:
            comparison.add(document)
        seen += len(documents)
        if progress is not None:
            progress(Progress(seen, total, "documents"))
    left_out = dict(comparison.left_out)
    if total > seen:
        left_out[BY_NONE] = left_out.get(BY_NONE, 0) + total - seen
    return tuple(LeftOut(why, n) for why, n in sorted(left_out.items()))


def _chunks(session: Session, question: AgreementQuestion) -> Iterator[Sequence[CodedDocument]]:
    status = None if question.status is None else question.status.value
    wanted = stream.Wanted(Layer.CODER.value, None, status)
    needs_sentences = question.unit is AgreementUnit.SENTENCE
    for chunk in stream.chunks(session, wanted):
        yield coded_documents(chunk, needs_sentences=needs_sentences)
