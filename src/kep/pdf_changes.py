"""What a later revision of a PDF changes: nothing but signatures, or what a reader sees. Needs pikepdf.

An update may add signatures, their fields and the evidence store (DSS); everything that is shown must stay.
"""

from io import BytesIO

from kep.needs_pikepdf import pikepdf

_DEPTH_MAX = 40
_OBJECTS_MAX = 20_000
_FREE_IN_CATALOG = {"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Metadata", "/Version", "/Pages"}
_FREE_IN_FORM = {"/Fields", "/SigFlags"}
_FREE_IN_PAGE = {"/Annots", "/Parent"}
_BACK = {"/Parent", "/P", "/Prev", "/Next"}


def only_signatures_added(before: bytes, after: bytes) -> bool:
    """Say whether ``after``, which begins with ``before``, shows the same and only adds signatures."""
    try:
        with pikepdf.open(BytesIO(before)) as old, pikepdf.open(BytesIO(after)) as new:
            return _Comparison().holds(old, new)
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False


class _Comparison:
    """A comparison of two revisions that gives up, and says no, when there is too much to compare."""

    def __init__(self) -> None:
        self._seen: set[tuple[object, object]] = set()
        self._left = _OBJECTS_MAX

    def holds(self, old: pikepdf.Pdf, new: pikepdf.Pdf) -> bool:
        if len(old.pages) != len(new.pages):
            return False
        pairs = zip(old.pages, new.pages, strict=True)
        return (
            self._same_keys(old.Root, new.Root, _FREE_IN_CATALOG)
            and self._same_form(old.Root.get("/AcroForm"), new.Root.get("/AcroForm"))
            and all(self._same_page(a.obj, b.obj) for a, b in pairs)
        )

    def _same_page(self, old: pikepdf.Object, new: pikepdf.Object) -> bool:
        return self._same_keys(old, new, _FREE_IN_PAGE) and self._same_list(
            old.get("/Annots"), new.get("/Annots")
        )

    def _same_form(self, old: pikepdf.Object | None, new: pikepdf.Object | None) -> bool:
        if old is None:
            return new is None or all(map(_is_signature, _items(new.get("/Fields"))))
        if new is None or not self._same_keys(old, new, _FREE_IN_FORM):
            return False
        return self._same_list(old.get("/Fields"), new.get("/Fields"))

    def _same_list(self, old: pikepdf.Object | None, new: pikepdf.Object | None) -> bool:
        """Compare fields or annotations: the old ones first and unchanged, but for new signatures."""
        before, after = _items(old), _items(new)
        if len(after) < len(before) or not all(map(_is_signature, after[len(before) :])):
            return False
        return all(map(self._same_field, before, after))

    def _same_field(self, old: pikepdf.Object, new: pikepdf.Object) -> bool:
        """Compare two fields; a signature may be put into an empty signature field, never replaced."""
        if _is_signature(old) and _is_signature(new) and "/V" not in old:
            return self._same_keys(old, new, {"/V", "/AP", "/M"})
        return self._same(old, new)

    def _same_keys(self, old: pikepdf.Object, new: pikepdf.Object, free: set[str]) -> bool:
        names = (set(old.keys()) | set(new.keys())) - free - _BACK
        return all(name in old and name in new and self._same(old[name], new[name]) for name in names)

    def _same(self, old: object, new: object, depth: int = 0) -> bool:
        self._left -= 1
        if depth > _DEPTH_MAX or self._left < 0:
            return False
        if not isinstance(old, pikepdf.Object) or not isinstance(new, pikepdf.Object):
            return type(old) is type(new) and old == new
        if old.is_indirect and new.is_indirect:
            pair = (old.objgen, new.objgen)
            if pair in self._seen:
                return True
            self._seen.add(pair)
        return self._same_objects(old, new, depth)

    def _same_objects(self, old: pikepdf.Object, new: pikepdf.Object, depth: int) -> bool:
        if isinstance(old, pikepdf.Array) and isinstance(new, pikepdf.Array):
            a, b = list(old), list(new)
            return len(a) == len(b) and all(self._same(x, y, depth + 1) for x, y in zip(a, b, strict=True))
        if isinstance(old, pikepdf.Stream) and isinstance(new, pikepdf.Stream):
            return old.read_raw_bytes() == new.read_raw_bytes() and self._same_entries(old, new, depth)
        if isinstance(old, pikepdf.Dictionary) and isinstance(new, pikepdf.Dictionary):
            return self._same_entries(old, new, depth)
        return type(old) is type(new) and bool(old == new)

    def _same_entries(self, old: pikepdf.Object, new: pikepdf.Object, depth: int) -> bool:
        names = (set(old.keys()) | set(new.keys())) - _BACK
        return all(n in old and n in new and self._same(old[n], new[n], depth + 1) for n in names)


def _items(array: pikepdf.Object | None) -> list[pikepdf.Object]:
    return [] if array is None else list(pikepdf.Array(array))


def _is_signature(field: pikepdf.Object) -> bool:
    return field.get("/FT") == pikepdf.Name("/Sig")
