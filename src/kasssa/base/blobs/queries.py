"""Getting bytes back."""

import hashlib

from kasssa.base.blobs.models import Blob
from kasssa.base.tenancy import query
from kasssa.core.actor import Actor


class NoSuchBytes(Exception):
    """There are none of that name, or they are not held by the asking organisation."""


class SpoiltBytes(Exception):
    """The stored bytes no longer have the digest they are named by."""


@query
def content(sha256: str, *, by: Actor) -> bytes:
    """Return the bytes named ``sha256``, digest checked again.

    Raises:
        NoSuchBytes: none, or not held by the organisation of ``by``.
        SpoiltBytes: the store has changed them.
    """
    row = Blob.objects.filter(pk=sha256).values_list("content", flat=True).first()
    if row is None:
        raise NoSuchBytes(sha256)
    data = bytes(row)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise SpoiltBytes(sha256)
    return data
