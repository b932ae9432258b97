"""What this library refuses, one exception per reason, all of them ``KepError``."""


class KepError(Exception):
    """Base of every refusal of this library; nothing else is raised on hostile input."""


class BadEncoding(KepError):
    """Bytes are not the ASN.1 (BER or DER, ITU-T X.690) that was expected in this place."""


class BadSignatureFile(KepError):
    """The file is no CMS SignedData (RFC 5652) at all, so nothing can be said about any signer."""


class BadCertificate(KepError):
    """The bytes are no X.509 certificate (RFC 5280) that this library can read."""


class BadKey(KepError):
    """A public or private key is outside its standard, or may not do what is asked of it."""


class BadContainer(KepError):
    """The file is no key container of a kind that this library can open."""


class WrongPassword(KepError):
    """The container is sound but does not open with this password."""


class Unsupported(KepError):
    """A well-formed thing of a kind (algorithm, curve, cipher) that this version does not implement."""


class BadEvidence(KepError):
    """A revocation list, an OCSP response, a time stamp or a trusted list is unreadable or not sound."""


class Unavailable(KepError):
    """A service outside does not answer, declines, or may not be asked; the question can be put again."""
