"""The tables of the ledger."""

from kasssa.base.ledger.models.entries import Entry, Outcome
from kasssa.base.ledger.models.heads import Checkpoint, Cosignature, Map, Stamp, Witnessed
from kasssa.base.ledger.models.tree import Chain, Leaf, Salt, Tile

__all__ = [
    "Chain", "Checkpoint", "Cosignature", "Entry", "Leaf", "Map", "Outcome", "Salt", "Stamp", "Tile",
    "Witnessed",
]  # fmt: skip
