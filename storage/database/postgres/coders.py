"""Who codes on a server: one login role for each coder, which is who they are."""

import secrets

from sqlalchemy import Connection, Engine, select, text, update
from sqlmodel import Session

from storage.database import core
from storage.database.coders import coder_id, join_some
from storage.database.engine import reading, unit_of_work
from storage.database.postgres.engine import where
from storage.database.postgres.guarding import group_of, quoted
from storage.errors import NameRefused
from storage.records import Login

LONGEST_NAME = 63
"""Bytes of a role's name."""


def coder_of(engine: Engine, wanted: str) -> str:
    """Who codes: whoever logged in; only who runs the server may be anybody.

    Raises:
        NameRefused: who logged in is no coder of the study.
    """
    with reading(engine) as session:
        if sees_everything(session):
            return wanted
        name: str = session.execute(text("SELECT current_user")).scalar_one()
        if coder_id(session, name) is None:
            raise NameRefused(
                f"{name} is no coder of the study at {where(engine.url)}; whoever runs the server "
                f"makes one of you with casecoder server add-coder {name}."
            )
    return name


def sees_everything(session: Session) -> bool:
    """Whether the rules of blindness do not bind who logged in: they run the server."""
    return bool(session.execute(text("SELECT coder_sees_everything()")).scalar_one())


def bound_to(session: Session) -> int | None:
    """The coder whose work alone the rules let be seen; None for who runs the server."""
    bound = text("SELECT CASE WHEN coder_sees_everything() THEN NULL ELSE coder_me() END")
    found: int | None = session.execute(bound).scalar()
    return found


def add_coder(engine: Engine, name: str, role: str) -> Login:
    """Let somebody log in and code, with the study's documents to do.

    Raises:
        NameRefused: no role can have that name, or the one that has it stands above the rules.
    """
    if len(name.encode()) > LONGEST_NAME:
        raise NameRefused(
            f"A server knows names of {LONGEST_NAME} bytes at most; give a shorter one."
        )
    with unit_of_work(engine) as session:
        password = _let_in(session.connection(), name)
    joined = False
    while not joined:
        with unit_of_work(engine) as session:
            joined = join_some(session, name)
    with unit_of_work(engine) as session:
        session.execute(
            update(core.coder).where(core.coder.c.name == name).values(role=role, left_at=None)
        )
    return Login(name, password)


def _let_in(connection: Connection, name: str) -> str | None:
    """Make somebody a member of the coders' role; returns a password for somebody new."""
    role, password = quoted(connection, name), None
    known = connection.execute(
        text(
            "SELECT rolsuper OR rolbypassrls OR pg_has_role(oid, "
            "(SELECT relowner FROM pg_class WHERE oid = 'record'::regclass), 'MEMBER') AS above "
            "FROM pg_roles WHERE rolname = :name"
        ),
        {"name": name},
    ).first()
    if known is None:
        password = secrets.token_urlsafe(12)
        connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN PASSWORD '{password}'")
    elif known.above:
        raise NameRefused(
            f"{name} runs the server and could read everybody's coding; give somebody who codes a "
            "login of their own."
        )
    group = quoted(connection, group_of(connection))
    connection.exec_driver_sql(f"GRANT {group} TO {role}")
    return password


def coders(connection: Connection) -> list[tuple[int, str]]:
    """Ids and names of those who have not left."""
    table = core.coder.c
    there = select(table.id, table.name).where(table.left_at.is_(None))
    return [(row.id, row.name) for row in connection.execute(there.order_by(table.name))]
