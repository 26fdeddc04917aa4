"""The lines of the tables whose rows stand by themselves: documents, links, memos and settlements."""

from collections.abc import Iterable

from storage.exchange.cells import Cell, Cells, decimal
from storage.exchange.rows import DocumentRow, LinkRow, MemoRow, SettlementRow


def document_lines(documents: Iterable[DocumentRow], cell: Cell, cells: Cells) -> list[str]:
    """Lines of documents.csv."""
    return [
        f"{row.uid},{row.case_uid},{cell(row.title)},{cell(row.source_name)},{cells[row.kind]},"
        f"{cell(row.url or '')},{row.retrieved_on or ''},{cells[row.stratum]},"
        f"{decimal(row.probability)},{row.imported_at},{row.n_characters},{row.text_sha256}\n"
        for row in documents
    ]


def link_lines(links: Iterable[LinkRow], cells: Cells) -> list[str]:
    """Lines of links.csv."""
    return [
        f"{uid},{source},{relation},{target},{source_document},{target_document},"
        f"{cells[coder]},{layer}\n"
        for uid, _, source, relation, target, source_document, target_document, coder, layer in links
    ]


def memo_lines(memos: Iterable[MemoRow], cell: Cell, cells: Cells) -> list[str]:
    """Lines of memos.csv."""
    return [
        f"{uid},{on},{target},{'' if start is None else start},{'' if end is None else end},"
        f"{cells[coder]},{cell(text)},{created_at}\n"
        for uid, on, target, _, start, end, coder, text, created_at in memos
    ]


def settlement_lines(settlements: Iterable[SettlementRow], cell: Cell, cells: Cells) -> list[str]:
    """Lines of settlements.csv."""
    return [
        f"{row.uid},{row.document_uid},{row.case_uid},{cell(row.round)},{row.kind},{row.name},"
        f"{row.settled},{row.result},{row.record_uid or ''},{'|'.join(row.origin_uids)},"
        f"{cell('|'.join(row.coders))},{row.reason or ''},{cell(row.note)},{cells[row.coder]},"
        f"{row.created_at}\n"
        for row in settlements
    ]
