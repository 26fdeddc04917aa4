"""Writing a folder so that nobody ever sees half of it."""

import errno
import json
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.errors import ExportError

MARK = "casecoder"
"""The key of datapackage.json that lists the files of a folder of ours."""

_PACKAGE = "datapackage.json"
_BESIDE = (_PACKAGE, "manifest-sha256.txt")
"""Files that are written after all others, because they tell of them."""
_LEFT_BY_DESKTOPS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_JSONL_FILES = frozenset({"records.jsonl", "variables.jsonl"})


@contextmanager
def atomic_folder(folder: Path) -> Iterator[Path]:
    """A new empty folder that takes the place of ``folder`` once the block is done.

    An earlier export at ``folder`` is replaced. When the block raises, ``folder`` is as it was and
    nothing is left beside it.

    Raises:
        ExportError: ``folder`` holds files that are not an export's, is no folder, or cannot be
            written.
    """
    target = _checked(folder)
    made = [parent for parent in target.parents if not parent.exists()]
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        partial.mkdir(parents=True)
        yield partial
        _move_into_place(partial, target)
    except BaseException as error:
        shutil.rmtree(partial, ignore_errors=True)
        for parent in made:
            with suppress(OSError):
                parent.rmdir()
        if isinstance(error, OSError):
            raise ExportError(sentence(folder, error)) from error
        raise


def mark_as_ours(folder: Path) -> None:
    """Say in a folder what it holds, so that a later export may take its place."""
    names = {path.name for path in folder.iterdir()} | set(_BESIDE)
    resources = [
        {
            "name": "-".join(path.relative_to(folder).with_suffix("").parts).replace("_", "-"),
            "path": path.relative_to(folder).as_posix(),
        }
        for path in sorted(folder.rglob("*.csv"))
    ]
    content = {"name": MARK, "resources": resources, MARK: {"files": sorted(names)}}
    (folder / _PACKAGE).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _move_into_place(partial: Path, target: Path) -> None:
    """Put ``partial`` where ``target`` is; what was there goes only after."""
    if not target.exists():
        partial.rename(target)
        return
    partial.chmod(stat.S_IMODE(target.stat().st_mode))
    before = partial.with_name(f"{partial.name}.before")
    target.rename(before)
    try:
        partial.rename(target)
    except OSError:
        before.rename(target)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _checked(folder: Path) -> Path:
    """The place that ``folder`` names, if an export may be put there."""
    try:
        if folder.is_symlink():
            raise ExportError(
                f"{folder} is a symbolic link; name the folder it leads to, or another one."
            )
        target = folder.resolve()
        if target.exists():
            _refuse_what_is_not_ours(target)
    except OSError as error:
        raise ExportError(sentence(folder, error)) from error
    except (ValueError, RuntimeError) as error:
        raise ExportError(f"{str(folder)!r} cannot be the name of a folder.") from error
    return target


def _refuse_what_is_not_ours(target: Path) -> None:
    if not target.is_dir():
        raise ExportError(f"{target} is a file, not a folder; name another place for the export.")
    ours = _files_of_ours(target)
    for path in sorted(target.iterdir()):
        if path.name not in ours:
            raise ExportError(
                f"{target} holds {path.name!r}, which is not from an export; "
                "nothing was written. Name an empty or a new folder."
            )


def _files_of_ours(folder: Path) -> frozenset[str]:
    """Names that an earlier export into ``folder`` wrote, and those that desktops leave behind."""
    listed = _listed(folder / _PACKAGE)
    if not listed and all(_is_exported(folder / name) for name in _JSONL_FILES):
        listed = _JSONL_FILES
    return listed | _LEFT_BY_DESKTOPS


def _listed(package: Path) -> frozenset[str]:
    """The files that an export's datapackage.json names as its own; none if it is no such file."""
    try:
        content = json.loads(package.read_text(encoding="utf-8"))
        return frozenset(map(str, content[MARK]["files"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return frozenset()


def _is_exported(path: Path) -> bool:
    """Whether ``path`` is a JSONL file as exports write them: with the text's hash on each line."""
    try:
        with path.open(encoding="utf-8") as lines:
            first = lines.readline()
    except (FileNotFoundError, ValueError):
        return False
    return not first or '"text_sha256": "' in first


def sentence(folder: Path, error: OSError) -> str:
    """Why a folder or file was not written, for the user."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full: {folder} was not written, and nothing is left of it. Make room first."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"There is no permission to write {folder}; name another place, or ask for the rights."
        )
    reason = error.strerror or str(error)
    return f"{folder} could not be written ({reason}); nothing is left of it."
