"""The command line door: ``kasssa``."""
