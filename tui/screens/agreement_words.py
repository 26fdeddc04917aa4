"""The three tables of the agreement screen, and what it says beside them."""

from collections.abc import Callable, Iterator, Sequence
from string import ascii_letters
from typing import TYPE_CHECKING

from storage import ContestedUnit
from tui.confusion_words import letters, small_table, value_words
from tui.dialogs.choose import Choice, ChooseDialog
from tui.display import count_text
from tui.spot import Spot
from tui.widgets.agreement_list import AgreementLine, Column

if TYPE_CHECKING:
    from storage import AgreementReport, Confusion, ContestedSide, Measure, ValueAgreement

VIEWS = (
    ("fields", "1", "by field"),
    ("confusion", "2", "confusion"),
    ("worst", "3", "worst values"),
)
"""Every view: its name, its key unless a key map says otherwise, and its title."""

CHIEF = ("alpha_", "f1")
"""How the names of those statistics begin of which a subject has one that counts most."""
FIELDS = (
    Column("", 0),
    Column("percent", 7, right=True),
    Column("kappa", 6, right=True),
    Column("alpha, F1", 9, right=True),
    Column("95 %", 15),
    Column("units", 6, right=True),
)
CSV = {
    "fields": "One line for each figure, with every value and every pair of coders.",
    "confusion": "One line for each pair of answers that was given.",
    "worst": "One line for each disagreement, with both coders' words in full.",
}
"""What a file of each view has in it."""
WORST = (Column("", 0), Column("", 0), Column("", 0))
LABEL, CELL = 24, 4
"""Columns of an answer and of a number in a confusion table."""


def field_lines(
    report: "AgreementReport", pair: tuple[str, str] | None
) -> tuple[AgreementLine, ...]:
    """A line for each subject: its figures over all coders, or those of a pair."""
    return tuple(
        _field_line(subject, measures)
        for agreement in report.agreements
        for subject, measures in _by_subject(
            each
            for each in agreement.measures
            if each.value is None and each.coders == (pair or agreement.question.coders)
        )
    )


def _by_subject(measures: "Iterator[Measure]") -> "Iterator[tuple[str, list[Measure]]]":
    found: dict[str, list[Measure]] = {}
    for measure in measures:
        found.setdefault(measure.subject, []).append(measure)
    yield from found.items()


def _field_line(subject: str, measures: "Sequence[Measure]") -> AgreementLine:
    named = {each.statistic.name: each.statistic for each in measures}
    chief = next((each for each in named.values() if each.name.startswith(CHIEF)), None)
    kappa = named.get("cohen_kappa", named.get("fleiss_kappa"))
    percent = named.get("percent")
    shown = [
        "–" if each is None or each.value is None else f"{each.value:.3f}"
        for each in (percent, kappa, chief)
    ]
    interval = "{:.3f} to {:.3f}".format(*chief.interval) if chief and chief.interval else ""
    of_record = subject.partition(".")[0] if "." in subject else ""
    label = f"{measures[0].label} ({of_record})" if of_record else measures[0].label
    cells = (label, *shown, interval, f"{measures[0].statistic.n_units:,}")
    return AgreementLine(subject, cells, subject, notes=tuple(_notes(measures)))


def _notes(measures: "Sequence[Measure]") -> Iterator[str]:
    """What the figures of a subject rest on."""
    told: dict[str, list[str]] = {}
    for each in measures:
        statistic = each.statistic
        left_out = ", ".join(f"{part.n:,} {part.why}" for part in statistic.left_out)
        for note in (
            f"undefined, since {statistic.why}" if statistic.why else "",
            f"left out: {left_out}" if left_out else "",
        ):
            if note:
                told.setdefault(note, []).append(statistic.name)
    for note, names in told.items():
        everywhere = len(names) == len(measures)
        yield f"{note[0].upper()}{note[1:]}." if everywhere else f"{', '.join(names)}: {note}."


def confusion_columns(table: "Confusion") -> tuple[Column, ...]:
    """The columns of a confusion table: its rows' answers, and a letter for each of the other coder's."""
    heads = [Column(sign, CELL, right=True) for sign in letters(table)]
    return (Column("", 1), Column("", LABEL), *heads)


def confusion_lines(table: "Confusion") -> tuple[AgreementLine, ...]:
    """A line for each answer of the first coder."""
    first, second = table.coders
    rows = zip(letters(table), table.answers, small_table(table), table.counts, strict=True)
    lines = []
    for place, (sign, answer, cells, counts) in enumerate(rows):
        is_value = place < table.n_values
        name = answer if is_value else f"({answer})"
        said = ", ".join(
            f"{n:,} {table.answers[other]}"
            for other, n in sorted(enumerate(counts), key=lambda each: -each[1])
            if n
        )
        times = count_text(sum(counts), "time")
        note = f"{first}: {name}, {times}. Then {second}: {said or 'nothing'}."
        lines.append(
            AgreementLine(
                sign + answer,
                (sign, name, *cells),
                table.subject,
                table,
                answer if is_value else None,
                (note,),
            )
        )
    return tuple(lines)


def worst_lines(values: "Sequence[ValueAgreement]") -> tuple[AgreementLine, ...]:
    """A line for each value, and beneath it one for each disagreement whose words are there."""
    lines = []
    for value in values:
        name = f"{value.label} · {value_words(value)}"
        instead = ", ".join(f"{n:,} {answer}" for answer, n in value.instead)
        uid = f"{value.subject}={value.value}"
        share = f"{value.share:.0%} agreed, {value.n_cases:,} differ{'s' * (value.n_cases == 1)}"
        notes = [f"Instead: {instead}."]
        if value.n_cases > len(value.cases):
            notes.append(f"The first {len(value.cases):,} are listed.")
        cells = (name, share, f"instead: {instead}")
        lines.append(
            AgreementLine(uid, cells, value.subject, value, notes=tuple(notes), is_heading=True)
        )
        for case in value.cases:
            left, right = (f"{side.coder}: {side.answer}" for side in case.sides)
            cells = (f"  {case.title}", left, right)
            lines.append(AgreementLine(case.uid, cells, value.subject, case))
    return tuple(lines)


def case_of(row: AgreementLine | None) -> "ContestedUnit | None":
    """The disagreement that a line is about."""
    about = row.about if row else None
    return about if isinstance(about, ContestedUnit) else None


def spot_of(case: ContestedUnit, coder: str) -> Spot:
    """Where a disagreement is in its document: one's own passage, or else the one there is."""
    sides = sorted(case.sides, key=lambda side: (side.coder != coder, side.passage is None))
    mine = sides[0].record if sides[0].coder == coder else None
    passage = next((side.passage for side in sides if side.passage is not None), None)
    return Spot(case.document, passage, mine)


def told_words(
    report: "AgreementReport",
    view: str,
    table: "Confusion | None",
    pair: tuple[str, str] | None,
) -> str:
    """What is compared, on a line."""
    first = report.agreements[0]
    question = first.question
    if view == "confusion":
        if table is None:
            return "Nothing to confuse"
        one, other = table.coders
        same = f"{table.n_same:,} of {count_text(table.n_units, 'unit')} the same"
        return f"{table.label} ({table.subject}): {one} down, {other} across; {same}"
    *others, last = pair or question.coders
    who = f"{', '.join(others)} and {last}"
    rounds = [question.round] if question.round else first.rounds
    where = f"{'round' if len(rounds) == 1 else 'rounds'} {', '.join(rounds)}"
    stand = "done" if question.status else "begun or done"
    return f"{who} · {count_text(first.n_documents, 'document')} {stand} by two or more · {where}"


def file_name(view: str, table: "Confusion | None") -> str:
    """A name for a view's file."""
    if view == "confusion" and table is not None:
        return f"confusion-{table.subject.replace('.', '-')}.csv"
    return {"fields": "agreement.csv", "worst": "disagreements.csv"}.get(view, "confusion.csv")


def side_words(side: "ContestedSide") -> str:
    """What one coder answered, and the words that show it."""
    quote = " ".join(side.quote.split())
    words = f"“{quote}”" if quote else "No words are tied to it."
    return f"{side.coder}: {side.answer}\n{words}"


def empty_words(view: str, key_text: "Callable[[str], str]") -> tuple[str, ...]:
    """What to say where a view has nothing to show."""
    if view == "worst":
        return ("Where two have coded the same, nobody differs on any value.",)
    again = key_text("agreement.fields")
    return ("Nothing was answered that could be compared.", "", f"{again} shows every field.")


def refused_words(why: str, key_text: "Callable[[str], str]", *, done: bool) -> tuple[str, ...]:
    """What to say where nothing can be compared, and what to do."""
    begun, again = key_text("agreement.begun"), key_text("agreement.again")
    more = f"{begun} compares documents that are only begun as well." if done else ""
    return tuple(filter(None, (why, more, f"{again} compares again.")))


def choose_field(tables: "Sequence[Confusion]", now: str | None) -> ChooseDialog[str]:
    """Ask for the field whose confusion is shown."""
    labels = {table.subject: table.label for table in tables}
    keys = [*ascii_letters, *[""] * max(0, len(labels) - len(ascii_letters))]
    choices = [
        Choice(subject, label, key, subject)
        for (subject, label), key in zip(labels.items(), keys, strict=False)
    ]
    places = list(labels)
    return ChooseDialog("Confusion of", choices, chosen=places.index(now) if now in places else 0)


def choose_round(rounds: Sequence[str], now: str | None) -> ChooseDialog[str]:
    """Ask for the round that is compared; the empty name is all of them."""
    names = ["", *rounds]
    choices = [
        Choice(name, name or "all rounds together", key)
        for name, key in zip(names, ascii_letters, strict=False)
    ]
    return ChooseDialog("Compare", choices, chosen=names.index(now or "") if now in names else 0)
