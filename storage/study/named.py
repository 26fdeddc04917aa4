"""What people call the things of a codebook, also what it has no more."""

from storage.codebook import Codebook


def words(name: str) -> str:
    """A name as words: ``not_done`` is ``not done``."""
    return name.replace("_", " ")


def record_mark(codebook: Codebook, record_type: str, number: int) -> str:
    """A record's letter and number: ``F1``."""
    known = codebook.record_type(record_type)
    return f"{known.key.upper() if known else record_type}{number}"


def record_name(codebook: Codebook, record_type: str, number: int) -> str:
    """A record's type and mark: ``Finding F1``."""
    known = codebook.record_type(record_type)
    label = known.label if known else words(record_type)
    return f"{label} {record_mark(codebook, record_type, number)}"


def variable_name(codebook: Codebook, name: str) -> str:
    """A variable's label."""
    variable = codebook.variable(name)
    return variable.label if variable else words(name)
