"""Time stamps of an authority (RFC 3161) on our heads: at what time at the latest a head was there."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

import kep
from kasssa.base import ids
from kep import digests, tsp
from kep.cert import parse_certificate

_TYPE = "application/timestamp-query"
Fetch = Callable[[str, bytes, str], bytes]


class BadStamp(Exception):
    """The answer is no time stamp of what was asked."""


def url() -> str:
    """Return the address of the authority, from the file ``stamps`` beside the keys, or nothing."""
    path = Path(settings.LEDGER_FOLDER) / "stamps"
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


def fetcher() -> Fetch:
    """Return the way to that authority and to nobody else."""
    return kep.Fetcher({urlsplit(url()).netloc}, loopback=settings.DEMO)


def fetched(note: str, fetch: Fetch) -> bytes:
    """Return the authority's stamp on a signed head.

    Raises:
        BadStamp: it answers with something else.
        kep.Unavailable: it does not answer, or declines.
    """
    nonce = int.from_bytes(ids.new_salt()[:8])
    request = tsp.encode_request(note.encode(), hash_name="sha256", nonce=nonce)
    try:
        token = tsp.parse_response(fetch(url(), request, _TYPE))
    except kep.BadEvidence as error:
        raise BadStamp(str(error)) from error
    if not is_of(token, note):
        raise BadStamp("the stamp is of something else")
    return token


def is_of(token: bytes, note: str) -> bool:
    """Tell whether ``token`` stamps ``note`` and is signed; who issued its certificate is not looked at."""
    try:
        stamp = tsp.parse_token(token)
        inside = tuple(parse_certificate(raw) for raw in stamp.signed_data.certificates)
    except (kep.BadEvidence, kep.BadCertificate, kep.BadEncoding):
        return False
    _, code = stamp.signer(inside)
    return code is None and stamp.is_of(lambda name: digests.digest(name, note.encode()))
