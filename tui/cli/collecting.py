"""Make cases of documents, draw a sample of them, take them out of the study."""

from typing import TYPE_CHECKING, Annotated, Literal

from typer import Argument, Option

from tui.cli.asking import agreed, ask
from tui.cli.options import (
    Coder,
    DocumentName,
    DocumentNames,
    Json,
    Store,
    Yes,
    opened,
    refuse,
    say_how_to_undo,
)
from tui.cli.output import GAP, complain, say_json, say_sentence, say_table
from tui.cli.progress import progress_bar
from tui.display import count_text, kind_text, one_line

if TYPE_CHECKING:
    from storage import SampleReport, Study


def group(names: DocumentNames, store: Store = None, coder: Coder = None) -> None:
    """Make documents one case, as a decision and articles on it.

    DOCUMENT is a number, source name, reference or id, as casecoder documents lists them.

    Example: casecoder group 3 7 article.txt
    """
    with opened(store, coder) as study:
        say_sentence(study.group(_uids(study, names)))
        say_how_to_undo(study)


def ungroup(names: DocumentNames, store: Store = None, coder: Coder = None) -> None:
    """Make each document a case of its own again.

    DOCUMENT is a number, source name, reference or id, as casecoder documents lists them.

    Example: casecoder ungroup 7
    """
    with opened(store, coder) as study:
        say_sentence(study.ungroup(_uids(study, names)))
        say_how_to_undo(study)


def _uids(study: "Study", names: list[str]) -> list[str]:
    """The documents that were named, each once, in the order of their names."""
    return list(dict.fromkeys(study.find_document(name).uid for name in names))


def sample(
    size: Annotated[int, Argument(metavar="N", hidden=True, min=1)],
    by: Annotated[
        Literal["kind", "outcome", "respondent"] | None,
        Option("--by", help="Draw from each of these in proportion."),
    ] = None,
    seed: Annotated[
        int, Option("--seed", help="The same number draws the same documents again.")
    ] = 1,
    store: Store = None,
    coder: Coder = None,
    json: Json = False,
) -> None:
    """Draw N documents to code at random.

    The others leave everybody's list of what is to do. Each document drawn keeps its stratum and
    the probability with which it was drawn. With --json, one stratum a line.

    Example: casecoder sample 200 --by kind --seed 7
    """
    with opened(store, coder) as study:
        with progress_bar("Drawing") as progress:
            report = study.sample(size, by=by, seed=seed, progress=progress)
        if json:
            for name, (frame, drawn) in sorted(report.strata.items()):
                stratum = {"stratum": name or None, "frame": frame, "drawn": drawn}
                say_json(stratum | {"probability": drawn / frame, "seed": seed})
        else:
            _say_sample(report, by)
            say_how_to_undo(study)


def _say_sample(report: "SampleReport", by: str | None) -> None:
    """Print how many were drawn from where, and with which probability."""
    whole = count_text(report.frame, "document")
    say_sentence(f"{report.drawn:,} of {whole} drawn, with the seed {report.seed}.")
    rows = (
        [
            f"{drawn:,}",
            f"of {frame:,}",
            f"probability {drawn / frame:.4f}",
            kind_text(name) if by == "kind" else one_line(name),
        ]
        for name, (frame, drawn) in sorted(report.strata.items())
    )
    say_table(rows, [9, 10, 18], right=(0,))


def remove(
    names: DocumentNames, store: Store = None, coder: Coder = None, yes: Yes = False
) -> None:
    """Take documents out of the study; undo brings them back.

    All their coding goes with them. DOCUMENT is a number, source name, reference or id, as
    casecoder documents lists them.

    Example: casecoder remove 12 13
    """
    with opened(store, coder) as study:
        uids = _uids(study, names)
        if not yes:
            for document in map(study.document, uids):
                complain(f"{document.position}{GAP}{one_line(document.title)}")
            if not agreed(f"Remove {count_text(len(uids), 'document')} with all coding?"):
                refuse("Nothing was removed.", 1)
        say_sentence(study.remove_documents(uids))
        say_how_to_undo(study)


def erase(
    name: DocumentName,
    reason: Annotated[
        str, Option("--reason", metavar="TEXT", help="Why; it is kept in the history.")
    ],
    store: Store = None,
    coder: Coder = None,
    yes: Yes = False,
) -> None:
    """Erase a document's text, quotes and titles for good.

    They leave the history too, and nothing brings them back. DOCUMENT is a number, source name,
    reference or id, as casecoder documents lists them.

    Example: casecoder erase 12 --reason "The family withdrew their consent"
    """
    with opened(store, coder) as study:
        document = study.find_document(name)
        if not yes:
            complain(
                f"The text of “{one_line(document.title)}”, its quotes and its titles will be gone "
                "for good, from the history too. Nothing brings them back."
            )
            if ask("To erase it, type its title:").split() != document.title.split():
                refuse("That is not its title. Nothing was erased.", 1)
        with progress_bar("Erasing") as progress:
            erased = study.erase(document.uid, reason, progress=progress)
        said = [f"Document {document.position} was erased."]
        if erased.original:
            shared = count_text(erased.others, "other document")
            too = f", in which {shared} of the study stood too," if erased.others else ""
            said.append(f"The original that was kept of its file{too} was deleted.")
        said.append("Backups, exports and copies that were made before still have it.")
        say_sentence(" ".join(said))
