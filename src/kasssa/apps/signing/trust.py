"""Whose certificates are trusted: the operator's folder, and the demo authority where demo trust is on."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

import kep
from kasssa.base import clock


def store() -> kep.TrustStore:
    """Return the trusted certificates and services; a folder that changed since is read again."""
    trusted = _read(settings.TRUST_FOLDER, _changed(settings.TRUST_FOLDER))
    if not settings.DEMO:
        return trusted
    demo = _read(settings.DEMO_FOLDER / "trust", _changed(settings.DEMO_FOLDER / "trust"))
    return kep.TrustStore(
        [root.der for root in (*trusted.roots, *demo.roots)],
        [other.der for other in trusted.intermediates],
        services=trusted.services,
        hosts=trusted.hosts,
        stamp_urls=trusted.stamp_urls,
    )


def fetcher() -> kep.Fetcher:
    """Return the one way to the network that signing has: to trusted services and the hosts allowed."""
    return kep.Fetcher({*settings.EVIDENCE_HOSTS, *store().hosts}, loopback=settings.DEMO)


def policy(found: kep.Evidence, *, demo: bool) -> kep.Policy:
    """Return what a lasting verdict needs: the word of the authority that the certificate was not revoked.

    Of a demo certificate it is not asked where there is nobody to give it.
    """
    asked = found.ocsp or found.crls or found.failures
    return kep.PATH_ONLY if demo and not asked else kep.STRICT


def _changed(folder: Path) -> int:
    return folder.stat().st_mtime_ns if folder.is_dir() else 0


@lru_cache(4)
def _read(folder: Path, changed: int) -> kep.TrustStore:
    return kep.load_trust(folder, at=clock.now()).store if changed else kep.TrustStore()
