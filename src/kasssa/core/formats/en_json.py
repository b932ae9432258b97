"""The canonical invoice as JSON: the RFC 8785 bytes that are hashed, the way back, and the published schema.

Keys are ASCII and numbers are texts, so that sorting the keys is all that RFC 8785 asks for.
"""

import msgspec

from kasssa.core.en16931.guard import BYTES_MAX, Unreadable
from kasssa.core.formats.canonical import Invoice

_SCHEMA_ID = "https://kasssa.example/schema/invoice.json"
