"""How the lists of a Word file count, and which paragraphs are in them."""

from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_DEEPEST: Final = 12
"""Styles that rest on one another, followed no further: a file may have them rest on themselves."""
_LARGEST: Final = 3999
"""The largest number that is written in letters."""
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one depth of a list is counted and printed."""

    form: str
    """``decimal``, ``lowerLetter``, …, ``bullet`` or ``none``."""
    pattern: str
    """What is printed, such as ``%1.%2``."""
    start: int
    style: str | None
    """The paragraph style that is counted here."""

    def written(self, number: int) -> str:
        """A number in this level's letters or digits."""
        if self.form == "decimalZero":
            return f"{number:02}"
        if self.form.endswith("Letter") and 0 < number <= _LARGEST:
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters.upper() if self.form.startswith("upper") else letters
        if self.form.endswith("Roman") and 0 < number <= _LARGEST:
            return _roman(number).upper() if self.form.startswith("upper") else _roman(number)
        return str(number)


@dataclass
class Lists:
    """The lists of one document."""

    _levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    """By the counter that they share, then by depth."""
    _counters: dict[str, str] = field(default_factory=dict)
    """The counter of each list."""
    _restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    _styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    """List and depth of each paragraph style that has them."""

    @classmethod
    def of(cls, numbering: bytes, styles: bytes | None) -> "Lists":
        """Read the parts of a file that say how it counts."""
        lists = cls()
        links: dict[str, str] = {}
        root = ElementTree.fromstring(numbering)
        for counter in root.findall("{*}abstractNum"):
            name = _attribute(counter, "abstractNumId")
            lists._levels[name] = _levels(counter)
            links[name] = _value(counter, "numStyleLink") or ""
        for each in root.findall("{*}num"):
            lists._take(each)
        if styles is not None:
            lists._take_styles(ElementTree.fromstring(styles), links)
        return lists

    def place_of(self, properties: Element) -> tuple[str, int] | None:
        """List and depth of the paragraph with these properties, by itself or by its style."""
        style = self._styles.get(_value(properties, "pStyle") or "Normal")
        numbered = properties.find("{*}numPr")
        if numbered is None:
            return style
        number = _value(numbered, "numId") or (style[0] if style else None)
        depth = _value(numbered, "ilvl")
        if number is None or number == "0":
            return None
        if depth is None:
            return number, style[1] if style else 0
        return number, _number(depth, 0)

    def level(self, number: str, depth: int) -> Level | None:
        """How a list counts at a depth."""
        return self._levels.get(self.counter_of(number), {}).get(depth)

    def counter_of(self, number: str) -> str:
        """The counter of a list, which others may share."""
        return self._counters.get(number, "")

    def restart_of(self, number: str, depth: int) -> int | None:
        """Where a list begins to count anew, if it does."""
        return self._restarts.get((number, depth))

    def _take(self, each: Element) -> None:
        number = _attribute(each, "numId")
        self._counters[number] = _value(each, "abstractNumId") or ""
        for changed in each.findall("{*}lvlOverride"):
            start = _value(changed, "startOverride")
            if start is not None:
                depth = _number(_attribute(changed, "ilvl"), 0)
                self._restarts[number, depth] = _number(start, 1)

    def _take_styles(self, root: Element, links: dict[str, str]) -> None:
        """Learn which styles put their paragraphs into a list."""
        styles = {_attribute(style, "styleId"): style for style in root.findall("{*}style")}
        for counter, linked in links.items():
            number = _value(styles.get(linked), "pPr", "numPr", "numId")
            if number is not None and not self._levels[counter]:
                self._levels[counter] = self._levels.get(self.counter_of(number), {})
        for name in styles:
            place = self._place_of_style(name, styles)
            if place is not None:
                self._styles[name] = place

    def _place_of_style(self, name: str, styles: dict[str, Element]) -> tuple[str, int] | None:
        current: str | None = name
        for _ in range(_DEEPEST):
            style = styles.get(current or "")
            numbered = style.find("{*}pPr/{*}numPr") if style is not None else None
            if numbered is not None:
                number = _value(numbered, "numId") or "0"
                own = self._depth_of_style(number, current)
                depth = _number(_value(numbered, "ilvl"), 0) if own is None else own
                return None if number == "0" else (number, depth)
            current = _value(style, "basedOn")
        return None

    def _depth_of_style(self, number: str, style: str | None) -> int | None:
        levels = self._levels.get(self.counter_of(number), {})
        return next((depth for depth, level in levels.items() if level.style == style), None)


def _levels(counter: Element) -> dict[int, Level]:
    return {
        _number(_attribute(level, "ilvl"), 0): Level(
            _value(level, "numFmt") or "decimal",
            _value(level, "lvlText") or "",
            _number(_value(level, "start"), 1),
            _value(level, "pStyle"),
        )
        for level in counter.findall("{*}lvl")
    }


def _value(element: Element | None, *path: str) -> str | None:
    """The ``val`` of the element that lies at ``path`` below another."""
    for step in path:
        element = element.find(f"{{*}}{step}") if element is not None else None
    return _attribute(element, "val") or None if element is not None else None


def _attribute(element: Element, name: str) -> str:
    """An attribute in whichever namespace, empty where there is none."""
    return next(
        (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), ""
    )


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 9 else otherwise


def _roman(number: int) -> str:
    written = ""
    for size, letters in _ROMAN:
        written += letters * (number // size)
        number %= size
    return written
