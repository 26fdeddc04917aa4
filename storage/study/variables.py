"""What a coder can do with the variables of a document."""

from collections.abc import Sequence

from storage.codebook import Codebook, Field, check_value
from storage.database import coding, reviews, variables
from storage.database.documents import documents
from storage.database.images import dismissal_key, restore
from storage.database.proposals import proposals as recognised
from storage.database.proposals import standing_proposals
from storage.errors import ChangeRefused, NotFound
from storage.records import (
    Basis,
    Certainty,
    FieldValue,
    Layer,
    NewEvidence,
    Proposal,
    VariableValue,
)
from storage.study.base import StudyBase, Work
from storage.study.records import check_passages


class Variables(StudyBase):
    """Variables of the current coder."""

    def set_variable(
        self,
        document_uid: str,
        name: str,
        value: FieldValue,
        *,
        evidence: Sequence[NewEvidence] = (),
        basis: Basis = Basis.STATED,
        certainty: Certainty | None = None,
        note: str = "",
    ) -> VariableValue:
        """Give a variable its value, replacing an earlier one.

        Raises:
            ValueRefused: the value does not fit the variable.
            EvidenceError: a passage is not in the text.
        """
        with self._work(alone=False) as work:
            document_id = work.document_id(document_uid)
            variable = known_variable(work.codebook, name)
            check_passages(work, document_id, evidence)
            proposal = recognised(work.session, document_id).get(name)
            checked = check_value(variable, value, where=name)
            entry = variables.ValueEntry(
                checked,
                evidence,
                basis,
                certainty,
                note.strip(),
                from_proposal(variable, proposal, checked),
            )
            _put(work, document_id, name, entry)
            reviews.begin(work.journal, document_uid, document_id, work.codebook_id)
            summary = f"{variable.label} set."
            work.journal.write("set variable", summary, document_id=document_id)
            return self._value(work, document_id, name)

    def clear_variable(self, document_uid: str, name: str, *, with_proposal: bool = False) -> None:
        """Take a variable's value away, and with it, if asked to, what was recognised for it.

        Raises:
            ChangeRefused: it has no value of the current coder.
        """
        with self._work(alone=False) as work:
            document_id = work.document_id(document_uid)
            row = variables.present(work.journal, document_id, name, Layer.CODER)
            if row is None:
                raise ChangeRefused(f"{name} has no value of yours to clear.")
            variables.clear(work.journal, row)
            if with_proposal and name in _standing(work, document_id):
                self._dismiss(work, document_uid, name)
            variable = work.codebook.variable(name)
            summary = f"{variable.label if variable else name} cleared."
            work.journal.write("clear variable", summary, document_id=document_id)

    def confirm_identifiers(self, document_uid: str) -> tuple[str, ...]:
        """Accept what was recognised for every identifier that has no value yet; returns their names.

        A judgement, such as the outcome, is never confirmed by this.
        """
        with self._work(alone=False) as work:
            document_id = work.document_id(document_uid)
            (document,) = documents(work.session, work.journal.coder_id, [document_uid])
            proposals = _standing(work, document_id)
            confirmed = []
            for variable in work.codebook.variables:
                asked = not variable.kinds or document.kind in variable.kinds
                proposal = proposals.get(variable.name)
                if variable.identifier and asked and proposal is not None:
                    if variables.present(work.journal, document_id, variable.name, Layer.CODER):
                        continue
                    _accept(work, document_id, variable, proposal)
                    confirmed.append(variable.name)
            if confirmed:
                reviews.begin(work.journal, document_uid, document_id, work.codebook_id)
                summary = f"{len(confirmed)} identifiers confirmed."
                work.journal.write("confirm identifiers", summary, document_id=document_id)
            return tuple(confirmed)

    def dismiss_proposal(self, document_uid: str, name: str) -> None:
        """Say that what was recognised for a variable is not so; it is proposed no more, to you.

        Raises:
            ChangeRefused: nothing is proposed for it.
        """
        with self._work(alone=False) as work:
            document_id = work.document_id(document_uid)
            variable = work.codebook.variable(name)
            label = variable.label if variable else name
            if name not in _standing(work, document_id):
                raise ChangeRefused(f"Nothing is proposed for {label}.")
            self._dismiss(work, document_uid, name)
            reviews.begin(work.journal, document_uid, document_id, work.codebook_id)
            summary = f"{label} is not as proposed."
            work.journal.write("dismiss proposal", summary, document_id=document_id)

    def _dismiss(self, work: Work, document_uid: str, name: str) -> None:
        key = dismissal_key(document_uid, name, self.coder)
        work.journal.touch("dismissal", key)
        restore(work.session, "dismissal", key, {"name": name})

    def _value(self, work: Work, document_id: int, name: str) -> VariableValue:
        text, _ = coding.text_of(work.session, document_id)
        coder_id = work.journal.coder_id
        return coding.variables(work.session, document_id, coder_id, Layer.CODER, text)[name]


def known_variable(codebook: Codebook, name: str) -> Field:
    """The variable called ``name``.

    Raises:
        NotFound: the codebook in force has none.
    """
    variable = codebook.variable(name)
    if variable is None:
        known = ", ".join(variable.name for variable in codebook.variables)
        raise NotFound(f"The codebook has no variable {name}; it has {known}.")
    return variable


def fitting_value(variable: Field, proposal: Proposal) -> object:
    """What the program recognised, as one or several as the variable wants it."""
    value = proposal.value
    if variable.multiple and not isinstance(value, tuple):
        return [value]
    if not variable.multiple and isinstance(value, tuple):
        return value[0] if len(value) == 1 else "; ".join(map(str, value))
    return value


def from_proposal(variable: Field, proposal: Proposal | None, value: FieldValue) -> str | None:
    """Whether a value is what was recognised or another; None where nothing was."""
    if proposal is None:
        return None
    proposed = fitting_value(variable, proposal)
    same = tuple(proposed) if isinstance(proposed, list) else proposed
    return "accepted" if same == value else "corrected"


def _standing(work: Work, document_id: int) -> dict[str, Proposal]:
    """What is proposed to the current coder."""
    return standing_proposals(work.session, document_id, work.journal.coder_id)


def _accept(work: Work, document_id: int, variable: Field, proposal: Proposal) -> None:
    passage = proposal.passage
    where = f"{variable.name}, recognised"
    entry = variables.ValueEntry(
        check_value(variable, fitting_value(variable, proposal), where=where),
        [NewEvidence(passage.start, passage.end)] if passage else [],
        from_proposal="accepted",
    )
    _put(work, document_id, variable.name, entry)


def _put(work: Work, document_id: int, name: str, entry: variables.ValueEntry) -> None:
    variables.put(
        work.journal,
        document_id,
        name,
        entry,
        layer=Layer.CODER,
        codebook_id=work.codebook_id,
    )
