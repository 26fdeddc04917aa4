"""What whoever runs a server does for a study on it: make it, let coders in, prove that they are blind."""

from storage.database.engine import spoken_errors
from storage.database.postgres import schema
from storage.database.postgres.coders import add_coder
from storage.database.postgres.engine import open_server, server_url, where
from storage.errors import ChangeRefused, StoreMissing
from storage.records import Attempt, Login
from storage.study.base import checked_coder

ROLES = ("lead", "adjudicator", "coder")
"""What a coder may be."""


def init_server(store: str, *, codebook: str, name: str | None = None) -> str:
    """Make a study on a server, with its database where there is none; or bring one up to date.

    Args:
        store: URL of the database, as somebody who may make databases and roles.
        codebook: TOML text of the codebook that a new study begins with.
        name: The new study's name; the codebook's name when absent.

    Returns:
        What was done, as a sentence.
    """
    from storage.study import Study

    schema.make_database(store)
    shown = where(server_url(store))
    try:
        version = schema.upgrade_store(store)
    except StoreMissing:
        Study.create(store, coder="casecoder", codebook=codebook, name=name).close()
        return f"Made a study at {shown}."
    return f"The study at {shown} is up to date; its tables had version {version}. Its rules were made anew."


def add_server_coder(store: str, name: str, role: str = "coder") -> Login:
    """Let somebody log in and code.

    Raises:
        NameRefused: the name cannot be a login's.
        ChangeRefused: there is no such role.
    """
    if role not in ROLES:
        raise ChangeRefused(f"There is no role {role}; there are {', '.join(ROLES)}.")
    engine = schema.open_store(store)
    try:
        return add_coder(engine, checked_coder(name), role)
    finally:
        engine.dispose()


def check_server(store: str) -> tuple[Attempt, ...]:
    """Try, as each coder, to read, forge and change another's work; nothing of it stays.

    Raises:
        ChangeRefused: who logged in cannot act for others.
    """
    engine = open_server(server_url(store))
    from storage.database.postgres.attacks import attempts

    try:
        with spoken_errors(engine), engine.execution_options(write=True).connect() as connection:
            transaction = connection.begin()
            try:
                if not connection.exec_driver_sql(
                    "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
                ).scalar():
                    raise ChangeRefused(
                        "To act for each coder in turn takes a superuser of the server; log in as one."
                    )
                return tuple(attempts(connection))
            finally:
                transaction.rollback()
    finally:
        engine.dispose()
