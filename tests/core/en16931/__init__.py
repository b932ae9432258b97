"""Tests of the EN 16931 validation engine."""
