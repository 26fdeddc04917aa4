"""Planning what a new version does to coded data: declared migrations, kept codes and ids, new types."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from storage.codebook.layout import Layout
from storage.codebook.model import Action, Codebook, Field, FieldType, Migration, Value
from storage.codebook.names import shown
from storage.codebook.pairs import FieldPair, field_pairs, matched, reused_number
from storage.codebook.steps import FieldPlace, Step, StepKind
from storage.errors import CodebookError


def plan_migrations(old: Codebook, new: Codebook) -> tuple[Step, ...]:
    """The steps that take data coded with ``old`` to ``new``, in the order to take them.

    Declared migrations that ``old`` has too have run and are not repeated. A value that keeps its
    stated code, or a field that keeps its stated id, carries its data to its new name undeclared.

    Raises:
        CodebookError: When a declared migration does not fit both versions, or a code or id that
            is still in use was given to something else.
    """
    pairs = list(field_pairs(old, new))
    for record_type in dict.fromkeys(pair.record_type for pair in pairs):
        own = [(pair.old, pair.new) for pair in pairs if pair.record_type == record_type]
        reused = reused_number(own)
        if reused:
            raise _reuse(
                old, "id", *reused, f"fields of {record_type}" if record_type else "variables"
            )
    waiting = pending(old, new)
    return tuple(step for pair in pairs for step in _field_steps(old, new, pair, waiting))


def field_renames(old: Codebook, new: Codebook) -> Mapping[FieldPlace, str]:
    """Fields and variables whose data go on under another name, by their old name."""
    steps = plan_migrations(old, new)
    renaming = (step for step in steps if step.kind is StepKind.RENAME_FIELD)
    return {(step.record_type, step.old.name): step.new.name for step in renaming}


def value_renames(old: Codebook, new: Codebook) -> Mapping[FieldPlace, Mapping[str, str]]:
    """Values that become others, old name to new, by record type and the field's old name.

    Where a field takes several values, two of them may become one: the first one stays.
    """
    steps: dict[FieldPlace, list[Step]] = {}
    for step in plan_migrations(old, new):
        if step.names:
            steps.setdefault((step.record_type, step.old.name), []).append(step)
    return {place: _composed(own) for place, own in steps.items()}


def pending(old: Codebook, new: Codebook) -> tuple[tuple[int, Migration], ...]:
    """The declared migrations of ``new``, with their positions, that ``old`` does not have yet."""
    fields = {
        (pair.record_type, pair.old.name): pair.new.name
        for pair in field_pairs(old, new)
        if pair.old and pair.new
    }
    run = Counter(
        replace(each, note="", field=fields.get((each.record_type, each.field), each.field))
        for each in old.migrations
    )
    waiting = []
    for position, migration in enumerate(new.migrations):
        same = replace(migration, note="")
        run[same] -= 1
        if run[same] < 0:
            waiting.append((position, migration))
    return tuple(waiting)


def declared_renames(declared: Iterable[Migration], *, merges: bool = False) -> dict[str, str]:
    """Old name to last of the migrations that rename, or that ``merges`` too, one after the other."""
    actions = (Action.RENAME, Action.MERGE) if merges else (Action.RENAME,)
    found: dict[str, str] = {}
    for migration in declared:
        if migration.action in actions:
            target = migration.targets[0]
            earlier = [name for name, now in found.items() if now in migration.sources]
            found.update(dict.fromkeys([*earlier, *migration.sources], target))
    return found


def _composed(steps: list[Step]) -> dict[str, str]:
    found = {}
    for name in dict.fromkeys(name for step in steps for name in step.names):
        now = name
        for step in steps:
            now = step.names.get(now, now)
        if now != name:
            found[name] = now
    return found


def _field_steps(
    old: Codebook, new: Codebook, pair: FieldPair, waiting: Iterable[tuple[int, Migration]]
) -> Iterator[Step]:
    """The field's own renaming, what is declared, what kept codes say, then a change of type."""
    before, after = pair.old, pair.new
    if before is None or after is None:
        return
    if before.name != after.name:
        sentence = f"«{before.name}» goes on as {pair.place}."
        yield Step(StepKind.RENAME_FIELD, pair.record_type, before, after, sentence)
    own = [
        one
        for one in waiting
        if (one[1].record_type, one[1].field) == (pair.record_type, after.name)
    ]
    plan = _ValuePlan(old, new, pair, before, after)
    for position, migration in own:
        yield plan.declared(position, migration)
    plan.check_gone()
    yield from plan.inferred(declared_renames(migration for _, migration in own))
    if (before.type, before.multiple) != (after.type, after.multiple):
        yield _conversion(pair, before, after)


@dataclass(slots=True)
class _ValuePlan:
    """How the values of one field go from the old version to the new."""

    old_codebook: Codebook
    new_codebook: Codebook
    pair: FieldPair
    old: Field
    new: Field
    names: set[str] = field(init=False)
    """Value names that the data carry after the steps so far."""
    gone: dict[str, int] = field(init=False)
    """Names that the steps so far took out of the data, with the migration's position."""

    def __post_init__(self) -> None:
        self.names = {value.name for value in self.old.all_values()}
        self.gone = {}

    def declared(self, position: int, migration: Migration) -> Step:
        """The step of one declared migration."""
        if self.old.type is FieldType.CHOICE:
            for name in migration.sources:
                if name not in self.names:
                    version = self.old_codebook.version
                    raise self._unfit(
                        position, f"version {version} has no value {shown(name)} there"
                    )
        action = migration.action
        if action in (Action.RENAME, Action.MERGE):
            return self._becoming(position, migration)
        for name in migration.sources:
            self._check_staying(position, migration, name)
        sources = ", ".join(map(shown, migration.sources))
        targets = ", ".join(map(shown, migration.targets)) or "the top level"
        sentence = {
            Action.MOVE: f"{sources} of {self.pair.place} moves to {targets}; data stay as they are.",
            Action.SPLIT: f"{sources} of {self.pair.place} is split into {targets}; its data are listed to look at again.",
            Action.RETIRE: f"{sources} of {self.pair.place} takes no new answers; data stay as they are.",
        }[action]
        in_doubt = migration.sources if action is Action.SPLIT else ()
        return self._step(StepKind(action.value), sentence, in_doubt=in_doubt)

    def _becoming(self, position: int, migration: Migration) -> Step:
        """A rename or a merge: the data carry another name from now on."""
        target = migration.targets[0]
        rename = migration.action is Action.RENAME and self.old.type is FieldType.CHOICE
        if rename and target in self.names:
            raise self._unfit(
                position, f"{shown(target)} is a value already; to join them, declare a merge"
            )
        names = {name: target for name in migration.sources if name != target}
        self.names = (self.names - set(names)) | {target}
        self.gone.update(dict.fromkeys(names, position))
        self.gone.pop(target, None)
        sources = ", ".join(map(shown, names))
        done = "is renamed" if migration.action is Action.RENAME else "becomes"
        sentence = f"{sources} of {self.pair.place} {done} {shown(target)}."
        return self._step(StepKind(migration.action.value), sentence, names)

    def _check_staying(self, position: int, migration: Migration, name: str) -> None:
        """A value that is moved, split or retired must still be declared, and so."""
        value = self.new.value(name)
        if value is None:
            raise self._unfit(
                position,
                f"{shown(name)} must stay in the file, with retired = true where nobody shall choose it",
            )
        if migration.action is Action.RETIRE and not value.retired:
            raise self._unfit(position, f"{shown(name)} must have retired = true")
        if migration.action is Action.MOVE:
            parent = next(
                (each.name for each in self.new.all_values() if value in each.values), None
            )
            if parent != next(iter(migration.targets), None):
                raise self._unfit(
                    position, f"{shown(name)} does not stand where it is said to move to"
                )

    def check_gone(self) -> None:
        """What was renamed or merged away is no longer there to be chosen."""
        for name, position in self.gone.items():
            value = self.new.value(name)
            if value is not None and not value.retired:
                raise self._unfit(
                    position, f"{shown(name)} is still there; take it out, or retire it"
                )

    def inferred(self, renamed: Mapping[str, str]) -> Iterator[Step]:
        """Values that kept their stated code under another name."""
        pairs = matched(self.old.all_values(), self.new.all_values(), renamed)
        reused = reused_number(pairs)
        if reused:
            raise _reuse(self.old_codebook, "code", *reused, f"values of {self.pair.place}")
        for old, new in pairs:
            if old and new and old.name != new.name and old.name in self.names:
                sentence = f"{shown(old.name)} of {self.pair.place} is renamed {shown(new.name)}: the code {new.code} is the same."
                yield self._step(StepKind.RENAME, sentence, {old.name: new.name})

    def _step(
        self,
        kind: StepKind,
        sentence: str,
        names: Mapping[str, str] | None = None,
        in_doubt: tuple[str, ...] = (),
    ) -> Step:
        return Step(
            kind, self.pair.record_type, self.old, self.new, sentence, names or {}, in_doubt
        )

    def _unfit(self, position: int, why: str) -> CodebookError:
        line = Layout(self.new_codebook.source).line(("migration", position))
        return CodebookError(f"Line {line}, migration {position + 1}, in {self.pair.place}: {why}.")


def _conversion(pair: FieldPair, old: Field, new: Field) -> Step:
    """A change of type; labels and value names stand for each other between choices and open answers."""
    names: dict[str, str] = {}
    if old.type is not FieldType.CHOICE and new.type is FieldType.CHOICE:
        names = {value.label: value.name for value in new.all_values()}
        names.update((value.name, value.name) for value in new.all_values())
    elif old.type is FieldType.CHOICE and new.type in (FieldType.TEXT, FieldType.OPEN):
        names = {value.name: value.label for value in old.all_values()}
    before = f"several {old.type}" if old.multiple else f"{old.type}"
    after = f"several {new.type}" if new.multiple else f"{new.type}"
    sentence = f"The answers to {pair.place} change from {before} to {after}."
    return Step(StepKind.CONVERT, pair.record_type, old, new, sentence, names)


def _reuse(
    old: Codebook, number: str, owner: Field | Value, taker: Field | Value, among: str
) -> CodebookError:
    kept = owner.id if isinstance(owner, Field) else owner.code
    return CodebookError(
        f"Among the {among}, {shown(taker.name)} has the {number} {kept}, which is that of "
        f"{shown(owner.name)} in version {old.version}; it stands for {shown(owner.name)} for good. "
        f"Give {shown(owner.name)} its {number} back and {shown(taker.name)} another."
    )
