"""The form of a document's variables, in which every answer is saved by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from textual.message import Message

from storage import Basis, Certainty, Codebook, Coding, FieldValue, Missing, NewEvidence
from tui.display import kind_text
from tui.widgets.answer_form import AnswerForm
from tui.widgets.answer_text import answer_text
from tui.widgets.form_draft import draft_state, draft_text, read_draft
from tui.widgets.form_lines import FormHead
from tui.widgets.form_state import Answer, FormState, Mark, Remark
from tui.widgets.variable_sheet import (
    evidence_for,
    is_proposed,
    opening_variables,
    passages,
    proposed_identifiers,
    variable_answers,
    variable_fields,
    variable_remarks,
    without_proposals,
)


@dataclass(frozen=True, slots=True)
class _Posted:
    """An answer on its way to the store; None where it was cleared."""

    answer: Answer | None
    remark: Remark


class VariableForm(AnswerForm):
    """The document's variables: what is asked, what is proposed, what is confirmed."""

    @dataclass
    class Answered(Message):
        """A variable has an answer, to be saved now."""

        name: str
        """The variable."""
        value: FieldValue
        """Its value."""
        basis: Basis
        """Whether the document states it."""
        certainty: Certainty | None
        """How sure the coder is."""
        note: str
        """What else there is to say."""
        evidence: tuple[NewEvidence, ...]
        """All passages that show it."""

    @dataclass
    class Cleared(Message):
        """A variable's answer was taken away."""

        name: str
        """The variable."""
        with_proposal: bool
        """Whether what was proposed for it went too."""

    @dataclass
    class Dismissed(Message):
        """What was proposed for a variable is not so."""

        name: str
        """The variable."""

    @dataclass
    class MissingOverProposal(Message):
        """A missing value took the place of a proposal."""

        label: str
        """The variable's label."""
        said: str
        """The missing value, as people say it."""

    @dataclass
    class IdentifiersConfirmed(Message):
        """All proposed identifiers were confirmed together."""

        names: tuple[str, ...]
        """The variables."""

    def __init__(self, *, name: str | None = None, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(name=name, id=id)
        self._codebook: Codebook | None = None
        self._coding: Coding | None = None
        self._posted: dict[str, _Posted] = {}
        self._tied: dict[str, tuple[NewEvidence, ...]] = {}
        self._dismissed: set[str] = set()
        """Variables whose proposals are not so, while the store may not have heard of it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Everything but answering as before: a document has no other of its kind to be like."""
        return action != "as_before" and super().check_action(action, parameters)

    def open(self, codebook: Codebook, coding: Coding, draft: str | None = None) -> None:
        """Open the form.

        Args:
            codebook: The study's codebook.
            coding: What there is of the document.
            draft: A draft's payload, to go on where it was left.
        """
        coding = self._as_heard(coding)
        self._codebook, self._coding = codebook, coding
        self._posted, self._tied = {}, self.waiting_ties()
        state = opening_variables(codebook, coding)
        if draft is not None:
            left = draft_state(read_draft(draft), state)
            state = replace(left, answers=state.answers, remarks={**left.remarks, **state.remarks})
        labels = {kind.name: kind.label for kind in codebook.kinds}
        kind = kind_text(coding.document.kind, labels)
        self.start(state, FormHead("DOCUMENT", kind, coding.document.title, ""))
        for name in self._tied:
            # It was tied before its identifier was confirmed outside of this form.
            self._post_tied(name)

    def begin_document(self, ties: Mapping[str, tuple[NewEvidence, ...]]) -> None:
        """Forget the document before, and take up what was tied in this one to no answer yet."""
        self._state = FormState(())
        self._tied, self._dismissed = dict(ties), set()

    def waiting_ties(self) -> dict[str, tuple[NewEvidence, ...]]:
        """The passages that were tied to variables without an answer."""
        settled = self._state.is_settled
        return {name: passages for name, passages in self._tied.items() if not settled(name)}

    def _as_heard(self, coding: Coding) -> Coding:
        """What the store had, without proposals that it is still to hear are not so."""
        self._dismissed &= coding.proposals.keys()
        return without_proposals(coding, self._dismissed)

    def show_coding(self, codebook: Codebook, coding: Coding) -> None:
        """Take up what the store has now; answers still on their way stay as they are."""
        coding = self._as_heard(coding)
        self._codebook, self._coding = codebook, coding
        answers, remarks = variable_answers(codebook, coding), variable_remarks(coding)
        self._posted = {
            name: posted
            for name, posted in self._posted.items()
            if not _arrived(posted, answers.get(name), remarks.get(name))
        }
        for name, posted in self._posted.items():
            answers.pop(name, None)
            if posted.answer is not None:
                answers[name] = posted.answer
            remarks[name] = posted.remark
        waiting = {n: r for n, r in self._state.remarks.items() if not self._state.is_settled(n)}
        fields = variable_fields(codebook, coding)
        known = {**waiting, **remarks}
        self._state = replace(self._state, fields=fields, answers=answers, remarks=known)
        self.redraw()

    def save_failed(self, name: str) -> None:
        """Show a variable as the store has it: its change did not happen."""
        self._posted.pop(name, None)
        self._dismissed.discard(name)
        if self._codebook is not None and self._coding is not None:
            self.show_coding(self._codebook, self._coding)

    def tie(self, field: str, start: int, end: int) -> bool:
        """Tie a passage to a variable, and save it with the answer; the same again takes it away.

        Returns:
            Whether it is tied now.
        """
        passage, answer = NewEvidence(start, end), self._state.answers.get(field)
        is_saved = answer is not None and answer.mark is Mark.TYPED
        there = self.tied() if is_saved else self._tied
        was_tied = passage in there.get(field, ())
        others = tuple(one for one in self._tied.pop(field, ()) if one != passage)
        if others or not was_tied:
            self._tied[field] = others if was_tied else (*others, passage)
        self._post_tied(field, but=passage if was_tied else None)
        self.redraw()
        return not was_tied

    def _post_tied(self, name: str, but: NewEvidence | None = None) -> None:
        """Save a variable with the passages tied to it, all but one, if it has an answer."""
        answer = self._state.answers.get(name)
        if answer is not None and answer.mark is Mark.TYPED:
            self._post(name, answer, but)

    def action_drop(self) -> None:
        """Throw away what is being typed, and what is tied to no answer."""
        self._tied = {}
        super().action_drop()

    # what it shows

    def tied(self) -> Mapping[str, Sequence[NewEvidence]]:
        """The passages of each variable."""
        known = passages(self._coding) if self._coding else {}
        names = known.keys() | self._tied.keys()
        return {
            name: tuple(dict.fromkeys([*known.get(name, ()), *self._tied.get(name, ())]))
            for name in names
        }

    def ties_shown(self) -> Mapping[str, int]:
        """Passages are told of where the coder has just tied one."""
        return {name: len(several) for name, several in self.tied().items() if name in self._tied}

    def saved_fields(self) -> frozenset[str]:
        """The variables whose answers the store has."""
        held = self._coding.variables if self._coding else {}
        return frozenset(name for name in held if name not in self._posted)

    def draft(self) -> str:
        """What is being typed, and notes on what is not answered yet."""
        return draft_text("variables", self._state, {})

    # what it posts

    def state_changed(self, before: FormState, after: FormState) -> None:
        """Post every answer that changed."""
        super().state_changed(before, after)
        for name in before.answers.keys() | after.answers.keys():
            old, new = before.answers.get(name), after.answers.get(name)
            remarked = before.remarks.get(name) != after.remarks.get(name)
            if new is None and old is not None:
                self._post_cleared(name, old)
            elif new is not None and new.mark is Mark.TYPED and (new != old or remarked):
                self._post(name, new)
                if old is not None and old.mark is Mark.PROPOSED:
                    self._tell_of_missing(name, new)

    def _tell_of_missing(self, name: str, answer: Answer) -> None:
        """Tell where a missing value took the place of a proposal: that is seldom meant."""
        field = self._state.find(name)
        if field is not None and isinstance(answer.value, Missing):
            said = answer_text(field.field, answer.value, field.labels)
            self.post_message(self.MissingOverProposal(field.field.label, said))

    def _post(self, name: str, answer: Answer, but: NewEvidence | None = None) -> None:
        remark = self._state.remarks.get(name, Remark())
        self._posted[name] = _Posted(answer, remark)
        field = self._state.find(name)
        evidence: tuple[NewEvidence, ...] = ()
        if self._coding is not None and field is not None:
            known = evidence_for(field, answer, self._coding, self._tied.get(name, ()))
            evidence = tuple(one for one in known if one != but)
        self.post_message(
            self.Answered(name, answer.value, remark.basis, remark.certainty, remark.note, evidence)
        )

    def _post_cleared(self, name: str, old: Answer) -> None:
        """A saved answer is taken back from the store; a proposal is proposed no more."""
        if old.mark is Mark.TYPED:
            self._tied.pop(name, None)
            self._posted[name] = _Posted(None, Remark())
            self.post_message(self.Cleared(name, name in self._dismissed))
        elif old.mark is Mark.PROPOSED:
            self._dismiss(name)
            self.post_message(self.Dismissed(name))

    def _dismiss(self, name: str) -> None:
        """Propose nothing for a variable any more."""
        if self._coding is not None and name in self._coding.proposals:
            self._dismissed.add(name)
            self._coding = without_proposals(self._coding, self._dismissed)

    # actions

    def clear(self) -> None:
        """Take the answer away, and what was proposed for it; ``Backspace`` lets that stand."""
        self._dismiss(self._state.at)
        super().clear()

    def action_choose(self) -> None:
        """Confirm the identifiers together, or take the proposal or value under the cursor."""
        current = self._state.current
        names = proposed_identifiers(self._state)
        if (
            current is None
            or current.name not in names
            or not is_proposed(self._state, current.name)
        ):
            super().action_choose()
            return
        self._state = self._state.confirm(names).advance()
        said = {name for name, remark in self._state.remarks.items() if remark != Remark()}
        by_itself = [name for name in names if name in said or name in self._tied]
        plain = tuple(name for name in names if name not in by_itself)
        for name in by_itself:
            self._post(name, self._state.answers[name])
        self._posted |= {name: _Posted(self._state.answers[name], Remark()) for name in plain}
        self.redraw()
        self.post_message(self.IdentifiersConfirmed(plain))

    def submit(self) -> None:
        """Leave the form: every answer is saved already."""
        self.forget_draft()
        self.post_message(self.Left(self.draft()))


def _arrived(posted: _Posted, answer: Answer | None, remark: Remark | None) -> bool:
    """Whether the store has what was posted."""
    if posted.answer is None:
        return answer is None or answer.mark is Mark.PROPOSED
    return answer == posted.answer and (remark or Remark()) == posted.remark
