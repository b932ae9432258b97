"""Ukrainian qualified electronic signatures in pure Python: verify, sign, read key containers.

>>> import datetime, kep
>>> kep.verify(b"", None, trust=kep.TrustStore(), at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
Traceback (most recent call last):
    ...
kep.errors.BadSignatureFile: the file is no readable signature: cut short
"""

from kep import authority
from kep.cert import Identity
from kep.containers import open_container
from kep.errors import (
    BadCertificate,
    BadContainer,
    BadEncoding,
    BadKey,
    BadSignatureFile,
    KepError,
    Unsupported,
    WrongPassword,
)
from kep.private import KeyEntry
from kep.report import Reason, Report, SignerReport, Status
from kep.signing import sign
from kep.trust import TrustStore, read_certificates
from kep.verification import verify

__version__ = "0.1.0"

__all__ = [
    "BadCertificate",
    "BadContainer",
    "BadEncoding",
    "BadKey",
    "BadSignatureFile",
    "Identity",
    "KepError",
    "KeyEntry",
    "Reason",
    "Report",
    "SignerReport",
    "Status",
    "TrustStore",
    "Unsupported",
    "WrongPassword",
    "authority",
    "open_container",
    "read_certificates",
    "sign",
    "verify",
]
