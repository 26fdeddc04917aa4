"""The adjudication screen: what each coder has, what goes to gold, and why they differed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from storage import Case, CaseKind, CaseQuery, Change, Decision
from tui.commands import COMMANDS
from tui.screens.settling_base import SettlingBase, Way
from tui.screens.settling_words import decided_words, gold_sheet, quotes_of
from tui.widgets.answer_form import AnswerForm
from tui.widgets.case_names import Named
from tui.widgets.reason_line import REASONS, ReasonLine
from tui.widgets.record_form import RecordForm
from tui.widgets.record_summary import paragraph_label


class SettlingScreen(SettlingBase):
    """Decides cases, one after the other: a key for the decision, one for the reason."""

    _decision: Decision | None = None
    """The decision that waits for its reason."""
    _what = ""
    """It in words."""

    def __init__(self, case: Case, query: CaseQuery) -> None:
        """Settle a case of a list."""
        super().__init__(case, query)
        self._half_filled: dict[str, str] = {}
        """Forms that were left, by case."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which commands work now: none while a form or the reason has the keys."""
        if action not in _COMMANDS:
            return True
        if self.has_class("-form") or self.has_class("-reason") or self.many is None:
            return False
        if action == "both":
            return self._can_take_both()
        if action == "merge":
            return sum(each.side.has_it for each in self.sides) > 1
        if action == "take":
            return len(self.sides) > 2
        return True

    def _can_take_both(self) -> bool:
        """Whether several have it, and a variable takes several values."""
        variable = self.codebook.variable(self.case.name) if self.codebook else None
        several = sum(each.side.has_it for each in self.sides) > 1
        is_single = self.case.kind is CaseKind.VARIABLE and not (variable and variable.multiple)
        return several and not is_single

    # Going

    def action_next_case(self) -> None:
        """Go to the next case."""
        self.go_on()

    def action_previous_case(self) -> None:
        """Go to the case before."""
        self.go_on(backwards=True)

    def action_close(self) -> None:
        """Go back to the list."""
        self.dismiss(self.case.uid)

    def action_drawer(self) -> None:
        """Show or hide the panes."""
        self.toggle_class("-alone")

    def action_down(self) -> None:
        """Go to the next sentence of the text."""
        self.text.move_sentence(1)

    def action_up(self) -> None:
        """Go to the sentence before."""
        self.text.move_sentence(-1)

    def action_page_down(self) -> None:
        """Go down a screenful of the text."""
        self.text.move_page(1)

    def action_page_up(self) -> None:
        """Go up a screenful of the text."""
        self.text.move_page(-1)

    def action_panes_down(self) -> None:
        """Go down in the panes."""
        self.panes.scroll_lines(3)

    def action_panes_up(self) -> None:
        """Go up in the panes."""
        self.panes.scroll_lines(-3)

    # What is shown

    def action_anonymous(self) -> None:
        """Call the coders by letters, or by name."""
        type(self).is_anonymous = not self.is_anonymous
        self.show_case()
        told = "Coders go by letters now." if self.is_anonymous else "Coders go by name now."
        self.host.notice(told)

    def action_every(self) -> None:
        """Walk all cases, or only open ones."""
        is_open = True if self.query_walked.is_open is None else None
        self.query_walked = replace(self.query_walked, is_open=is_open)
        self.show_case()

    # Deciding

    def action_take_left(self) -> None:
        """Take what the coder on the left has."""
        self._take(self.sides[0])

    def action_take_right(self) -> None:
        """Take what the coder on the right has."""
        self._take(self.sides[-1])

    def action_take(self, number: int) -> None:
        """Take what one of the coders has."""
        if number <= len(self.sides):
            self._take(self.sides[number - 1])
        else:
            self.host.notice(f"There are only {len(self.sides)} coders here.")

    def _take(self, named: Named) -> None:
        """Take a side; of a coder who has nothing here, that is to reject it."""
        if named.side.has_it:
            self._decide(Decision((named.side.coder,)), f"as {named.name} has it")
        else:
            self._decide(Decision(), f"none, as {named.name} has it")

    def action_both(self) -> None:
        """Take what all have."""
        have = [each for each in self.sides if each.side.has_it]
        names = " and ".join(each.name for each in have)
        self._decide(Decision(tuple(each.side.coder for each in have)), f"{names} both")

    def action_merge(self) -> None:
        """Take the answers of the left with everybody's passages."""
        first = next(each for each in self.sides if each.side.has_it)
        told = f"answers of {first.name}, passages of all"
        self._decide(Decision((first.side.coder,), merges=True), told)

    def action_reject(self) -> None:
        """Let none of it go to gold."""
        self._decide(Decision(), "all rejected")

    def _decide(self, decision: Decision, what: str) -> None:
        """Ask for the reason of a decision."""
        if self.codebook is None:
            return
        self._decision, self._what = decision, decided_words(self.case, self.codebook, what)
        self.add_class("-reason")
        self.reason_line.begin(self._what, self.last_reason)

    def on_reason_line_chosen(self, event: ReasonLine.Chosen) -> None:
        """Settle the case, and go on."""
        decision = self._decision
        self._end_reason()
        if decision is None:
            return
        SettlingBase.last_reason = event.reason
        undo = self.key_text("settling.undo")
        said = f"{self._what}, {REASONS[event.reason]}. {undo} takes it back."
        change = partial(self.study.settle, self.case, decision, event.reason, event.note)
        self.submit(change, said, Way.MADE)

    def on_reason_line_cancelled(self) -> None:
        """Decide nothing."""
        self._end_reason()

    def _end_reason(self) -> None:
        self._decision = None
        self.remove_class("-reason")
        self.set_focus(self.text)
        self.refresh_bindings()

    def action_undo(self) -> None:
        """Take back the latest decision made here, else the latest on this document."""
        case = self.decided[-1] if self.decided else self.case
        self._turn(self.study.undo, case, "Taken back.", Way.UNDONE)

    def action_redo(self) -> None:
        """Make the decision again."""
        self._turn(self.study.redo, self.case, "Made again.", Way.REDONE)

    def _turn(self, turn: Callable[[str], Change], case: Case, said: str, way: Way) -> None:
        def change() -> Case:
            turn(case.document)
            return case

        self.submit(change, said, way)

    # Editing

    def action_edit(self) -> None:
        """Open the form of the gold record or value."""
        if self.many is None or self.codebook is None:
            return
        sheet = gold_sheet(self.codebook, self.many, self.case, self.sides)
        if sheet is None:
            self.host.notice("There is nothing here that could be edited.", severity="warning")
            return
        parts = self.many.text.segmentation
        place = paragraph_label(parts, sheet.evidence[0].start) if sheet.evidence else ""
        self.remove_class("-alone")
        self.add_class("-form")
        draft = self._half_filled.get(self.case.uid)
        self.form.open(sheet, place, quotes_of(self.many, sheet.evidence), draft)
        self.set_focus(self.form)

    def on_record_form_submitted(self, event: RecordForm.Submitted) -> None:
        """Ask for the reason of what was entered."""
        self._end_form()
        self._half_filled.pop(self.case.uid, None)
        settled = self.case.settlement
        is_gold = settled is not None and settled.record is not None
        links = dict(event.links) if is_gold or any(event.links.values()) else None
        self._decide(Decision(entry=event.entry, links=links), "edited")

    def on_answer_form_left(self, event: AnswerForm.Left) -> None:
        """Leave the form as it is: nothing was decided, and nothing is lost."""
        self._half_filled[self.case.uid] = event.payload
        self._end_form()

    def on_answer_form_dropped(self) -> None:
        """Throw away what was filled in."""
        self._half_filled.pop(self.case.uid, None)
        self._end_form()

    def on_answer_form_tie_wanted(self, event: AnswerForm.TieWanted) -> None:
        """Tie what is selected in the text to a field."""
        selection = self.text.selection
        if selection is not None and self.case.kind is CaseKind.RECORD:
            self.form.tie(event.field, selection.start, selection.end)

    def on_answer_form_passage_wanted(self, event: AnswerForm.PassageWanted) -> None:
        """Go to a passage."""
        self.text.go_to_sentence_at(event.start)

    def _end_form(self) -> None:
        self.remove_class("-form")
        self.set_focus(self.text)
        self.refresh_bindings()


_COMMANDS = {command.action for command in COMMANDS if command.where == "settling"}
