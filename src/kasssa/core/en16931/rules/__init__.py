"""The semantic rules of EN 16931-1 (chapter 6.4), written once over the model from the standard's wording.

A few read an invoice of UBL and one of CII differently, because the official artefacts
1.3.16 do; each such place says so. ``every.judge`` runs them all.
"""
