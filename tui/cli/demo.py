"""The sample study: made whole the first time, afterwards as it was left."""

import shutil
from functools import partial
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tui.cli.places import DEFAULT_STORE, Opener, open_study

if TYPE_CHECKING:
    from storage import Study
    from tui.cli.progress import Report

DEMO_FOLDER = "casecoder-demo"
"""Where the sample study is when nobody says where."""
NAME = "Sample study"
INCOMING = "incoming"
"""The folder beside it with files that wait to be imported, as files come."""


def demo_opener(folder: str | None, coder: str, *, fresh: bool) -> Opener:
    """What opens the sample study, making it first if need be.

    Args:
        folder: Where it is or shall be; ``./casecoder-demo`` if None.
        coder: The current coder.
        fresh: Leave the one that is there alone, and make another beside it.
    """
    place = Path(folder or DEMO_FOLDER).absolute()
    return partial(_open, _free(place) if fresh else place, coder)


def _free(folder: Path) -> Path:
    """The folder itself, or the first beside it that is not there: ``casecoder-demo-2``."""
    beside = (folder.parent / f"{folder.name}-{number}" for number in count(2))
    return next(each for each in chain([folder], beside) if not each.exists())


def _open(folder: Path, coder: str, *, progress: "Report | None" = None) -> "Study":
    """Open the study in ``folder``, made first if it is not there."""
    from storage import StoreUnwritable

    store = folder / DEFAULT_STORE
    try:
        if not store.exists():
            _make(store, coder, progress)
    except OSError as error:
        raise StoreUnwritable(
            f"The sample study cannot be made in {folder}: {error.strerror}; "
            "name another folder, as in casecoder demo FOLDER."
        ) from error
    return open_study(str(store), coder, progress=progress)


def _make(store: Path, coder: str, progress: "Report | None") -> None:
    """Make the sample study elsewhere and move it into place: it is there whole, or not at all.

    Files to try an import on are put beside it.
    """
    import seeds
    from storage import DocumentQuery, Status, Study

    store.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".making-", dir=store.parent) as place:
        made = Path(place, DEFAULT_STORE)
        codebook = seeds.starter_codebook()
        with Study.create(made, coder=coder, codebook=codebook, name=NAME) as study:
            study.import_paths([seeds.sample_cases()], progress=progress)
            study.annotate(seeds.sample_coding(), coder=coder)
            begun = DocumentQuery(status=Status.IN_PROGRESS)
            for document in study.documents(begun).rows:
                if not study.missing(document.uid):
                    study.finish(document.uid)
        shutil.copytree(seeds.incoming_files(), store.parent / INCOMING, dirs_exist_ok=True)
        made.rename(store)
