"""The first page, and the switches that every page has."""
