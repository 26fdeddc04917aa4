"""What becomes of coded data by a new version of the codebook, counted, in the words that people see."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from storage.codebook import (
    Codebook,
    Difference,
    DifferenceKind,
    Field,
    Step,
    StepKind,
    affected,
    compare,
    value_renames,
)
from storage.codebook.names import shown
from storage.database.codebooks import MovedAnswer, count_answers
from storage.study.base import Work
from storage.study.codebook_moves import Moved

MOST = 8
"""Sentences of one sort; the others are counted."""


def effects(work: Work, new: Codebook, steps: Sequence[Step], moved: Moved) -> tuple[str, ...]:
    """One sentence for each thing that becomes of coded data, as far as it may be seen."""
    whose = work.told_of
    moved = told_moves(moved, whose)
    found = [
        *_cut(list(_moves(work.codebook, new, steps, moved)), "more such moves"),
        *_merges(work, steps, moved, whose),
        *_cut(list(_doubts(work, new, whose)), "more such changes"),
        *_cut(list(_retired(work, new, whose)), "more values that are retired"),
    ]
    if whose is not None:
        found.append("What others have coded goes along with it, and is not counted here.")
    return tuple(found) or ("No coded answer is touched.",)


def told_moves(moved: Moved, whose: int | None) -> Moved:
    """Answers that moved, without those that may not be seen."""
    if whose is None:
        return moved
    return {name: [each for each in some if each.coder_id == whose] for name, some in moved.items()}


def _cut(sentences: list[str], noun: str) -> list[str]:
    left = len(sentences) - MOST
    return [*sentences[:MOST], f"… and {left:,} {noun}."] if left > 0 else sentences


def _moves(old: Codebook, new: Codebook, steps: Sequence[Step], moved: Moved) -> Iterator[str]:
    """How many answers go from one value to another, or to another field's name."""
    names = value_renames(old, new)
    places = {(step.record_type, step.old.name): step for step in reversed(steps)}
    for record_type, answers in moved.items():
        for name in dict.fromkeys(answer.field for answer in answers):
            step = places[record_type, name]
            own = [answer for answer in answers if answer.field == name]
            if step.old.name != step.new.name:
                noun = counted(new, record_type, len(own), "answers")
                yield f"{noun} {shown(step.old.label)} under the name {step.new.name}."
            yield from _changes(new, step, names.get((record_type, name), {}), own)


def _changes(
    new: Codebook, step: Step, names: Mapping[str, str], answers: Sequence[MovedAnswer]
) -> Iterator[str]:
    labels = _labels(step.old) | _labels(step.new)
    if step.old.type is not step.new.type:
        many = len(answers)
        yield f"{many:,} {'answer' if many == 1 else 'answers'} to {shown(step.new.label)} become {step.new.type}."
        return
    tally: Counter[tuple[str, str]] = Counter()
    for answer in answers:
        items = answer.before if isinstance(answer.before, tuple) else (answer.before,)
        for item in items:
            if isinstance(item, str) and item in names:
                tally[item, names[item]] += 1
    for (was, now), count in tally.most_common():
        verb = "moves" if count == 1 else "move"
        noun = counted(new, step.record_type, count, verb)
        same = labels.get(was) == labels.get(now)
        before, after = (was, now) if same else (labels.get(was, was), labels.get(now, now))
        yield f"{noun} from {shown(before)} to {shown(after)}."


def _merges(work: Work, steps: Sequence[Step], moved: Moved, whose: int | None) -> Iterator[str]:
    """What can no longer be told apart."""
    for step in steps:
        if step.kind is not StepKind.MERGE or not moved.get(step.record_type):
            continue
        if step.old.type is not step.new.type:
            continue
        target = next(iter(step.names.values()))
        among = {answer.owner for answer in moved[step.record_type]}
        had = count_answers(work.session, step.record_type, step.new.name, target, whose)
        there = had - len(among)
        if there > 0:
            label = _labels(step.new).get(target, target)
            yield (
                f"Afterwards they cannot be told from the {there:,} that had {shown(label)} before, "
                "unless this edit is taken back."
            )


def _doubts(work: Work, new: Codebook, whose: int | None) -> Iterator[str]:
    for each in affected(work.codebook, new):
        if each.field is not None:
            count = count_answers(work.session, each.record_type, each.field, each.value, whose)
            if count:
                noun = counted(new, each.record_type, count, "to look at again")
                yield f"{noun}: {each.sentence}"


def _retired(work: Work, new: Codebook, whose: int | None) -> Iterator[str]:
    for each in compare(work.codebook, new):
        if each.kind is DifferenceKind.RETIRED and each.field is not None:
            count = count_answers(work.session, each.record_type, each.field, each.value, whose)
            if count:
                noun = counted(new, each.record_type, count, _keeps(count))
                yield f"{noun} {shown(each.value)}, which takes no new answers."


def _keeps(count: int) -> str:
    return "keeps" if count == 1 else "keep"


def counted(codebook: Codebook, record_type: str | None, count: int, behind: str) -> str:
    """``3 findings move``: how many records, or documents, and what they do."""
    kind = codebook.record_type(record_type) if record_type else None
    one, many = (kind.noun, kind.plural) if kind else ("document", "documents")
    return f"{count:,} {one if count == 1 else many} {behind}"


def doubts_in(work: Work, differences: Sequence[Difference]) -> int:
    """How many answers differences put in doubt, as far as they may be seen."""
    whose = work.told_of
    return sum(
        count_answers(work.session, each.record_type, each.field, each.value, whose)
        for each in differences
        if each.field is not None and each.in_doubt
    )


def _labels(field: Field) -> dict[str, str]:
    return {value.name: value.label for value in field.all_values()}
