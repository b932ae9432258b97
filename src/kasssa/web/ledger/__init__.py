"""The tree of the ledger for everybody: heads, keys, hashes; proofs for those who see the act."""
