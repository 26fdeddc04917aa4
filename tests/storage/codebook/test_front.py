"""The front of the package."""

import subprocess
import sys

import storage.codebook
from storage.codebook import _HOMES


def test_the_public_names_are_sorted_and_each_has_one_home():
    homes = [name for names in _HOMES.values() for name in names]

    assert storage.codebook.__all__ == sorted(storage.codebook.__all__)
    assert sorted(homes) == storage.codebook.__all__
    assert all(hasattr(storage.codebook, name) for name in homes)


def test_importing_the_package_loads_none_of_it():
    script = (
        "import sys, storage.codebook; "
        "print([name for name in sys.modules if name.startswith(('storage.codebook.', 'tomllib'))])"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )

    assert told.stdout.strip() == "[]"


def test_loading_a_codebook_needs_neither_a_database_nor_a_screen():
    script = (
        "import sys; from storage.codebook import load_codebook, compare, with_provisional_value; "
        "print({'sqlalchemy', 'sqlmodel', 'textual', 'rich', 'pydantic'} & set(sys.modules))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )

    assert told.stdout.strip() == "set()"
