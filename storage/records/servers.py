"""What is told of a study on a server and of who may log in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody who may log in and code."""

    name: str
    password: str | None
    """A new one; None for somebody who could log in before."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was tried against the rules of a server in one coder's name."""

    coder: str
    what: str
    held: bool
    """Whether the server refused it, or showed nothing."""
