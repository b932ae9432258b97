"""Code lists as data: ``units`` of measure and ``banks``."""
