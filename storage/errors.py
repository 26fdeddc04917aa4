"""Everything that can go wrong in the store, as one tree whose every message is a sentence for the user.

StorageError
├── StoreError               the store itself cannot be used (exit status 3)
│   ├── StoreMissing         there is no store at that path
│   ├── StoreExists          there is one already, and a new one was asked for
│   ├── StoreInvalid         the file is no casecoder store
│   ├── StoreNewer           made by a newer casecoder
│   ├── StoreLocked          another program holds it
│   ├── StoreUnwritable      a read-only place, or a full disk
│   └── StoreUnreachable     a server that does not answer
└── InputError               what was given cannot be used (exit status 1)
    ├── SourceError          a file to import cannot be read
    ├── CodebookError        a codebook says something impossible; names line and key
    ├── AnnotationError      a line to annotate is wrong; names file and line
    ├── EvidenceError        a passage is not in its text
    ├── ValueRefused         a value does not fit its field
    ├── NotFound             no such document, record, coder, …
    ├── NameRefused          a coder or study name cannot be used
    ├── ChangeRefused        an action that the state of the data forbids (undo, group, …)
    │   └── WiderChange      what is to be undone in a document was done in others too
    ├── HandedOut            a coder's copy of the study, opened by somebody else
    ├── MergeError           a coder's copy cannot be brought in; names the file
    └── ExportError          a dataset cannot be written there
"""


class StorageError(Exception):
    """Base of everything the store raises on purpose; ``str(error)`` is a sentence for the user."""


class StoreError(StorageError):
    """The store cannot be used at all."""


class StoreMissing(StoreError):
    """There is no store at the path given."""


class StoreExists(StoreError):
    """A store is there already, and making a new one would overwrite it."""


class StoreInvalid(StoreError):
    """The file is not a casecoder store, or is damaged."""


class StoreNewer(StoreError):
    """The store was made by a newer casecoder than this one."""


class StoreLocked(StoreError):
    """Another program holds the store, and waiting did not help."""


class StoreUnwritable(StoreError):
    """The store, or the disk it is on, takes no more writing."""


class StoreUnreachable(StoreError):
    """The server that the store is on does not answer, or the line to it dropped."""


class InputError(StorageError):
    """Something given by the user cannot be used; nothing was changed."""


class SourceError(InputError):
    """A file to import cannot be read as a document."""


class CodebookError(InputError):
    """A codebook says something impossible; the message names line and key."""


class AnnotationError(InputError):
    """A line of an annotation file is wrong; the message names file and line."""


class EvidenceError(InputError):
    """A passage does not lie in its document's text."""


class ValueRefused(InputError):
    """A value does not fit its field or variable."""


class NotFound(InputError):
    """What was named is not in the study."""


class NameRefused(InputError):
    """A name of a coder or a study cannot be used."""


class ChangeRefused(InputError):
    """The state of the data forbids the action; the message says why."""


class WiderChange(ChangeRefused):
    """A change of several documents stands before an undo in one; the history takes it back."""


class HandedOut(InputError):
    """A coder's copy of the study was opened by somebody else; ``coder`` is whose it is."""

    def __init__(self, sentence: str, coder: str) -> None:
        super().__init__(sentence)
        self.coder = coder


class MergeError(InputError):
    """A coder's copy cannot be brought into the study; the message names the file."""


class ExportError(InputError):
    """A dataset cannot be written where it was asked for."""
