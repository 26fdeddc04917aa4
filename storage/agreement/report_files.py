"""The files of a report on agreement, beside units.csv."""

from collections.abc import Mapping, Sequence

from storage.agreement.methods import methods_paragraph
from storage.agreement.report_tables import confusion_rows, disagreement_rows, value_rows
from storage.agreement.tables import agreement_rows, csv_of
from storage.records import AgreementReport


def report_files(reports: Sequence[AgreementReport], *, program: str) -> Mapping[str, str]:
    """Contents by file name.

    Args:
        reports: One for each round.
        program: The program with its version, as the methods section names it.
    """
    named = [(each.agreements[0].question.round, each) for each in reports]
    figures = (
        row
        for _, each in named
        for agreement in each.agreements
        for row in agreement_rows(agreement)
    )
    cells = (
        row
        for name, each in named
        for table in each.confusions
        for row in confusion_rows(table, name)
    )
    values = (row for name, each in named for row in value_rows(each.values, name))
    cases = (row for name, each in named for row in disagreement_rows(each.values, name))
    paragraphs = [
        methods_paragraph(agreement, program=program)
        for _, each in named
        for agreement in each.agreements
    ]
    return {
        "agreement.csv": csv_of(figures),
        "confusion.csv": csv_of(cells),
        "values.csv": csv_of(values),
        "disagreements.csv": csv_of(cases),
        "methods.txt": "\n\n".join(paragraphs) + "\n",
    }
