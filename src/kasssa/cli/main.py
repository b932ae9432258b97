"""The entry of ``kasssa``: each word is a command in ``kasssa.cli.management.commands``."""

import os
import sys

from django.core.management import execute_from_command_line

# Python keeps this word for itself, so the command has the name of the act.
_KEPT_WORDS = {"import": "receive"}


def main() -> int:
    """Run the command that the words of the command line name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kasssa.site.settings")
    program, *words = sys.argv
    execute_from_command_line([program, *(_KEPT_WORDS.get(word, word) for word in words[:1]), *words[1:]])
    return 0
