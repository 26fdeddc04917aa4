"""What coders agree about: the rule, whatever they have made."""

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.agreement.coded import Coded, CodedDocument, CodedRecord
from storage.agreement.matching import likeness
from storage.agreement.settling import Tied, cases, merged
from storage.agreement.spans import united
from storage.records import CaseKind, Disagreement


def answers(fault):
    return {"fault": [(fault, None, None)]}


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), min_size=1, max_size=2)
RECORDS = st.lists(st.tuples(SPANS, st.sampled_from("ab"), st.sampled_from("xy")), max_size=4)


def coded(coder, made):
    records = [
        CodedRecord(f"{coder}{place}", kind, answers(fault), united((s, s + n) for s, n in spans))
        for place, (spans, kind, fault) in enumerate(made)
    ]
    return Coded(
        {"topic": [(fault, None, None) for _, _, fault in made[:1]]} if made else {}, records
    )


def document(*made):
    codings = {coder: coded(coder, each) for coder, each in zip("abc", made, strict=False)}
    return CodedDocument("d", "other", 100, (), codings)


@settings(max_examples=60)
@given(st.lists(RECORDS, min_size=1, max_size=3))
def test_every_record_is_in_one_case_and_what_is_unanimous_fulfils_the_rule(made):
    whole = document(*made)
    by_uid = {each.uid: each for coding in whole.codings.values() for each in coding.records}
    found = [
        each for each in cases(whole, tuple(whole.codings), ()) if each.kind is CaseKind.RECORD
    ]

    assert sorted(uid for each in found for uid in each.owners.values()) == sorted(by_uid)
    for case in found:
        own = [by_uid[uid] for uid in case.owners.values()]
        assert all(uid.startswith(coder) for coder, uid in case.owners.items())
        agreed = (
            set(case.owners) == set(whole.codings)
            and len({each.answers["fault"][0] for each in own}) == 1
            and all(likeness(one.spans, two.spans) >= 0.5 for one in own for two in own)
        )
        assert (case.difference is None) == agreed


def test_what_is_settled_is_in_no_other_case():
    same = [([(0, 10)], "a", "x")]
    found = list(cases(document(same, same), ("a", "b"), {"a0", "b0", "topic"}))

    assert found == []


def test_a_variable_that_one_did_not_answer_is_a_disagreement():
    (case,) = cases(document([([(0, 10)], "a", "x")], []), ("a", "b"), {"a0"})

    assert (case.name, case.difference, dict(case.owners)) == (
        "topic",
        Disagreement.ALONE,
        {"a": "topic"},
    )


def test_passages_are_merged_field_by_field():
    passages = [Tied(20, 30, None), Tied(5, 12, "fault"), Tied(0, 10, None), Tied(8, 15, None)]

    assert merged(passages) == (Tied(0, 15, None), Tied(5, 12, "fault"), Tied(20, 30, None))
