"""The themes of casecoder: one accent, much calm, and eight hues for record types.

Each gives what Textual's themes do not have: the hues, and the looks of the text that is read.
``theme_defaults`` gives the same to themes of Textual's.
"""

from collections.abc import Mapping

from textual.theme import Theme

DEFAULT_THEME = "casecoder"
"""The theme of somebody who chose none."""
TERMINAL_THEME = "casecoder-terminal"
"""The theme of somebody who chose none, where the terminal has no more than 16 colours."""
LEAST_CONTRAST = "4.5"
"""How far text stands out from what is behind it, at least: a ratio as WCAG 2 defines it."""


def _hues(*colours: str) -> dict[str, str]:
    """The hues of record types, by variable."""
    return {f"record-{number}": colour for number, colour in enumerate(colours, 1)}


ON_DARK = _hues(
    *("#E69F00", "#56B4E9", "#009E73", "#CC79A7", "#F0E442", "#7C9BEF", "#E8754A", "#B9B4AA")
)
"""Hues that colour-blind people tell apart (after Okabe and Ito, lightened to be read on dark)."""
ON_LIGHT = _hues(
    *("#9A5B00", "#0B6699", "#0A5C43", "#A03A78", "#6B6000", "#4450B5", "#B13A0F", "#5E5B54")
)
"""The same, darkened to be read on light."""


def _looks(
    foreground: str, background: str, warning: str, *, reading: int = 82, here: int = 30
) -> dict[str, str]:
    """How the text that is read looks, as shares of a theme's own colours.

    Args:
        foreground: Of the theme.
        background: Of the theme.
        warning: Of the theme; hits of a search have it.
        reading: How much of the foreground running text has, of 100.
        here: How much of the foreground lies behind the sentence under the cursor.
    """
    return {
        "reading": f"{foreground} {reading}%",
        "boilerplate": f"{foreground} {reading - 24}%",
        "here": f"{foreground} {here}%",
        "here-text": foreground,
        "here-style": "bold",
        "words": f"{foreground} 88%",
        "words-text": background,
        "hit": f"{warning} 38%",
        "hit-text": foreground,
        "hit-now": warning,
        "hit-now-text": background,
        "record-tint": "15%",
        "least-contrast": LEAST_CONTRAST,
    }


def theme_defaults(theme: Theme) -> dict[str, str]:
    """What a theme lacks that is not one of ours."""
    foreground = theme.foreground or ("#E0E0E0" if theme.dark else "#1C1C1C")
    background = theme.background or ("#121212" if theme.dark else "#E0E0E0")
    if theme.ansi:
        return {**_ANSI_HUES, **_ANSI_LOOKS}
    hues = ON_DARK if theme.dark else ON_LIGHT
    return hues | _looks(foreground, background, theme.warning or theme.primary)


def _plain_scrollbar(bar: str, hover: str, active: str, behind: str) -> dict[str, str]:
    """A scrollbar that stands out only while it is used."""
    sides = ("", "-hover", "-active")
    return {
        **{
            f"scrollbar{side}": colour
            for side, colour in zip(sides, (bar, hover, active), strict=True)
        },
        **{f"scrollbar-background{side}": behind for side in sides},
    }


DARK = Theme(
    name=DEFAULT_THEME,
    primary="#7FB2D9",
    secondary="#7FB2D9",
    accent="#7FB2D9",
    foreground="#D9D7D2",
    background="#16181B",
    surface="#1B1E22",
    panel="#24282D",
    success="#8FBF8F",
    warning="#E3B866",
    error="#E08080",
    dark=True,
    variables={
        **ON_DARK,
        **_looks("#D9D7D2", "#16181B", "#E3B866"),
        **_plain_scrollbar("#3A4047", "#4A5058", "#7FB2D9", "#1B1E22"),
        "block-cursor-background": "#2D3A45",
        "block-cursor-foreground": "#F2F0EB",
        "block-cursor-text-style": "none",
        "input-selection-background": "#7FB2D9 35%",
        "text-muted": "#A3A19B",
        "text-disabled": "#8A8883",
        "border": "#4A5058",
        "border-blurred": "#33383E",
    },
)
"""The one that is used until somebody chooses another."""

LIGHT = Theme(
    name="casecoder-light",
    primary="#1F5F8B",
    secondary="#1F5F8B",
    accent="#1F5F8B",
    foreground="#1F2226",
    background="#FBFAF6",
    surface="#F3F1EB",
    panel="#E8E5DD",
    success="#2F6B35",
    warning="#825400",
    error="#A83232",
    dark=False,
    variables={
        **ON_LIGHT,
        **_looks("#1F2226", "#FBFAF6", "#825400", here=14),
        **_plain_scrollbar("#CFCBC1", "#B5B1A7", "#1F5F8B", "#F3F1EB"),
        "hit": "#F2D58A",
        "boilerplate": "#6B6A65",
        "block-cursor-background": "#CFDFEC",
        "block-cursor-foreground": "#14171A",
        "block-cursor-text-style": "none",
        "input-selection-background": "#1F5F8B 25%",
        "text-muted": "#5A5955",
        "text-disabled": "#6B6A65",
        "border": "#A9A59B",
        "border-blurred": "#D2CEC4",
    },
)
"""Dark words on paper."""

CONTRAST = Theme(
    name="casecoder-contrast",
    primary="#8FD3FF",
    secondary="#8FD3FF",
    accent="#8FD3FF",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1A1A1A",
    success="#8CF08C",
    warning="#FFD75F",
    error="#FFA8A8",
    dark=True,
    variables={
        **_hues(
            *("#FFB627", "#74C7FF", "#8CFFCB", "#F2A0D0", "#FFF56B", "#A9BCFF", "#FF9E7A"),
            "#DDD8CE",
        ),
        **_looks("#FFFFFF", "#000000", "#FFD75F", reading=100, here=0),
        **_plain_scrollbar("#8A8A8A", "#B0B0B0", "#8FD3FF", "#1A1A1A"),
        "here": "#12395C",
        "boilerplate": "#B8B8B8",
        "hit": "#5C4300",
        "least-contrast": "7",
        "block-cursor-background": "#12395C",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-text-style": "bold",
        "input-selection-background": "#12395C",
        "text-muted": "#D0D0D0",
        "text-disabled": "#B8B8B8",
        "border": "#FFFFFF",
        "border-blurred": "#8A8A8A",
    },
)
"""White on black, and no word below seven to one."""

COLOURBLIND = Theme(
    name="casecoder-colourblind",
    primary="#6CB4EE",
    secondary="#6CB4EE",
    accent="#6CB4EE",
    foreground="#DEDCD7",
    background="#15171A",
    surface="#1B1E22",
    panel="#24282D",
    success="#6CB4EE",
    warning="#F0C04A",
    error="#E8804A",
    dark=True,
    variables={
        **_hues(
            *("#F2A900", "#5AA9F0", "#F4F1E8", "#A25AFE", "#FFD814", "#3C928C", "#E6643C"),
            "#B9B4AA",
        ),
        **_looks("#DEDCD7", "#15171A", "#F0C04A"),
        **_plain_scrollbar("#3A4047", "#4A5058", "#6CB4EE", "#1B1E22"),
        "block-cursor-background": "#2D3A48",
        "block-cursor-foreground": "#F4F2ED",
        "block-cursor-text-style": "none",
        "input-selection-background": "#6CB4EE 35%",
        "text-muted": "#A8A6A0",
        "text-disabled": "#8C8A85",
        "border": "#4A5058",
        "border-blurred": "#33383E",
    },
)
"""Yellow against blue, light against dark: red and green mean nothing here."""

_ANSI_HUES = _hues(
    *("ansi_yellow", "ansi_cyan", "ansi_green", "ansi_magenta"),
    *("ansi_bright_yellow", "ansi_bright_blue", "ansi_bright_red", "ansi_default"),
)
_ANSI_LOOKS = {
    "reading": "ansi_default",
    "boilerplate": "ansi_default",
    "here": "ansi_default",
    "here-text": "ansi_default",
    "here-style": "bold reverse",
    "words": "ansi_cyan",
    "words-text": "ansi_black",
    "hit": "ansi_yellow",
    "hit-text": "ansi_black",
    "hit-now": "ansi_magenta",
    "hit-now-text": "ansi_black",
    "record-tint": "15%",
    "least-contrast": LEAST_CONTRAST,
}
"""Only colours that the terminal names itself: whatever they are, black can be read on them."""

TERMINAL = Theme(
    name=TERMINAL_THEME,
    primary="ansi_cyan",
    secondary="ansi_cyan",
    accent="ansi_cyan",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    ansi=True,
    variables={
        **_ANSI_HUES,
        **_ANSI_LOOKS,
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        **_plain_scrollbar("ansi_cyan", "ansi_cyan", "ansi_cyan", "ansi_default"),
        "block-cursor-background": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-text-style": "reverse",
        "block-cursor-blurred-text-style": "bold",
        "border": "ansi_default",
        "border-blurred": "ansi_default",
        "input-selection-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
        "input-cursor-text-style": "reverse",
    },
)
"""The terminal's own colours, sixteen at most; what has the cursor is reversed."""

OWN_THEMES: Mapping[str, Theme] = {
    theme.name: theme for theme in (DARK, LIGHT, CONTRAST, COLOURBLIND, TERMINAL)
}
"""Ours, in the order in which they are offered."""

THEME_WORDS: Mapping[str, str] = {
    DARK.name: "dark",
    LIGHT.name: "light",
    CONTRAST.name: "high contrast",
    COLOURBLIND.name: "colour-blind safe",
    TERMINAL.name: "the terminal's own",
}
"""What each of ours is, in words."""
