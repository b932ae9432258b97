"""Whether a signer may stand for a party of a document: by codes of the certificate, never by names."""

from dataclasses import dataclass

from kep.cert import Identity


@dataclass(frozen=True)
class Match:
    """Whether the code of the party is in the certificate, and which one it is: edrpou, rnokpp or unzr."""

    ok: bool
    by: str | None = None


def matches(identity: Identity | None, party_code: str) -> Match:
    """Compare the identity of a signer with the code of a party, both as text with leading zeros.

    A certificate without the code stands for nobody: a person's own certificate does not sign for a company.

    >>> matches(Identity("00032129", None, None, "Олена", None, None), "32129").ok
    False
    """
    code = party_code.strip()
    if identity is None or not code:
        return Match(ok=False)
    for name, own in (("edrpou", identity.edrpou), ("rnokpp", identity.rnokpp), ("unzr", identity.unzr)):
        if own == code:
            return Match(ok=True, by=name)
    return Match(ok=False)
