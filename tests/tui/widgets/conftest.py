"""A small codebook, a document half coded with it, and an application that shows one widget."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.events import Key
from textual.message import Message
from textual.widget import Widget

from storage import (
    Basis,
    Certainty,
    Codebook,
    Coding,
    Document,
    Evidence,
    FieldValue,
    Layer,
    Link,
    Money,
    Paragraph,
    Passage,
    Proposal,
    Record,
    Review,
    Segmentation,
    Status,
    VariableValue,
    load_codebook,
)
from tui.themes import DARK, theme_defaults
from tui.widgets.answer_form import AnswerForm
from tui.widgets.record_form import RecordForm
from tui.widgets.record_panel import RecordPanel
from tui.widgets.variable_form import VariableForm

CODEBOOK = """
[codebook]
name = "Complaints"
version = "1.0"

[[variable]]
name = "respondent"
label = "Respondent"
type = "text"
multiple = true
required = true
identifier = true
definition = "Each body complained about."

[[variable]]
name = "reference"
label = "Reference"
type = "text"
identifier = true

[[variable]]
name = "decided_on"
label = "Decided on"
type = "date"
identifier = true

[[variable]]
name = "outcome"
label = "Outcome"
type = "choice"
required = true
values = [
  { name = "upheld", label = "Upheld", key = "u", definition = "Fault was found." },
  { name = "not_upheld", label = "Not upheld", key = "n", definition = "No fault was found." },
]

[[variable]]
name = "service"
label = "Service"
type = "choice"
multiple = true
values = [
  { name = "looked_after", label = "Looked after", key = "l" },
  { name = "protection", label = "Protection", key = "p" },
  { name = "kinship", label = "Kinship", key = "k" },
]

[[variable]]
name = "outlet"
label = "Outlet"
type = "text"
kinds = ["press_ombudsman"]

[[record]]
name = "finding"
label = "Finding"
plural = "findings"
key = "f"
unit = "One thing that one body did or failed to do."

[[record.field]]
name = "conclusion"
label = "Conclusion"
type = "choice"
required = true
values = [
  { name = "criticism", label = "Criticism", key = "a", definition = "Somebody entitled to judge says it went wrong.", exclude = "A complaint as put.", include = "Failings.", example = "“This was fault.”" },
  { name = "no_fault", label = "No fault", key = "b", definition = "Nothing went wrong." },
  { name = "praise", label = "Praise", key = "c", definition = "It went well." },
]

[[record.field]]
name = "fault_type"
label = "Fault"
type = "choice"
asked_when = { conclusion = ["criticism"] }
values = [
  { name = "delay", label = "Delay", key = "d", definition = "It came too late." },
  { name = "not_done", label = "Not done", key = "n", definition = "It did not happen." },
  { name = "not_informed", label = "Not informed", key = "e", definition = "People were not told.", values = [
    { name = "of_rights", label = "Of their rights", key = "r" },
    { name = "of_plans", label = "Of the plans", key = "p" },
  ] },
]

[[record.field]]
name = "source"
label = "Whose conclusion"
type = "choice"
fill = "speaker"
values = [
  { name = "ombudsman", label = "Ombudsman", key = "o" },
  { name = "court", label = "Court", key = "c" },
]

[[record.field]]
name = "respondent"
label = "Body"
type = "text"
from = "respondent"

[[record.field]]
name = "in_complaint_handling"
label = "In complaint handling"
type = "boolean"

[[record.field]]
name = "affected"
label = "Affected"
type = "choice"
multiple = true
values = [
  { name = "child", label = "Child", key = "c", definition = "The child." },
  { name = "parent", label = "Parent", key = "p", definition = "A parent." },
  { name = "others", label = "Others", key = "x", definition = "Anybody else." },
]

[[record.field]]
name = "duration"
label = "How long"
type = "text"
asked_when = { fault_type = ["delay"] }

[[record.field]]
name = "count"
label = "Count"
type = "integer"

[[record]]
name = "remedy"
label = "Remedy"
plural = "remedies"
key = "r"
unit = "One thing that is done to put it right."

[[record.field]]
name = "remedy_type"
label = "Remedy"
type = "choice"
required = true
values = [
  { name = "apology", label = "Apology", key = "a" },
  { name = "payment", label = "Payment", key = "p" },
]

[[record.field]]
name = "amount"
label = "Amount"
type = "money"
fill = "amount"
asked_when = { remedy_type = ["payment"] }

[[record.field]]
name = "deadline"
label = "Deadline"
type = "date"

[[record.field]]
name = "theme"
label = "Theme"
type = "open"

[[record]]
name = "note_on_law"
label = "Law"
plural = "laws"
key = "t"
unit = "One rule."

[[record.field]]
name = "in_force"
label = "In force"
type = "period"

[[record.field]]
name = "share"
label = "Share"
type = "number"

[[record.field]]
name = "names"
label = "Names"
type = "text"
multiple = true

[[relation]]
name = "redresses"
label = "Redresses"
from = "remedy"
to = "finding"
"""

DOCUMENT = Document(
    uid="d1",
    position=1,
    case="c1",
    title="Ardley City Council (21 004 117)",
    source_name="a.txt",
    kind="lgsco_decision",
    respondents=("Ardley City Council",),
    reference="21 004 117",
    category=None,
    decision_date="2022-03-14",
    outcome="upheld",
    url=None,
    n_characters=1000,
    imported_at="2024-01-01T00:00:00Z",
    status=Status.IN_PROGRESS,
    flag_reason=None,
    record_counts={},
    case_size=1,
)


def a_record(
    uid: str,
    record_type: str,
    number: int,
    values: Mapping[str, FieldValue],
    passages: Sequence[tuple[int, int, str, str | None]],
    **more: object,
) -> Record:
    """A record as the store gives it."""
    evidence = tuple(
        Evidence(f"{uid}-{place}", start, end, quote, field)
        for place, (start, end, quote, field) in enumerate(passages)
    )
    record = Record(
        uid=uid,
        type=record_type,
        number=number,
        document="d1",
        coder="ana",
        layer=Layer.CODER,
        codebook_version="1.0",
        values=values,
        evidence=evidence,
        links=(),
        certainty=None,
        note="",
        cue_shown=None,
        created_at="",
        updated_at="",
    )
    return replace(record, **more)


def a_proposal(name: str, value: FieldValue) -> Proposal:
    """A proposal read from the heading."""
    return Proposal(name, value, Passage(0, 19), "it stands in the heading")


@pytest.fixture
def a_variable() -> Callable[[str, FieldValue], VariableValue]:
    """Makes a variable's value as the store gives it."""

    def a_variable(name: str, value: FieldValue) -> VariableValue:
        return VariableValue(
            uid=f"v-{name}",
            document="d1",
            name=name,
            value=value,
            coder="ana",
            layer=Layer.CODER,
            basis=Basis.STATED,
            certainty=None,
            note="",
            from_proposal=None,
            evidence=(),
        )

    return a_variable


@pytest.fixture(scope="session")
def form_codebook() -> Codebook:
    """A codebook with every type of field."""
    return load_codebook(CODEBOOK)


@pytest.fixture
def form_coding() -> Coding:
    """Two findings, a payment for the first, and proposals for four variables."""
    records = (
        a_record(
            "f1",
            "finding",
            1,
            {"conclusion": "criticism", "fault_type": "delay", "duration": "41 weeks"},
            [(120, 160, "It took 41 weeks.", None), (320, 350, "It was far too long.", "duration")],
            certainty=Certainty.HIGH,
            note="The timescale is in the text.",
        ),
        a_record(
            "f2",
            "finding",
            2,
            {"conclusion": "criticism", "fault_type": "not_done"},
            [(220, 250, "Nobody wrote to her.", None)],
        ),
        a_record(
            "r1",
            "remedy",
            1,
            {"remedy_type": "payment", "amount": Money(300.0)},
            [(430, 470, "The Council will pay Ms B £300.", None)],
            links=(Link("l1", "r1", "redresses", "f1"),),
        ),
    )
    proposals = (
        a_proposal("respondent", ("Ardley City Council",)),
        a_proposal("reference", "21 004 117"),
        a_proposal("decided_on", "2022-03-14"),
        a_proposal("outcome", "upheld"),
    )
    return Coding(
        document=DOCUMENT,
        review=Review(Status.IN_PROGRESS, None, None, ("note_on_law",), None),
        records=records,
        variables={},
        proposals={proposal.name: proposal for proposal in proposals},
        memos=(),
        incoming=(),
    )


@pytest.fixture
def form_segmentation() -> Segmentation:
    """Ten paragraphs of a hundred characters, the second to the sixth numbered 5 to 9."""
    paragraphs = tuple(
        Paragraph(str(place + 4) if 1 <= place <= 5 else None, None, place * 100, place * 100 + 90)
        for place in range(10)
    )
    return Segmentation(1, (), paragraphs, (), ())


class WidgetHost(App[None]):
    """Shows one widget and keeps the messages that reach it."""

    def __init__(self, widget: Widget, begin: Callable[[], None]) -> None:
        super().__init__()
        self._widget = widget
        self._begin = begin
        self.messages: list[Message] = []
        self.keys: list[str] = []
        self.register_theme(DARK)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The hues of records, which every theme needs."""
        return theme_defaults(DARK)

    def compose(self) -> ComposeResult:
        """The widget alone."""
        yield self._widget

    def on_mount(self) -> None:
        """Fill the widget."""
        self._begin()
        self._widget.focus()

    @on(AnswerForm.Changed)
    @on(AnswerForm.Left)
    @on(AnswerForm.Dropped)
    @on(AnswerForm.TieWanted)
    @on(AnswerForm.PassageWanted)
    @on(AnswerForm.ProvisionalWanted)
    @on(AnswerForm.OffersWanted)
    @on(RecordForm.Submitted)
    @on(VariableForm.Answered)
    @on(VariableForm.Cleared)
    @on(VariableForm.Dismissed)
    @on(VariableForm.IdentifiersConfirmed)
    @on(RecordPanel.RecordPicked)
    @on(RecordPanel.VariablePicked)
    def keep(self, message: Message) -> None:
        """Keep what the widget says."""
        self.messages.append(message)

    def on_key(self, event: Key) -> None:
        """Keep the keys that the widget let through."""
        self.keys.append(event.key)

    def heard(self, kind: type[Message]) -> list[Message]:
        """The messages of one kind, in their order."""
        return [message for message in self.messages if isinstance(message, kind)]


@pytest.fixture
def show_widget() -> Callable[[Widget, Callable[[], None]], WidgetHost]:
    """Makes an application of one widget and what fills it."""
    return WidgetHost
