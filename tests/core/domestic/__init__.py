"""Tests of the Ukrainian formats and lists."""
