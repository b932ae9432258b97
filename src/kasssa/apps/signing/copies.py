"""Copies of what is kept, made for whoever wants to take it away: with its evidence inside, or all in one.

Every function is pure, and nothing here changes what is stored: the proof stays as it was received.
"""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import kep
from kasssa.apps.signing.forms import META, Form, SignatureFile, is_meta

# "X-Long" is what Ukrainian services make and ask for; "T" where nobody has answered for the certificate.
_LEVELS = ("X-Long", "T")
_CMS = ".p7s"
# What may hold digests of a signature file, which therefore must stay as it is (EN 319 162-1, 4.4).
_SEALS = ("archivemanifest", "evidencerecord")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Package:
    """Several files in one, with how its name ends and what it is on the wire."""

    content: bytes
    suffix: str
    media_type: str


def with_evidence(kept: SignatureFile, found: kep.Evidence) -> SignatureFile:
    """Return the signature with the evidence inside, as far as its form and the evidence allow.

    A CAdES becomes X-Long, or T where there is only a time stamp (ETSI EN 319 122-1; only unsigned parts are
    added, so whatever held before holds after); one in a container is put back into it. XAdES, what somebody
    has sealed for the archive, and what there is no evidence for stay as received.
    """
    if kept.form is Form.XADES:
        return kept
    if not kept.form.is_container:
        return SignatureFile(_raised(_der(kept.content), found) or kept.content, kept.form)
    entries = _entries(kept.content)
    if any(seal in name.lower() for name in entries for seal in _SEALS):
        return kept
    raised = {name: _raised(entries[name], found) for name in entries if _is_cms(name)}
    if not any(raised.values()):
        return kept
    return SignatureFile(_zip({name: raised.get(name) or entries[name] for name in entries}), kept.form)


def together(name: str, content: bytes, signatures: Sequence[SignatureFile]) -> Package:
    """Return the document, as ``name``, with all its signatures in one file.

    CAdES signatures of the bytes themselves are joined into the one of an ASiC-S; XAdES of a file of one
    name stand beside each other in an ASiC-E. Others cannot share a container, because what they sign names
    the files of their own: they lie in a plain ZIP beside the document, each in its own file.
    """
    direct = [_direct(one) for one in signatures]
    if direct and all(direct):
        cms = kep.merge(*(kep.split(one)[0] for one in direct if one))
        return _container(Form.ASIC_S, {name: content, f"{META}signature.p7s": cms})
    opened = [_entries(one.content) if one.form.is_container else {} for one in signatures]
    if opened and all(_only_xades(one) for one in opened):
        names = {file for one in opened for file in one if not is_meta(file)}
        if len(names) == 1:
            return _container(Form.ASIC_E, {names.pop(): content, **_side_by_side(opened)})
    files = {f"signature-{at}{one.form.suffix}": one.content for at, one in enumerate(signatures, 1)}
    return Package(_zip({name: content, **files}), ".zip", "application/zip")


def _container(form: Form, entries: Mapping[str, bytes]) -> Package:
    packed = _zip({"mimetype": form.media_type.encode(), **entries})
    return Package(packed, form.suffix, form.media_type)


def _direct(file: SignatureFile) -> bytes | None:
    """Return the CAdES of the very bytes that a file is or holds, in DER; nothing if it has none."""
    if file.form is Form.XADES:
        return None
    if not file.form.is_container:
        return _der(file.content)
    entries = _entries(file.content)
    signatures = [content for entry, content in entries.items() if _is_cms(entry)]
    has_manifest = any("asicmanifest" in entry.lower() for entry in entries)
    return _der(signatures[0]) if signatures and not has_manifest else None


def _only_xades(entries: Mapping[str, bytes]) -> bool:
    return any(map(_is_xades, entries)) and not any(map(_is_cms, entries))


def _side_by_side(opened: Sequence[Mapping[str, bytes]]) -> dict[str, bytes]:
    """Return the XAdES files of several containers under names of their own, and one manifest."""
    manifests = [content for one in opened for name, content in one.items() if name == f"{META}manifest.xml"]
    signatures = [content for one in opened for name, content in one.items() if _is_xades(name)]
    named = {f"{META}signatures{at:03}.xml": content for at, content in enumerate(signatures, 1)}
    return {**({f"{META}manifest.xml": manifests[0]} if manifests else {}), **named}


def _raised(cms: bytes, found: kep.Evidence) -> bytes | None:
    """Return a CMS file with the evidence inside, to the highest level that it allows; nothing if to none."""
    for level in _LEVELS:
        try:
            return kep.augment(cms, found, level=level)
        except kep.KepError:
            continue
    return None


def _der(cms: bytes) -> bytes:
    """Return a CMS file out of its armour, PEM or bare base64, where it has one."""
    if cms.startswith(b"\x30"):
        return cms
    lines = [line for line in cms.splitlines() if not line.startswith(b"-----")]
    return b64decode(b"".join(lines))


def _is_cms(name: str) -> bool:
    return name.startswith(META) and name.lower().endswith(_CMS)


def _is_xades(name: str) -> bool:
    return name.startswith(META) and name.lower().endswith(".xml") and "signatures" in name.lower()


def _entries(container: bytes) -> dict[str, bytes]:
    """Return the files of a container that was accepted, and so is known to be small and sound."""
    with ZipFile(BytesIO(container)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}


def _zip(entries: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file, the type first and uncompressed as ASiC wants it; equal input gives equal bytes."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in entries.items():
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()
