"""Code from hits: records, or values of a variable, made of many search hits by one change."""

from collections.abc import Callable, Mapping, Sequence

from storage.codebook import Codebook, check_value
from storage.database import batches
from storage.database.identity import new_uid
from storage.errors import ChangeRefused
from storage.records import CodedHits, FieldValue, Hit, Progress
from storage.study.base import StudyBase, current_codebook
from storage.study.hit_plans import HitPlan, RecordPlan, ValuePlan
from storage.study.records import checked_values, known_type
from storage.study.variables import known_variable


class HitCoding(StudyBase):
    """Coding from search hits."""

    def code_hits(
        self,
        hits: Sequence[Hit],
        record_type: str,
        values: Mapping[str, FieldValue],
        *,
        dry_run: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> CodedHits:
        """Make one record of every sentence that has hits, resting on that sentence.

        A hit is left out when a record of yours of that type, with the same answers to the same
        fields, rests on its sentence already. What is made is one change, which the history takes
        back as a whole.

        Args:
            hits: The hits.
            record_type: What to make of them.
            values: The answers of each record.
            dry_run: Whether only to say what would be made.
            progress: Told how many hits have been looked at; may raise something to stop it.

        Raises:
            ValueRefused: an answer does not fit its field.
            ChangeRefused: there is nothing to make.
        """

        def plan(codebook: Codebook) -> HitPlan:
            found = known_type(codebook, record_type)
            return RecordPlan(found, checked_values(found, values, retired=False))

        return self._code(plan, hits, progress, dry_run=dry_run)

    def answer_by_hits(
        self,
        hits: Sequence[Hit],
        variable: str,
        value: FieldValue,
        *,
        dry_run: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> CodedHits:
        """Give a variable a value in every document that has hits, resting on their sentences.

        Documents in which you answered it already, or for whose kind it is not asked, are left out.
        The rest is as with ``code_hits``.

        Raises:
            ValueRefused: the value does not fit the variable.
            ChangeRefused: there is nothing to answer.
        """

        def plan(codebook: Codebook) -> HitPlan:
            found = known_variable(codebook, variable)
            return ValuePlan(found, check_value(found, value, where=variable))

        return self._code(plan, hits, progress, dry_run=dry_run)

    def _code(
        self,
        plan: Callable[[Codebook], HitPlan],
        hits: Sequence[Hit],
        progress: Callable[[Progress], None] | None,
        *,
        dry_run: bool,
    ) -> CodedHits:
        """Work out what is to be made, and make it by one change, or only tell."""
        if dry_run:
            with self._reading() as (session, coder_id):
                looked = plan(current_codebook(session)[1])
                looked.look(session, coder_id or 0, hits, progress)
                return looked.told(None)
        with self._work() as work:
            made = plan(work.codebook)
            made.look(work.session, work.journal.coder_id, hits, progress)
            if not made.places:
                raise ChangeRefused("All of these hits are coded so already.")
            batch = new_uid()
            digest = made.write(work, batch)
            batches.begin_reviews(work.session, batch)
            change = work.journal.write("code hits", made.summary, batch=batch, digest=digest)
            return made.told(change)
