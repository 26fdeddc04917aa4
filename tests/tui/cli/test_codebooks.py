"""Codebooks on the command line."""

import pytest

import seeds


@pytest.fixture
def newer(place):
    """A further version of the starter codebook, with one value more."""
    text = seeds.starter_codebook()
    text = text.replace('version = "1.0"', 'version = "1.1"', 1)
    text = text.replace('label = "Upheld"', 'label = "Upheld in full"', 1)
    (place / "newer.toml").write_text(text)
    return "newer.toml"


def test_the_codebook_is_shown_as_a_tree(run, here):
    lines = run("codebook", "show").out.splitlines()

    assert lines[0].endswith("version 1.0")
    assert (
        "  outcome: Outcome (choice, required, for lgsco_decision, lgsco_report, spso_decision, ombudsman_other)"
        in lines
    )
    assert "    u  upheld: Upheld" in lines
    assert "Finding (F): findings" in lines
    assert any(line.startswith("  redresses: remedy to finding") for line in lines)


def test_the_codebook_as_json_has_one_question_a_line_with_all_its_values(run, here, seen):
    questions = run("codebook", "show", "--json").objects

    outcome = next(each for each in questions if each["name"] == "outcome")
    assert outcome["record_type"] is None
    assert [value["name"] for value in outcome["values"]][:2] == ["upheld", "partly_upheld"]
    assert {each["record_type"] for each in questions} == {
        None,
        "finding",
        "remedy",
        "recommendation",
    }
    named = {(each["record_type"], each["name"]): len(each["values"]) for each in questions}
    for record_type in seen.codebook().record_types:
        for field in record_type.fields:
            assert named[record_type.name, field.name] == len(list(field.all_values()))


def test_a_codebook_in_order_is_told_so_without_a_study(run, place, newer):
    said = run("codebook", "check", newer)

    assert said.status == 0
    assert "newer.toml is in order" in said.out
    assert "version 1.1" in said.out


def test_every_mistake_is_told_with_file_line_and_key(run, place, newer):
    text = (place / newer).read_text()
    (place / newer).write_text(text.replace("required = true", "requird = true"))

    said = run("codebook", "check", newer)

    assert said.status == 1
    assert all(line.startswith("newer.toml: Line ") for line in said.err.splitlines())
    assert "requird" in said.err


def test_trying_a_version_shows_it_and_changes_nothing(run, here, seen, newer):
    said = run("codebook", "set", newer, "--dry-run")

    assert said.status == 0
    assert "What differs:" in said.out
    assert "Upheld in full" in said.out
    assert seen.codebook().version == "1.0"


def test_a_version_is_put_in_force_when_the_answer_is_yes(run, here, seen, newer):
    refused = run("codebook", "set", newer, typed="n\n")
    before = seen.codebook().version
    agreed = run("codebook", "set", newer, typed="y\n")

    assert refused.status == 1
    assert "Nothing was changed." in refused.err
    assert before == "1.0"
    assert agreed.status == 0
    assert "Version 1.1 is in force." in agreed.out
    assert seen.codebook().version == "1.1"


def test_the_same_version_again_is_refused(run, here, newer):
    run("codebook", "set", newer, "--yes")
    said = run("codebook", "set", newer, "--yes")

    assert said.status == 1
    assert "in force already" in said.err


def test_the_last_edit_is_taken_back_when_the_answer_is_yes(run, here, seen, newer):
    run("codebook", "set", newer, "--yes")
    tried = run("codebook", "revert", "--dry-run")
    refused = run("codebook", "revert", typed="n\n")
    agreed = run("codebook", "revert", typed="y\n")
    again = run("codebook", "revert", "--yes")

    assert "Takes back: Codebook 1.1 put in force." in tried.out
    assert (tried.status, refused.status, agreed.status, again.status) == (0, 1, 0, 1)
    assert seen.codebook().version == "1.2"
    assert "nothing to take back" in again.err


def test_the_codebook_goes_out_as_it_came_in(run, here, place, newer):
    run("codebook", "set", newer, "--yes")
    run("codebook", "export", "out.toml")

    assert (place / "out.toml").read_text() == (place / newer).read_text()
    assert run("codebook", "export").out == (place / newer).read_text()


def test_a_file_that_is_there_is_not_overwritten(run, here, place):
    (place / "out.toml").write_text("mine")

    said = run("codebook", "export", "out.toml")

    assert said.status == 1
    assert "There is something at out.toml already" in said.err
    assert (place / "out.toml").read_text() == "mine"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("newer.toml",), True),
        (("1.0",), True),
        (("1.0", "1.1"), True),
        (("1.1", "newer.toml"), False),
    ],
)
def test_versions_and_files_are_compared(run, here, newer, names, told):
    if names != ("newer.toml",):
        run("codebook", "set", newer, "--yes")
    said = run("codebook", "diff", *names)

    assert said.status == 0
    assert ("Upheld in full" in said.out) == told
    assert ("do not differ" in said.out) != told


def test_differences_as_json_have_one_object_each(run, here, newer):
    (difference,) = run("codebook", "diff", newer, "--json").objects

    assert difference["field"] == "outcome"
    assert difference["value"] == "upheld"


def test_a_version_that_is_none_is_refused_with_those_that_are(run, here):
    said = run("codebook", "diff", "0.9")

    assert said.status == 1
    assert "its versions are 1.0" in said.err
