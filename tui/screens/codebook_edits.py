"""Edits of the codebook, asked for by questions."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from tui.display import one_line
from tui.screens.codebook_changing import CodebookChanging
from tui.screens.codebook_questions import (
    changed_texts,
    example_question,
    field_question,
    new_field_question,
    new_value_question,
    parts,
    rename_question,
    split_question,
    type_question,
    value_question,
)
from tui.screens.question import question
from tui.widgets.codebook_lines import CodebookLine, line_uid

if TYPE_CHECKING:
    from storage import Edit, Field, Value


class CodebookEdits(CodebookChanging):
    """Asks what to change; what that touches is shown before it happens."""

    def field_at(self, line: CodebookLine) -> "Field | None":
        """The field that a line is, or whose value it is."""
        if self.codebook is None or line.field is None:
            return None
        if line.record_type is None:
            return self.codebook.variable(line.field)
        kind = self.codebook.record_type(line.record_type)
        return kind.field(line.field) if kind else None

    def value_at(self, line: CodebookLine | None) -> "Value | None":
        """The value that a line is."""
        field = self.field_at(line) if line else None
        return field.value(line.value) if line and field and line.value else None

    @question
    async def action_add(self) -> None:
        """Add a value to a choice, or a field to what the cursor stands on."""
        from storage import AddValue

        line = self.line
        if line is None:
            return
        field = self.field_at(line)
        if field is None or not field.values:
            await self._add_field(line)
            return

        def edit_of(answers: Mapping[str, str]) -> "tuple[Edit, str]":
            under = line.value if answers.get("under") else self._above(line)
            texts = {key: answers[key] for key in ("definition", "key") if answers[key]}
            label = answers["label"]
            edit = AddValue(line.record_type, field.name, label, under, texts)
            return edit, f"Add “{one_line(label)}” to {field.label}?"

        await self.fill_in(new_value_question(line), edit_of)

    def _above(self, line: CodebookLine) -> str | None:
        """The value that the value of a line stands under."""
        shown = {each.uid: each for each in self.tree_lines.rows}
        above = shown.get(line.above or "")
        return above.value if above is not None else None

    async def _add_field(self, line: CodebookLine) -> None:
        from storage import AddField, FieldType

        name = await self.ask(type_question())
        if name is None:
            return
        kind = self.codebook.record_type(line.record_type or "") if self.codebook else None
        to = kind.plural if kind else "the variables"
        field_type = FieldType(name)

        def edit_of(answers: Mapping[str, str]) -> "tuple[Edit, str]":
            label, labels = answers["label"], parts(answers.get("values", ""))
            edit = AddField(line.record_type, label, field_type, labels, answers["definition"])
            return edit, f"Add “{one_line(label)}” to {to}?"

        await self.fill_in(new_field_question(field_type, to), edit_of)

    @question
    async def action_edit(self) -> None:
        """Change the words of a value or field."""
        from storage import ChangeField, ChangeValue

        line, value = self.line, self.value_at(self.line)
        field = self.field_at(line) if line else None
        if line is None or field is None:
            return

        def edit_of(answers: Mapping[str, str]) -> "tuple[Edit, str] | None":
            texts = changed_texts(answers, value or field)
            edit: Edit = ChangeField(line.record_type, field.name, texts)
            if value is not None:
                edit = ChangeValue(line.record_type, field.name, value.name, texts)
            title = f"Change {', '.join(texts)} of “{one_line(line.label)}”?"
            return (edit, title) if texts else None

        await self.fill_in(value_question(value) if value else field_question(field), edit_of)

    @question
    async def action_rename(self) -> None:
        """Change the name of a value or field."""
        from storage import RenameField, RenameValue

        line = self.line
        if line is None or line.field is None:
            return
        name = await self.ask(rename_question(line.label, line.name))
        if not name or name == line.name:
            return
        edit: Edit = RenameField(line.record_type, line.field, name)
        uid = line_uid(line.record_type, name)
        if line.value is not None:
            edit = RenameValue(line.record_type, line.field, line.value, name)
            uid = line_uid(line.record_type, line.field, name)
        await self.preview_edit(edit, f"Rename “{line.name}” to “{one_line(name)}”?", uid)

    def action_mark(self) -> None:
        """Mark or unmark the value, and go on to the next line."""
        line = self.line
        if line is None:
            return
        field = (line.record_type, line.field)
        if any((each.record_type, each.field) != field for each in self.marked):
            self.host.notice("Values of one field are marked at a time; Esc takes the marks away.")
            return
        self.mark(line)
        self.tree_lines.action_next()
        self.tell()

    @question
    async def action_move(self) -> None:
        """Move the marked values under the value or field here."""
        from storage import MoveValues

        line, values = self._goal("move")
        if line is None or line.field is None:
            return
        edit = MoveValues(line.record_type, line.field, values, line.value)
        to = f"under “{one_line(line.label)}”" if line.value else "to the top level"
        await self.preview_edit(edit, f"Move {_named(self.marked)} {to}?", self.marked[0].uid)

    @question
    async def action_merge(self) -> None:
        """Merge the marked values into the value here."""
        from storage import MergeValues

        line, values = self._goal("merge")
        if line is None or line.field is None:
            return
        if line.value is None:
            self.host.notice("Stand on the value that stays, not on its field.")
            return
        edit = MergeValues(line.record_type, line.field, values, line.value)
        await self.preview_edit(edit, f"Merge {_named(self.marked)} into “{one_line(line.label)}”?")

    def _goal(self, verb: str) -> tuple[CodebookLine | None, tuple[str, ...]]:
        """The line to move or merge to, and the values; None when that cannot be, which is said."""
        line, marked = self.line, self.marked
        mark = self.key_text("codebook.mark")
        if not marked:
            self.host.notice(
                f"Mark the values to {verb} with {mark}; then go to where they belong."
            )
        elif line is None or (line.record_type, line.field) != (
            marked[0].record_type,
            marked[0].field,
        ):
            self.host.notice(f"Values {verb} within their field “{marked[0].field}” only.")
        else:
            return line, tuple(each.value for each in marked if each.value)
        return None, ()

    @question
    async def action_split(self) -> None:
        """Put several values in the place of one."""
        from storage import SplitValue

        line, value = self.line, self.value_at(self.line)
        if line is None or line.field is None or value is None:
            return
        text = await self.ask(split_question(value))
        if text:
            edit = SplitValue(line.record_type, line.field, value.name, parts(text))
            await self.preview_edit(edit, f"Split “{one_line(value.label)}”?")

    @question
    async def action_retire(self) -> None:
        """Let a value take no new answers, or take them again."""
        from storage import RetireValue

        line, value = self.line, self.value_at(self.line)
        if line is None or line.field is None or value is None:
            return
        edit = RetireValue(line.record_type, line.field, value.name, not value.retired)
        verb = "Take up" if value.retired else "Retire"
        again = " again" if value.retired else ""
        await self.preview_edit(edit, f"{verb} “{one_line(value.label)}”{again}?")

    @question
    async def action_pin_example(self) -> None:
        """Take one of the coder's quotations as the example."""
        from storage import ChangeValue

        line, value = self.line, self.value_at(self.line)
        place = line.place if line else None
        if place is None or value is None:
            return
        study = self.study
        found = await asyncio.to_thread(self.read, partial(study.quotations, place))
        if not found:
            self.host.notice(f"You have no passage of “{one_line(value.label)}” yet.")
            return
        quote = await self.ask(example_question(value, found))
        if quote:
            texts = {"example": f"“{quote}”"}
            edit = ChangeValue(place.record_type, place.field, value.name, texts)
            await self.preview_edit(edit, f"Example of “{one_line(value.label)}”: “{quote[:200]}”?")

    @question
    async def action_open_to_values(self) -> None:
        """Make values of the answers to an open field."""
        from storage import OpenToChoice

        line = self.line
        if line is not None and line.field is not None:
            edit = OpenToChoice(line.record_type, line.field)
            await self.preview_edit(
                edit, f"Make values of the answers to “{one_line(line.label)}”?"
            )


def _named(lines: tuple[CodebookLine, ...]) -> str:
    """Some values for a question."""
    more = f" and {len(lines) - 2:,} more" if len(lines) > 2 else ""
    return ", ".join(f"“{one_line(each.label)}”" for each in lines[:2]) + more
