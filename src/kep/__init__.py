"""Ukrainian qualified electronic signatures in pure Python: verify, sign, read key containers.

>>> import datetime, kep
>>> kep.verify(b"", None, trust=kep.TrustStore(), at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
Traceback (most recent call last):
    ...
kep.errors.BadSignatureFile: the file is no readable signature: cut short
"""

from kep import authority
from kep.augment import augment, merge, split
from kep.cert import Identity
from kep.collect import collect
from kep.containers import open_container
from kep.errors import (
    BadCertificate,
    BadContainer,
    BadEncoding,
    BadEvidence,
    BadKey,
    BadSignatureFile,
    KepError,
    Unavailable,
    Unsupported,
    WrongPassword,
)
from kep.evidence import Evidence
from kep.matching import Match, matches
from kep.net import Fetcher
from kep.policy import PATH_ONLY, QUALIFIED, STRICT, Policy
from kep.private import KeyEntry
from kep.reasons import Reason, Status
from kep.report import Report, SignerReport, StampReport
from kep.signing import ToBeSigned, finish, prepare, sign
from kep.trust import Service, TrustStore, Use, read_certificates
from kep.trustfolder import load as load_trust
from kep.verification import verify

__version__ = "0.2.0"

__all__ = [
    "PATH_ONLY",
    "QUALIFIED",
    "STRICT",
    "BadCertificate",
    "BadContainer",
    "BadEncoding",
    "BadEvidence",
    "BadKey",
    "BadSignatureFile",
    "Evidence",
    "Fetcher",
    "Identity",
    "KepError",
    "KeyEntry",
    "Match",
    "Policy",
    "Reason",
    "Report",
    "Service",
    "SignerReport",
    "StampReport",
    "Status",
    "ToBeSigned",
    "TrustStore",
    "Unavailable",
    "Unsupported",
    "Use",
    "WrongPassword",
    "augment",
    "authority",
    "collect",
    "finish",
    "load_trust",
    "matches",
    "merge",
    "open_container",
    "prepare",
    "read_certificates",
    "sign",
    "split",
    "verify",
]
