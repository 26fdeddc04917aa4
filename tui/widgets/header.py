"""The line at the top of a screen: study, position and counts, coder."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import reactive

from tui.display import one_line
from tui.widgets.kept_lines import KeptLines

BRAND = "casecoder"
QUIET = "$text-muted"


class StudyHeader(KeptLines):
    """Says which study this is, what is in it and who codes; the least important parts go first."""

    DEFAULT_CSS = """
    StudyHeader {
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    study: reactive[str] = reactive("")
    """The study's name."""
    counts: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())
    """What stands in the middle, the most important first."""
    right: reactive[str] = reactive("")
    """Who codes, and what else is known, such as when it was last saved."""

    def render(self) -> Content:
        """Fit the three parts into the line."""
        return fitted(self.study, self.counts, self.right, self.size.width)


def fitted(study: str, counts: tuple[str, ...], right: str, width: int) -> Content:
    """One line of the parts that fit.

    Args:
        study: The study's name.
        counts: The middle, the most important first.
        right: What stands at the right.
        width: Cells of the line.
    """
    room = max(0, width - 2)
    right = one_line(right)
    for brand, shown in _variants(counts):
        name = one_line(study)
        lead = f"{brand} · " if brand and name else brand
        middle = " · ".join(one_line(part) for part in shown)
        free = room - cell_len(lead) - cell_len(middle) - cell_len(right) - 4
        if free >= cell_len(name) or (not brand and (free >= 12 or not shown)):
            break
    name = _cut(name, max(0, free))
    gap = room - cell_len(lead) - cell_len(name) - cell_len(middle) - cell_len(right)
    before = max(1, gap // 2)
    return Content.assemble(
        " ",
        (lead, QUIET),
        name,
        " " * before,
        (middle, QUIET),
        " " * max(1, gap - before),
        (right, QUIET),
    )


def _variants(counts: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Brand and counts to show, the fullest first."""
    fewer = [counts[:kept] for kept in range(len(counts), -1, -1)]
    return [(BRAND, counts), *(("", shown) for shown in fewer)]


def _cut(text: str, width: int) -> str:
    """Text of at most so many cells."""
    return text if cell_len(text) <= width else set_cell_size(text, max(0, width - 1)) + "…"
