"""Show, check, change, write out and compare codebooks."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from tui.cli.asking import agreed
from tui.cli.files import read_codebook
from tui.cli.options import Coder, Json, Store, Yes, opened, refuse, say_how_to_undo
from tui.cli.output import cut, say, say_json, say_sentence, width, wrapped
from tui.cli.progress import progress_bar
from tui.display import count_text, one_line
from tui.new_file import write_new

if TYPE_CHECKING:
    from storage import Codebook, CodebookChange, Field, RecordType, Study, Value

CodebookFile = Annotated[Path, Argument(metavar="FILE", hidden=True)]
INDENT = "  "


def show(store: Store = None, coder: Coder = None, json: Json = False) -> None:
    """Show the codebook in force: variables, fields and values.

    With --json, one variable or field a line.

    Example: casecoder codebook show
    """
    with opened(store, coder) as study:
        codebook = study.codebook()
    if json:
        for question in _questions(codebook):
            say_json(question)
        return
    columns = width()
    for line in _tree(codebook):
        say(cut(line, columns).rstrip() if columns else line)


def _tree(codebook: "Codebook") -> Iterator[str]:
    """The codebook as indented lines."""
    yield f"{codebook.name}, version {codebook.version}"
    yield ""
    yield "Variables of each document"
    for variable in codebook.variables:
        yield from _field_lines(variable)
    for record_type in codebook.record_types:
        yield ""
        yield f"{record_type.label} ({record_type.key.upper()}): {record_type.plural}"
        for field in record_type.fields:
            yield from _field_lines(field)
    if codebook.relations:
        yield ""
        yield "Links"
    for relation in codebook.relations:
        yield f"{INDENT}{relation.name}: {relation.from_type} to {relation.to_type}"


def _field_lines(field: "Field") -> Iterator[str]:
    marks = [str(field.type)]
    marks += ["several"] if field.multiple else []
    marks += ["required"] if field.required else []
    marks += [f"for {', '.join(field.kinds)}"] if field.kinds else []
    asked = (f"{name} is {' or '.join(values)}" for name, values in field.asked_when.items())
    marks += [f"when {' and '.join(asked)}"] if field.asked_when else []
    yield f"{INDENT}{field.name}: {field.label} ({', '.join(marks)})"
    yield from _value_lines(field.values, INDENT * 2)


def _value_lines(values: "Sequence[Value]", indent: str) -> Iterator[str]:
    for value in values:
        state = " (provisional)" * value.provisional + " (retired)" * value.retired
        yield f"{indent}{value.key or ' '}  {value.name}: {value.label}{state}"
        yield from _value_lines(value.values, indent + INDENT)


def _questions(codebook: "Codebook") -> Iterator[dict[str, object]]:
    """Every variable and field with its values, as ``--json`` lists them."""
    types: tuple[RecordType | None, ...] = (None, *codebook.record_types)
    for record_type in types:
        for field in record_type.fields if record_type else codebook.variables:
            yield {
                "record_type": record_type.name if record_type else None,
                "name": field.name,
                "label": field.label,
                "type": field.type,
                "multiple": field.multiple,
                "required": field.required,
                "kinds": list(field.kinds),
                "asked_when": {name: list(values) for name, values in field.asked_when.items()},
                "definition": field.definition,
                "values": [_value_json(value, None) for value in field.values]
                + [
                    _value_json(below, each) for each in field.all_values() for below in each.values
                ],
            }


def _value_json(value: "Value", above: "Value | None") -> dict[str, object]:
    return {
        "name": value.name,
        "label": value.label,
        "code": value.code,
        "key": value.key,
        "within": above.name if above else None,
        "definition": value.definition,
        "provisional": value.provisional,
        "retired": value.retired,
    }


def check(file: CodebookFile) -> None:
    """Check a codebook; each mistake is told with its line and key.

    FILE is a codebook in TOML. Needs no study.

    Example: casecoder codebook check codebook.toml
    """
    codebook = read_codebook(file)
    types = ", ".join(
        f"{each.plural} with {count_text(len(each.fields), 'field')}"
        for each in codebook.record_types
    )
    say_sentence(
        f"{file} is in order: {codebook.name}, version {codebook.version}, with "
        f"{count_text(len(codebook.variables), 'variable')}; {types}."
    )


def put(
    file: CodebookFile,
    store: Store = None,
    coder: Coder = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Only say what would happen.")] = False,
    yes: Yes = False,
) -> None:
    """Put a new version of the codebook in force.

    First it shows what differs from the version in force and what happens to answers already
    coded, and asks. FILE is a codebook in TOML.

    Example: casecoder codebook set codebook.toml --dry-run
    """
    codebook = read_codebook(file)
    with opened(store, coder) as study:
        with progress_bar("Comparing") as progress:
            ahead = study.set_codebook(codebook.source, dry_run=True, progress=progress)
        _say_change(ahead)
        if dry_run:
            return
        if not yes and not agreed(f"Put version {codebook.version} in force?"):
            refuse("Nothing was changed.", 1)
        with progress_bar("Changing") as progress:
            changed = study.set_codebook(codebook.source, progress=progress)
        say_sentence(f"Version {changed.version} is in force.")
        if changed.moved:
            say_sentence("casecoder codebook revert takes it back, with the answers that moved.")
        else:
            say_how_to_undo(study)


def revert(
    store: Store = None,
    coder: Coder = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Only say what would happen.")] = False,
    yes: Yes = False,
) -> None:
    """Take the last codebook edit back, with the answers it moved.

    What was said before it becomes a further version; once more takes the edit before back.

    Example: casecoder codebook revert --dry-run
    """
    with opened(store, coder) as study:
        told = study.revert_codebook(dry_run=True)
        for sentence in (*told.differences, *told.effects):
            say_sentence(sentence)
        if dry_run:
            return
        if not yes and not agreed(f"Put version {told.version} in force?"):
            refuse("Nothing was changed.", 1)
        say_sentence(f"Version {study.revert_codebook().version} is in force.")


def _say_change(change: "CodebookChange") -> None:
    """Print what a new version changes and what becomes of what is coded."""
    _say_list("What differs:", change.differences)
    _say_list("What happens to answers already coded:", change.steps)
    if change.steps or change.moved:
        say_sentence(f"{count_text(change.moved, 'answer')} will move.")
    if change.in_doubt:
        answers = count_text(change.in_doubt, "answer")
        say_sentence(f"{answers} should be looked at again afterwards.")
    if not change.differences:
        say_sentence("Nothing that people see differs.")


def _say_list(title: str, sentences: Sequence[str]) -> None:
    """Print sentences under a title, one below the other."""
    if not sentences:
        return
    say(title)
    for sentence in sentences:
        for line in wrapped(f"{INDENT}- {sentence}", width(), indent=INDENT * 2):
            say(line)
    say()


def export(
    file: Annotated[
        Path | None,
        Argument(metavar="FILE", hidden=True),
    ] = None,
    store: Store = None,
    coder: Coder = None,
) -> None:
    """Write the codebook in force to FILE, or to standard output.

    Example: casecoder codebook export codebook.toml
    """
    with opened(store, coder) as study:
        codebook = study.codebook()
    if file is None:
        say(codebook.source.removesuffix("\n"))
        return
    write_new(file, codebook.source)
    say_sentence(f"Version {codebook.version} was written to {file}.")


def diff(
    one: Annotated[
        str,
        Argument(metavar="FILE|VERSION", hidden=True),
    ],
    other: Annotated[str | None, Argument(metavar="FILE|VERSION", hidden=True)] = None,
    store: Store = None,
    coder: Coder = None,
    json: Json = False,
) -> None:
    """Tell how two versions of the codebook differ.

    One FILE is compared with the version in force, one VERSION too; two with each other, the
    first being the older. With --json, one difference a line.

    Example: casecoder codebook diff 1.0 1.1
    """
    from storage import compare

    with opened(store, coder) as study:
        in_force = study.codebook()
        first = _named(study, one)
        if other is not None:
            old, new = first, _named(study, other)
        elif _is_version(study, one):
            old, new = first, in_force
        else:
            old, new = in_force, first
    differences = compare(old, new)
    for difference in differences:
        if json:
            say_json(
                {
                    "kind": difference.kind,
                    "record_type": difference.record_type,
                    "field": difference.field,
                    "value": difference.value,
                    "in_doubt": difference.in_doubt,
                    "sentence": difference.sentence,
                }
            )
        else:
            for line in wrapped(f"- {difference.sentence}", width(), indent=INDENT):
                say(line)
    if not differences and not json:
        say_sentence(f"Versions {old.version} and {new.version} do not differ.")


def _is_version(study: "Study", name: str) -> bool:
    return any(version == name for version, _ in study.codebook_versions())


def _named(study: "Study", name: str) -> "Codebook":
    """The version of the study's codebook that is called so, or the codebook in a file."""
    from storage import load_codebook

    versions = dict(study.codebook_versions())
    if name in versions:
        return load_codebook(versions[name])
    if not Path(name).exists():
        refuse(
            f"{one_line(name)} is no file and no version of this study's codebook; "
            f"its versions are {', '.join(versions)}.",
            1,
        )
    return read_codebook(Path(name))
