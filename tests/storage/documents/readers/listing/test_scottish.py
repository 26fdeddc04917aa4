"""Pages of the ombudsman of Scotland."""

from storage.documents.readers.html import read_html
from storage.documents.readers.listing import entries


def test_every_decision_is_its_own_words(source, cases):
    found = entries(source("Our findings\n\n" + "\n\n".join(cases)))

    assert [entry.text for entry in found] == [case.removeprefix("• ") for case in cases]
    assert [entry.locator for entry in found] == ["entry 1", "entry 2", "entry 3"]


def test_a_decision_without_its_number_is_left_and_named(source, cases):
    cases[1] = cases[1].replace("202103101", "–")
    found = entries(source("\n\n".join(cases)))

    assert len(found) == 3
    assert "no number" in found[1].warnings[0]
    assert found[2].text == cases[2].removeprefix("• ")


def test_a_decision_that_cites_another_is_never_cut(source, cases):
    assert entries(source(f"{cases[0]}\n\nCase: 202009999 was about this too.")) == ()
    assert entries(source(f"{cases[0]}\n\nCase ref: 202009999\n\nWe decided it then.")) == ()


def test_a_header_printed_twice_is_one_decision(source, cases):
    page = f"{cases[0]}\n\n{cases[0]}\n\n{cases[1]}"

    assert len(entries(source(page))) == 2


def test_a_page_in_html_is_cut_the_same_way():
    case = (
        "<h2>SPSO decision report</h2><dl><dt>Case ref:</dt><dd>20210310{n}</dd><dt>Date:</dt>"
        "<dd>July 2021</dd><dt>Body:</dt><dd>A Council</dd><dt>Outcome:</dt><dd>Upheld</dd></dl>"
        "<h3>Summary</h3><p>C said so.</p>"
    )
    found = entries(read_html("<html><body>" + case.format(n=1) + case.format(n=2)))

    assert [entry.text.split("\n")[0] for entry in found] == ["SPSO decision report"] * 2
    assert all(entry.text.endswith("C said so.") for entry in found)
