"""Fetches the public names of a package from its modules when they are first used."""

import sys
from collections.abc import Collection, Sequence
from importlib import import_module


def fetched(name: str, package: str, public: Collection[str], homes: Sequence[str]) -> object:
    """A public name of a package, which keeps it: what a module's ``__getattr__`` returns.

    Args:
        name: The name asked for.
        package: The package's own name.
        public: Every name that it has.
        homes: The modules that have them; each is loaded only when those before it lack the name.

    Raises:
        AttributeError: the package has no such name.
    """
    if name in public:
        for home in map(import_module, homes):
            if hasattr(home, name):
                found: object = getattr(home, name)
                setattr(sys.modules[package], name, found)
                return found
    raise AttributeError(f"module {package!r} has no attribute {name!r}")
