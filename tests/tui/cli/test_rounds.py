"""Coders, assignments and rounds on the command line."""

import pytest

from storage import NewEvidence, RecordEntry, Study

FINDING = RecordEntry("finding", {"conclusion": "praise"}, (NewEvidence(0, 40),))


@pytest.fixture
def two(run, here):
    """The sample study of this folder, in which ben and cara code for anna."""
    run("coders", "add", "ben")
    run("coders", "add", "cara")
    return here


def test_who_makes_a_study_leads_it_and_adds_the_others(run, place):
    run("new")
    said = run("coders", "add", "dora", "--role", "adjudicator")
    listed = run("coders", "--json")

    assert said.out == "dora added as adjudicator.\n"
    assert [(each["coder"], each["role"]) for each in listed.objects] == [
        ("anna", "lead"),
        ("dora", "adjudicator"),
    ]


def test_an_assignment_tells_what_each_coder_got_and_how_to_take_it_back(run, two):
    said = run("assign", "--round", "pilot", "--all", "--size", "4", "--seed", "3")

    assert said.status == 0
    assert "4 of 12 documents assigned in round pilot, 4 of them to 2 coders each" in said.out
    assert "with the seed 3" in said.out
    assert "Coders have only what they are assigned" in said.out
    assert "casecoder undo" in said.out
    assert "Cues are turned off" in said.err
    number = said.out.split("casecoder undo ")[1].split()[0]
    assert run("undo", number).status == 0
    assert run("rounds", "--json").objects[0]["draws"] == []


def test_what_would_be_assigned_is_told_as_json_and_changes_nothing(run, two):
    (told,) = run("assign", "--share", "0.5", "--by", "kind", "--dry-run", "--json").objects

    assert told["change"] is None
    assert told["size"] == 12
    assert sum(shared for _, _, shared in told["strata"].values()) == told["shared"] == 6
    assert all(not each["draws"] for each in run("rounds", "--json").objects)


def test_how_to_assign_has_to_be_said(run, two):
    neither, both = run("assign"), run("assign", "--all", "--share", "0.2")

    assert neither.status == both.status == 2
    assert neither.err.startswith("Say how: --all")


def test_coders_list_tells_a_lead_of_everybody_and_a_coder_of_themselves(run, two):
    run("assign", "--round", "pilot", "--all", "--size", "4")
    lead, ben = run("coders"), run("--coder", "ben", "coders")

    assert [line.split() for line in lead.out.splitlines()][1:] == [
        ["ben", "coder", "pilot:", "4", "to", "do"],
        ["cara", "coder", "pilot:", "4", "to", "do"],
    ]
    assert ben.out.count("pilot: 4 to do") == 1


def test_opening_a_round_asks_and_names_who_is_not_done(run, two):
    run("assign", "--round", "pilot", "--all", "--size", "4")
    asked = run("rounds", "open", "pilot", typed="n\n")
    opened = run("rounds", "open", "pilot", "--yes")
    reopened = run("rounds", "reopen", "pilot", "--coder", "ben")
    listed = run("rounds")

    assert asked.status == 1
    assert "ben is not done with 4 documents of it." in asked.err
    assert "frozen" in opened.out
    assert "casecoder settle --round pilot lets go to gold" in opened.out
    assert "Round pilot reopened to ben." in reopened.out
    assert "by anna; 4 documents assigned, 4 shared; reopened to ben" in listed.out


def test_what_only_a_lead_does_is_refused_to_others_with_who_leads(run, two):
    for arguments in (
        ("assign", "--all"),
        ("coders", "add", "eve"),
        ("coders", "role", "ben", "lead"),
        ("rounds", "open", "main"),
    ):
        said = run("--coder", "ben", *arguments)

        assert said.status == 1
        assert said.err.startswith("Only who leads this study may ")
        assert said.err.endswith(": anna, not ben.\n")
    assert "only who leads the study copies it" in run("--coder", "ben", "backup", "b.db").err


def test_who_leaves_with_open_work_is_asked_about(run, two):
    run("assign", "--share", "0", "--balance", "documents")
    asked = run("coders", "remove", "ben", "--to", "cara", typed="n\n")
    gone = run("coders", "remove", "ben", "--to", "cara", "--yes")

    assert asked.status == 1
    assert "ben has 6 documents that are not done: 6 to do, 0 in progress." in asked.err
    assert "ben has left the study; 6 documents go to cara." in gone.out
    assert "left 2" in run("coders").out


def test_a_coder_codes_again_under_a_name_that_is_told(run, two):
    with Study.open(two, coder="ben") as ben:
        uid = ben.next_to_do() or ""
        ben.exclude(uid, "not a case")
        other = ben.next_to_do() or ""
        ben.set_variable(other, "outcome", "upheld")
        types = [each.name for each in ben.codebook().record_types]
        for each in ben.missing(other):
            if each.what == "variable":
                ben.set_variable(other, each.name, "x")
        ben.finish(other, types)
    said = run("assign", "--round", "recode", "--coder", "ben")

    assert "1 of 1 document assigned in round recode" in said.out
    assert "--coder ben-recode opens what is to be coded again." in said.out
    assert "codes again what ben has coded" in run("coders").out


def test_the_coder_named_before_a_command_is_who_asks(run, two):
    with Study.open(two, coder="ben") as ben:
        ben.add_record(ben.next_to_do() or "", FINDING)
    own = run("--coder", "ben", "export", "own", "--coder", "ben")
    others = run("--coder", "cara", "export", "others", "--coder", "ben")
    compared = run("--coder", "cara", "agreement", "--status", "any")

    assert own.status == 0
    assert others.status == compared.status == 1
    assert "What others code in the round main is shown to nobody" in others.err
