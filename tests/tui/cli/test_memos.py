"""The list of one's memos."""


def test_memos_are_listed_the_newest_first_with_what_they_are_on(run, here, seen):
    document = seen.documents().rows[0]
    seen.add_memo("document", document.uid, "Ask\nagain.")
    seen.add_memo("study", seen.overview().uid, "A thought.")

    lines = run("memos").out.splitlines()
    assert lines[0].endswith("A thought.")
    assert "study " in lines[0]
    assert f"document          {document.title}" in lines[1]
    assert lines[1].endswith("Ask again.")
    assert [each["text"] for each in run("memos", "--json").objects] == [
        "A thought.",
        "Ask\nagain.",
    ]


def test_memos_are_limited_to_what_is_asked_for(run, here, seen):
    seen.add_memo("document", seen.documents().rows[1].uid, "Ask again.")
    seen.add_memo("study", seen.overview().uid, "A thought.")

    for options in (["--on", "study"], ["--filter", "thought"]):
        assert [each["on"] for each in run("memos", *options, "--json").objects] == ["study"]
    assert [each["on"] for each in run("memos", "--document", 2, "--json").objects] == ["document"]


def test_where_there_are_none_it_is_said(run, here):
    assert run("memos").out == "There are no such memos of yours.\n"
    assert run("memos", "--json").out == ""
