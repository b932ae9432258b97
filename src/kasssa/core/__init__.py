"""The trade itself: what a document is and what may happen to it.

Pure Python: no Django, no network, no files, no clock, no chance.
"""
