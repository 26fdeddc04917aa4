"""Stores to test on: each made once for the session, and copied for every test."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import seeds
from storage import NewEvidence, RecordEntry, Study, add_server_coder

CODEBOOK = """\
[codebook]
name = "Letters"
version = "1.0"

[[variable]]
id = 1
name = "outcome"
label = "Outcome"
type = "choice"
required = true
values = [
  { name = "upheld", label = "Upheld", code = 1 },
  { name = "not_upheld", label = "Not upheld", code = 2 },
  { name = "withdrawn", label = "Withdrawn", code = 3 },
]

[[variable]]
id = 2
name = "respondent"
label = "Respondent"
type = "text"
multiple = true
identifier = true

[[variable]]
id = 3
name = "reference"
label = "Reference"
type = "text"
identifier = true

[[variable]]
id = 4
name = "topic"
label = "Topic"
type = "open"

[[variable]]
id = 5
name = "weeks"
label = "Weeks waited"
type = "integer"

[[record]]
name = "finding"
label = "Finding"
plural = "findings"
key = "f"
unit = "One thing that one body did."

[[record.field]]
id = 1
name = "fault"
label = "Fault"
type = "choice"
required = true
values = [
  { name = "delay", label = "Delay", code = 1 },
  { name = "silence", label = "Silence", code = 2 },
  { name = "mistake", label = "Mistake", code = 3 },
]

[[record.field]]
id = 2
name = "length"
label = "How long"
type = "text"
required = true
asked_when = { fault = ["delay"] }

[[record.field]]
id = 3
name = "affected"
label = "Affected"
type = "choice"
multiple = true
values = [
  { name = "child", label = "Child", code = 1 },
  { name = "parent", label = "Parent", code = 2 },
]

[[record.field]]
id = 4
name = "code"
label = "Code"
type = "open"

[[record]]
name = "remedy"
label = "Remedy"
plural = "remedies"
key = "r"
unit = "One thing done to put it right."

[[record.field]]
id = 1
name = "amount"
label = "Amount"
type = "money"

[[relation]]
name = "redresses"
label = "redresses"
from = "remedy"
to = "finding"
"""

TEXTS = {
    "april.txt": "Mr A wrote in April. Nobody answered him for nine weeks. "
    "He was paid £150 in June. The office said sorry to Mr A.",
    "may.txt": "Ms B asked for a room. The office forgot to reply. It gave her the room in July.",
    "june.txt": "The clinic lost a file and found it again. Nothing else is known about it.",
}
"""Small documents, in the order of their import: ``june.txt`` is the second one."""


@pytest.fixture(scope="session")
def codebook_text() -> str:
    """The TOML text of the small study's codebook."""
    return CODEBOOK


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without documents, with the small codebook."""
    path = tmp_path_factory.mktemp("empty") / "study.db"
    Study.create(path, coder="anna", codebook=CODEBOOK).close()
    return path


@pytest.fixture(scope="session")
def small_template(tmp_path_factory: pytest.TempPathFactory, empty_template: Path) -> Path:
    """A store with three small documents and one recognised decision, imported by anna."""
    folder = tmp_path_factory.mktemp("small")
    path = folder / "study.db"
    shutil.copy(empty_template, path)
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    sources = sorted(folder.glob("*.txt"))
    with Study.open(path, coder="anna") as study:
        study.import_paths([*sources, seeds.sample_cases() / "ardley-21-004-117.txt"])
    return path


class ServerStudy:
    """A study on the tests' server, with a login for each of its coders."""

    def __init__(self, server: Any, database: str) -> None:
        self.server = server
        self.database = database

    def url(self, coder: str) -> str:
        """What somebody gives for the store: who logs in is who codes."""
        return self.server.url(self.database, coder)

    def run(self, *statements: str) -> list[tuple[Any, ...]]:
        """Statements of who runs the server."""
        return self.server.run(*statements, database=self.database)

    def copy(self) -> "ServerStudy":
        """Another study like this one."""
        return ServerStudy(self.server, self.server.empty(self.database))

    def keep(self) -> None:
        """Keep every row as it is now, to come back to."""
        self.run(
            "CREATE SCHEMA kept",
            *(f'CREATE TABLE kept."{name}" AS TABLE public."{name}"' for name in self._tables()),
        )

    def come_back(self) -> None:
        """Make every row what it was: far cheaper than another copy of the whole database."""
        tables = self._tables()
        named = ", ".join(f'public."{name}"' for name in tables)
        self.run(
            "BEGIN",
            "SET LOCAL session_replication_role = replica",
            f"TRUNCATE {named}",
            *(f'INSERT INTO public."{name}" SELECT * FROM kept."{name}"' for name in tables),
            "COMMIT",
        )

    def _tables(self) -> list[str]:
        found = self.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return [name for (name,) in found]


@pytest.fixture(scope="session")
def server_template(
    server: Any, small_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> ServerStudy:
    """The small study on a server: anna leads it, ben and cy code, ada adjudicates."""
    made = ServerStudy(server, server.empty())
    study = Study.create(made.url("postgres"), coder="postgres", codebook=CODEBOOK)
    study.close()
    for name, role in (("anna", "lead"), ("ben", "coder"), ("cy", "coder"), ("ada", "adjudicator")):
        add_server_coder(made.url("postgres"), name, role)
    folder = tmp_path_factory.mktemp("server")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Study.open(made.url("anna"), coder="anna") as study:
        sources = sorted(folder.glob("*.txt"))
        study.import_paths([*sources, seeds.sample_cases() / "ardley-21-004-117.txt"])
    made.keep()
    return made


@pytest.fixture
def server_study(server_template: ServerStudy) -> ServerStudy:
    """The small study on a server, as it was made; whoever alters its tables takes a copy."""
    server_template.come_back()
    return server_template


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the starter codebook and every sample case, imported by anna."""
    path = tmp_path_factory.mktemp("sample") / "study.db"
    with Study.create(path, coder="anna", codebook=seeds.starter_codebook()) as study:
        study.import_paths([seeds.sample_cases()])
    return path


@pytest.fixture
def opened() -> Iterator[Callable[..., Study]]:
    """Opens a store as some coder, and closes it after the test."""
    studies: list[Study] = []

    def open_study(store: Path | str, coder: str = "anna") -> Study:
        studies.append(Study.open(store, coder=coder))
        return studies[-1]

    yield open_study
    for study in studies:
        study.close()


@pytest.fixture
def empty_store(empty_template: Path, tmp_path: Path) -> Path:
    """A copy of the store without documents."""
    return Path(shutil.copy(empty_template, tmp_path / "empty.db"))


@pytest.fixture
def store(small_template: Path, tmp_path: Path) -> Path:
    """A copy of the small store."""
    return Path(shutil.copy(small_template, tmp_path / "study.db"))


@pytest.fixture
def sample_store(sample_template: Path, tmp_path: Path) -> Path:
    """A copy of the store with the sample cases."""
    return Path(shutil.copy(sample_template, tmp_path / "sample.db"))


@pytest.fixture
def empty_study(empty_store: Path, opened: Callable[..., Study]) -> Study:
    """A study without documents, opened by anna."""
    return opened(empty_store)


@pytest.fixture
def study(store: Path, opened: Callable[..., Study]) -> Study:
    """The small study, opened by anna."""
    return opened(store)


@pytest.fixture(scope="session")
def quiet_study(small_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """The small study for tests that only ask: one for all of them."""
    path = Path(shutil.copy(small_template, tmp_path_factory.mktemp("quiet") / "study.db"))
    with Study.open(path, coder="anna") as study:
        yield study


@pytest.fixture
def sample_study(sample_store: Path, opened: Callable[..., Study]) -> Study:
    """The study of the sample cases, opened by anna."""
    return opened(sample_store)


@pytest.fixture(scope="session")
def uids(small_template: Path) -> dict[str, str]:
    """uids of the small study's documents by source name, in study order; copies share them."""
    with Study.open(small_template, coder="anna") as study:
        return {found.source_name: found.uid for found in study.documents().rows}


@pytest.fixture(scope="session")
def april(uids: dict[str, str]) -> str:
    """uid of a small document."""
    return uids["april.txt"]


@pytest.fixture(scope="session")
def may(uids: dict[str, str]) -> str:
    """uid of another small document."""
    return uids["may.txt"]


@pytest.fixture(scope="session")
def ardley(uids: dict[str, str]) -> str:
    """uid of the decision in the small study, in which something was recognised."""
    return uids["ardley-21-004-117.txt"]


@pytest.fixture(scope="session")
def finding() -> Callable[..., RecordEntry]:
    """Makes the content of a finding's form."""

    def entry(start: int = 0, end: int = 10, *more: NewEvidence, **values: object) -> RecordEntry:
        passages = (NewEvidence(start, end), *more)
        return RecordEntry("finding", values or {"fault": "silence"}, passages)

    return entry


@pytest.fixture(scope="session")
def remedy() -> Callable[..., RecordEntry]:
    """Makes the content of a remedy's form."""

    def entry(start: int = 0, end: int = 10, **values: object) -> RecordEntry:
        return RecordEntry("remedy", values, (NewEvidence(start, end),))

    return entry


@pytest.fixture(scope="session")
def together() -> Callable[..., list[object]]:
    """Runs functions at the same time, each in a thread, and gives what each returned or raised."""

    def run(*functions: Callable[[], object]) -> list[object]:
        outcomes: list[object] = [None] * len(functions)
        start = threading.Barrier(len(functions))

        def work(place: int, function: Callable[[], object]) -> None:
            start.wait()
            try:
                outcomes[place] = function()
            except Exception as error:  # noqa: BLE001  the test looks at it
                outcomes[place] = error

        threads = [threading.Thread(target=work, args=each) for each in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return outcomes

    return run
