"""Which texts repeat words of documents, however the two are cut."""

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.exchange.discretion import QUOTED, one_line, repeats
from storage.exchange.quoting import quoting

SHORT = st.text("ab \n", max_size=90)


@settings(max_examples=50)
@given(st.lists(SHORT, max_size=4), st.lists(SHORT, max_size=4))
def test_it_finds_what_comparing_each_with_each_finds(texts, documents):
    expected = {
        text
        for text in texts
        for document in documents
        if repeats(one_line(text), one_line(document))
    }

    assert quoting(texts, documents) == expected


@settings(max_examples=50)
@given(st.text("abc", min_size=60, max_size=120), st.data())
def test_a_quotation_is_found_wherever_it_stands(document, data):
    start = data.draw(st.integers(0, len(document) - QUOTED))
    quote = document[start : start + QUOTED]
    text = f"{data.draw(st.text('xy'))}{quote}{data.draw(st.text('xy'))}"

    assert quoting([text], ["", document]) == {text}


def test_documents_are_not_read_where_no_text_is_long_enough():
    def documents():
        raise AssertionError("read")
        yield ""

    assert quoting(["short", ""], documents()) == frozenset()
