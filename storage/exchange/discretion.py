"""What a dataset leaves out when asked to: the documents' own words, and the coders' names."""

import re
from collections.abc import Iterable, Iterator, Mapping

from storage.codebook.model import Codebook
from storage.errors import ExportError
from storage.exchange.rows import Batch, MemoRow, SettlementRow, ValueTuple

SHORTEST = 3
"""Characters of a name that is looked for in what people wrote: shorter ones are words, or initials."""
QUOTED = 40
"""A text that repeats so many characters of its document quotes it."""

_STEP = QUOTED // 2


class Discretion:
    """The batches of one export as it is allowed to show them."""

    def __init__(
        self, codebook: Codebook, *, quotes: str, coders: str, coder_names: Iterable[str]
    ) -> None:
        check_discretion(quotes, coders)
        self._names = CoderNames(is_coded=coders == "coded", known=coder_names)
        self._reticence = Reticence(codebook) if quotes == "none" else None

    def applied(self, batch: Batch) -> Batch:
        """``batch`` without what is not to be shown."""
        if self._reticence is not None:
            batch = self._reticence.applied(batch)
        return self._names.applied(batch)

    def in_memos(self, memos: Iterable[MemoRow]) -> list[MemoRow]:
        """Memos on the study itself, their writers called as everywhere."""
        return self._names.in_memos(memos)


def check_discretion(quotes: str, coders: str) -> None:
    """Refuse words that say nothing of what is left out.

    Raises:
        ExportError: ``quotes`` or ``coders`` is something else than it can be.
    """
    _only("quotes", quotes, ("all", "none"))
    _only("coders", coders, ("names", "coded"))


def _only(what: str, word: str, words: tuple[str, ...]) -> None:
    if word not in words:
        raise ExportError(f"{what} can be {' or '.join(words)}, not {word!r}.")


class CoderNames:
    """What coders are called in a dataset: their names, or ``coder_1`` and so on.

    Numbers follow the sorted ``known`` names; a name that is not among them gets the next number
    when it first appears, in document order.
    """

    def __init__(self, *, is_coded: bool, known: Iterable[str] = ()) -> None:
        self._is_coded = is_coded
        self._codes: dict[str, str] = {}
        self._written: re.Pattern[str] | None = None
        self._learn(sorted(set(known)))

    def called(self, coder: str) -> str:
        """What a coder is called."""
        if not self._is_coded:
            return coder
        self._learn([coder])
        return self._codes[coder]

    def called_if_known(self, word: str) -> str:
        """A word, or what the coder is called whose name it is."""
        return self._codes.get(word, word) if self._is_coded else word

    def in_words(self, text: str) -> str:
        """Something that people wrote, with the coders named in it called so too."""
        if not self._is_coded or not text:
            return text
        if self._written is None:
            names = sorted((each for each in self._codes if len(each) >= SHORTEST), key=len)
            either = "|".join(map(re.escape, reversed(names))) or r"(?!)"
            self._written = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
        folded = {name.casefold(): code for name, code in self._codes.items()}
        return self._written.sub(lambda found: folded.get(found[0].casefold(), "coder"), text)

    def _in_words(self, text: str | None) -> str | None:
        return text and self.in_words(text)

    def applied(self, batch: Batch) -> Batch:
        """``batch`` with the coders called so."""
        if not self._is_coded:
            return batch
        order = {document.id: number for number, document in enumerate(batch.documents)}
        seen = {(order[row.document_id], row.coder) for row in batch.reviews}
        seen |= {(order[row.document_id], row.coder) for row in batch.variables}
        seen |= {(order[row.document_id], row.coder) for row in batch.records}
        self._learn(name for _, name in sorted(seen))
        return batch._replace(
            reviews=[
                row._replace(
                    coder=self._codes[row.coder],
                    flag_reason=self._in_words(row.flag_reason),
                    excluded_reason=self._in_words(row.excluded_reason),
                )
                for row in batch.reviews
            ],
            records=[
                row._replace(coder=self._codes[row.coder], note=self._in_words(row.note))
                for row in batch.records
            ],
            variables=[
                row._replace(coder=self._codes[row.coder], note=self._in_words(row.note))
                for row in batch.variables
            ],
            links=[row._replace(coder=self._codes[row.coder]) for row in batch.links],
            memos=self.in_memos(batch.memos),
            gold=batch.gold
            and batch.gold._replace(
                settlements=[self._in_settlement(row) for row in batch.gold.settlements]
            ),
        )

    def _in_settlement(self, row: SettlementRow) -> SettlementRow:
        return row._replace(
            coders=list(map(self.called, row.coders)),
            note=self.in_words(row.note),
            coder=self.called(row.coder),
        )

    def in_memos(self, memos: Iterable[MemoRow]) -> list[MemoRow]:
        """``memos`` with their writers called so."""
        rows = list(memos)
        if not self._is_coded:
            return rows
        self._learn(row.coder for row in rows)
        return [
            row._replace(coder=self._codes[row.coder], text=self.in_words(row.text)) for row in rows
        ]

    def _learn(self, names: Iterable[str]) -> None:
        for name in names:
            if name not in self._codes:
                self._codes[name] = f"coder_{len(self._codes) + 1}"
                self._written = None


class Reticence:
    """Leaves out the documents' texts and whatever a coder copied from them.

    Notes, memos, reasons and written answers that repeat a run of ``QUOTED`` characters go. Names
    stay, as titles do: identifying variables, and fields that are filled from a variable.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._name_variables = frozenset(
            variable.name for variable in codebook.variables if variable.identifier
        )
        self._name_fields = frozenset(
            (kind.name, field.name)
            for kind in codebook.record_types
            for field in kind.fields
            if field.source
        )

    def applied(self, batch: Batch) -> Batch:
        """``batch`` without the documents' own words."""
        texts = {document.id: one_line(document.text) for document in batch.documents}

        def kept(words: str | None, document_id: int | None) -> str | None:
            text = texts.get(document_id or 0)
            return "" if words and text and repeats(one_line(words), text) else words

        return batch._replace(
            documents=[document._replace(text="") for document in batch.documents],
            reviews=[
                row._replace(
                    flag_reason=kept(row.flag_reason, row.document_id),
                    excluded_reason=kept(row.excluded_reason, row.document_id),
                )
                for row in batch.reviews
            ],
            records=[row._replace(note=kept(row.note, row.document_id)) for row in batch.records],
            record_values=list(self._kept_record_values(batch, texts)),
            variables=[
                row._replace(note=kept(row.note, row.document_id)) for row in batch.variables
            ],
            variable_values=list(self._kept_variable_values(batch, texts)),
            memos=[row._replace(text=kept(row.text, row.document_id) or "") for row in batch.memos],
            gold=batch.gold
            and batch.gold._replace(
                settlements=[
                    row._replace(note=kept(row.note, row.document_id) or "")
                    for row in batch.gold.settlements
                ]
            ),
        )

    def _kept_record_values(self, batch: Batch, texts: Mapping[int, str]) -> Iterator[ValueTuple]:
        owners = {row.id: (row.type, row.document_id) for row in batch.records}
        for row in batch.record_values:
            owner, name, _, text, _, _ = row
            kind, document_id = owners[owner]
            is_name = (kind, name) in self._name_fields
            if is_name or not repeats(one_line(text or ""), texts[document_id]):
                yield row

    def _kept_variable_values(self, batch: Batch, texts: Mapping[int, str]) -> Iterator[ValueTuple]:
        document_of = {row.id: row.document_id for row in batch.variables}
        for row in batch.variable_values:
            owner, name, _, text, _, _ = row
            is_name = name in self._name_variables
            if is_name or not repeats(one_line(text or ""), texts[document_of[owner]]):
                yield row


def repeats(words: str, text: str) -> bool:
    """Whether ``words`` have ``QUOTED`` characters or more in a row from ``text``."""
    pieces = range(0, len(words) - QUOTED + _STEP, _STEP)
    return any(
        words[start : start + _STEP] in text and _quotes_around(words, start, text)
        for start in pieces
    )


def _quotes_around(words: str, start: int, text: str) -> bool:
    """Whether a quotation covers the piece of ``words`` at ``start``, as every quotation does one."""
    first = max(0, start - _STEP)
    last = min(start, len(words) - QUOTED)
    return any(words[at : at + QUOTED] in text for at in range(first, last + 1))


def one_line(text: str) -> str:
    """``text`` with its white space made even, so that line breaks hide no quotation."""
    return " ".join(text.split())
