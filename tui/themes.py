"""The themes of casecoder: one accent, much calm, and eight hues for record types."""

from collections.abc import Mapping

from textual.theme import Theme

RECORD_HUES: Mapping[str, str] = {
    "record-1": "#E69F00",
    "record-2": "#56B4E9",
    "record-3": "#35B98E",
    "record-4": "#CC79A7",
    "record-5": "#F0E442",
    "record-6": "#7C9BEF",
    "record-7": "#E8754A",
    "record-8": "#B9B4AA",
}
"""Hues that colour-blind people tell apart (after Okabe and Ito, lightened to be read on dark)."""

DARK = Theme(
    name="casecoder",
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
        **RECORD_HUES,
        "block-cursor-background": "#2D3A45",
        "block-cursor-foreground": "#F2F0EB",
        "block-cursor-text-style": "none",
        "input-selection-background": "#7FB2D9 35%",
        "text-muted": "#9B9993",
        "text-disabled": "#6B6A66",
        "scrollbar": "#3A4047",
        "scrollbar-hover": "#4A5058",
        "scrollbar-active": "#7FB2D9",
        "scrollbar-background": "#1B1E22",
        "scrollbar-background-hover": "#1B1E22",
        "scrollbar-background-active": "#1B1E22",
        "border": "#4A5058",
        "border-blurred": "#33383E",
    },
)
"""The one that is used until somebody chooses another."""
