"""One cell of a CSV file: quoting by RFC 4180, numbers as every program reads them."""

from collections.abc import Callable

Cell = Callable[[str], str]
"""Makes a cell of a text that somebody wrote."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(text: str) -> str:
    """``text`` as a cell, in quotation marks only where it needs them."""
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    if "," in text or "\n" in text or "\r" in text:
        return f'"{text}"'
    return text


def harmless(text: str) -> str:
    """``text`` as a cell that no spreadsheet runs as a formula: an apostrophe stands before it."""
    return plain("'" + text if text.startswith(_FORMULA) else text)


def whole(number: float | None) -> str:
    """An integer without a decimal point; empty for none."""
    return "" if number is None else str(int(number))


def decimal(number: float | None) -> str:
    """A number in its shortest form, without a decimal point where it needs none."""
    if number is None:
        return ""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)


def amount(number: float | None) -> str:
    """A sum of money with two decimals."""
    return "" if number is None else f"{number:.2f}"


def flag(truth: bool | float | None) -> str:
    """1 for yes, 0 for no, which pandas, R and Stata all read as numbers; empty for none."""
    return "" if truth is None else "1" if truth else "0"


class Cells(dict[str | None, str]):
    """Cells of texts that come again and again (coders, value names), each made once."""

    def __init__(self, cell: Cell) -> None:
        super().__init__({None: ""})
        self._cell = cell

    def __missing__(self, text: str | None) -> str:
        made = self[text] = self._cell(text or "")
        return made
