"""Our themes: every word can be read, every hue told from its neighbours, and few colours are enough."""

from itertools import combinations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from storage import Study
from tui.app import CasecoderApp
from tui.contrast import contrast
from tui.screens.review import ReviewScreen
from tui.settings import Settings
from tui.themes import COLOURBLIND, CONTRAST, OWN_THEMES, TERMINAL_THEME, theme_defaults
from tui.widgets.document_marks import Tint
from tui.widgets.document_paint import Look

MIXED = [theme for theme in OWN_THEMES.values() if not theme.ansi]
"""Ours that are made of colours of our own."""
WORDS = ("foreground", "text-muted", "text-disabled", "accent", "success", "warning", "error")
ON_TEXT = ("boilerplate", "reading", "here-text", *(f"record-{hue}" for hue in range(1, 9)))
PAIRS = [
    *((word, ground) for word in WORDS[:2] for ground in ("background", "surface", "panel")),
    *((word, ground) for word in WORDS[2:] for ground in ("background", "surface")),
    *(("accent", ground) for ground in ("panel", "block-cursor-background")),
    *((word, "background") for word in ON_TEXT),
    *(
        (word, "block-cursor-background")
        for word in ("foreground", "text-muted", "warning", "success")
    ),
    ("here-text", "here"),
    ("words-text", "words"),
    ("hit-text", "hit"),
    ("hit-now-text", "hit-now"),
]
"""Which words stand on which ground."""
TOLD_APART = 0.06
"""How far two hues lie apart in Oklab, at least: three times what the eye just sees."""

# Machado, Oliveira and Fernandes 2009, at full strength, on linear light.
BLIND = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
SEEN = {"all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)), **BLIND}


def colours(theme: Theme) -> dict[str, Color]:
    """Every colour of a theme, laid on its background."""
    app = CasecoderApp(lambda: None, coder="anna", settings=Settings(theme=theme.name))
    named = app.get_css_variables()
    ground = Color.parse(named["background"])
    found = {}
    for name in {name for pair in PAIRS for name in pair}:
        colour, _, share = named[name].partition(" ")
        alpha = float(share.rstrip("%")) / 100 if share else 1.0
        found[name] = ground.blend(Color.parse(colour), alpha * Color.parse(colour).a, 1.0)
    return found


def seen(colour: Color, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """A colour in Oklab, as somebody sees it (Ottosson 2020)."""
    light = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
    r, g, b = (max(0.0, sum(m * c for m, c in zip(row, light, strict=True))) for row in matrix)
    cones = (
        0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
        0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
        0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b,
    )
    x, y, z = (cone ** (1 / 3) for cone in cones)
    return (
        0.2104542553 * x + 0.7936177850 * y - 0.0040720468 * z,
        1.9779984951 * x - 2.4285922050 * y + 0.4505937099 * z,
        0.0259040371 * x + 0.7827717662 * y - 0.8086757660 * z,
    )


def apart(one: Color, other: Color, matrix: tuple[tuple[float, ...], ...]) -> float:
    """How different two colours look to somebody."""
    pairs = zip(seen(one, matrix), seen(other, matrix), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def hues(theme: Theme, count: int) -> list[Color]:
    """The first hues of record types."""
    return [Color.parse(theme.variables[f"record-{hue}"]) for hue in range(1, count + 1)]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21.0), ("#777", "#fff", 4.48), ("#fff", "#fff", 1.0)],
)
def test_contrast_is_what_others_measure(one: str, other: str, ratio: float):
    assert round(contrast(Color.parse(one), Color.parse(other)), 2) == ratio


@pytest.mark.parametrize("theme", MIXED, ids=lambda theme: theme.name)
def test_every_word_of_our_themes_can_be_read(theme: Theme):
    named = colours(theme)
    least = 7.0 if theme is CONTRAST else 4.5
    low = {pair: contrast(*(named[name] for name in pair)) for pair in PAIRS}

    assert {pair: round(ratio, 2) for pair, ratio in low.items() if ratio < least} == {}


@pytest.mark.parametrize("theme", MIXED, ids=lambda theme: theme.name)
def test_hues_of_record_types_are_told_apart(theme: Theme):
    pairs = combinations(hues(theme, 8), 2)

    assert min(apart(*pair, SEEN["all"]) for pair in pairs) > TOLD_APART


@pytest.mark.parametrize("eyes", BLIND)
def test_colour_blind_eyes_tell_the_hues_of_their_theme_apart(eyes: str):
    pairs = combinations(hues(COLOURBLIND, 7), 2)

    assert min(apart(*pair, BLIND[eyes]) for pair in pairs) > TOLD_APART


@pytest.mark.parametrize("eyes", BLIND)
@pytest.mark.parametrize("theme", MIXED, ids=lambda theme: theme.name)
def test_the_starter_codebooks_three_are_told_apart_by_all_eyes(theme: Theme, eyes: str):
    pairs = combinations(hues(theme, 3), 2)

    assert min(apart(*pair, BLIND[eyes]) for pair in pairs) > TOLD_APART


@pytest.mark.parametrize("eyes", BLIND)
def test_done_flagged_and_refused_are_told_apart_in_the_colour_blind_theme(eyes: str):
    named = [
        Color.parse(str(getattr(COLOURBLIND, name))) for name in ("success", "warning", "error")
    ]

    assert min(apart(*pair, BLIND[eyes]) for pair in combinations(named, 2)) > TOLD_APART


def test_themes_of_textuals_get_what_they_lack():
    lacking = [
        name for name, theme in BUILTIN_THEMES.items() if "here" not in theme_defaults(theme)
    ]

    assert lacking == []


def test_our_themes_name_the_same_looks():
    names = [set(theme_defaults(theme)) - set(theme.variables) for theme in OWN_THEMES.values()]

    assert names == [set()] * len(OWN_THEMES)


# Terminals with few colours, and none


@pytest.mark.parametrize(
    ("term", "theme"),
    [("xterm", TERMINAL_THEME), ("linux", TERMINAL_THEME), ("xterm-256color", "casecoder")],
)
def test_a_terminal_with_sixteen_colours_keeps_its_own(monkeypatch, term: str, theme: str):
    monkeypatch.setenv("TERM", term)

    assert CasecoderApp(lambda: None, coder="anna").theme == theme


def test_who_chose_a_theme_gets_it_wherever(monkeypatch):
    monkeypatch.setenv("TERM", "linux")
    settings = Settings(theme="casecoder-light")

    assert CasecoderApp(lambda: None, coder="anna", settings=settings).theme == "casecoder-light"


async def test_without_colour_no_colour_is_sent(monkeypatch, store, settled, until):
    monkeypatch.setenv("NO_COLOR", "")
    app = CasecoderApp(lambda: Study.open(store, coder="anna"), coder="anna")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)
        await pilot.pause()
        styles = [part.style for strip in app.screen._compositor.render_strips() for part in strip]

        assert {style.color.name for style in styles if style and style.color} == {"default"}
        assert {style.bgcolor.name for style in styles if style and style.bgcolor} == {"default"}
        assert any(style.reverse for style in styles if style)


async def test_text_under_any_record_can_be_read(app, settled, until):
    tints = [Tint(hue, True, True, False) for hue in range(1, 9)]
    looks = [
        Look("boilerplate", tint, standing, hit)
        for tint in tints
        for standing in (None, "cursor", "selection")
        for hit in (None, "hit", "hit-current")
    ]
    low = {}
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)
        for theme in MIXED:
            app.theme = theme.name
            await pilot.pause()
            styles = map(app.screen.text._mix_palette().look, looks)
            low[theme.name] = min(
                contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
                for style in styles
            )

    assert [name for name, ratio in low.items() if ratio < 4.5] == []
    assert low[CONTRAST.name] >= 7
