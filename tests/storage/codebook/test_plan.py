"""What a new version does to coded data."""

import pytest

from storage.codebook import (
    StepKind,
    affected,
    apply_step,
    field_renames,
    load_codebook,
    migrate,
    plan_migrations,
    value_renames,
)
from storage.errors import CodebookError, ValueRefused
from storage.records import Missing, Money

PLACE = ("finding", "fault")


def codebook(values: str, *migrations: str, version: str = "1.0", field: str = 'type = "choice"'):
    """A codebook with one record field, ``finding.fault``."""
    listed = f"values = [ {values} ]\n" if values else ""
    source = (
        f'[codebook]\nname = "T"\nversion = "{version}"\n[[record]]\nname = "finding"\n'
        f'[[record.field]]\nname = "fault"\nid = 1\n{field}\n{listed}'
    )
    tables = "".join(f'[[migration]]\nin = "finding.fault"\n{each}\n' for each in migrations)
    return load_codebook(source + tables)


def after(old, new, value):
    """What a stored value becomes."""
    name, found = migrate(plan_migrations(old, new), *PLACE, value)

    assert name == "fault"
    return found


OLD = codebook(
    '{ name = "delay", code = 1 }, { name = "drift", code = 2 }, { name = "other", code = 3 }'
)
RENAME = 'action = "rename"\nfrom = "drift"\nto = "slow_drift"'
MERGE = 'action = "merge"\nfrom = ["delay", "drift"]\nto = "late"'


def test_a_version_that_only_adds_moves_nothing():
    new = codebook(
        '{ name = "new" }, { name = "delay" }, { name = "drift" }, { name = "other" }',
        version="1.1",
    )

    assert plan_migrations(OLD, new) == ()
    assert value_renames(OLD, new) == {}


def test_a_declared_rename_carries_the_data():
    new = codebook('{ name = "delay" }, { name = "slow_drift" }, { name = "other" }', RENAME)
    (step,) = plan_migrations(OLD, new)

    assert step.kind is StepKind.RENAME
    assert step.sentence == "«drift» of field «fault» of finding is renamed «slow_drift»."
    assert apply_step(step, "drift") == "slow_drift"
    assert apply_step(step, "delay") == "delay"
    assert apply_step(step, Missing.UNCLEAR) is Missing.UNCLEAR
    assert value_renames(OLD, new) == {PLACE: {"drift": "slow_drift"}}


def test_a_kept_code_is_a_rename_without_being_declared():
    new = codebook('{ name = "delay" }, { name = "slow_drift", code = 2 }, { name = "other" }')
    (step,) = plan_migrations(OLD, new)

    assert step.sentence == (
        "«drift» of field «fault» of finding is renamed «slow_drift»: the code 2 is the same."
    )
    assert after(OLD, new, "drift") == "slow_drift"


def test_a_code_by_position_renames_nothing():
    new = codebook('{ name = "delay" }, { name = "slow_drift" }, { name = "other" }')

    assert plan_migrations(OLD, new) == ()
    assert [each.value for each in affected(OLD, new)] == ["drift"]


def test_a_merge_joins_values_and_several_answers_stay_distinct():
    field = 'type = "choice"\nmultiple = true'
    old = codebook('{ name = "delay" }, { name = "drift" }, { name = "other" }', field=field)
    new = codebook('{ name = "late" }, { name = "other" }', MERGE, field=field)

    assert after(old, new, ("delay", "other", "drift")) == ("late", "other")
    assert value_renames(old, new) == {PLACE: {"delay": "late", "drift": "late"}}


def test_a_value_can_be_merged_into_one_that_stays():
    merge = 'action = "merge"\nfrom = ["delay", "drift"]\nto = "delay"'
    new = codebook('{ name = "delay" }, { name = "other" }', merge)

    assert value_renames(OLD, new) == {PLACE: {"drift": "delay"}}
    assert affected(OLD, new) == ()


def test_a_split_leaves_data_and_puts_them_in_doubt():
    new = codebook(
        '{ name = "delay", retired = true }, { name = "late_reply" }, { name = "late_visit" }, '
        '{ name = "drift" }, { name = "other" }',
        'action = "split"\nfrom = "delay"\nto = ["late_reply", "late_visit"]',
    )
    (step,) = plan_migrations(OLD, new)

    assert not step.changes_data
    assert step.in_doubt == ("delay",)
    assert apply_step(step, "delay") == "delay"
    assert [each.value for each in affected(OLD, new)] == ["delay"]


def test_moving_and_retiring_leave_data():
    new = codebook(
        '{ name = "delay", values = [ { name = "drift" } ] }, { name = "other", retired = true }',
        'action = "move"\nfrom = "drift"\nto = "delay"',
        'action = "retire"\nfrom = "other"',
    )
    steps = plan_migrations(OLD, new)

    assert [step.kind for step in steps] == [StepKind.MOVE, StepKind.RETIRE]
    assert not any(step.changes_data for step in steps)
    assert affected(OLD, new) == ()


def test_migrations_run_in_the_order_of_the_file():
    new = codebook(
        '{ name = "late" }, { name = "other" }',
        'action = "rename"\nfrom = "drift"\nto = "slow_drift"',
        'action = "merge"\nfrom = ["delay", "slow_drift"]\nto = "late"',
    )

    assert after(OLD, new, "drift") == "late"
    assert value_renames(OLD, new)[PLACE]["drift"] == "late"


def test_a_migration_that_has_run_is_not_repeated():
    new = codebook('{ name = "delay" }, { name = "slow_drift" }, { name = "other" }', RENAME)
    later = codebook(
        '{ name = "delay" }, { name = "slow_drift" }, { name = "drift" }, { name = "other" }',
        RENAME.replace('"drift"', '["drift"]'),
    )

    assert plan_migrations(new, later) == ()


def test_a_rename_is_taken_back_by_a_further_version_and_can_be_made_again():
    values = '{{ name = "delay" }}, {{ name = "{}" }}, {{ name = "other" }}'
    back = 'action = "rename"\nfrom = "slow_drift"\nto = "drift"'
    second = codebook(values.format("slow_drift"), RENAME)
    third = codebook(values.format("drift"), RENAME, back)
    fourth = codebook(values.format("slow_drift"), RENAME, back, RENAME)

    assert after(OLD, second, "drift") == "slow_drift"
    assert after(second, third, "slow_drift") == "drift"
    assert after(third, fourth, "drift") == "slow_drift"


def test_a_field_keeps_its_data_by_its_id():
    new = load_codebook(codebook('{ name = "delay" }').source.replace('"fault"', '"fault_type"'))
    steps = plan_migrations(codebook('{ name = "delay" }'), new)

    assert migrate(steps, *PLACE, "delay") == ("fault_type", "delay")
    assert field_renames(codebook('{ name = "delay" }'), new) == {PLACE: "fault_type"}


def test_a_field_without_a_stated_id_is_never_guessed_to_be_another():
    old = load_codebook(codebook('{ name = "delay" }').source.replace("id = 1\n", ""))
    new = load_codebook(old.source.replace('"fault"', '"fault_type"'))

    assert field_renames(old, new) == {}


@pytest.mark.parametrize(
    ("values", "migration", "sentence"),
    [
        (
            '{ name = "late" }',
            'action = "rename"\nfrom = "latness"\nto = "late"',
            "version 1.0 has no value «latness» there.",
        ),
        (
            '{ name = "delay" }, { name = "other" }',
            'action = "rename"\nfrom = "drift"\nto = "delay"',
            "«delay» is a value already; to join them, declare a merge.",
        ),
        (
            '{ name = "late" }, { name = "delay" }',
            MERGE,
            "«delay» is still there; take it out, or retire it.",
        ),
        (
            '{ name = "a" }, { name = "b" }',
            'action = "split"\nfrom = "delay"\nto = ["a", "b"]',
            "«delay» must stay in the file, with retired = true where nobody shall choose it.",
        ),
        (
            '{ name = "delay" }',
            'action = "retire"\nfrom = "delay"',
            "«delay» must have retired = true.",
        ),
        (
            '{ name = "delay" }, { name = "drift" }',
            'action = "move"\nfrom = "drift"\nto = "delay"',
            "«drift» does not stand where it is said to move to.",
        ),
    ],
)
def test_a_migration_that_does_not_fit_is_refused_with_its_line(values, migration, sentence):
    with pytest.raises(CodebookError) as caught:
        plan_migrations(OLD, codebook(values, migration))

    assert str(caught.value) == f"Line 11, migration 1, in field «fault» of finding: {sentence}"


def test_a_code_still_in_use_cannot_be_given_to_another_value():
    new = codebook('{ name = "fresh", code = 1 }, { name = "delay", code = 2 }')

    with pytest.raises(CodebookError) as caught:
        plan_migrations(OLD, new)

    assert str(caught.value) == (
        "Among the values of field «fault» of finding, «fresh» has the code 1, which is that of "
        "«delay» in version 1.0; it stands for «delay» for good. "
        "Give «delay» its code back and «fresh» another."
    )


def test_an_id_still_in_use_cannot_be_given_to_another_field():
    source = codebook('{ name = "delay" }').source
    more = '[[record.field]]\nname = "count"\nid = 1\ntype = "integer"\n'

    with pytest.raises(CodebookError, match="Among the fields of finding, «count» has the id 1"):
        plan_migrations(
            load_codebook(source), load_codebook(source.replace("id = 1", "id = 7") + more)
        )


def test_open_answers_become_values_by_label_name_or_declared_migration():
    old = codebook("", field='type = "open"')
    new = codebook(
        '{ name = "delay", label = "Took too long" }, { name = "other" }',
        'action = "merge"\nfrom = ["too slow", "late"]\nto = "delay"',
    )

    assert after(old, new, "Took too long") == "delay"
    assert after(old, new, "took too long") == "delay"
    assert after(old, new, "other") == "other"
    assert after(old, new, "late") == "delay"
    assert value_renames(old, new)[PLACE]["too slow"] == "delay"


def test_an_open_answer_that_matches_no_value_stops_the_change():
    old = codebook("", field='type = "open"')
    new = codebook('{ name = "delay" }')

    with pytest.raises(
        ValueRefused, match="«fault» becoming choice: «rude letters» is none of its"
    ):
        after(old, new, "rude letters")


def test_values_become_open_answers_by_their_labels():
    old = codebook('{ name = "delay", label = "Took too long" }')
    new = codebook("", field='type = "open"')

    assert after(old, new, "delay") == "Took too long"
    assert after(new, old, "Took too long") == "delay"


@pytest.mark.parametrize(
    ("before", "value", "now", "becomes"),
    [
        ('type = "integer"', 3, 'type = "number"', 3),
        ('type = "integer"', 3, 'type = "text"', "3"),
        ('type = "text"', "12", 'type = "integer"', 12),
        ('type = "text"', "14 Mar 2022", 'type = "date"', "2022-03-14"),
        ('type = "text"', "one", 'type = "text"\nmultiple = true', ("one",)),
        ('type = "text"\nmultiple = true', ("one",), 'type = "text"', "one"),
        ('type = "text"', "1 | 2", 'type = "integer"\nmultiple = true', (1, 2)),
        ('type = "money"', Money(3.5), 'type = "number"', 3.5),
        ('type = "boolean"', True, 'type = "text"', "true"),
        ('type = "integer"', Missing.REDACTED, 'type = "date"', Missing.REDACTED),
    ],
)
def test_answers_follow_a_new_type_where_they_can(before, value, now, becomes):
    old, new = codebook("", field=before), codebook("", field=now)

    assert after(old, new, value) == becomes


@pytest.mark.parametrize(
    ("before", "value", "now"),
    [
        ('type = "text"', "about twelve", 'type = "integer"'),
        ('type = "number"', 3.5, 'type = "integer"'),
        ('type = "text"\nmultiple = true', ("one", "two"), 'type = "text"'),
        ('type = "money"', Money(3.5, "EUR"), 'type = "number"'),
    ],
)
def test_answers_that_cannot_follow_a_new_type_are_refused(before, value, now):
    with pytest.raises(ValueRefused, match="^«fault» becoming "):
        after(codebook("", field=before), codebook("", field=now), value)
