"""What the files of a document are called."""

from kasssa.apps.documents.queries import Card


def stem(card: Card) -> str:
    """Return what the names of all files of a document begin with."""
    return card.number.replace("/", "-") or str(card.id)
