"""What the attributes of a CMS signer add to the bare signature: levels, time stamps, embedded evidence.

ETSI EN 319 122-1 and its predecessor TS 101 733, whose forms C, X and X-Long Ukrainian services still make.
"""

from kep import der, oids
from kep.cms import SignedData, SignerInfo
from kep.decision import Hashed, Stamp, hashing
from kep.der import Node
from kep.errors import BadEncoding
from kep.evidence import Evidence


def level(signed_data: SignedData, signer: SignerInfo) -> str:
    """Return the CAdES level by what is there: BES, EPES, T, C, X, X-Long, or LT of the newer standard."""
    has_refs = bool(signer.unsigned(oids.CERTIFICATE_REFS) and signer.unsigned(oids.REVOCATION_REFS))
    has_values = bool(signer.unsigned(oids.CERTIFICATE_VALUES) and signer.unsigned(oids.REVOCATION_VALUES))
    if not signer.unsigned(oids.SIGNATURE_TIME_STAMP):
        return "EPES" if signer.signed(oids.SIGNATURE_POLICY) else "BES"
    if has_values:
        return "X-Long"
    if signed_data.crls or signed_data.ocsp:
        return "LT"
    if not has_refs:
        return "T"
    is_stamped = signer.unsigned(oids.ESC_TIME_STAMP) or signer.unsigned(oids.REFS_TIME_STAMP)
    return "X" if is_stamped else "C"


def stamps(signer: SignerInfo, content: Hashed) -> tuple[Stamp, ...]:
    """Return the time stamps of the signer, each with what it must be of; ``content`` is the signed file."""
    value = signer.signature
    references = _bodies(signer, oids.CERTIFICATE_REFS) + _bodies(signer, oids.REVOCATION_REFS)
    whole = value + _bodies(signer, oids.SIGNATURE_TIME_STAMP) + references
    return (
        *(Stamp("content", token.raw, content) for token in signer.signed(oids.CONTENT_TIME_STAMP)),
        *_stamps("signature", signer.unsigned(oids.SIGNATURE_TIME_STAMP), value),
        *_stamps("signature and references", signer.unsigned(oids.ESC_TIME_STAMP), whole),
        *_stamps("references", signer.unsigned(oids.REFS_TIME_STAMP), references),
    )


def _stamps(kind: str, tokens: tuple[Node, ...], data: bytes) -> list[Stamp]:
    return [Stamp(kind, token.raw, hashing(data)) for token in tokens]


def _bodies(signer: SignerInfo, kind: str) -> bytes:
    """Return type and values of the attributes of a kind, as they came (TS 101 733, 6.3.5)."""
    return b"".join(attribute.body for attribute in signer.unsigned_attributes if attribute.kind == kind)


def evidence(signed_data: SignedData) -> Evidence:
    """Return the evidence that the file carries, of all its signers and of the tokens among them."""
    found = Evidence(signed_data.certificates, signed_data.ocsp, signed_data.crls)
    for signer in signed_data.signers:
        for node in signer.unsigned(oids.CERTIFICATE_VALUES):
            found += Evidence(certificates=_children(node))
        for node in signer.unsigned(oids.REVOCATION_VALUES):
            found += _revocation_values(node)
    return found


def _children(node: Node) -> tuple[bytes, ...]:
    try:
        return tuple(child.raw for child in node.children)
    except BadEncoding:
        return ()


def _revocation_values(node: Node) -> Evidence:
    """Read RevocationValues: lists under the tag [0], basic OCSP responses under [1] (TS 101 733, 6.3.4)."""
    try:
        parts = {part.tag: _children(part.only()) for part in node.expect(der.SEQUENCE).children}
    except BadEncoding:
        return Evidence()
    return Evidence(ocsp=parts.get(0xA1, ()), crls=parts.get(0xA0, ()))
