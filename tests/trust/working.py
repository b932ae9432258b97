"""A real worker, with the table of what follows that is named by its one word."""

import sys
from importlib import import_module

import django
from django.conf import settings


def main(table: str) -> None:
    """Work until killed."""
    settings.FOLLOWS = table
    django.setup()
    import_module("kasssa.base.jobs").work()  # needs the set-up above


if __name__ == "__main__":
    main(*sys.argv[1:])
