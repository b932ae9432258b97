"""The journal as a file to take away: the leaves, their proofs, and a page that checks them without us."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kasssa.core.tlog.journal import Journal
from kasssa.core.tlog.leaves import Leaf

JOURNAL = "journal.json"
_HERE = Path(__file__).with_name("verifier")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(journal: Journal) -> bytes:
    """Return a ZIP: the journal, each leaf with its ``.tlog-proof``, head, keys, ``verify.html``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _files(journal):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def page(journal: Journal) -> str:
    """Return the page that checks ``journal``, with the journal in it; it opens in a browser from a disk."""
    verifier = (_HERE / "verify.js").read_text(encoding="utf-8").replace("\nexport ", "\n")
    shown = (_HERE / "page.js").read_text(encoding="utf-8")
    # Within a script element only «<» could end it; JSON knows another way to write it.
    data = msgspec.json.encode(journal).decode().replace("<", "\\u003c")
    whole = (_HERE / "page.html").read_text(encoding="utf-8")
    before, between, after = _cut(whole)
    return before + data + between + verifier + "\n" + shown + after


def _cut(whole: str) -> tuple[str, str, str]:
    before, _, rest = whole.partition("/*journal*/")
    between, _, after = rest.partition("/*verifier*/")
    return before, between, after


def _files(journal: Journal) -> Iterator[tuple[str, str]]:
    yield "verify.html", page(journal)
    yield JOURNAL, msgspec.json.encode(journal).decode()
    yield "checkpoint", journal.checkpoint
    yield "key", "".join(f"{key}\n" for key in journal.keys)
    for part in journal.parts:
        stem = f"leaves/{Leaf.parse(part.leaf).entry_id:09}"
        yield f"{stem}.json", part.leaf
        yield f"{stem}.tlog-proof", part.proof
