"""A code list written as one text."""


def words(text: str) -> frozenset[str]:
    """Return the codes that stand in ``text`` apart by blanks.

    >>> sorted(words("S Z  E"))
    ['E', 'S', 'Z']
    """
    return frozenset(text.split())
