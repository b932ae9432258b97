"""Signed notes and checkpoints, as c2sp.org/signed-note and c2sp.org/tlog-checkpoint write them.

Whatever could be written in two ways is taken in one only: base64 with its padding bits at nought, numbers
without leading noughts, every line with its end. So of two texts that are taken, the bytes differ in meaning.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Self

from kasssa.core.tlog.merkle import HASH_BYTES

NOTE_CHARACTERS_MAX = 200_000
SIGNATURES_MAX = 32
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)")
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


class Unreadable(Exception):
    """A text of a log is not written as its standard says; the words say where."""


class NotSigned(Exception):
    """A note bears no signature that does; the words say why."""


class Kind(IntEnum):
    """What a key signs and how: the type byte of c2sp.org/signed-note."""

    ED25519 = 0x01
    COSIGNING_ED25519 = 0x04
    ML_DSA_44 = 0x06


KEY_BYTES = {Kind.ED25519: 32, Kind.COSIGNING_ED25519: 32, Kind.ML_DSA_44: 1312}
SIGNATURE_BYTES = {Kind.ED25519: 64, Kind.COSIGNING_ED25519: 8 + 64, Kind.ML_DSA_44: 8 + 2420}


@dataclass(frozen=True, slots=True)
class Key:
    """The public half of a key that signs notes under a name."""

    name: str
    kind: Kind
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def write(self) -> str:
        """Return the key as text: the «vkey» of signed-note."""
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.kind]) + self.public)}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a key.

        Raises:
            Unreadable: it is none, or its number is not that of its bytes.
        """
        name, _, rest = text.partition("+")
        number, _, encoded = rest.partition("+")
        data = from_base64(encoded)
        if data[:1] not in (b"\x01", b"\x04", b"\x06") or not is_name(name):
            raise Unreadable("no key of a kind that is known here")
        key = cls(name, Kind(data[0]), data[1:])
        if len(key.public) != KEY_BYTES[key.kind] or key.id.hex() != number:
            raise Unreadable("the number of the key is not that of its bytes")
        return key


@dataclass(frozen=True, slots=True)
class Signature:
    """One line under a note: by which key, and the bytes."""

    name: str
    key_id: bytes
    value: bytes

    def write(self) -> str:
        """Return the line, with its end."""
        return f"— {self.name} {to_base64(self.key_id + self.value)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, with its last line end, and what is signed under it."""

    text: str
    signatures: tuple[Signature, ...]

    def write(self) -> str:
        """Return the note as it is sent."""
        return self.text + "\n" + "".join(one.write() for one in self.signatures)

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read a note.

        Raises:
            Unreadable: it is none, or could have been written otherwise.
        """
        if len(written) > NOTE_CHARACTERS_MAX or _CONTROL.search(written):
            raise Unreadable("the note is too long or holds control characters")
        head, found, tail = written.rpartition("\n\n")
        if not found or not head or not tail:
            raise Unreadable("the note has no text or no signatures")
        signatures = parse_signatures(tail)
        return cls(head + "\n", signatures)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: its name, how many leaves it has, and their root."""

    origin: str
    size: int
    root: bytes

    def write(self) -> str:
        """Return the text that is signed."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text of a checkpoint; lines beyond the three are not taken, for a key may not cover them.

        Raises:
            Unreadable: it is none.
        """
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or not is_name(lines[0]):
            raise Unreadable("a checkpoint has three lines")
        return cls(lines[0], to_number(lines[1]), to_hash(lines[2]))


Verify = Callable[[Key, bytes, bytes], bool]


def parse_signatures(text: str) -> tuple[Signature, ...]:
    """Read the lines under a note.

    Raises:
        Unreadable: one of them is not of the form, or one key signs twice.
    """
    if not text.endswith("\n"):
        raise Unreadable("the last line has no end")
    lines = text[:-1].split("\n")
    matches = [_LINE.fullmatch(line) for line in lines]
    if len(lines) > SIGNATURES_MAX or not all(matches):
        raise Unreadable("a line under the note is no signature")
    found = tuple(_signature(match[1], from_base64(match[2])) for match in matches if match)
    if len({(one.name, one.key_id) for one in found}) != len(found):
        raise Unreadable("one key signs twice")
    return found


def _signature(name: str, data: bytes) -> Signature:
    if len(data) < 5:
        raise Unreadable("a signature is too short")
    return Signature(name, data[:4], data[4:])


def verified(note: Note, keys: Sequence[Key], verify: Verify, *, strangers: bool) -> Sequence[Key]:
    """Return which of ``keys`` signed ``note``; none of their signatures may be bad.

    ``strangers`` says whether lines of other keys are passed over (as signed-note asks) or refused.

    Raises:
        NotSigned: nobody of them signed, a signature is bad, or a stranger's is there.
    """
    by_name = {(key.name, key.id): key for key in keys}
    signers: list[Key] = []
    for one in note.signatures:
        key = by_name.get((one.name, one.key_id))
        if key is None:
            if not strangers:
                raise NotSigned(f"the key {one.name}+{one.key_id.hex()} is not known")
            continue
        if not is_signed(note.text, one, key, verify):
            raise NotSigned(f"the signature of {key.name}+{key.id.hex()} is bad")
        signers.append(key)
    if not signers:
        raise NotSigned("no key that is known has signed")
    return signers


def is_signed(text: str, signature: Signature, key: Key, verify: Verify) -> bool:
    """Tell whether ``signature`` is one of ``key`` under ``text``."""
    if len(signature.value) != SIGNATURE_BYTES[key.kind]:
        return False
    if key.kind is Kind.ED25519:
        return verify(key, signature.value, text.encode())
    stamp = int.from_bytes(signature.value[:8])
    try:
        message = cosigned(text, key.name, key.kind, stamp)
    except Unreadable:
        return False
    return stamp < 1 << 63 and verify(key, signature.value[8:], message)


def cosigned(text: str, name: str, kind: Kind, seconds: int) -> bytes:
    """Return what a cosigner signs of a checkpoint at a time (c2sp.org/tlog-cosignature).

    Raises:
        Unreadable: ML-DSA-44 is asked for, and ``text`` is no checkpoint.
    """
    if kind is Kind.COSIGNING_ED25519:
        return f"cosignature/v1\ntime {seconds}\n{text}".encode()
    head = Checkpoint.parse(text)
    return b"".join(
        (
            b"subtree/v1\n\x00",
            _opaque(name),
            seconds.to_bytes(8),
            _opaque(head.origin),
            (0).to_bytes(8),
            head.size.to_bytes(8),
            head.root,
        )
    )


def is_name(text: str) -> bool:
    """Tell whether ``text`` may name a key and a log."""
    return bool(re.fullmatch(r"[^\s+]+", text)) and len(text.encode()) < 256 and not _CONTROL.search(text)


def to_base64(data: bytes) -> str:
    """Return ``data`` in base64 (RFC 4648 §4)."""
    return base64.b64encode(data).decode()


def from_base64(text: str) -> bytes:
    """Read base64 in its one form.

    Raises:
        Unreadable: it is none, or has another form.
    """
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise Unreadable("no base64") from error
    if to_base64(data) != text:
        raise Unreadable("base64 in another form")
    return data


def to_hash(text: str) -> bytes:
    """Read one hash.

    Raises:
        Unreadable: it is none.
    """
    data = from_base64(text)
    if len(data) != HASH_BYTES:
        raise Unreadable("a hash has 32 bytes")
    return data


def to_number(text: str) -> int:
    """Read a size or an index.

    Raises:
        Unreadable: it is none, or has leading noughts.
    """
    if not _DECIMAL.fullmatch(text):
        raise Unreadable("no number")
    return int(text)


def _opaque(text: str) -> bytes:
    data = text.encode()
    return bytes([len(data)]) + data
