"""A process that issues the drafts of a list, one transaction each; what is issued already it passes over.

Called with a person, an organisation and the file of the list. It says ``ready``, waits for a line,
works, and says ``done``.
"""

import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from uuid import UUID

import django
from django.db import connection

from kasssa.core.actor import Actor, Door, Role
from kasssa.core.lifecycle import NotNow

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def main(person: str, organisation: str, path: str) -> None:
    """Issue every draft named in the file at ``path``."""
    django.setup()
    actions = import_module("kasssa.apps.documents.actions")  # needs the set-up above
    connection.ensure_connection()
    by = Actor(UUID(person), UUID(organisation), Role.OWNER, Door.API)
    print("ready", flush=True)
    sys.stdin.readline()
    for line in Path(path).read_text(encoding="ascii").split():
        try:
            actions.issue(UUID(line), by=by, at=NOON)
        except NotNow:
            continue
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
