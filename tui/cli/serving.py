"""Studies on a PostgreSQL server, for whoever runs it: make one, let coders in, prove that they are blind."""

from itertools import groupby
from typing import Annotated, Literal

from typer import Argument, Exit, Option

from tui.cli.ending import REFUSED
from tui.cli.files import read_codebook
from tui.cli.options import FirstCodebook, Json, Store, StudyName, refuse
from tui.cli.output import complain, say, say_json, say_sentence, say_table
from tui.cli.places import is_server

RoleName = Literal["lead", "adjudicator", "coder"]


def init(
    store: Store = None,
    codebook: FirstCodebook = None,
    name: StudyName = None,
) -> None:
    """Make a study on a server, or bring one up to date.

    The database is made too, where there is none of that name. Log in as somebody who may make
    databases and logins: not as a coder.

    Example: casecoder server init -s postgresql://postgres@db.example.org/breaks
    """
    import seeds
    from storage import init_server

    source = read_codebook(codebook).source if codebook else seeds.starter_codebook()
    say_sentence(init_server(_server(store), codebook=source, name=name))


def add_coder(
    name: Annotated[str, Argument(metavar="NAME", hidden=True)],
    role: Annotated[RoleName, Option("--role", help="What they do in the study.")] = "coder",
    store: Store = None,
    json: Json = False,
) -> None:
    """Let NAME log in and code.

    A new login gets a password, which is printed once; somebody who could log in before keeps
    theirs. A second time it changes the role.

    Example: casecoder server add-coder ben -s postgresql://postgres@db.example.org/breaks
    """
    from storage import add_server_coder

    login = add_server_coder(_server(store), name, role)
    if json:
        say_json({"name": login.name, "role": role, "password": login.password})
        return
    say_sentence(f"{login.name} may log in, as {role}.")
    if login.password is not None:
        say_sentence("Their password, which is shown this once:")
        say(login.password)


def check(store: Store = None, json: Json = False) -> None:
    """Try, as each coder, to read, forge and change another's work.

    Everything is taken back. Log in as a superuser, who alone can act for others. Exit status 1 when
    anything succeeded.

    Example: casecoder server check -s postgresql://postgres@db.example.org/breaks
    """
    from storage import check_server

    tried = check_server(_server(store))
    broken = [attempt for attempt in tried if not attempt.held]
    if json:
        for attempt in tried:
            say_json({"coder": attempt.coder, "tried": attempt.what, "held": attempt.held})
    else:
        rows = []
        for coder, theirs in groupby(tried, lambda attempt: attempt.coder):
            found = [attempt.held for attempt in theirs]
            rows.append((coder, f"{len(found)} tried", f"{found.count(True)} held"))
        say_table(rows, [24, 12])
        if not tried:
            say_sentence("Nobody codes in this study yet; casecoder server add-coder lets them in.")
    for attempt in broken:
        complain(f"{attempt.coder} could {attempt.what}.")
    if broken:
        raise Exit(REFUSED)


def _server(store: str | None) -> str:
    """The address of a study on a server."""
    if store is None or not is_server(store):
        refuse("Name the study with --store postgresql://NAME@SERVER/STUDY.", 2)
    return store
