"""Proofs for people: leaves, the signed head, and the journal that one takes away. Only reads."""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from uuid import UUID

from kasssa.base.ledger import keys
from kasssa.base.ledger.models import Chain, Checkpoint, Entry, Leaf, Map, Salt, Tile
from kasssa.base.tenancy import acting, query, robot
from kasssa.core.actor import Actor
from kasssa.core.tlog import leaves, merkle, notes, tiles
from kasssa.core.tlog.journal import FORMAT, Journal, Part, Whose
from kasssa.core.tlog.leaves import Link
from kasssa.core.tlog.merkle import Tree, leaf_hash
from kasssa.core.tlog.notes import Kind, Note
from kasssa.core.tlog.proofs import Proof
from kasssa.core.tlog.tiles import NoSuchTile, Place, Reader


class NotInTheTree(Exception):
    """The act has no place in the tree yet, or nobody may see it here."""


def checkpoint() -> str:
    """Return the last signed head, or nothing if none has been signed yet."""
    return Checkpoint.objects.order_by("-number").values_list("note", flat=True).first() or ""


def tile(place: Place, width: int) -> bytes:
    """Return the first ``width`` hashes of a tile, as c2sp.org/tlog-tiles serves them.

    Raises:
        NoSuchTile: it is not there, or not as full.
    """
    level, index = place
    row = Tile.objects.filter(level=level, index=index).values_list("hashes", flat=True).first()
    found = b"" if row is None else bytes(row)[: width * merkle.HASH_BYTES]
    if len(found) < width * merkle.HASH_BYTES:
        raise NoSuchTile(place)
    return found


@query
def placed(entry_ids: Sequence[int], *, by: Actor) -> Mapping[int, int]:
    """Return the places in the tree of those of the acts that have one, as far as ``by`` sees them."""
    return dict(Leaf.objects.filter(entry_id__in=entry_ids).values_list("entry_id", "index"))


@query
def part(entry_id: int, *, by: Actor) -> Part:
    """Return the leaf of one act with what opens and proves it, for whoever sees the act.

    Raises:
        NotInTheTree: it has no place yet, or ``by`` does not see it.
    """
    parts = _Proving().parts([entry_id])
    if not parts:
        raise NotInTheTree(entry_id)
    return parts[0]


@query
def journal(words: Mapping[str, Mapping[str, str]], *, by: Actor, at: datetime) -> Journal:
    """Return all leaves by or about the person of ``by``, their organisation and its documents, proved.

    ``words`` says what each act is called in each language. What is not in the tree yet is not here.
    """
    proving = _Proving()
    entries = list(Entry.objects.order_by("id").values_list("id", "act", "subject_id"))
    parts = proving.parts([entry_id for entry_id, _, _ in entries])
    whole = {by.person_id, by.organisation_id} | {
        subject_id for _, act, subject_id in entries if act.startswith("document.")
    }
    night, lines = _night(proving)
    return Journal(
        format=FORMAT,
        made_at=leaves.moment(at),
        keys=[key.write() for key in keys.public_of_log()],
        checkpoint=proving.note,
        subjects=_subjects(whole, by, ends(parts), lines),
        parts=parts,
        night=night,
        words={act: dict(said) for act, said in words.items()},
    )


def consistency(old: int, new: int) -> tuple[bytes, ...]:
    """Return the proof that our tree of ``new`` leaves continues that of ``old``."""
    width = tiles.WIDTH

    def one(place: Place) -> bytes:
        level, index = place
        return tile(place, min(width, (new >> tiles.HEIGHT * level) - index * width))

    return merkle.consistency(old, new, Reader(one).hashes)


class _Proving:
    """The tree under the last head, read once for many proofs."""

    def __init__(self) -> None:
        self.note = checkpoint()
        if not self.note:
            return
        note = Note.parse(self.note)
        self.size = notes.Checkpoint.parse(note.text).size
        short = {key.id for key in keys.public_of_log() if key.kind is Kind.ED25519}
        self._short = Note(note.text, tuple(one for one in note.signatures if one.key_id in short))
        self._reader = Reader(lambda place: tile(place, self._width(place)))

    def _width(self, place: Place) -> int:
        level, index = place
        return min(tiles.WIDTH, (self.size >> tiles.HEIGHT * level) - index * tiles.WIDTH)

    def parts(self, entry_ids: Sequence[int]) -> list[Part]:
        """Return the leaves of the acts, in the order of the tree, each with its proof."""
        if not self.note:
            return []
        rows = Leaf.objects.filter(entry_id__in=entry_ids, index__lt=self.size).order_by("index")
        found = list(rows.values_list("index", "entry_id", "body"))
        numbers = [entry_id for _, entry_id, _ in found]
        salts = dict(Salt.objects.filter(entry_id__in=numbers).values_list("entry_id", "salt"))
        details = dict(Entry.objects.filter(id__in=numbers).values_list("id", "details"))
        return [
            Part(
                leaf=body,
                proof=self._proof(index),
                salt=bytes(salts.get(entry_id, b"")).hex(),
                details=leaves.told(details[entry_id]),
            )
            for index, entry_id, body in found
        ]

    def _proof(self, index: int) -> str:
        path = merkle.inclusion(index, self.size, self._reader.hashes)
        return Proof(index, path, self._short).write()


def _night(proving: _Proving) -> tuple[Part | None, Sequence[str]]:
    """Return the act of the last night and the lines of its map; these are the service's, not anybody's."""
    with acting(robot()):
        kept = Map.objects.order_by("-entry_id").first()
        parts = proving.parts([kept.entry_id]) if kept is not None else []
    return (parts[0], kept.lines.split("\n")) if parts and kept is not None else (None, ())


def ends(parts: Sequence[Part]) -> Mapping[str, Link]:
    """Return where each chain ends among these leaves."""
    last: dict[str, Link] = {}
    for one in parts:
        for alias, link in leaves.Leaf.parse(one.leaf).chain.items():
            last[alias] = Link(link.n, leaves.name_of(one.leaf))
    return last


def _subjects(whole: Set[UUID], by: Actor, found: Mapping[str, Link], lines: Sequence[str]) -> list[Whose]:
    """Return whose leaves are all in the journal: the person, their organisation, their documents."""
    tree = Tree(leaf_hash(line.encode()) for line in lines)
    places = {leaves.alias_in(line): index for index, line in enumerate(lines)}
    rows = Chain.objects.filter(subject_id__in=whole).values_list("subject_id", "salt", "alias")
    first = (by.person_id, by.organisation_id)
    ordered = sorted(rows, key=lambda row: (row[0] not in first, row[0] != by.person_id, row[0]))
    return [
        Whose(
            id=str(subject_id),
            salt=bytes(salt).hex(),
            alias=alias,
            length=found[alias].n,
            head=found[alias].hash,
            map_index=places.get(alias),
            map_path=_path(places.get(alias), tree),
        )
        for subject_id, salt, alias in ordered
        if alias in found
    ]


def _path(index: int | None, tree: Tree) -> list[str]:
    steps = () if index is None else merkle.inclusion(index, tree.size, tree.hashes)
    return [notes.to_base64(step) for step in steps]
