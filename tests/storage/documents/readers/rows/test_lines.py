"""JSON Lines: values of every sort, and lines that are broken."""

import json

from storage.documents.readers.rows import columns_of, read_rows, rows_format


def test_an_object_a_line_is_a_document(prose, split):
    lines = [json.dumps({"case_ref": n, "text": prose}) for n in range(3)]
    documents, _ = split(read_rows("\n\n".join(lines), "a.jsonl"))

    assert [document.locator for document in documents] == ["line 1", "line 3", "line 5"]
    assert [document.metadata["reference"] for document in documents] == ["0", "1", "2"]


def test_broken_lines_are_refused_and_the_rest_goes_on(prose, split):
    good = json.dumps({"text": prose})
    lines = [good, '{"text": ', "[1, 2]", '{"text": null, "a": 1}', "[" * 5000, good]
    documents, refused = split(read_rows("\n".join(lines), "a.jsonl"))

    assert [document.locator for document in documents] == ["line 1", "line 6"]
    assert [each.locator for each in refused] == ["line 2", "line 3", "line 4", "line 5"]
    assert "no JSON" in refused[0].reason
    assert "no object" in refused[1].reason


def test_objects_and_lists_inside_are_read_as_words(prose, split):
    line = json.dumps(
        {
            "meta": {"council": "Ashby Council", "pages": 3.5, "draft": False},
            "tags": ["delay", "schools"],
            "paragraphs": [prose, prose],
        }
    )
    documents, _ = split(read_rows(line, "a.jsonl"))

    assert documents[0].text == f"{prose}\n\n{prose}"
    assert documents[0].metadata == {
        "respondent": "Ashby Council",
        "meta_pages": "3.5",
        "meta_draft": "false",
        "tags": "delay; schools",
    }


def test_text_inside_an_object_is_found_by_its_name(split):
    line = json.dumps({"data": {"text": "Short.", "url": "https://x.example"}})
    documents, _ = split(read_rows(line, "a.jsonl"))

    assert documents[0].text == "Short."
    assert documents[0].metadata == {"url": "https://x.example"}


def test_a_key_that_only_later_lines_have_is_kept(prose, split):
    lines = [json.dumps({"text": prose})] * 300 + [json.dumps({"text": prose, "Late Key": "x"})]
    documents, _ = split(read_rows("\n".join(lines), "a.jsonl"))

    assert columns_of("\n".join(lines), "a.jsonl").keys == {}
    assert documents[-1].metadata == {"late_key": "x"}


def test_half_characters_do_not_reach_the_text(prose, split):
    documents, _ = split(read_rows('{"text": "a \\ud800 b", "x": "\\udc00y"}', "a.jsonl", "text"))

    assert documents[0].text == "a  b"
    assert documents[0].metadata == {"x": "y"}


def test_a_list_of_objects_is_read_item_by_item(prose, split):
    items = [{"text": prose, "ref": n} for n in range(3)]
    table = json.dumps([*items, "no object", {"text": ""}], indent=1)
    documents, refused = split(read_rows(table, "a.json"))

    assert rows_format(table, "a.txt") == "jsonl"
    assert [document.locator for document in documents] == ["item 1", "item 2", "item 3"]
    assert [document.metadata["reference"] for document in documents] == ["0", "1", "2"]
    assert [each.locator for each in refused] == ["item 4", "item 5"]


def test_a_list_that_breaks_off_gives_what_was_whole(prose, split):
    table = json.dumps([{"text": prose}, {"text": prose}, {"text": prose}])[:-20]
    documents, refused = split(read_rows(table, "a.json"))

    assert len(documents) == 2
    assert [each.locator for each in refused] == ["item 3"]


def test_an_article_in_brackets_is_no_table():
    assert rows_format("[{This is what he said}]\n[{and this}]\n", "a.txt") is None
    assert rows_format("[Reporter: {A}]\n", "a.json") is None


def test_a_file_with_one_object_is_one_document(prose, split):
    page = json.dumps({"url": "https://x.example", "text": prose}, indent=1)
    documents, _ = split(read_rows(page, "a.json"))

    assert rows_format(page, "a.json") == "jsonl"
    assert [(document.text, document.locator) for document in documents] == [(prose, None)]
    assert documents[0].metadata == {"url": "https://x.example"}


def test_settings_in_json_are_no_document():
    assert rows_format(json.dumps({"name": "x", "sizes": [1, 2]}, indent=1), "a.json") is None


def test_a_list_under_a_name_is_read_item_by_item(prose, split):
    answer = json.dumps(
        {"count": 2, "results": [{"ref": 1, "text": prose}, {"ref": 2, "text": "x"}]}
    )
    documents, _ = split(read_rows(answer, "a.json"))

    assert rows_format(answer, "a.json") == "jsonl"
    assert [document.locator for document in documents] == ["item 1", "item 2"]
    assert [document.metadata["reference"] for document in documents] == ["1", "2"]


def test_a_list_beside_a_text_belongs_to_it(prose, split):
    page = json.dumps({"text": prose, "comments": [{"text": prose}, {"text": prose}]})
    documents, _ = split(read_rows(page, "a.json"))

    assert [document.text for document in documents] == [prose]
