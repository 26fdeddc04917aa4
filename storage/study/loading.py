"""``annotate``: load codings from JSON Lines, all of them or none.

Every line is checked against codebook and text as it comes. Rows are written in short
transactions as tombstones, which nobody sees; one last transaction makes them visible.
An error before that leaves the study as it was.
"""

LONGEST_TRANSACTION = 0.4
"""Seconds for which a load keeps others from writing."""
