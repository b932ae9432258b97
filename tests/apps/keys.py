"""Keys that are opened once in a run: a container takes a quarter of a second to decrypt."""

import kep
from kasssa.cli import cast


class Opened(cast.Authority):
    """The demo authority of the run, remembering every key that it has handed out."""

    def __init__(self, authority: cast.Authority) -> None:
        self._from = authority
        self._opened: dict[str, kep.KeyEntry] = {}

    def key(self, role: cast.Role) -> kep.KeyEntry:
        """Return the key of a person, opened once."""
        if role.slug not in self._opened:
            self._opened[role.slug] = self._from.key(role)
        return self._opened[role.slug]
