"""Whose certificates are trusted: the operator's folder, and the demo authority where demo trust is on."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

import kep


def store() -> kep.TrustStore:
    """Return the trusted certificates; folders that changed since the last call are read again."""
    folders = [settings.TRUST_FOLDER]
    if settings.DEMO:
        folders.append(settings.DEMO_FOLDER / "trust")
    return _read(tuple((folder, folder.stat().st_mtime_ns) for folder in folders if folder.is_dir()))


@lru_cache(4)
def _read(folders: tuple[tuple[Path, int], ...]) -> kep.TrustStore:
    stores = [kep.TrustStore.from_directory(folder) for folder, _ in folders]
    return kep.TrustStore(
        [root.der for one in stores for root in one.roots],
        [other.der for one in stores for other in one.intermediates],
    )


def fetcher() -> kep.Fetcher:
    """Return the one way to the network that signing has: to the hosts that the operator allows."""
    return kep.Fetcher(settings.EVIDENCE_HOSTS)


def policy(*, demo: bool) -> kep.Policy:
    """Return what a lasting verdict needs; nobody answers for the certificates of a demo authority."""
    return kep.PATH_ONLY if demo else kep.STRICT
