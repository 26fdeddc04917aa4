"""Documents are given to coders: all to all, or a share to several and the rest split."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import (
    Assignment,
    Balance,
    ChangeRefused,
    DocumentQuery,
    NotFound,
    RecordEntry,
    Role,
    Status,
    Study,
)

Entry = Callable[..., RecordEntry]
Opened = Callable[..., Study]


@pytest.fixture
def anna(sample_study: Study) -> Study:
    """Who leads a study of ten documents in which ben and cara code."""
    sample_study.add_coder("ben")
    sample_study.add_coder("cara")
    return sample_study


def queue(study: Study) -> list[str]:
    """Titles of what a coder has to do, as ``n`` walks it."""
    found: list[str] = []
    while (uid := study.next_to_do(found[-1] if found else None)) and uid not in found:
        found.append(uid)
    return found


def test_before_the_first_assignment_everybody_has_everything(anna: Study, opened: Opened) -> None:
    ben = opened(Path(anna.store), "ben")

    assert len(queue(ben)) == anna.overview().documents


def test_everything_to_everybody_leaves_the_lead_without_a_queue(
    anna: Study, opened: Opened
) -> None:
    told = anna.assign(Assignment("pilot", size=4, seed=7))

    ben, cara = opened(Path(anna.store), "ben"), opened(Path(anna.store), "cara")
    assert told.first
    assert told.draw.size == told.draw.shared == 4
    assert len(queue(ben)) == 4
    assert queue(ben) == queue(cara)
    assert queue(anna) == []
    assert ben.overview().statuses[Status.TODO] == 4
    assert list(anna.verify()) == []


def test_a_share_is_coded_twice_and_the_rest_is_split(anna: Study, opened: Opened) -> None:
    told = anna.assign(Assignment("main", share=0.4, balance=Balance.DOCUMENTS))

    queues = [queue(opened(Path(anna.store), name)) for name in ("ben", "cara")]
    times = Counter(Counter(uid for each in queues for uid in each).values())
    documents = anna.overview().documents
    assert times == {2: told.draw.shared, 1: documents - told.draw.shared}
    assert told.draw.shared == round(0.4 * documents)
    assert abs(len(queues[0]) - len(queues[1])) <= 1


def test_the_same_seed_draws_the_same_and_another_one_otherwise(anna: Study) -> None:
    asked = [Assignment("main", size=5, share=0.4, seed=seed) for seed in (1, 1, 2)]
    first, again, other = (anna.assign(each, dry_run=True).draw for each in asked)

    assert first.coders == again.coders
    assert first.coders != other.coders


def test_saying_what_would_be_assigned_changes_nothing(anna: Study) -> None:
    before = anna.overview()
    told = anna.assign(Assignment("pilot", size=3), dry_run=True)

    assert told.change is None
    assert anna.overview() == before
    assert not anna.standing().assigned


def test_balanced_by_length_coders_read_about_as_much(anna: Study) -> None:
    told = anna.assign(Assignment("main", share=0))

    ben, cara = (characters for _, characters in told.draw.coders.values())
    longest = max(each.n_characters for each in anna.documents().rows)
    assert abs(ben - cara) <= longest


def test_each_kind_is_shared_in_proportion(anna: Study) -> None:
    told = anna.assign(Assignment("main", share=0.5, by_kind=True))

    assert len(told.draw.strata) > 1
    for frame, given, shared in told.draw.strata.values():
        assert given == frame
        assert abs(shared - frame / 2) <= 1


def test_what_a_lead_has_only_tried_out_is_given_to_coders_all_the_same(
    anna: Study, opened: Opened
) -> None:
    tried = queue(anna)[0]
    anna.exclude(tried, "only to see")
    told = anna.assign(Assignment("main", coders=("ben",), share=0))

    assert told.draw.size == anna.overview().documents
    assert tried in queue(opened(Path(anna.store), "ben"))


def test_a_coders_list_begins_with_their_queue(anna: Study, opened: Opened) -> None:
    limit = 3
    anna.assign(Assignment("pilot", size=4, seed=3))
    ben = opened(Path(anna.store), "ben")
    given = queue(ben)
    ben.exclude(given[2], "not a case")
    asked = DocumentQuery(sort="queue")
    page = ben.documents(asked, limit=limit)
    found = list(page.rows)
    while page.after is not None:
        page = ben.documents(asked, cursor=page.after, limit=limit)
        found += page.rows
    back = list(page.rows)
    while page.before is not None:
        page = ben.documents(asked, cursor=page.before, backwards=True, limit=limit)
        back[:0] = page.rows

    every = [each.uid for each in ben.documents().rows]
    assert [each.uid for each in found] == [*given, *(uid for uid in every if uid not in given)]
    assert back == found
    assert [each.round for each in found[:4]] == ["pilot"] * 4
    assert [each.in_queue for each in found] == [True] * 4 + [False] * (len(every) - 4)
    around = ben.documents(asked, around=given[3], limit=4)
    assert given[3] in [each.uid for each in around.rows]
    turned = ben.documents(DocumentQuery(sort="queue", descending=True))
    assert list(turned.rows) == found[::-1]


def worked_through(study: Study) -> list[str]:
    """What a coder has to do, each document done away with before the next."""
    found: list[str] = []
    following = study.next_to_do()
    while following is not None:
        found.append(following)
        following = study.exclude(following, "not a case")
    return found


def test_one_round_is_gone_through_before_the_next(anna: Study, opened: Opened) -> None:
    for name, size, seed in (("pilot", 3, 3), ("pilot2", 3, 4), ("main", 4, 5)):
        anna.assign(Assignment(name, coders=("ben",), size=size, seed=seed))
    ben = opened(Path(anna.store), "ben")
    every = {each.uid: each for each in ben.documents().rows}
    listed = [each for each in ben.documents(DocumentQuery(sort="queue")).rows if each.in_queue]
    again = worked_through(ben)

    assert [each.round for each in listed] == ["pilot"] * 3 + ["pilot2"] * 3 + ["main"] * 4
    assert again == [each.uid for each in listed]
    for name in ("pilot", "pilot2", "main"):
        own = [each.uid for each in listed if each.round == name]
        assert own == [uid for uid in every if uid in own]


def test_the_round_at_hand_comes_before_the_others(anna: Study, opened: Opened) -> None:
    for name in ("pilot", "pilot2", "main"):
        anna.assign(Assignment(name, coders=("ben",), size=2, seed=3))
    ben = opened(Path(anna.store), "ben")
    asked = DocumentQuery(sort="queue")
    given = [each.uid for each in ben.documents(asked).rows if each.in_queue]

    assert ben.next_to_do(given[2]) == given[3]
    assert ben.next_to_do(given[3]) == given[2]
    ben.exclude(given[2], "not a case")
    assert ben.exclude(given[3], "not a case") == given[0]
    anna.open_round("pilot")
    assert ben.next_to_do() == given[4]
    page = ben.documents(asked, limit=2)
    paged = list(page.rows)
    while page.after is not None:
        page = ben.documents(asked, cursor=page.after, limit=2)
        paged += page.rows
    assert [each.uid for each in paged if each.in_queue] == [*given[2:], *given[:2]]
    assert len(paged) == ben.overview().documents


def test_a_copy_leaves_the_main_round_for_last(anna: Study, opened: Opened, tmp_path: Path) -> None:
    for name in ("pilot", "main"):
        anna.assign(Assignment(name, coders=("ben",), size=3, seed=3))
    anna.hand_out(tmp_path / "ben.db", coder="ben")

    assert worked_through(opened(tmp_path / "ben.db", "ben")) == worked_through(
        opened(Path(anna.store), "ben")
    )


def test_a_list_by_queue_is_in_study_order_before_anything_is_assigned(anna: Study) -> None:
    assert anna.documents(DocumentQuery(sort="queue")).rows == anna.documents().rows


def test_the_main_round_leaves_out_the_pilot(anna: Study, opened: Opened) -> None:
    anna.assign(Assignment("pilot", size=4))
    ben = opened(Path(anna.store), "ben")
    pilot = set(queue(ben))
    told = anna.assign(Assignment("main", share=0))

    assert told.left_out == {"in another round": 4}
    assert told.draw.size == anna.overview().documents - 4
    assert pilot <= set(queue(ben))


def test_somebody_who_joins_after_the_first_assignment_gets_only_what_is_assigned(
    anna: Study, opened: Opened
) -> None:
    anna.assign(Assignment("pilot", size=4))
    anna.add_coder("dora")
    dora = opened(Path(anna.store), "dora")

    assert queue(dora) == queue(opened(Path(anna.store), "guest")) == []
    anna.assign(Assignment("pilot", coders=("dora",), size=2))
    assert len(queue(dora)) == 2


def test_documents_imported_after_an_assignment_wait_to_be_assigned(
    anna: Study, opened: Opened, tmp_path: Path
) -> None:
    anna.assign(Assignment("pilot", size=4))
    (tmp_path / "late.txt").write_text("A late case.\n", encoding="utf-8")
    anna.import_paths([tmp_path / "late.txt"])

    assert len(queue(opened(Path(anna.store), "ben"))) == 4


def test_an_assignment_is_taken_back_while_nothing_of_it_is_coded(
    anna: Study, opened: Opened, finding: Entry
) -> None:
    ben = opened(Path(anna.store), "ben")
    before = (queue(ben), queue(anna))
    change = anna.assign(Assignment("pilot", size=4)).change or ""
    anna.undo_change(change)
    assert (queue(ben), queue(anna)) == before
    assert anna.rounds()[0].draws == ()

    change = anna.assign(Assignment("pilot", size=4)).change or ""
    ben.flag(queue(ben)[0], "what is this?")
    ben.exclude(queue(ben)[0], "not a case")
    with pytest.raises(ChangeRefused, match="begun"):
        anna.undo_change(change)


def test_an_assignment_taken_back_comes_again(anna: Study, opened: Opened) -> None:
    ben = opened(Path(anna.store), "ben")
    change = anna.assign(Assignment("pilot", size=4)).change or ""
    assigned = queue(ben)
    anna.undo_change(anna.undo_change(change).uid)

    assert queue(ben) == assigned
    assert anna.rounds()[0].draws[0].size == 4
    assert list(anna.verify()) == []


def test_double_coding_turns_cues_off_unless_they_are_to_be_kept(anna: Study) -> None:
    anna.set_cues(True)
    kept = anna.assign(Assignment("pilot", size=2, keep_cues=True))
    assert not kept.cues_off
    assert anna.cues_on()

    told = anna.assign(Assignment("main", share=0.5))
    assert told.cues_off
    assert not anna.cues_on()
    anna.undo_change(told.change or "")
    assert anna.cues_on()


def test_documents_coded_once_leave_cues_as_they_are(anna: Study) -> None:
    anna.set_cues(True)
    told = anna.assign(Assignment("main", share=0))

    assert not told.cues_off
    assert anna.cues_on()


def test_coders_code_again_what_they_are_done_with_under_a_name_of_their_own(
    study: Study, opened: Opened, april: str, may: str
) -> None:
    for uid in (april, may):
        study.set_variable(uid, "outcome", "upheld")
        study.finish(uid, ["finding", "remedy"])
    told = study.assign(Assignment("recode", coders=("anna",), size=1))

    again = opened(Path(study.store), "anna-recode")
    (uid,) = queue(again)
    infos = {each.name: each for each in study.coder_infos()}
    assert told.draw.coders["anna-recode"][0] == 1
    assert not told.first
    assert uid in (april, may)
    assert infos["anna-recode"].recodes == "anna"
    assert again.coding(uid).variables == {}
    assert not again.may_see("anna")
    assert len(queue(study)) == 2


def test_nothing_is_coded_again_before_anything_is_done(study: Study) -> None:
    with pytest.raises(ChangeRefused, match="Nobody is done"):
        study.assign(Assignment("recode"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Assignment("main", share=1.5), "between 0 and 1"),
        (Assignment("main", size=0), "one document or more"),
        (Assignment(" "), "short name"),
        (Assignment("main", share=0.5, times=1), "two coders or more"),
    ],
)
def test_what_cannot_be_assigned_is_said(anna: Study, asked: Assignment, said: str) -> None:
    with pytest.raises(Exception, match=said):
        anna.assign(asked)


def test_only_a_lead_assigns(anna: Study, opened: Opened) -> None:
    with pytest.raises(ChangeRefused, match="Only who leads this study .* anna, not ben"):
        opened(Path(anna.store), "ben").assign(Assignment())
    with pytest.raises(NotFound, match="no coder nobody"):
        anna.assign(Assignment(coders=("nobody",)))


def test_a_sample_is_what_an_assignment_draws_from(anna: Study) -> None:
    anna.sample(3)
    told = anna.assign(Assignment("main", share=0))

    assert told.draw.frame == 3


def test_no_sample_is_drawn_or_taken_back_after_an_assignment(anna: Study) -> None:
    anna.sample(3)
    drawn = next(iter(anna.history()))
    assigned = anna.assign(Assignment("pilot", size=2)).change or ""
    with pytest.raises(ChangeRefused, match="documents were assigned since"):
        anna.undo_change(drawn.uid)
    anna.undo_change(assigned)
    anna.undo_change(drawn.uid)
    anna.assign(Assignment("pilot", size=2))

    with pytest.raises(ChangeRefused, match="assigned already"):
        anna.sample(2)


def test_who_leaves_hands_over_what_is_open(anna: Study, opened: Opened, finding: Entry) -> None:
    anna.assign(Assignment("main", share=0, balance=Balance.DOCUMENTS))
    ben, cara = opened(Path(anna.store), "ben"), opened(Path(anna.store), "cara")
    bens, caras = queue(ben), queue(cara)
    ben.flag(bens[0], "long")
    ben.exclude(bens[0], "not a case")
    assert anna.open_work("ben").n == len(bens) - 1

    said = anna.remove_coder("ben", hand_to="cara")
    assert said.endswith(f"{len(bens) - 1} documents go to cara.")
    assert sorted(queue(cara)) == sorted([*caras, *bens[1:]])
    with pytest.raises(ChangeRefused, match="ben has left"):
        ben.flag(bens[1], "still here")
    anna.undo_change(next(iter(anna.history())).uid)
    assert sorted(queue(cara)) == sorted(caras)
    assert queue(ben) == bens[1:]


def test_who_left_comes_back_to_a_study_that_never_assigned(anna: Study, opened: Opened) -> None:
    ben = opened(Path(anna.store), "ben")
    anna.remove_coder("ben")
    assert queue(ben) == []
    assert anna.add_coder("ben") == "ben is back as coder."

    assert len(queue(ben)) == anna.overview().documents


def test_the_last_lead_cannot_leave_or_do_something_else(anna: Study) -> None:
    with pytest.raises(ChangeRefused, match="alone leads"):
        anna.remove_coder("anna")
    with pytest.raises(ChangeRefused, match="alone leads"):
        anna.set_role("anna", Role.CODER)

    anna.set_role("ben", Role.LEAD)
    assert anna.set_role("anna", Role.ADJUDICATOR) == "anna is adjudicator from now on."


def test_a_coder_is_told_of_everybody_but_of_nobody_elses_progress(
    anna: Study, opened: Opened
) -> None:
    anna.assign(Assignment("pilot", size=4))
    told = {each.name: each.rounds for each in opened(Path(anna.store), "ben").coder_infos()}
    known = {each.name: each.rounds for each in anna.coder_infos()}

    assert told["cara"] is None
    assert told["ben"] == known["ben"]
    assert told["ben"][0].statuses[Status.TODO] == 4
    assert known["cara"] is not None
