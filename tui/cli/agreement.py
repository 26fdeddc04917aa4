"""How far coders agree: figures for people and programs, units for a referee, words for a methods section."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from typer import Context, Option

from tui.cli.comparing import Coders, Round, StatusName, Subject, asked_for
from tui.cli.disagreements import say_worst
from tui.cli.options import Json, Store, coder_before, opened, refuse
from tui.cli.output import say, say_json, say_sentence, say_table
from tui.cli.progress import progress_bar
from tui.version import program_name

if TYPE_CHECKING:
    from storage import (
        Agreement,
        AgreementQuestion,
        Measure,
        Statistic,
    )

UnitName = Literal["document", "record", "sentence", "character"]
MetricName = Literal["nominal", "ordinal", "interval", "ratio"]

Unit = Annotated[UnitName, Option("--unit", help="What is compared.")]
MetricOption = Annotated[
    MetricName | None,
    Option("--metric", help="Compare choices as ranks, or numbers by difference or ratio."),
]
Draws = Annotated[
    int, Option("--draws", min=0, help="Bootstrap samples for the intervals; 0 for none.")
]
Seed = Annotated[int, Option("--seed", help="The same seed draws the same documents.")]
Csv = Annotated[Path | None, Option("--csv", metavar="FILE", help="Write the figures as CSV.")]
Units = Annotated[
    Path | None,
    Option("--units", metavar="DIR", help="Write units.csv: each unit as each coder has it."),
]
ReportFolder = Annotated[
    Path | None,
    Option("--report", metavar="DIR", help="Write a report on every round into a folder."),
]

WIDTHS = (16, 8, 9)
"""Columns of statistic, figure and units; the interval takes the rest."""
INDENT = "  "


def agreement(
    context: Context,
    unit: Unit = "document",
    coders: Coders = None,
    field: Subject = None,
    round_name: Round = None,
    status: StatusName = "done",
    metric: MetricOption = None,
    draws: Draws = 1_000,
    seed: Seed = 1,
    csv: Csv = None,
    units: Units = None,
    report: ReportFolder = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Tell how far coders agree.

    Everybody who is done with documents is compared, on those that two or more are done with. The
    table shows each variable, field or record type; --csv and --json have every value and every pair
    of coders too. It ends with a paragraph for a methods section. --report writes the figures of
    variables and records by round and pair, confusion tables, units, and the values that coders agree
    on least with their quotations.

    Example: casecoder agreement --unit record --coder anna --coder ben
    """
    from storage import AgreementUnit, Metric

    chosen = Metric(metric) if metric else None
    asked = asked_for(coders, field, round_name, status, AgreementUnit(unit), chosen, draws, seed)
    if report is not None:
        if csv or units or json:
            refuse("--report writes everything: leave --csv, --units and --json out.", 2)
        _report(asked, report, store, coder_before(context))
        return
    with opened(store, coder_before(context)) as study, progress_bar("Comparing") as progress:
        found = study.agreement(asked, units=units, progress=progress)
    _tell(found, csv, units, json=json)


def _tell(found: "Agreement", csv: Path | None, units: Path | None, *, json: bool) -> None:
    """Say what was found, and write what was asked for."""
    from storage import agreement_csv, agreement_rows

    if csv is not None:
        csv.write_text(agreement_csv(found), encoding="utf-8", newline="")
    if json:
        for row in agreement_rows(found):
            say_json(row)
        return
    _say(found)
    for written in (csv, units and units / "units.csv"):
        if written is not None:
            say_sentence(f"Written to {written}.")


def _report(asked: "AgreementQuestion", folder: Path, store: str | None, coder: str | None) -> None:
    """Write a report on every round, and say what coders agree on least in each."""
    with opened(store, coder) as study, progress_bar("Comparing") as progress:
        reports = study.write_agreement_report(
            folder, asked, program=program_name(), progress=progress
        )
    for report in reports:
        question = report.agreements[0].question
        coders = ", ".join(question.coders)
        say_sentence(f"Round {question.round}: {coders}" if question.round else coders)
        say()
        say_worst(report.values, values_shown=5, cases=1)
    say_sentence(f"Written to {folder}.")


def _say(found: "Agreement") -> None:
    """The figures as a table, and the paragraph; every value and every pair only of a single subject."""
    from storage import methods_paragraph

    only = len({each.subject for each in found.measures}) == 1
    shown = [each for each in found.measures if only or _is_of_everybody(found, each)]
    for (label, subject, _), some in groupby(shown, key=_heading):
        measures = list(some)
        value, coders = measures[0].value, measures[0].coders
        heading = f"{label} ({subject})" + (f" · {value}" if value is not None else "")
        say_sentence(
            heading if coders == found.question.coders else f"{heading} · {' and '.join(coders)}"
        )
        say_table(map(_row, measures), WIDTHS, right=(1, 2))
        for note in _notes(measures):
            say_sentence(INDENT + note)
        say()
    say_sentence(methods_paragraph(found, program=program_name()))


def _is_of_everybody(found: "Agreement", measure: "Measure") -> bool:
    return measure.value is None and measure.coders == found.question.coders


def _heading(measure: "Measure") -> tuple[str, str, tuple[str | None, tuple[str, ...]]]:
    return measure.label, measure.subject, (measure.value, measure.coders)


def _row(measure: "Measure") -> list[str]:
    """A figure, its interval and the units that it rests on."""
    statistic = measure.statistic
    return [
        statistic.name,
        "–" if statistic.value is None else f"{statistic.value:.3f}",
        f"{statistic.n_units:,}",
        "{:.3f} to {:.3f}".format(*statistic.interval) if statistic.interval else "",
    ]


def _notes(measures: "Sequence[Measure]") -> Iterator[str]:
    """Why there is no figure or no interval, and which units are left out; each once."""
    said: dict[str, list[str]] = {}
    for statistic in (each.statistic for each in measures):
        for note in _notes_on(statistic):
            said.setdefault(note, []).append(statistic.name)
    for note, names in said.items():
        everywhere = len(names) == len(measures)
        yield f"{note[0].upper()}{note[1:]}." if everywhere else f"{', '.join(names)}: {note}."


def _notes_on(statistic: "Statistic") -> Iterator[str]:
    if statistic.why:
        yield f"undefined, since {statistic.why}"
    elif statistic.interval is None:
        yield f"no interval, {statistic.why_no_interval}"
    if statistic.left_out:
        left_out = ", ".join(f"{each.n:,} {each.why}" for each in statistic.left_out)
        yield f"left out: {left_out}"
