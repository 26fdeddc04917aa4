"""What the form of a document's variables shows: answers, proposals, and what is not asked here."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from storage import (
    Codebook,
    Coding,
    Evidence,
    Field,
    FieldValue,
    Missing,
    NewEvidence,
    Proposal,
    ValueRefused,
    check_value,
)
from tui.widgets.form_fields import FormField, form_field
from tui.widgets.form_state import Answer, FormState, Mark, Remark


def is_for_kind(variable: Field, kind: str) -> bool:
    """Whether a variable is asked of documents of a kind."""
    return not variable.kinds or kind in variable.kinds


def variable_fields(codebook: Codebook, coding: Coding) -> tuple[FormField, ...]:
    """The variables as form fields: those for the document's kind first, the others dim at the end."""
    kind = coding.document.kind
    fields = [
        form_field(variable, aside=not is_for_kind(variable, kind), hint=_rule(variable, coding))
        for variable in codebook.variables
    ]
    return tuple(sorted(fields, key=lambda field: field.aside))


def _rule(variable: Field, coding: Coding) -> str:
    proposal = coding.proposals.get(variable.name)
    return proposal.rule if proposal else ""


def proposed_value(variable: Field, coding: Coding) -> FieldValue | None:
    """What is proposed for a variable, as the codebook wants it; None when nothing that fits is."""
    proposal = coding.proposals.get(variable.name)
    if proposal is None:
        return None
    try:
        return check_value(variable, proposal.value, where=variable.label)
    except ValueRefused:
        return None


def variable_answers(codebook: Codebook, coding: Coding) -> dict[str, Answer]:
    """The answers there are, and for the rest what is proposed."""
    answers: dict[str, Answer] = {}
    for variable in codebook.variables:
        held, proposed = coding.variables.get(variable.name), proposed_value(variable, coding)
        if held is not None:
            answers[variable.name] = Answer(held.value)
        elif proposed is not None:
            answers[variable.name] = Answer(proposed, Mark.PROPOSED)
    return answers


def variable_remarks(coding: Coding) -> dict[str, Remark]:
    """The certainty, note and basis of each answer."""
    return {
        name: Remark(held.certainty, held.note, held.basis)
        for name, held in coding.variables.items()
    }


def opening_variables(codebook: Codebook, coding: Coding) -> FormState:
    """The form as it opens, on the first variable that is open or only proposed."""
    fields = variable_fields(codebook, coding)
    answers, remarks = variable_answers(codebook, coding), variable_remarks(coding)
    state = FormState(fields, answers, remarks=remarks, own_remarks=True)
    visible = state.visible()
    open_fields = (f.name for f in visible if not f.aside and not state.is_settled(f.name))
    return state.go_to(next(open_fields, visible[0].name)) if visible else state


def proposed_identifiers(state: FormState) -> tuple[str, ...]:
    """The identifiers that are proposed and not confirmed yet, of those asked here."""
    return tuple(
        field.name
        for field in state.visible()
        if field.field.identifier and not field.aside and is_proposed(state, field.name)
    )


def is_proposed(state: FormState, name: str) -> bool:
    """Whether a variable's answer is only proposed."""
    answer = state.answers.get(name)
    return answer is not None and answer.mark is Mark.PROPOSED


def passages(coding: Coding) -> dict[str, tuple[NewEvidence, ...]]:
    """The passages of each variable: those of its answer, else the one it was proposed from."""
    found = {name: _proposed_from(proposal) for name, proposal in coding.proposals.items()}
    held = {name: _again(value.evidence) for name, value in coding.variables.items()}
    return {name: several for name, several in (found | held).items() if several}


def _proposed_from(proposal: Proposal) -> tuple[NewEvidence, ...]:
    passage = proposal.passage
    return (NewEvidence(passage.start, passage.end),) if passage else ()


def _again(evidence: Sequence[Evidence]) -> tuple[NewEvidence, ...]:
    return tuple(NewEvidence(one.start, one.end) for one in evidence)


def evidence_for(
    variable: FormField, answer: Answer, coding: Coding, tied: Sequence[NewEvidence]
) -> tuple[NewEvidence, ...]:
    """The passages to save with an answer: its own, those tied just now, a kept proposal's.

    Words that are put otherwise than proposed rest on the passage they were proposed from, unless
    another is tied. Another value of a choice does not: the passage shows the one proposed.
    """
    name = variable.name
    proposal, held = coding.proposals.get(name), coding.variables.get(name)
    kept: tuple[NewEvidence, ...] = ()
    if held is not None:
        kept = _again(held.evidence)
    elif proposal is not None:
        is_same = answer.value in (proposal.value, (proposal.value,))
        is_worded = variable.is_typed and not isinstance(answer.value, Missing) and not tied
        kept = _proposed_from(proposal) if is_same or is_worded else ()
    return tuple(dict.fromkeys([*kept, *tied]))


def without_proposals(coding: Coding, names: Collection[str]) -> Coding:
    """What there is of a document, without what is proposed for some variables."""
    left = {name: one for name, one in coding.proposals.items() if name not in names}
    return replace(coding, proposals=left)


def asked_variables(codebook: Codebook, coding: Coding) -> tuple[Field, ...]:
    """The variables asked of a document, and those answered although they are not."""
    state = opening_variables(codebook, coding)
    return tuple(
        field.field
        for field in state.visible()
        if not field.aside or field.name in coding.variables
    )
