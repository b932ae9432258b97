"""XML signatures (W3C XMLDSig 1.1): safe parsing, canonical forms, references. What is not listed is refused.

No external entity, no document type, no network, no XPath or XSLT, no reference that could mean
two elements: a signature covers what a reader of the document sees, or it is refused.
"""

import hmac
from base64 import b64decode
from binascii import Error as Base64Error
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass

from kep import der, oids
from kep.digests import digest
from kep.errors import BadSignatureFile, Unsupported
from kep.needs_lxml import etree
from kep.reasons import Refused

XML_BYTES_MAX = 32 * 1024 * 1024
DS = "http://www.w3.org/2000/09/xmldsig#"
_REFERENCES_MAX = 256
_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
_ID_NAMES = ("Id", "ID", "id", f"{{{_XML_NAMESPACE}}}id")
ENVELOPED = f"{DS}enveloped-signature"

_C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_C14N_11 = "http://www.w3.org/2006/12/xml-c14n11"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
CANONICAL = {
    _C14N: False,
    f"{_C14N}#WithComments": False,
    _C14N_11: False,
    f"{_C14N_11}#WithComments": False,
    EXCLUSIVE: True,
    f"{EXCLUSIVE}WithComments": True,
}
"""Canonicalisation methods: whether they are exclusive. Comments never count in what is allowed here."""

_UA = "http://www.w3.org/2001/04/xmlenc#"
DIGESTS = {
    f"{_UA}sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    f"{_UA}sha512": "sha512",
    f"{_UA}gost34311": "gost34311",
    f"{_UA}dstu7564-256": "kupyna256",
    f"{_UA}dstu7564-384": "kupyna384",
    f"{_UA}dstu7564-512": "kupyna512",
}

_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
METHODS = {
    f"{_MORE}dstu4145-gost34311": (oids.DSTU_4145_LE, "gost34311"),
    f"{_MORE}dstu4145-dstu7564-256": ("1.2.804.2.1.1.1.1.3.6.1.1", "kupyna256"),
    f"{_MORE}dstu4145-dstu7564-384": ("1.2.804.2.1.1.1.1.3.6.2.1", "kupyna384"),
    f"{_MORE}dstu4145-dstu7564-512": ("1.2.804.2.1.1.1.1.3.6.3.1", "kupyna512"),
    f"{_MORE}ecdsa-sha256": (oids.ECDSA_SHA256, "sha256"),
    f"{_MORE}ecdsa-sha384": ("1.2.840.10045.4.3.3", "sha384"),
    f"{_MORE}ecdsa-sha512": ("1.2.840.10045.4.3.4", "sha512"),
    f"{_MORE}rsa-sha256": (oids.RSA_SHA256, "sha256"),
    f"{_MORE}rsa-sha384": ("1.2.840.113549.1.1.12", "sha384"),
    f"{_MORE}rsa-sha512": ("1.2.840.113549.1.1.13", "sha512"),
}
"""Signature methods: the identifier of the algorithm in CMS, and the hash."""


@dataclass(frozen=True)
class Reference:
    """One ds:Reference: its address, type, transforms in order, and the digest that it must have."""

    uri: str
    kind: str
    transforms: tuple[str, ...]
    digest_method: str
    digest: bytes


def parse(data: bytes) -> etree._ElementTree:
    """Return the document, parsed without anything from outside.

    Raises:
        BadSignatureFile: it is no XML, too large, or has a document type.
    """
    if len(data) > XML_BYTES_MAX:
        raise BadSignatureFile("the XML file is too large")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadSignatureFile("the file is no readable XML") from error
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None:
        raise BadSignatureFile("the XML file has a document type, which is not accepted")
    return tree


def q(name: str) -> str:
    """Return a name in the namespace of XMLDSig as lxml writes it."""
    return f"{{{DS}}}{name}"


def one(parent: etree._Element, *path: str) -> etree._Element:
    """Return the only descendant by a path of child names.

    Raises:
        Refused: it is missing or there are several.
    """
    element = parent
    for name in path:
        found = element.findall(name)
        if len(found) != 1:
            raise Refused("malformed")
        element = found[0]
    return element


def base64(element: etree._Element) -> bytes:
    """Return the octets in an element.

    Raises:
        Refused: its text is no base64.
    """
    try:
        return b64decode("".join((element.text or "").split()), validate=True)
    except (Base64Error, ValueError) as error:
        raise Refused("malformed") from error


def digest_method(hash_name: str) -> str:
    """Return the XML name of a hash function.

    Raises:
        Unsupported: there is none.
    """
    found = next((method for method, known in DIGESTS.items() if known == hash_name), None)
    if found is None:
        raise Unsupported(f"XML has no name for the hash function {hash_name}")
    return found


def references(signed_info: etree._Element) -> tuple[Reference, ...]:
    """Read the references of a SignedInfo.

    Raises:
        Refused: there is none, there are too many, or one is malformed.
    """
    found = signed_info.findall(q("Reference"))
    if not 0 < len(found) <= _REFERENCES_MAX:
        raise Refused("malformed")
    return tuple(map(_reference, found))


def _reference(element: etree._Element) -> Reference:
    transforms = element.find(q("Transforms"))
    listed = [] if transforms is None else transforms.findall(q("Transform"))
    uri = element.get("URI")
    if uri is None or any(len(transform) and not _is_prefix_list(transform) for transform in listed):
        raise Refused("reference_forbidden")
    return Reference(
        uri=uri,
        kind=element.get("Type") or "",
        transforms=tuple(transform.get("Algorithm") or "" for transform in listed),
        digest_method=one(element, q("DigestMethod")).get("Algorithm") or "",
        digest=base64(one(element, q("DigestValue"))),
    )


def _is_prefix_list(transform: etree._Element) -> bool:
    """Say whether all that a transform holds is an empty list of prefixes for exclusive canonicalisation."""
    return all(
        child.tag == f"{{{EXCLUSIVE}}}InclusiveNamespaces" and not child.get("PrefixList")
        for child in transform
    )


def check_digest(reference: Reference, data: bytes) -> None:
    """Check that ``data`` has the digest of the reference, of full length.

    Raises:
        Refused: it has not, or the digest is of an unknown kind.
    """
    name = DIGESTS.get(reference.digest_method)
    if name is None:
        raise Refused("algorithm_unknown")
    if not hmac.compare_digest(digest(name, data), reference.digest):
        raise Refused("reference_broken")


def ids(tree: etree._ElementTree) -> dict[str, etree._Element]:
    """Return the elements by their identifiers.

    Raises:
        Refused: an identifier stands twice, so a reference could mean either.
    """
    found = [
        (value, element)
        for element in tree.iter(etree.Element)
        for name in _ID_NAMES
        if (value := element.get(name)) is not None
    ]
    counts = Counter(value for value, _ in found)
    if any(count > 1 for count in counts.values()):
        raise Refused("reference_forbidden")
    return dict(found)


def canonical(element: etree._Element, method: str) -> bytes:
    """Return the canonical form of an element within its document, without comments.

    Raises:
        Refused: the method is none of ``CANONICAL``, or the element has no such form (a relative name of a
            namespace).
    """
    if method not in CANONICAL:
        raise Refused("reference_forbidden")
    inherited = {} if CANONICAL[method] else _inherited(element)
    for name, value in inherited.items():
        element.set(name, value)
    try:
        return etree.tostring(
            element, method="c14n", exclusive=CANONICAL[method], with_comments=False, with_tail=False
        )
    except etree.C14NError as error:
        raise Refused("malformed") from error
    finally:
        for name in inherited:
            del element.attrib[name]


def _inherited(element: etree._Element) -> dict[str, str]:
    """Return the xml: attributes that inclusive canonicalisation takes over from the ancestors."""
    found: dict[str, str] = {}
    for ancestor in element.iterancestors():
        for name, value in ancestor.attrib.items():
            if str(name).startswith(f"{{{_XML_NAMESPACE}}}") and name not in element.attrib:
                found.setdefault(str(name), str(value))
    return found


def transformed(
    tree: etree._ElementTree, target: etree._Element, signature: etree._Element, reference: Reference
) -> bytes:
    """Return what a reference to an element of the document covers.

    Raises:
        Refused: a transform is not allowed.
    """
    methods = [name for name in reference.transforms if name != ENVELOPED]
    if len(methods) > 1 or len(reference.transforms) > 2 or any(name not in CANONICAL for name in methods):
        raise Refused("reference_forbidden")
    method = methods[0] if methods else _C14N
    if target is tree.getroot() and reference.uri and has_beside(target):
        # Only the empty address means the instructions beside the root too.
        raise Refused("reference_forbidden")
    if ENVELOPED not in reference.transforms:
        return canonical(target, method)
    if reference.transforms[0] != ENVELOPED or signature not in target.iterdescendants(q("Signature")):
        raise Refused("reference_forbidden")
    bare = without(tree, signature)
    return canonical(_same(bare, target), method) if reference.uri else whole(bare, method)


def has_beside(root: etree._Element) -> bool:
    """Say whether processing instructions stand beside the root of a document: a stylesheet, for one."""
    kind = etree.ProcessingInstruction
    return any(True for preceding in (True, False) for _ in root.itersiblings(kind, preceding=preceding))


def whole(tree: etree._ElementTree, method: str) -> bytes:
    """Return the canonical form of a document with what stands beside its root, without comments.

    Raises:
        Refused: as ``canonical`` does.
    """
    if method not in CANONICAL:
        raise Refused("reference_forbidden")
    try:
        return etree.tostring(tree, method="c14n", exclusive=CANONICAL[method], with_comments=False)
    except etree.C14NError as error:
        raise Refused("malformed") from error


def without(tree: etree._ElementTree, element: etree._Element) -> etree._ElementTree:
    """Return a copy of the document that lacks ``element``, but keeps the text after it."""
    copy = deepcopy(tree)
    _remove(_same(copy, element))
    return copy


def _same(copy: etree._ElementTree, element: etree._Element) -> etree._Element:
    """Return the element of the copy that stands where ``element`` stands in the original."""
    steps = []
    child = element
    while (parent := child.getparent()) is not None:
        steps.append(parent.index(child))
        child = parent
    found = copy.getroot()
    for step in reversed(steps):
        found = found[step]
    return found


def _remove(element: etree._Element) -> None:
    """Take an element out of its document but leave the text after it."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        raise Refused("reference_forbidden")
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def cms_signature(method: str, value: bytes) -> bytes:
    """Return a signature value as CMS has it: XMLDSig writes the halves of ECDSA one after the other."""
    if "#ecdsa-" not in method or len(value) % 2:
        return value
    half = len(value) // 2
    halves = (int.from_bytes(value[:half], "big"), int.from_bytes(value[half:], "big"))
    return der.sequence(*map(der.integer, halves))
