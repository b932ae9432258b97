"""The canonical invoice as JSON: the RFC 8785 bytes that are hashed, the way back, and the published schema.

Keys are ASCII and numbers are texts, so that sorted keys are all that RFC 8785 asks for.
"""

import codecs

import msgspec

from kasssa.core.en16931.guard import BYTES_MAX, Unreadable
from kasssa.core.formats.canonical import FORMAT, Invoice
from kasssa.core.formats.refused import Refused

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Invoice)


def encode(invoice: Invoice) -> bytes:
    """Return ``invoice`` as canonical JSON in UTF-8 (RFC 8785); equal invoices give equal bytes."""
    return _encoder.encode(invoice)


def decode(content: bytes, *, bytes_max: int = BYTES_MAX) -> Invoice:
    """Return the invoice that ``encode`` wrote; its JSON may be laid out in any way.

    Raises:
        Unreadable: too large, no JSON, or not of this schema.
    """
    if len(content) > bytes_max:
        raise Unreadable("KSX-SIZE", most=str(bytes_max))
    try:
        return _decoder.decode(content.removeprefix(codecs.BOM_UTF8))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Refused("KSX-JSON", what=str(error)[:200]) from error


def schema() -> bytes:
    """Return the JSON Schema of the canonical invoice, indented; it is published in ``docs/schema``."""
    made = {"$schema": _DIALECT, "title": FORMAT} | msgspec.json.schema(Invoice)
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"
