"""From a PostgreSQL URL to an engine, and from what its driver says to sentences.

Whoever writes waits for others by advisory locks, which PostgreSQL frees when a transaction ends, and
with it when a line drops: what concerns the whole study has it alone, what is one coder's own has
that coder alone. Whoever reads sees one moment of the store.
"""

from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import create_engine

from storage.errors import (
    ChangeRefused,
    StorageError,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreUnreachable,
    StoreUnwritable,
)

PREFIXES = ("postgresql://", "postgresql+psycopg://", "postgres://")
"""How the name of a store on a server begins."""

STUDY_LOCK = 0x43415345
"""``CASE``: the advisory lock that stands for a whole study."""

PATIENCE = 10
"""Seconds to wait for a server, and for others to be done."""

CONNECTING = {
    "connect_timeout": PATIENCE,
    "application_name": "casecoder",
    "client_encoding": "utf8",
    # A line that is gone is noticed in half a minute, and not in the two hours that are usual.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 4,
    "tcp_user_timeout": 30_000,
    "options": f"-c lock_timeout={PATIENCE}s -c search_path=public",
}
"""What every connection asks for."""


def is_url(store: str) -> bool:
    """Whether the name of a store is that of one on a server."""
    return store.startswith(PREFIXES)


def server_url(store: str) -> URL:
    """The parts of a store's name.

    Raises:
        StoreMissing: it is no URL, or names no database.
    """
    try:
        url = make_url(store).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise StoreMissing(
            f"{shown(store)} is no address of a study; write postgresql://NAME@SERVER/STUDY."
        ) from error
    if not url.database:
        raise StoreMissing(
            f"{shown(store)} names no database; write postgresql://NAME@SERVER/STUDY."
        )
    return url


def shown(store: str) -> str:
    """The name of a store as it may be shown: without a password."""
    begin, at, rest = store.rpartition("@")
    scheme, slashes, user = begin.partition("://")
    return f"{scheme}{slashes}{user.partition(':')[0]}{at}{rest}"


def where(url: URL) -> str:
    """Where a study is, as it may be shown: without name and password."""
    server = url.host or ""
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{server}{port}/{url.database}"


def open_server(url: URL) -> Engine:
    """An engine on a server's database; connects to nothing yet.

    Raises:
        StoreError: the driver is not installed.
    """
    try:
        engine = create_engine(url, connect_args=CONNECTING, pool_pre_ping=True, pool_timeout=30)
    except ModuleNotFoundError as error:
        raise StoreError(
            "A study on a server needs the driver psycopg, which is not installed here; "
            'pip install "casecoder[postgres]" brings it.'
        ) from error

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get("write"):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        elif options.get("alone", True):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({STUDY_LOCK}, 0)")
        else:
            # Waits for whoever has the study alone, and for this coder's other terminals.
            connection.exec_driver_sql(
                f"SELECT pg_advisory_xact_lock_shared({STUDY_LOCK}, 0), "
                f"pg_advisory_xact_lock({STUDY_LOCK}, hashtext(current_user))"
            )

    return engine


_LOST = (
    "The server of {store} does not answer. What was saved before is safe; what was being saved is "
    "saved whole or not at all. Look at it again when the line is back."
)
_REFUSED = (
    "The server did not let {user} do that: a coder reads and changes their own coding, and the lead "
    "what belongs to the whole study. Nothing was changed."
)


def spoken(error: Exception, store: str, user: str) -> StorageError:
    """What the driver says, as a sentence for the user; what it never should say is raised."""
    original = getattr(error, "orig", None) or error
    state: str | None = getattr(original, "sqlstate", None)
    words = str(original).strip().splitlines()[0] if str(original).strip() else ""
    if state is None:
        state = _state_of_connecting(words)
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        state = "08"
    for beginning, kind, sentence in _SENTENCES:
        if (state or "").startswith(beginning):
            return kind(sentence.format(store=store, user=user, words=words))
    raise error


_SENTENCES: tuple[tuple[str, type[StorageError], str], ...] = (
    ("08", StoreUnreachable, _LOST),
    ("57P", StoreUnreachable, _LOST),
    ("28", StoreMissing, "The server of {store} does not let {user} in: {words}."),
    ("3D", StoreMissing, "There is no study at {store}; casecoder server init makes one."),
    ("42501", ChangeRefused, _REFUSED),
    (
        "55P03",
        StoreLocked,
        "The study at {store} is held by somebody who imports or loads, and waiting did not help; "
        "try again in a moment. Nothing was changed.",
    ),
    (
        "40",
        StoreLocked,
        "Somebody changed the same at the same time; try again. Nothing was changed.",
    ),
    ("53300", StoreLocked, "The server of {store} takes no more connections; try again later."),
    (
        "53",
        StoreUnwritable,
        "The server of {store} has no room left ({words}); nothing was changed.",
    ),
    ("25006", StoreUnwritable, "The server of {store} only lets itself be read."),
)
"""How a state of SQL begins, what that means here, and how it is said."""


def _state_of_connecting(words: str) -> str | None:
    """The state that a connection was refused with: the driver says it in words only."""
    lower = words.lower()
    if "does not exist" in lower:
        return "3D" if "database" in lower else "28"
    if any(word in lower for word in ("password", "authentication", "pg_hba", "permission denied")):
        return "28"
    if "too many" in lower:
        return "53300"
    return "08"
