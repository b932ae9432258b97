"""What verification says: a status, an indication of ETSI EN 319 102-1 and reasons in two languages."""

from dataclasses import dataclass, field
from datetime import datetime

from kep.cert import Identity
from kep.reasons import Reason, Status


@dataclass(frozen=True)
class StampReport:
    """The verdict on one time stamp.

    ``kind`` is what it stamps: "content" (made before signing), "signature" or "references". ``code`` is None
    where the time is proved: by a sound token of a trusted authority.
    """

    kind: str
    at: datetime | None
    authority: str | None
    code: str | None


@dataclass(frozen=True)
class SignerReport:
    """The verdict on one signer. Everything about the person comes from the certificate.

    ``integrity`` is true when the signature binds exactly this content to exactly this certificate, whoever
    issued it; ``status`` also says whether the certificate leads to a trusted root at the asked time.
    ``signing_time`` is only what the signer claims; ``proven_time`` is that of the earliest time stamp that
    proves the signature to have existed. ``issuer`` is the common name of the authority. ``revocation`` is
    "good", "revoked", "suspended", "unknown", or "not_checked" where it was not asked for. ``covers`` names
    the signed files of a container.
    """

    integrity: bool
    status: Status
    indication: str
    sub_indication: str | None
    reasons: tuple[Reason, ...]
    level: str
    algorithm: str
    identity: Identity | None = None
    serial: str | None = None
    issuer: str | None = None
    signing_time: datetime | None = None
    seal: bool = False
    qscd: bool = False
    demo: bool = False
    certificate: bytes | None = field(default=None, repr=False)
    not_before: datetime | None = None
    not_after: datetime | None = None
    chain: tuple[bytes, ...] = field(default=(), repr=False)
    revocation: str = "not_checked"
    revocation_source: str | None = None
    revocation_this_update: datetime | None = None
    revoked_at: datetime | None = None
    proven_time: datetime | None = None
    stamps: tuple[StampReport, ...] = ()
    qualified: bool = False
    covers: tuple[str, ...] = ()
    signature_value: bytes | None = field(default=None, repr=False)
    hash_name: str | None = None


@dataclass(frozen=True)
class Report:
    """The verdict on a signature file: the worst of its signers."""

    status: Status
    signers: tuple[SignerReport, ...]
    at: datetime
    content: bytes | None = field(default=None, repr=False)
    """The content inside an attached signature; None for a detached one."""

    kind: str = "CAdES"
    """The format: CAdES, XAdES, PAdES, ASiC-S or ASiC-E."""

    @property
    def demo(self) -> bool:
        """Whether any signer has a certificate of a demo authority."""
        return any(signer.demo for signer in self.signers)
