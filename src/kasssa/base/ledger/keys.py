"""The keys of the ledger: files outside the database, made once, read by whoever signs.

Each file holds one key a line, as Go's signed notes write them: ``PRIVATE+KEY+name+number+base64``.
"""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey
from django.conf import settings

from kasssa.core.tlog import notes
from kasssa.core.tlog.notes import Key, Kind, Signature, Unreadable

_PREFIX = "PRIVATE+KEY+"
_LOG = (Kind.ED25519, Kind.ML_DSA_44)
_WITNESS = (Kind.COSIGNING_ED25519, Kind.ML_DSA_44)


class UnsafeKeys(Exception):
    """A file with private keys is there, but others may read it, or it is not what it should be."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that signs, with its public half."""

    key: Key
    secret: Ed25519PrivateKey | MLDSA44PrivateKey

    def sign(self, text: str, *, seconds: int) -> Signature:
        """Sign the text of a checkpoint; ``seconds`` since 1970 go into what is signed with a time."""
        if self.key.kind is Kind.ED25519:
            return Signature(self.key.name, self.key.id, self.secret.sign(text.encode()))
        message = notes.cosigned(text, self.key.name, self.key.kind, seconds)
        return Signature(self.key.name, self.key.id, seconds.to_bytes(8) + self.secret.sign(message))


def of_log() -> Sequence[Signer]:
    """Return the keys that sign the heads of this ledger; makes them when there are none.

    Raises:
        UnsafeKeys: the file is readable for others, or spoilt.
    """
    return _signers("log", _LOG, urlsplit(settings.PUBLIC_URL).netloc + "/ledger")


def of_witness() -> Sequence[Signer]:
    """Return the keys by which this instance signs for others; makes them when there are none.

    Raises:
        UnsafeKeys: as ``of_log`` does.
    """
    return _signers("witness", _WITNESS, urlsplit(settings.PUBLIC_URL).netloc + "/witness")


def public_of_log() -> Sequence[Key]:
    """Return the public keys of this ledger."""
    return [signer.key for signer in of_log()]


def public_of_witness() -> Sequence[Key]:
    """Return the public keys by which this instance signs for others."""
    return [signer.key for signer in of_witness()]


def verify(key: Key, signature: bytes, message: bytes) -> bool:
    """Tell whether ``signature`` is one of ``key`` over ``message``."""
    try:
        if key.kind is Kind.ML_DSA_44:
            MLDSA44PublicKey.from_public_bytes(key.public).verify(signature, message)
        else:
            Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def write_once(path: Path, text: str, mode: int) -> None:
    """Put ``text`` into a new file of ``mode``; a file that is there already stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _signers(name: str, kinds: Sequence[Kind], of: str) -> Sequence[Signer]:
    path = Path(settings.LEDGER_FOLDER) / f"{name}.keys"
    if not path.exists():
        made = [_made(kind, of) for kind in kinds]
        write_once(path, "".join(f"{_written(one)}\n" for one in made), 0o400)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UnsafeKeys(f"Others may read {path}: chmod 400 it, and consider its keys known.")
    try:
        found = [_read(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except Unreadable as error:
        raise UnsafeKeys(f"{path} holds no keys: {error}") from error
    if [one.key.kind for one in found] != list(kinds) or len({one.key.name for one in found}) != 1:
        raise UnsafeKeys(f"{path} does not hold the keys that it should.")
    return found


def _made(kind: Kind, name: str) -> Signer:
    secret = MLDSA44PrivateKey.generate() if kind is Kind.ML_DSA_44 else Ed25519PrivateKey.generate()
    return Signer(Key(name, kind, secret.public_key().public_bytes_raw()), secret)


def _written(signer: Signer) -> str:
    key = signer.key
    data = bytes([key.kind]) + signer.secret.private_bytes_raw()
    return f"{_PREFIX}{key.name}+{key.id.hex()}+{notes.to_base64(data)}"


def _read(line: str) -> Signer:
    name, _, rest = line.removeprefix(_PREFIX).partition("+")
    number, _, encoded = rest.partition("+")
    data = notes.from_base64(encoded)
    if not line.startswith(_PREFIX) or len(data) != 33 or data[0] not in (*_LOG, *_WITNESS):
        raise Unreadable("no private key")
    kind, seed = Kind(data[0]), data[1:]
    loaded = (
        MLDSA44PrivateKey.from_seed_bytes if kind is Kind.ML_DSA_44 else Ed25519PrivateKey.from_private_bytes
    )
    secret = loaded(seed)
    key = Key(name, kind, secret.public_key().public_bytes_raw())
    if key.id.hex() != number:
        raise Unreadable("the number of the key is not that of its bytes")
    return Signer(key, secret)
