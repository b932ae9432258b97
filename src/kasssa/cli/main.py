"""The entry of ``kasssa``: each word is a command in ``kasssa.cli.management.commands``."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> int:
    """Run the command that the words of the command line name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kasssa.site.settings")
    execute_from_command_line(sys.argv)
    return 0
