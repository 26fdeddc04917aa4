"""Questions in plain text. They stand on standard error, so that output can go into a file meanwhile."""

import sys

from tui.display import display_safe


def ask(question: str) -> str:
    """The answer to a question, empty when there is none (end of input)."""
    sys.stderr.write(display_safe(question) + " ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def agreed(question: str) -> bool:
    """Whether the answer is yes; anything else, and none, is no."""
    return ask(f"{question} [y/N]").lower() in ("y", "yes")
