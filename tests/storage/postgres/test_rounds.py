"""A round on a server, from its assignment to gold: what each may do and see of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage import (
    AgreementQuestion,
    AgreementUnit,
    Assignment,
    ChangeRefused,
    Layer,
    RecordQuery,
    Role,
    Study,
)


@pytest.fixture
def as_(server_study: Any, opened: Callable[..., Study]) -> Callable[[str], Study]:
    """Logs somebody in."""
    return lambda name: opened(server_study.url(name), name)


def test_a_round_goes_from_assignment_to_gold(
    as_: Callable[[str], Study], finding: Callable[..., Any], tmp_path: Path
) -> None:
    anna, ben, cy, ada = (as_(name) for name in ("anna", "ben", "cy", "ada"))
    anna.assign(Assignment(coders=("ben", "cy")))
    document = ben.documents().rows[0].uid
    for coder in (ben, cy):
        record = coder.add_record(document, finding())
        coder.set_variable(document, "outcome", "upheld")
        coder.finish(document, ["remedy"])
    seen = [coder.may_see("ben") for coder in (anna, cy, ada)]
    compared = anna.agreement(AgreementQuestion(AgreementUnit.RECORD, draws=0))
    with pytest.raises(ChangeRefused, match="shown to nobody who codes"):
        ben.agreement(AgreementQuestion(AgreementUnit.RECORD))
    anna.open_round("main")
    with pytest.raises(ChangeRefused):
        cy.change_record(record.uid, finding(3, 9))
    told = ada.settle_unanimous("main")
    ada.export(tmp_path / "gold", layer=Layer.GOLD)

    assert seen == [True, False, False]
    assert compared.n_documents == 1
    assert told.settled == 2
    assert len((tmp_path / "gold" / "findings.csv").read_text().splitlines()) == 2
    anna.reopen_round("main", "cy")
    cy.change_record(record.uid, finding(3, 9))
    assert len(ben.records_page(RecordQuery("finding")).rows) == 1


def test_a_lead_lets_people_leave_and_changes_roles(
    server_study: Any, as_: Callable[[str], Study]
) -> None:
    anna = as_("anna")
    anna.set_role("ben", Role.ADJUDICATOR)
    anna.remove_coder("cy")
    with pytest.raises(ChangeRefused, match="casecoder server add-coder dora"):
        anna.add_coder("dora")
    back = anna.add_coder("cy")

    assert "is back" in back
    assert server_study.run("SELECT role FROM coder WHERE name = 'ben'") == [("adjudicator",)]
