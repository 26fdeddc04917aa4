"""Reading a study's own document kinds."""

import re
import warnings

from storage.codebook.model import KindRule
from storage.codebook.names import KINDS, label_of, shown
from storage.codebook.tables import Table


def read_kinds(tables: list[Table]) -> tuple[KindRule, ...]:
    """The declared kinds, their patterns tried out."""
    found: dict[str, KindRule] = {}
    for table in tables:
        table.only(("name", "label", "patterns", "labels"))
        name = table.name()
        if name in KINDS:
            table.fault(
                "name", f"{shown(name)} is a kind that the program knows already; choose another."
            )
        elif name and name in found:
            table.fault("name", f"there is another kind {shown(name)}.")
        rule = KindRule(
            name=name,
            label=table.line("label") or label_of(name),
            patterns=table.strings("patterns"),
            labels=table.strings("labels"),
        )
        if not rule.patterns and not rule.labels:
            table.fault(None, "a kind needs «patterns» or «labels» to be known by.")
        _check_patterns(table, rule.patterns)
        found[name] = rule
    return tuple(found.values())


def _check_patterns(table: Table, patterns: tuple[str, ...]) -> None:
    for position, pattern in enumerate(patterns):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                re.compile(pattern)
        except (re.error, OverflowError, Warning) as error:
            table.problems.add(
                (*table.path, "patterns", position),
                f"{table.called}: the pattern {shown(pattern)} in «patterns» cannot be used: {error}.",
            )
