"""Check the lines of a load: answers against the codebook, passages against the text."""

from collections.abc import Sequence

from storage.codebook import Codebook, checker
from storage.errors import ValueRefused
from storage.exchange import EvidenceLine, RecordLine, VariableLine
from storage.records import FieldValue
from storage.study.records import SAME_AS

Line = RecordLine | VariableLine

Spot = tuple[int, int, str | None]
"""Start, end and field of a passage."""


class LineWrong(Exception):
    """What is wrong with a line, in words that follow its file and number."""


class Rules:
    """What one codebook asks of lines."""

    def __init__(self, codebook: Codebook) -> None:
        self._types = {
            kind.name: {field.name: checker(field, retired=True) for field in kind.fields}
            for kind in codebook.record_types
        }
        self._variables = {
            variable.name: checker(variable, retired=True) for variable in codebook.variables
        }
        self._relations = {
            (relation.name, relation.from_type, relation.to_type) for relation in codebook.relations
        }

    def values(self, line: RecordLine) -> dict[str, FieldValue]:
        """A record's answers, in the order of the fields.

        Raises:
            LineWrong: there is no such type or field, or an answer does not fit.
        """
        checkers = self._types.get(line.type)
        if checkers is None:
            raise LineWrong(f"the codebook has no record type «{line.type}».")
        given, values = line.values, {}
        for name, check in checkers.items():
            if name in given:
                try:
                    values[name] = check(given[name])
                except ValueRefused as refused:
                    raise LineWrong(f"«{name}»: {refused}") from refused
        fields = {passage.field for passage in line.evidence if passage.field is not None}
        unknown = [f"«{name}»" for name in (*given, *fields) if name not in checkers]
        if unknown:
            raise LineWrong(f"a {line.type} has no field {', '.join(unknown)} in the codebook.")
        return values

    def value(self, line: VariableLine) -> FieldValue:
        """A variable's value.

        Raises:
            LineWrong: there is no such variable, or the value does not fit.
        """
        check = self._variables.get(line.name)
        if check is None:
            raise LineWrong(f"the codebook has no variable «{line.name}».")
        if any(passage.field not in (None, line.name) for passage in line.evidence):
            raise LineWrong("a variable's passage has no «field»; leave it out.")
        try:
            return check(line.value)
        except ValueRefused as refused:
            raise LineWrong(f"«{line.name}»: {refused}") from refused

    def check_relation(self, relation: str, from_type: str, to_type: str) -> None:
        """Refuse a relation that the codebook does not know between such records.

        Raises:
            LineWrong: it does not.
        """
        if relation == SAME_AS and from_type == to_type:
            return
        if (relation, from_type, to_type) not in self._relations:
            raise LineWrong(
                f"the codebook has no relation «{relation}» from a {from_type} to a {to_type}."
            )


def spots(text: str, evidence: Sequence[EvidenceLine]) -> list[Spot]:
    """Where passages lie, each once: found in the text by its words, or checked against it.

    Raises:
        LineWrong: one is not there, or there more than once.
    """
    return list(dict.fromkeys([_spot(text, passage) for passage in evidence]))


def _spot(text: str, passage: EvidenceLine) -> Spot:
    start, end, quote = passage.start, passage.end, passage.quote
    if start is None or end is None:
        words = quote or ""
        start = text.find(words)
        if start < 0:
            raise LineWrong(f"the quote «{_short(words)}» is not in the text.")
        if text.find(words, start + 1) >= 0:
            raise LineWrong(
                f"the quote «{_short(words)}» is in the text more than once; add «start» and «end»."
            )
        return start, start + len(words), passage.field
    if end > len(text):
        raise LineWrong(
            f"the passage {start}-{end} reaches past the end of the text ({len(text)})."
        )
    if quote is not None and text[start:end] != quote:
        raise LineWrong(
            f"the text at {start}-{end} reads «{_short(text[start:end])}», not «{_short(quote)}»."
        )
    return start, end, passage.field


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
