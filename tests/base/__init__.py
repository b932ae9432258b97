"""Tests of the ground techniques that need no database."""
