import ast
import subprocess
import sys
from pathlib import Path

import pytest

import storage


def loaded_by(statement: str, *modules: str) -> list[str]:
    """Which of ``modules`` a fresh Python has loaded after ``statement``."""
    program = f"{statement}\nimport sys\nprint(*[m for m in {modules!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def declared_for_type_checkers() -> list[ast.ImportFrom]:
    tree = ast.parse(Path(storage.__file__).read_text(encoding="utf-8"))
    (only,) = [node for node in tree.body if isinstance(node, ast.If)]
    return [node for node in only.body if isinstance(node, ast.ImportFrom)]


def names_declared_for_type_checkers() -> list[str]:
    return [name.name for node in declared_for_type_checkers() for name in node.names]


def test_all_is_sorted() -> None:
    assert storage.__all__ == sorted(storage.__all__)


def test_all_and_what_type_checkers_see_are_the_same_names() -> None:
    assert storage.__all__ == sorted(names_declared_for_type_checkers())


@pytest.mark.parametrize("name", storage.__all__)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(storage, name) is not None


def test_every_name_comes_from_where_type_checkers_are_told() -> None:
    wrong = [
        name.name
        for node in declared_for_type_checkers()
        if node.module
        for name in node.names
        if getattr(__import__(node.module, fromlist=[name.name]), name.name)
        is not getattr(storage, name.name)
    ]

    assert wrong == []


def test_the_errors_and_records_modules_have_no_public_name_that_is_left_out() -> None:
    from storage import errors, records

    own = [
        name
        for module in (errors, records)
        for name, value in vars(module).items()
        if getattr(value, "__module__", None) == module.__name__ and not name.startswith("_")
    ]

    assert sorted(set(own) - set(storage.__all__)) == []


def test_importing_storage_loads_nothing() -> None:
    assert loaded_by("import storage", "textual", "rich", "sqlalchemy", "storage.records") == []


def test_a_frozen_value_and_a_codebook_cost_no_sql() -> None:
    wanted = "from storage import Field, Passage, StoreMissing, load_codebook"

    assert loaded_by(wanted, "sqlalchemy", "sqlmodel", "textual") == []


def test_the_study_loads_no_interface_and_no_migrations() -> None:
    assert loaded_by("from storage import Study", "textual", "rich", "alembic") == []


def test_a_name_that_is_not_public_is_refused() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        storage.no_such_name  # noqa: B018
