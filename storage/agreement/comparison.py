"""The units of documents counted; what ``units.csv`` says is exactly what is counted."""

from collections.abc import Callable, Sequence

from storage.agreement.coded import CodedDocument
from storage.agreement.cutting import CUTS, Unit, passages_of
from storage.agreement.subjects import Subject
from storage.agreement.units import How, Pattern, Series
from storage.records import AgreementUnit


class Comparison:
    """Counts the units of documents, one after the other."""

    def __init__(
        self,
        unit: AgreementUnit,
        coders: Sequence[str],
        subjects: Sequence[Subject],
        tell: Callable[[Unit], None] | None = None,
    ) -> None:
        """Compare some coders.

        Args:
            unit: In which units.
            coders: Who, in the order of every pattern.
            subjects: About what.
            tell: Is told of every unit.
        """
        self.n_documents = 0
        self.left_out: dict[str, int] = {}
        """Documents that are not compared, by why."""
        self.series = [Series(each.name, each.label, each.how, each.values) for each in subjects]
        self._coders, self._tell = tuple(coders), tell
        self._cut = CUTS[unit](subjects)
        self._seen: dict[Pattern, Pattern] = {}

    def add(self, document: CodedDocument) -> bool:
        """Count the units of one document, if two of the coders have coded it; says whether they have."""
        codings = [document.codings.get(coder) for coder in self._coders]
        there = sum(coding is not None for coding in codings)
        if there < 2:
            why = "coded by only one of them" if there else "coded by none of them"
            self.left_out[why] = self.left_out.get(why, 0) + 1
            return False
        self.n_documents += 1
        counts: dict[str, dict[Pattern, int]] = {each.subject: {} for each in self.series}
        for unit in self._cut(document, codings):
            # The same few answers come again and again: each is kept once.
            pattern = self._seen.setdefault(unit.answers, unit.answers)
            counted = counts[unit.subject]
            counted[pattern] = counted.get(pattern, 0) + unit.n
            if self._tell is not None:
                self._tell(unit)
        for series in self.series:
            series.documents.append(counts[series.subject])
            if series.how is How.PASSAGES:
                spans = [
                    None if each is None else passages_of(each, series.subject) for each in codings
                ]
                series.passages.append((spans, document.n_characters))
        return True
