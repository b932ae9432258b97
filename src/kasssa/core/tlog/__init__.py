"""Transparency logs: the tree of RFC 6962, and the texts of c2sp.org in which it is told.

Nothing here signs or stores: bytes and texts in, bytes, texts and verdicts out.
"""
