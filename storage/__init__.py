"""The front door of the store: everything the interface may use, loaded on first use.

Importing this package loads nothing. A name is fetched from its module when it is
first asked for, so a program that only wants a frozen value never pays for SQL.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.codebook.model import (
        Codebook,
        Field,
        FieldType,
        KindRule,
        RecordType,
        Relation,
        Value,
    )
    from storage.errors import (
        AnnotationError,
        ChangeRefused,
        CodebookError,
        EvidenceError,
        ExportError,
        InputError,
        NameRefused,
        NotFound,
        SourceError,
        StorageError,
        StoreError,
        StoreExists,
        StoreInvalid,
        StoreLocked,
        StoreMissing,
        StoreNewer,
        StoreUnwritable,
        ValueRefused,
    )
    from storage.records import (
        Basis,
        Certainty,
        Change,
        Coding,
        Cue,
        Document,
        DocumentPage,
        DocumentQuery,
        DocumentText,
        Draft,
        Evidence,
        ExportedFile,
        FieldValue,
        Hit,
        ImportedFile,
        ImportReport,
        Layer,
        Link,
        LoadReport,
        Memo,
        Missing,
        MissingAnswer,
        Money,
        NewEvidence,
        Overview,
        Paragraph,
        Passage,
        Payment,
        Place,
        Problem,
        Progress,
        Proposal,
        Reading,
        Record,
        RecordEntry,
        Review,
        SampleReport,
        Scalar,
        SearchResult,
        Section,
        Segmentation,
        Status,
        VariableValue,
    )

_MODULES = {
    "storage.records": (
        "Basis Certainty Change Coding Cue Document DocumentPage DocumentQuery DocumentText Draft "
        "Evidence ExportedFile FieldValue Hit ImportReport ImportedFile Layer Link LoadReport Memo "
        "Missing MissingAnswer Money NewEvidence Overview Paragraph Passage Payment Place Problem "
        "Progress Proposal Reading Record RecordEntry Review SampleReport Scalar SearchResult "
        "Section Segmentation Status VariableValue"
    ),
    "storage.errors": (
        "AnnotationError ChangeRefused CodebookError EvidenceError ExportError InputError "
        "NameRefused NotFound SourceError StorageError StoreError StoreExists StoreInvalid "
        "StoreLocked StoreMissing StoreNewer StoreUnwritable ValueRefused"
    ),
    "storage.codebook.model": "Codebook Field FieldType KindRule RecordType Relation Value",
}
_HOME = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> object:
    """Fetch a public name from its module on first use."""
    if name not in _HOME:
        raise AttributeError(f"module 'storage' has no attribute {name!r}")
    found: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found
