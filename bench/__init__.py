"""Measurements against peers; each script says how to run it."""
