"""What can be done to a signature without its key: time stamps and evidence added, signers joined and parted.

Only unsigned parts are written; every signature that held before holds after. ETSI EN 319 122-1.
"""

from itertools import pairwise

from kep import cms, der, ocsp, oids
from kep.cert import Certificate
from kep.cms import SignedData, SignerInfo, parse_signed_data
from kep.decision import hashing
from kep.digests import imprint
from kep.errors import BadEvidence, BadSignatureFile
from kep.evidence import Dossier, Evidence, read, readable
from kep.path import is_signed_by, may_have_issued
from kep.signing import attribute

LEVELS = ("T", "X-Long", "LT")
_CHAIN_MAX = 8


def augment(signature: bytes, evidence: Evidence, *, level: str = "T") -> bytes:
    """Return the file with all its signers raised to ``level`` by ``evidence``.

    "T" adds the time stamps among the evidence. "X-Long" adds to that the references and values of
    certificates and revocation, as Ukrainian services do; "LT" puts the same values beside the certificates,
    as the baseline of EN 319 122-1 does. What is there already stays.

    Raises:
        BadEvidence: what a signer needs for the level is not among the evidence.
        BadSignatureFile: the file is no signature.
        ValueError: there is no such level.
    """
    if level not in LEVELS:
        raise ValueError(f"the level is one of {', '.join(LEVELS)}")
    signed_data, dossier = _whole(signature), read(evidence)
    signers = [_stamped(signer, dossier) for signer in signed_data.signers]
    if level == "T":
        return _file(signed_data, signers)
    values = [_values(signed_data, signer, dossier) for signer in signed_data.signers]
    if level == "X-Long":
        raised = [_long(raw, *found) for raw, found in zip(signers, values, strict=True)]
        return _file(signed_data, raised)
    certificates = [one.der for chain, _ in values for one in chain]
    lists = [one for _, known in values for one in _beside(known)]
    return _file(signed_data, signers, certificates, lists)


def merge(*signatures: bytes) -> bytes:
    """Return one file with the signers of all ``signatures``, which must be of the same content.

    Detached ones are taken to be of the same file; an attached one gives its content to the whole.

    Raises:
        BadSignatureFile: one is no signature, or two carry different contents.
    """
    parts = [_whole(signature) for signature in signatures]
    contents = {part.content for part in parts if part.content is not None}
    if len(contents) > 1 or len({part.content_type for part in parts}) != 1:
        raise BadSignatureFile("the signatures are of different contents")
    signers = dict.fromkeys(signer.raw for part in parts for signer in part.signers)
    return cms.encode(
        parts[0].content_type,
        next(iter(contents), None),
        [data for part in parts for data in part.certificates],
        signers,
        [algorithm for part in parts for algorithm in part.digest_algorithms],
        lists=[one for part in parts for one in (*part.crls, *map(_other, part.ocsp))],
    )


def split(signature: bytes) -> list[bytes]:
    """Return a detached file for each signer, with all the certificates of the whole.

    Raises:
        BadSignatureFile: the file is no signature.
    """
    whole = _whole(signature)
    lists = [*whole.crls, *map(_other, whole.ocsp)]
    return [
        cms.encode(
            whole.content_type, None, whole.certificates, [signer.raw], whole.digest_algorithms, lists=lists
        )
        for signer in whole.signers
    ]


def _whole(signature: bytes) -> SignedData:
    signed_data = parse_signed_data(signature)
    if signed_data.has_trailing_bytes:
        raise BadSignatureFile("there are bytes after the signature")
    return signed_data


def _file(
    signed_data: SignedData,
    signers: list[bytes],
    certificates: list[bytes] | None = None,
    lists: list[bytes] | None = None,
) -> bytes:
    before = (*signed_data.crls, *map(_other, signed_data.ocsp))
    return cms.encode(
        signed_data.content_type,
        signed_data.content,
        (*signed_data.certificates, *(certificates or ())),
        signers,
        signed_data.digest_algorithms,
        lists=dict.fromkeys((*before, *(lists or ()))),
    )


def _stamped(signer: SignerInfo, dossier: Dossier) -> bytes:
    """Return the signer with a signature time stamp."""
    if signer.unsigned(oids.SIGNATURE_TIME_STAMP):
        return signer.raw
    for token in dossier.tokens:
        if token.is_of(hashing(signer.signature)):
            return _with_unsigned(signer.raw, attribute(oids.SIGNATURE_TIME_STAMP, token.der))
    raise BadEvidence("there is no time stamp of the signature among the evidence")


def _with_unsigned(raw: bytes, *attributes: bytes) -> bytes:
    """Return a SignerInfo with further unsigned attributes after those that it has."""
    children = list(der.parse(raw, ber=True).expect(der.SEQUENCE).children)
    before = children.pop().body if children[-1].tag == 0xA1 else b""
    return der.sequence(*(child.raw for child in children), der.context(1, before, *attributes))


def _values(
    signed_data: SignedData, signer: SignerInfo, dossier: Dossier
) -> tuple[list[Certificate], Evidence]:
    """Return the chain of the signer, itself first, and the statements about its members."""
    known = (*readable(signed_data.certificates), *dossier.certificates)
    chain = _chain(signer, known)
    responses = tuple(
        response.der
        for response in dossier.responses
        if any(answer.certificate_id.is_of(*pair) for pair in pairwise(chain) for answer in response.answers)
    )
    issuers = {member.subject for member in chain[1:]}
    lists = tuple(one.der for one in dossier.lists if one.issuer in issuers)
    if not responses and not lists:
        raise BadEvidence("there is no statement about the certificate among the evidence")
    return chain, Evidence(ocsp=responses, crls=lists)


def _chain(signer: SignerInfo, known: tuple[Certificate, ...]) -> list[Certificate]:
    chain = [one for one in known if (one.serial, one.issuer) == (signer.serial, signer.issuer)][:1]
    if not chain and signer.key_id is not None:
        chain = [one for one in known if one.subject_key_id == signer.key_id][:1]
    while chain and not chain[-1].is_self_issued and len(chain) < _CHAIN_MAX:
        issuers = (one for one in known if may_have_issued(one, chain[-1]) and is_signed_by(chain[-1], one))
        issuer = next(issuers, None)
        if issuer is None:
            break
        chain.append(issuer)
    if len(chain) < 2:
        raise BadEvidence("the issuer of the certificate is not among the evidence")
    return chain


def _long(raw: bytes, chain: list[Certificate], statements: Evidence) -> bytes:
    """Return the SignerInfo with references to, and values of, certificates and revocation."""
    signer = cms.read_signer(raw)
    name = oids.HASHES.get(signer.digest_algorithm.oid) or "sha256"
    lists, responses = statements.crls, statements.ocsp
    values = (
        *((der.context(0, der.sequence(*lists)),) if lists else ()),
        *((der.context(1, der.sequence(*responses)),) if responses else ()),
    )
    wanted = {
        oids.CERTIFICATE_REFS: der.sequence(*(_certificate_ref(one, name) for one in chain[1:])),
        oids.REVOCATION_REFS: _revocation_refs(len(chain), statements, name),
        oids.CERTIFICATE_VALUES: der.sequence(*(one.der for one in chain)),
        oids.REVOCATION_VALUES: der.sequence(*values),
    }
    missing = [attribute(kind, value) for kind, value in wanted.items() if not signer.unsigned(kind)]
    return _with_unsigned(raw, *missing) if missing else raw


def _certificate_ref(certificate: Certificate, name: str) -> bytes:
    """Return an OtherCertID (TS 101 733, 6.2.1)."""
    issuer = der.sequence(der.encode(0xA4, certificate.issuer_raw))
    serial = der.encode(der.INTEGER, certificate.serial)
    return der.sequence(imprint(certificate.der, name), der.sequence(issuer, serial))


def _revocation_refs(chain_length: int, statements: Evidence, name: str) -> bytes:
    """Return CompleteRevocationRefs: all in the first element, and empty ones for the rest of the chain."""
    dossier = read(statements)
    lists = [der.sequence(imprint(one, name)) for one in statements.crls]
    answers = []
    for response in dossier.responses:
        fields = [node.raw for node in der.parse(response.tbs).children if node.tag != 0xA0][:2]
        answers.append(der.sequence(der.sequence(*fields), imprint(response.der, name)))
    parts = (
        *((der.context(0, der.sequence(der.sequence(*lists))),) if lists else ()),
        *((der.context(1, der.sequence(der.sequence(*answers))),) if answers else ()),
    )
    return der.sequence(der.sequence(*parts), *[der.sequence()] * (chain_length - 1))


def _beside(statements: Evidence) -> tuple[bytes, ...]:
    return (*statements.crls, *map(_other, statements.ocsp))


def _other(response: bytes) -> bytes:
    """Return an OCSP answer, whole or basic, as an element of the revocation field (RFC 5940)."""
    is_whole = der.parse(response).children[0].tag == der.ENUMERATED
    return der.context(1, der.oid(oids.OCSP_IN_CMS), response if is_whole else ocsp.wrap(response))
