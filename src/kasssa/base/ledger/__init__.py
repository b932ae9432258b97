"""The ledger: one row per act, written in the transaction of the act, never changed.

What follows from an act (a delivery, a letter) is found through its row: it can be neither
forgotten nor done for an act that was rolled back.
"""
