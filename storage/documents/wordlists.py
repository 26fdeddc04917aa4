"""Lets modules write their lists of words as people write them."""


def words(listed: str) -> frozenset[str]:
    """The words of a list, separated by white space."""
    return frozenset(listed.split())


def lines(listed: str) -> frozenset[str]:
    """The lines of a list, separated by semicolons; line ends and extra blanks mean nothing."""
    return frozenset(" ".join(line.split()) for line in listed.split(";"))
