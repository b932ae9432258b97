"""The only place that draws chance: identifiers and secrets."""

import hashlib
import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """Return a fresh UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then 74 bits of chance.

    Later identifiers sort after earlier ones, so that an index on them grows at one end.
    """
    milliseconds = time.time_ns() // 1_000_000
    number = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=number)


def new_secret() -> str:
    """Return 256 bits of chance as text that is safe in a URL."""
    return secrets.token_urlsafe(32)


def new_salt() -> bytes:
    """Return 256 bits of chance, to be hashed together with what must not be guessed."""
    return secrets.token_bytes(32)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret, and by which it is found again: its SHA-256, hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()
