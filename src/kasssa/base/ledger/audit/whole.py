"""The whole audit, in one pass over the leaves."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings

from kasssa.base.ledger import keys
from kasssa.base.ledger.actions.sequence import ANCHOR, LOOKBACK
from kasssa.base.ledger.audit import acts, heads, stored, vouchers
from kasssa.base.ledger.audit.acts import Chains
from kasssa.base.ledger.audit.faults import Findings
from kasssa.base.ledger.audit.heads import Heads
from kasssa.base.ledger.audit.stored import StoredHead
from kasssa.base.ledger.audit.tree import Growth
from kasssa.core.tlog import leaves
from kasssa.core.tlog.merkle import Tree, leaf_hash


def audit() -> Findings:
    """Check all of the ledger and of the kept bytes, and return what is wrong.

    Raises:
        WalledOff: the role of DATABASE_OWNER_URL does not see every row.
        UnsafeKeys: the files of the keys are readable for others, or spoilt.
    """
    findings = Findings()
    with stored.one_moment():
        known = stored.heads()
        anchor = Path(settings.LEDGER_FOLDER) / ANCHOR
        signed = heads.check(known, keys.public_of_log(), anchor, findings)
        rows = acts.named(list(stored.chains()), findings)
        chains = Chains({row.subject_id: row.alias for row in rows.values()}, findings)
        growth = Growth(stored.tiles())
        last_entry = _walk(growth, chains, signed, _Nights(stored.seals(), known, findings))
        growth.judge(signed, findings)
        chains.judge(rows)
        _check_unplaced(last_entry, findings)
        vouchers.check(known, findings)
        _check_blobs(findings)
    return findings


class _Nights:
    """The maps of the nights, compared with the chains when the walk comes to where each was drawn."""

    def __init__(
        self, seals: Mapping[int, Mapping[str, str | int]], known: Sequence[StoredHead], findings: Findings
    ) -> None:
        self._maps = stored.maps()
        self._findings = findings
        self._at: dict[int, list[int]] = {}
        self._seals = seals
        for entry_id, said in seals.items():
            self._at.setdefault(int(said.get("size", -1)), []).append(entry_id)
            chain = next((head.chain for head in known if head.number == said.get("checkpoint")), "")
            if chain != said.get("heads"):
                findings.add(
                    f"checkpoint {said.get('checkpoint')}", f"it is not the one that act #{entry_id} names"
                )
        for entry_id in self._maps.keys() - seals.keys():
            findings.add(f"map of #{entry_id}", "it belongs to no act")
        if seals and max(seals) not in self._maps:
            findings.add(f"map of #{max(seals)}", "is gone")

    def compare(self, size: int, chains: Chains) -> None:
        """Make the maps that were drawn at ``size`` again."""
        for entry_id in self._at.get(size, ()):
            lines = [leaves.map_line(alias, chains.last[alias]) for alias in sorted(chains.last)]
            root = Tree(leaf_hash(line.encode()) for line in lines).root().hex()
            said, kept = self._seals[entry_id], self._maps.get(entry_id, (size, "\n".join(lines)))
            self._findings.count("maps")
            if chains.torn:
                continue
            if (said.get("map"), said.get("subjects")) != (root, len(lines)):
                self._findings.add(f"entry #{entry_id}", "its map is not that of the leaves before it")
            elif kept != (size, "\n".join(lines)):
                self._findings.add(f"map of #{entry_id}", "its lines are not those that were sealed")


def _walk(growth: Growth, chains: Chains, signed: Heads, nights: _Nights) -> int:
    """Go through all leaves, and through the places of those that are gone; return the last act's number."""
    expected, last_entry = 0, 0
    nights.compare(0, chains)
    for leaf in stored.leaves():
        while expected < leaf.index:
            chains.torn = True
            growth.append(None)
            expected += 1
        is_signed = growth.append(leaf_hash(leaf.body.encode()))
        chains.findings.count("leaves")
        acts.compare(leaf, chains, is_signed=is_signed)
        last_entry = max(last_entry, leaf.entry_id)
        expected += 1
        nights.compare(expected, chains)
    for _ in range(expected, max(signed, default=0)):
        chains.torn = True
        growth.append(None)
    return last_entry


def _check_unplaced(last_entry: int, findings: Findings) -> None:
    """Acts without a leaf are those of the last seconds, or were slipped in or passed over."""
    for number in stored.unplaced():
        if number < last_entry - LOOKBACK:
            findings.add(f"entry #{number}", "it has no leaf, though later acts have one")
        else:
            findings.count("acts not yet in the tree")


def _check_blobs(findings: Findings) -> None:
    for name, content in stored.blobs():
        findings.count("kept files")
        if hashlib.sha256(content).hexdigest() != name:
            findings.add(f"bytes {name}", "they are not what they are named after")
    for name in stored.held_without_bytes():
        findings.add(f"bytes {name}", "they are gone, though somebody holds them")
