"""Immutable bytes under the name of their SHA-256, held by each organisation that has a right to them."""
