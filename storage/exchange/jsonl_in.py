"""Reading JSON Lines to annotate: whole lines, known keys, right types; no codebook, no text."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Never

from storage.errors import AnnotationError
from storage.exchange.annotations import EvidenceLine, Line, LinkLine, RecordLine, VariableLine
from storage.exchange.json_shapes import (
    Fault,
    needed_text,
    objects,
    one_of,
    only,
    shown,
    text_or_none,
)

_RECORD_KEYS = frozenset(
    [
        "id",
        "type",
        "document",
        "coder",
        "layer",
        "codebook_version",
        "values",
        "certainty",
        "note",
        "evidence",
        "links",
        "settled",
        "origin_ids",
    ]
)
_VARIABLE_KEYS = frozenset(
    [
        "document",
        "coder",
        "layer",
        "name",
        "value",
        "basis",
        "certainty",
        "note",
        "evidence",
        "settled",
    ]
)
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""A character that is no text, as JSON spells it, and not a backslash before such letters."""
_DOCUMENT_KEYS = frozenset({"source_name", "text_sha256"})
_EVIDENCE_KEYS = frozenset({"start", "end", "quote", "field"})
_LINK_KEYS = frozenset({"relation", "to"})
_LAYERS = frozenset({"coder", "gold"})
_CERTAINTIES = frozenset({"high", "medium", "low"})
_SETTLED = frozenset({"unanimous", "adjudicated"})
_BASES = frozenset({"stated", "inferred"})
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}")
_HALF_CHARACTER = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")


def _no_number(word: str) -> Never:
    raise Fault(f"{word} is no number in JSON; leave the value out, or name a missing value")


_decode = json.JSONDecoder(parse_constant=_no_number).decode
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def read_jsonl(
    lines: Iterable[str], path: Path | str, *, coder: str = ""
) -> Iterator[RecordLine | VariableLine]:
    """The records and variable values on ``lines``, in their order; empty lines are passed over.

    Args:
        lines: The file's text, line by line.
        path: What to call the file in messages.
        coder: Whose coding a line is that names nobody: part of what derived ids come from.

    Raises:
        AnnotationError: With the file, the line and what to do, at the first line that is wrong.
    """
    reader = _Reader(coder)
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            if line and not line.isspace():
                yield reader.line(line, number)
    except Fault as fault:
        raise AnnotationError(f"{path}, line {number}: {fault}.") from fault
    except UnicodeDecodeError as error:
        raise AnnotationError(
            f"{path}, line {number + 1}: this is not UTF-8 text; save the file as UTF-8."
        ) from error


def line_id(content: str, ordinal: int) -> str:
    """The id of a record whose line gives none.

    Args:
        content: The line's whole content, in one canonical form.
        ordinal: Which of the lines with equal content it is, from 1.

    Returns:
        A UUID (version 8, RFC 9562) of the SHA-256 of both.
    """
    digits = sha256(f"{ordinal}\n{content}".encode()).hexdigest()
    variant = "89ab"[int(digits[16], 16) % 4]
    return f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


class _Reader:
    """Reads the lines of one file, counting those that are equal and have no id."""

    def __init__(self, coder: str) -> None:
        self._coder = coder
        self._seen: Counter[bytes] = Counter()

    def line(self, text: str, number: int) -> Line:
        """What one line says."""
        content = _parsed(text, number)
        if "type" in content:
            return self._record(content, number)
        if "name" in content:
            return _variable(content, number)
        raise Fault(
            "it is neither a record, which has a «type», nor a variable, which has a «name»"
        )

    def _record(self, content: dict[str, object], number: int) -> RecordLine:
        only(content, _RECORD_KEYS, "a record")
        source_name, text_sha256 = _document(content)
        given = text_or_none(content, "id")
        if given is not None and not _ID.fullmatch(given):
            raise Fault(
                f"the id {shown(given)} is too long or has other characters than letters, digits "
                "and _ . : -"
            )
        evidence = _evidence(content)
        if not evidence:
            raise Fault("a record needs «evidence»: at least one passage with its quote")
        return RecordLine(
            number,
            given or self._derived_id(content),
            given is not None,
            needed_text(content, "type"),
            source_name,
            text_sha256,
            text_or_none(content, "coder"),
            one_of(content, "layer", _LAYERS),
            text_or_none(content, "codebook_version"),
            _values(content),
            one_of(content, "certainty", _CERTAINTIES),
            text_or_none(content, "note") or "",
            evidence,
            _links(content),
            _settled(content),
            _origins(content),
        )

    def _derived_id(self, content: Mapping[str, object]) -> str:
        whole = {**content, "coder": content.get("coder") or self._coder}
        canonical = _canonical(whole)
        key = sha256(canonical.encode()).digest()
        self._seen[key] += 1
        return line_id(canonical, self._seen[key])


def _parsed(text: str, number: int) -> dict[str, object]:
    """The JSON object on one line."""
    if number == 1:
        text = text.removeprefix("\ufeff")
    try:
        content = _decode(text)
        if _HALF_CHARACTER.search(text):
            _refuse_unfit(content)
    except json.JSONDecodeError as error:
        raise Fault(
            f"it is cut short or is no JSON ({error.msg}, character {error.colno}); "
            "each line must be one whole object"
        ) from error
    except (ValueError, RecursionError) as error:
        raise Fault("it has a number too long, or lists in lists too deep, to be read") from error
    if not isinstance(content, dict):
        raise Fault("it is no JSON object; each line must be one object in braces")
    return content


def _refuse_unfit(content: object) -> None:
    whole = json.dumps(content, ensure_ascii=False)
    if not whole.isascii():
        try:
            whole.encode()
        except UnicodeEncodeError as error:
            raise Fault(
                "it has half a character (a lone \\ud…); write the text as UTF-8"
            ) from error
    if _NUL.search(whole):
        raise Fault("it has a character that is no text (\\u0000); take it out")


def _variable(content: dict[str, object], number: int) -> VariableLine:
    only(content, _VARIABLE_KEYS, "a variable")
    source_name, text_sha256 = _document(content)
    value = content.get("value")
    if value is None:
        raise Fault(
            'there is no «value»; name a missing value such as "not_stated", or leave the line out'
        )
    return VariableLine(
        number,
        source_name,
        text_sha256,
        text_or_none(content, "coder"),
        one_of(content, "layer", _LAYERS),
        needed_text(content, "name"),
        value,
        one_of(content, "basis", _BASES) or "stated",
        one_of(content, "certainty", _CERTAINTIES),
        text_or_none(content, "note") or "",
        _evidence(content),
        _settled(content),
    )


def _document(content: Mapping[str, object]) -> tuple[str, str | None]:
    document = content.get("document")
    if not isinstance(document, dict):
        raise Fault("«document» must be an object with the document's «source_name»")
    only(document, _DOCUMENT_KEYS, "a document")
    return needed_text(document, "source_name"), text_or_none(document, "text_sha256")


def _values(content: Mapping[str, object]) -> Mapping[str, object]:
    values = content.get("values", {})
    if not isinstance(values, dict):
        raise Fault(f"«values» must be an object of fields and values, not {shown(values)}")
    for name, value in values.items():
        if value is None:
            raise Fault(
                f"the field {shown(name)} has no value; leave it out, or name a missing value"
            )
    return values


def _evidence(content: Mapping[str, object]) -> tuple[EvidenceLine, ...]:
    return tuple([_passage(each) for each in objects(content, "evidence")])


def _passage(given: dict[str, object]) -> EvidenceLine:
    only(given, _EVIDENCE_KEYS, "a passage")
    start, end = given.get("start"), given.get("end")
    quote = text_or_none(given, "quote")
    if quote is not None and (not quote or quote.isspace()):
        raise Fault("a quote is empty; give the passage's words")
    if start is None and end is None:
        if quote is None:
            raise Fault("a passage has neither a «quote» nor a «start» and «end»; give its words")
        return EvidenceLine(None, None, quote, text_or_none(given, "field"))
    if type(start) is not int or type(end) is not int:
        raise Fault(
            "a passage needs both «start» and «end» as whole numbers, or neither "
            f"(here: {shown(start)} and {shown(end)})"
        )
    if not 0 <= start < end:
        raise Fault(
            f"a passage from {start} to {end} is empty or backwards; «end» is one past its last character"
        )
    return EvidenceLine(start, end, quote, text_or_none(given, "field"))


def _settled(content: Mapping[str, object]) -> str | None:
    settled = one_of(content, "settled", _SETTLED)
    if settled is not None and content.get("layer") != "gold":
        raise Fault("only what is gold is «settled»; give it the «layer» gold, or leave that out")
    return settled


def _origins(content: Mapping[str, object]) -> tuple[str, ...]:
    given = content.get("origin_ids") or []
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise Fault(f"«origin_ids» must be a list of ids, not {shown(given)}")
    if given and content.get("settled") is None:
        raise Fault("«origin_ids» needs «settled» beside it, which says how it was settled")
    return tuple(given)


def _links(content: Mapping[str, object]) -> tuple[LinkLine, ...]:
    return tuple([_link(each) for each in objects(content, "links")])


def _link(given: dict[str, object]) -> LinkLine:
    only(given, _LINK_KEYS, "a link")
    return LinkLine(needed_text(given, "relation"), needed_text(given, "to"))
