"""The one typeface of paper: Inter (SIL Open Font License 1.1), and what it can draw."""

import re
import unicodedata
from functools import cache
from itertools import chain
from pathlib import Path
from struct import unpack_from

import fontpkg_inter

DIRECTORY = Path(fontpkg_inter.ROOT) / "files"

_UPRIGHT = "Inter[[]opsz,wght].ttf"
_MISSING = "\u25a1"
_ZERO_WIDTH_SPACE = "\u200b"
# What has no form of its own: bidirectional controls could show another sum than the one written.
_FORMLESS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_LONG_WORD = re.compile(r"\S{41,}")
_PIECE_CHARACTERS = 11


def drawable(text: str) -> str:
    """Return ``text`` as it can be set: unknown characters become □, formless ones go, long words may break.

    PDF/A and PDF/UA forbid characters without a glyph, and a document must not fail for an emoji in a name.

    >>> drawable("Кава \\u202e☕\\nз молоком")
    'Кава □ з молоком'
    """
    known = _known()
    spaced = re.sub(r"[\t\n\v\f\r\x85\u2028\u2029]+", " ", unicodedata.normalize("NFC", text))
    shown = "".join(
        character if ord(character) in known else _MISSING
        for character in spaced
        if unicodedata.category(character) not in _FORMLESS and not _is_variant(character)
    )
    return _LONG_WORD.sub(_breakable, shown)


def _is_variant(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f"


def _breakable(word: re.Match[str]) -> str:
    """Return a word that is wider than a column with places to break it."""
    text = word[0]
    pieces = (text[start : start + _PIECE_CHARACTERS] for start in range(0, len(text), _PIECE_CHARACTERS))
    return _ZERO_WIDTH_SPACE.join(pieces)


@cache
def _known() -> frozenset[int]:
    """Return the code points that the font has glyphs for, from its map (OpenType cmap, format 12)."""
    (path,) = DIRECTORY.glob(_UPRIGHT)
    font = path.read_bytes()
    tables = unpack_from(">H", font, 4)[0]
    starts = {font[at : at + 4]: unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)}
    cmap: int = starts[b"cmap"]
    for index in range(unpack_from(">H", font, cmap + 2)[0]):
        table = cmap + unpack_from(">I", font, cmap + 8 + 8 * index)[0]
        if unpack_from(">H", font, table)[0] == 12:
            groups = unpack_from(">I", font, table + 12)[0]
            ends = (unpack_from(">II", font, table + 16 + 12 * group) for group in range(groups))
            return frozenset(chain.from_iterable(range(first, last + 1) for first, last in ends))
    raise LookupError("the font has no full character map")
