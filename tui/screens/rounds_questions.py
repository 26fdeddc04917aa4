"""What the screen of rounds asks before it acts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.fields import ChoiceField, FieldsDialog, TextField
from tui.screens.rounds_words import EVERYBODY, open_words, plan_words

if TYPE_CHECKING:
    from storage import Assigned, Round


def assign_question(round_name: str) -> FieldsDialog:
    """Ask how to give documents out."""
    return FieldsDialog(
        "Assign documents",
        (
            TextField(
                "round", "Round: pilot, main, recode, or another name", round_name, False, True
            ),
            TextField("coders", "Coders, separated by commas; none means every coder"),
            TextField("size", "How many documents to draw; none means all that are free"),
            ChoiceField(
                "how",
                "how",
                ((EVERYBODY, "all to everybody"), ("share", "a share twice, the rest split")),
            ),
            TextField("share", "The share that two coders code", "0.2", False, True),
            ChoiceField("balance", "split by", (("length", "length"), ("documents", "number"))),
            ChoiceField("by", "drawn from", (("all", "all documents"), ("kind", "each kind"))),
            TextField("seed", "Seed: the same number draws the same documents", "1", False, True),
        ),
        "You see what each coder would get before it is done.",
    )


def plan_question(told: "Assigned") -> ConfirmDialog:
    """Ask whether to do what was worked out."""
    n = f"{told.draw.size:,} of {told.draw.frame:,} documents"
    return ConfirmDialog(f"Assign {n} in round {told.round}?", plan_words(told))


def open_question(round_: "Round") -> ConfirmDialog:
    """Ask whether to open a round, or to freeze it again."""
    if round_.opened_at is not None:
        who = " and ".join(round_.reopened)
        return ConfirmDialog(f"Freeze the round {round_.name} again?", f"It is reopened to {who}.")
    return ConfirmDialog(f"Open the round {round_.name}?", open_words(round_))


def reopen_question(round_name: str, coder: str) -> ConfirmDialog:
    """Ask whether a coder may change what they coded."""
    return ConfirmDialog(
        f"Reopen the round {round_name} to {coder}?",
        f"{coder} may change what they coded; gold that rests on it is void and to be settled again.",
    )


def coder_question(roles: Sequence[str]) -> FieldsDialog:
    """Ask who comes into the study, and as what."""
    answers = tuple((role, role) for role in roles)
    fields = (TextField("name", "Name", "", False, True), ChoiceField("role", "role", answers))
    return FieldsDialog("Add a coder", fields)
