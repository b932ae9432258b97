"""Tests of the browser module, for node; the Python here is what they compare with."""
