"""The window over a long list: whole pages, never too many, the cursors at both ends right."""

from storage import Document, Page, Status
from tui.widgets.row_window import CAPACITY, RowWindow

SIZE = 100


def document(number: int) -> Document:
    return Document(
        uid=f"d{number}",
        position=number + 1,
        case=f"c{number}",
        title=f"Document {number}",
        source_name=f"{number}.txt",
        kind="other",
        respondents=(),
        reference=None,
        category=None,
        decision_date=None,
        outcome=None,
        url=None,
        n_characters=10,
        imported_at="2025-01-01T00:00:00Z",
        status=Status.TODO,
        flag_reason=None,
        record_counts={},
        case_size=1,
    )


def page(number: int) -> Page:
    rows = tuple(document(each) for each in range(number * SIZE, (number + 1) * SIZE))
    return Page(rows, f"before {number}", f"after {number}")


def test_one_page_is_all_there_is_at_first():
    window = RowWindow()
    window.show(page(3))

    assert (len(window.rows), window.before, window.after) == (SIZE, "before 3", "after 3")


def test_going_on_drops_rows_at_the_top_and_says_how_many():
    window = RowWindow()
    window.show(page(0))
    dropped = [window.append(page(number)) for number in range(1, 8)]

    assert dropped == [0, 0, 0, 0, 0, SIZE, SIZE]
    assert len(window.rows) == CAPACITY
    assert (window.rows[0].uid, window.before) == ("d200", "before 2")
    assert (window.rows[-1].uid, window.after) == ("d799", "after 7")


def test_going_back_drops_rows_at_the_bottom():
    window = RowWindow()
    window.show(page(9))
    added = [window.prepend(page(number)) for number in range(8, 1, -1)]

    assert added == [SIZE] * 7
    assert len(window.rows) == CAPACITY
    assert (window.rows[0].uid, window.before) == ("d200", "before 2")
    assert (window.rows[-1].uid, window.after) == ("d799", "after 7")


def test_a_page_larger_than_the_window_is_held_whole():
    rows = tuple(document(number) for number in range(CAPACITY + 1))
    window = RowWindow()
    window.show(page(0))
    window.append(Page(rows, None, None))

    assert len(window.rows) == CAPACITY + 1


def test_a_document_is_found_by_its_uid():
    window = RowWindow()
    window.show(page(1))

    assert (window.find("d105"), window.find("d5"), window.find(None)) == (5, None, None)
