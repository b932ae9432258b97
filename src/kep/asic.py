"""ASiC containers (ETSI EN 319 162-1): ZIP files with signed files and their signatures, read and packed."""

import hmac
import re
import zlib
from base64 import b64encode
from collections.abc import Mapping
from io import BytesIO
from urllib.parse import quote, unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from kep import xmlsig
from kep.digests import digest
from kep.errors import BadSignatureFile
from kep.needs_lxml import etree
from kep.parts import CmsPart, Opened, Part, XmlPart
from kep.reasons import Refused
from kep.xades import read_xml
from kep.xmlsig import DIGESTS, DS, base64, digest_method, one, q

MIME_TYPES = {"ASiC-S": "application/vnd.etsi.asic-s+zip", "ASiC-E": "application/vnd.etsi.asic-e+zip"}
ASIC = "http://uri.etsi.org/02918/v1.2.1#"
_ENTRIES_MAX = 1_000
_TOTAL_BYTES_MAX = 256 * 1024 * 1024
_RATIO_MAX = 200
_RATIO_FREE_BYTES = 1024 * 1024
_NAME_CHARACTERS_MAX = 512
_ODD_CHARACTERS = re.compile(r"[\x00-\x1f\x7f\\]|\A[A-Za-z]:")
"""What leads elsewhere on some system: control characters, backslashes, the letter of a drive."""
_META = "META-INF/"
_MANIFEST = f"{_META}ASiCManifest001.xml"
_ENCRYPTED, _DESCRIBED_AFTER = 0x1, 0x8
_HEADER_BYTES, _END_BYTES = 30, 22
_EPOCH = (1980, 1, 1, 0, 0, 0)


def read_asic(data: bytes) -> Opened:
    """Return the parts of a container.

    Raises:
        BadSignatureFile: it is no sound container, exceeds the limits, or has no signature.
    """
    entries = _entries(data)
    files = {n: c for n, c in entries.items() if n != "mimetype" and not n.startswith(_META) and n[-1] != "/"}
    meta = {name: content for name, content in entries.items() if name.startswith(_META)}
    kind = _kind(entries.get("mimetype"), files, meta)
    parts = [*_cms_parts(kind, files, meta), *_xml_parts(files, meta)]
    if not parts:
        raise BadSignatureFile("the container has no signature")
    return Opened(kind, tuple(parts), files)


def _entries(data: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            names = [info.filename for info in infos]
            if len(infos) > _ENTRIES_MAX or len(set(names)) != len(names):
                raise BadSignatureFile("the container has too many files, or two of one name")
            if not _is_gapless(data, archive):
                raise BadSignatureFile("the container has bytes that are of no file in it")
            if any(map(_is_unsafe, infos)) or sum(info.file_size for info in infos) > _TOTAL_BYTES_MAX:
                raise BadSignatureFile("the container has files that are too large or may not be in one")
            return {info.filename: _content(archive, info) for info in infos}
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        RuntimeError,
        OSError,
    ) as error:
        raise BadSignatureFile("the file is no readable ZIP container") from error


def _is_gapless(data: bytes, archive: ZipFile) -> bool:
    """Say whether every byte is of a file that the directory lists, or of the directory itself.

    What stands between would be a file to a program that reads the archive from its start.
    """
    end = len(data) - _END_BYTES - len(archive.comment)
    if _number(data, end + 20, 2) != len(archive.comment):
        return False
    if archive.start_dir + _number(data, end + 12, 4) != end:
        return False
    position = 0
    for info in sorted(archive.infolist(), key=lambda info: info.header_offset):
        if info.header_offset != position:
            return False
        names_bytes = _number(data, position + 26, 2) + _number(data, position + 28, 2)
        position += _HEADER_BYTES + names_bytes + info.compress_size
        if info.flag_bits & _DESCRIBED_AFTER:
            position += _descriptor_bytes(data, position)
    return position == archive.start_dir


def _number(data: bytes, position: int, size: int) -> int:
    return int.from_bytes(data[position : position + size], "little")


def _descriptor_bytes(data: bytes, position: int) -> int:
    """Return the length of the descriptor after a file that was written in one go (APPNOTE 4.3.9)."""
    has_mark = data[position : position + 4] == b"PK\x07\x08"
    return 16 if has_mark else 12


def _is_unsafe(info: ZipInfo) -> bool:
    name = info.filename
    is_odd_name = (
        name.startswith("/") or ".." in name.split("/") or len(name) > _NAME_CHARACTERS_MAX
    ) or _ODD_CHARACTERS.search(name)
    is_bomb = info.file_size > max(_RATIO_FREE_BYTES, info.compress_size * _RATIO_MAX)
    is_odd_kind = info.flag_bits & _ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED)
    return not name or bool(is_odd_name or is_bomb or is_odd_kind)


def _content(archive: ZipFile, info: ZipInfo) -> bytes:
    """Return the content of an entry, which must be as long as the directory says."""
    with archive.open(info) as stream:
        content = stream.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise BadSignatureFile("a file of the container is not as long as it says")
    return content


def _kind(mime_type: bytes | None, files: Mapping[str, bytes], meta: Mapping[str, bytes]) -> str:
    """Return the kind by the stated type, or else by the layout."""
    stated = (mime_type or b"").strip().decode("ascii", "replace")
    found = next((kind for kind, known in MIME_TYPES.items() if known == stated), None)
    if found is not None:
        return found
    has_manifest = any("manifest" in name.lower() for name in meta)
    return "ASiC-E" if has_manifest or len(files) != 1 else "ASiC-S"


def _cms_parts(kind: str, files: Mapping[str, bytes], meta: Mapping[str, bytes]) -> list[Part]:
    signatures = {n: c for n, c in meta.items() if n.lower().endswith(".p7s")}
    manifests = [
        _Manifest(c) for n, c in meta.items() if n.lower().endswith(".xml") and "asicmanifest" in n.lower()
    ]
    parts: list[Part] = []
    for name, signature in signatures.items():
        mine = [one for one in manifests if one.signature == name]
        if len(mine) > 1:
            # Which of them is signed, readers could tell differently.
            parts.append(CmsPart(signature, mine[0].data, ("reference_forbidden",)))
        elif mine:
            faults, covers = mine[0].check(files)
            parts.append(CmsPart(signature, mine[0].data, faults, covers))
        elif len(files) == 1 and (kind == "ASiC-S" or not manifests):
            ((only, content),) = files.items()
            parts.append(CmsPart(signature, content, (), (only,)))
        else:
            parts.append(CmsPart(signature, None, ("reference_broken",)))
    return parts


def _xml_parts(files: Mapping[str, bytes], meta: Mapping[str, bytes]) -> list[Part]:
    return [
        XmlPart(read_xml(content), files, is_alone=False)
        for name, content in meta.items()
        if name.lower().endswith(".xml") and "signatures" in name.lower()
    ]


class _Manifest:
    """An ASiCManifest: the signature that it is signed by, and the digests of the signed files."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        root = xmlsig.parse(data).getroot()
        reference = root.find(f"{{{ASIC}}}SigReference")
        self.signature = unquote(reference.get("URI") or "") if reference is not None else ""
        self._objects = root.findall(f"{{{ASIC}}}DataObjectReference")

    def check(self, files: Mapping[str, bytes]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the faults of the references and the names of the files that they cover."""
        covers = []
        for element in self._objects:
            name = unquote(element.get("URI") or "")
            try:
                method = DIGESTS.get(one(element, q("DigestMethod")).get("Algorithm") or "")
                wanted = base64(one(element, q("DigestValue")))
            except Refused as refusal:
                return (refusal.code,), ()
            if method is None:
                return ("algorithm_unknown",), ()
            if name not in files or not hmac.compare_digest(digest(method, files[name]), wanted):
                return ("reference_broken",), ()
            covers.append(name)
        return (() if covers else ("reference_broken",)), tuple(covers)


def manifest(files: Mapping[str, bytes], *, hash_name: str = "sha256") -> bytes:
    """Return the ASiCManifest of ``files``: these bytes are to be signed, detached, for ``pack``."""
    method = digest_method(hash_name)
    root = etree.Element(f"{{{ASIC}}}ASiCManifest", nsmap={"asic": ASIC, "ds": DS})
    etree.SubElement(
        root,
        f"{{{ASIC}}}SigReference",
        URI=f"{_META}signature001.p7s",
        MimeType="application/x-pkcs7-signature",
    )
    for name, content in files.items():
        reference = etree.SubElement(root, f"{{{ASIC}}}DataObjectReference", URI=quote(name))
        etree.SubElement(reference, q("DigestMethod"), Algorithm=method)
        value = etree.SubElement(reference, q("DigestValue"))
        value.text = b64encode(digest(hash_name, content)).decode()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def pack(
    files: Mapping[str, bytes],
    *,
    cms: bytes | None = None,
    manifest: bytes | None = None,
    xml: bytes | None = None,
) -> bytes:
    """Return a container of ``files`` with one signature file.

    ``cms`` with ``manifest`` (see ``manifest``) or ``xml`` (see ``kep.xades_signing.sign_files``) give an
    ASiC-E; ``cms`` alone, of the only file itself, gives an ASiC-S.

    Raises:
        ValueError: none or both kinds of signature are given, or an ASiC-S of several files is asked for.
    """
    if (cms is None) == (xml is None):
        raise ValueError("one signature is needed, in CMS or in XML")
    meta: dict[str, bytes] = {}
    kind = "ASiC-E"
    if xml is not None:
        meta[f"{_META}manifest.xml"] = _open_document(files)
        meta[f"{_META}signatures001.xml"] = xml
    elif cms is not None and manifest is not None:
        meta[_MANIFEST] = manifest
        meta[f"{_META}signature001.p7s"] = cms
    elif cms is not None:
        if len(files) != 1:
            raise ValueError("an ASiC-S holds exactly one file")
        kind = "ASiC-S"
        meta[f"{_META}signature.p7s"] = cms
    return _zip({"mimetype": MIME_TYPES[kind].encode(), **files, **meta})


def _open_document(files: Mapping[str, bytes]) -> bytes:
    """Return the manifest.xml of OpenDocument, which ASiC-E with XAdES has beside the signatures."""
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    root = etree.Element(f"{{{space}}}manifest", nsmap={"manifest": space})
    named = {"/": MIME_TYPES["ASiC-E"], **dict.fromkeys(files, "application/octet-stream")}
    for name, kind in named.items():
        entry = etree.SubElement(root, f"{{{space}}}file-entry")
        entry.set(f"{{{space}}}full-path", name)
        entry.set(f"{{{space}}}media-type", kind)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _zip(entries: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file in which the type stands first and uncompressed; equal input gives equal bytes."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in entries.items():
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()
