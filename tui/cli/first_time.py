"""What a person is offered who starts casecoder where there is no study."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.demo import demo_opener
from tui.cli.places import DEFAULT_STORE, open_study
from tui.offers import Offers

if TYPE_CHECKING:
    from storage import Study
    from tui.cli.progress import Report


def offers(coder: str, tell: "Report | None" = None, *, chosen: bool = True) -> Offers:
    """The sample study, a new one here, or one that is somewhere else; ``tell`` hears how far opening is.

    ``chosen`` says whether somebody said who codes.
    """
    return Offers(
        folder=Path.cwd(),
        sample=partial(demo_opener(None, coder, fresh=False), progress=tell),
        make=partial(_make, coder),
        open=partial(open_study, coder=coder, chosen=chosen, progress=tell),
        find=store_at,
        read_codebook=_source,
    )


def store_at(answer: str) -> str | None:
    """The store that a typed path leads to: a file, or the usual one in a folder."""
    try:
        path = Path(answer).expanduser()
        store = path / DEFAULT_STORE if path.is_dir() else path
        return str(store) if store.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


def _make(coder: str, name: str | None, codebook: str | None) -> "Study":
    """Make an empty study here."""
    import seeds
    from storage import Study

    source = codebook or seeds.starter_codebook()
    return Study.create(DEFAULT_STORE, coder=coder, codebook=source, name=name)


def _source(path: Path) -> str:
    """The text of a codebook that is in order."""
    from tui.cli.files import read_codebook

    return read_codebook(path.expanduser()).source
