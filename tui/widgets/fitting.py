"""Text in a fixed number of cells."""

from rich.cells import cell_len, set_cell_size


def fit(text: str, width: int, cut: str) -> str:
    """Text of exactly so many cells; one that goes on ends in the sign for that."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, max(0, width - 1)) + cut
