"""The files of a document as they are handed out: names and answers."""

from urllib.parse import quote

from django.http import HttpResponse

from kasssa.apps.documents.queries import Card


def stem(card: Card) -> str:
    """Return what the names of all files of a document begin with."""
    return card.number.replace("/", "-") or str(card.id)


def answer(content: bytes, name: str, media_type: str, *, inline: bool = False) -> HttpResponse:
    """Return a file under its name, to be kept, or shown where the browser can."""
    response = HttpResponse(content, content_type=media_type)
    kind = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(name)}"
    return response
