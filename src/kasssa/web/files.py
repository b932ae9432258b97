"""Files as they are handed out: under their name, to be kept, or shown where the browser can."""

from urllib.parse import quote

from django.http import HttpResponse


def answer(content: bytes, name: str, media_type: str, *, inline: bool = False) -> HttpResponse:
    """Return a file under a name that people gave, in whatever letters, to be kept or shown."""
    kind = "inline" if inline else "attachment"
    return _told(content, media_type, f"{kind}; filename*=UTF-8''{quote(name)}")


def download(content: bytes | str, name: str, media_type: str) -> HttpResponse:
    """Return a file under a name of ours, in Latin letters and digits, to be kept."""
    return _told(content, media_type, f'attachment; filename="{name}"')


def _told(content: bytes | str, media_type: str, disposition: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = disposition
    return response
