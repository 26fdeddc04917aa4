"""Which of some texts repeat words of documents."""

from collections.abc import Iterable

from storage.exchange.discretion import QUOTED, one_line, repeats

_PIECE = QUOTED // 2


def quoting(texts: Iterable[str], documents: Iterable[str]) -> frozenset[str]:
    """Those texts that have ``QUOTED`` characters or more in a row from one of the documents.

    Args:
        texts: What people wrote.
        documents: Texts of documents, which are read once.
    """
    # Whatever a run of so many characters begins with, it holds a whole piece of its document.
    pieces: dict[str, set[str]] = {}
    for text in {each for each in texts if len(one_line(each)) >= QUOTED}:
        words = one_line(text)
        for at in range(len(words) - _PIECE + 1):
            pieces.setdefault(words[at : at + _PIECE], set()).add(text)
    found: set[str] = set()
    for document in documents if pieces else ():
        words = one_line(document)
        for at in range(0, len(words) - _PIECE + 1, _PIECE):
            for text in pieces.get(words[at : at + _PIECE], set()) - found:
                if repeats(one_line(text), words):
                    found.add(text)
    return frozenset(found)
