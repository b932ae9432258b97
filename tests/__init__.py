"""The tests of kasssa and kep; each folder is one area."""
