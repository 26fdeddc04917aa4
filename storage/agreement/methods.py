"""A paragraph for a methods section: units, statistics, version, numbers and intervals."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from storage.agreement.names import CHIEF, STATISTICS
from storage.records import Agreement, AgreementUnit, LeftOut, Measure, Status

_UNITS = {
    AgreementUnit.DOCUMENT: "The unit is the document: the value of each variable, and the number of "
    "records of each type.",
    AgreementUnit.RECORD: "The unit is the record. Records of one type on one document were matched by "
    "the characters that their passages have in common, as a share of those in either (Jaccard), so that "
    "the sum over all matches is greatest (optimal assignment; with more than two coders one after the "
    "other, to the groups made before). Records without a match count in F1; their fields are left out.",
    AgreementUnit.SENTENCE: "The unit is the sentence: the set of record types of which a passage has a "
    "character of it.",
    AgreementUnit.CHARACTER: "The unit is the character: whether it is in a passage of a record of the "
    "type.",
}


def methods_paragraph(agreement: Agreement, *, program: str) -> str:
    """The paragraph.

    Args:
        agreement: What was computed.
        program: The program with its version, as it is to be named.
    """
    return " ".join(_sentences(agreement, program))


def _sentences(agreement: Agreement, program: str) -> Iterator[str]:
    question = agreement.question
    stood = "had done" if question.status is Status.DONE else "had begun or done"
    coders = _listed(question.coders)
    documents = _counted(agreement.n_documents, "document")
    yield (
        f"Agreement between {len(question.coders)} coders ({coders}) was computed with {program}, "
        f"codebook version {agreement.codebook_version}, on {documents} that at least two of them "
        f"{stood}{_in_rounds(agreement)}{_left_out(agreement.left_out)}."
    )
    yield _UNITS[question.unit]
    whole = [each for each in agreement.measures if each.coders == question.coders]
    used = dict.fromkeys(each.statistic.name for each in whole)
    yield f"Statistics: {'; '.join(map(_cited, used))}."
    if any(each.statistic.interval for each in whole):
        yield (
            f"Intervals are 95% percentile intervals of {question.draws:,} bootstrap samples of "
            f"documents (seed {question.seed})."
        )
    chief = [each for each in whole if each.value is None and each.statistic.name in CHIEF]
    for (subject, label), some in groupby(chief, key=lambda each: (each.subject, each.label)):
        yield _told(label if subject == label.lower() else f"{label} ({subject})", list(some))


def _in_rounds(agreement: Agreement) -> str:
    """In which rounds, where there is more than one or one was asked for."""
    if agreement.question.round is not None:
        return f" in round {agreement.question.round}"
    rounds = agreement.rounds
    return f" in rounds {_listed(rounds)} taken together" if len(rounds) > 1 else ""


def _cited(name: str) -> str:
    label, source = STATISTICS[name]
    return f"{label}, {source}" if source else label


def _told(heading: str, measures: list[Measure]) -> str:
    """A subject's figures, and the units that they rest on."""
    statistic = measures[0].statistic
    figures = "; ".join(_figure(each) for each in measures)
    units = _counted(statistic.n_units, "unit")
    return f"{heading}: {figures}; {units}{_left_out(statistic.left_out)}."


def _figure(measure: Measure) -> str:
    statistic = measure.statistic
    label = STATISTICS[statistic.name].label
    if statistic.value is None:
        return f"{label} is undefined, since {statistic.why}"
    spread = " [{:.3f}, {:.3f}]".format(*statistic.interval) if statistic.interval else ""
    return f"{label} {statistic.value:.3f}{spread}"


def _left_out(left_out: Iterable[LeftOut]) -> str:
    told = [f"{each.n:,} {each.why}" for each in left_out]
    return f" (left out: {', '.join(told)})" if told else ""


def _counted(n: int, word: str) -> str:
    return f"{n:,} {word}" if n == 1 else f"{n:,} {word}s"


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
