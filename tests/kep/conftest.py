"""The cast: a demo authority, Olena who signs for ТОВ «Хліб», the seal of the same company, and noon."""

from datetime import UTC, datetime

import pytest

import kep
from kep.authority import Authority, Issued, Subject

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def noon() -> datetime:
    return NOON


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority.create("Каса", at=NOON)


@pytest.fixture(scope="session")
def olena(authority: Authority) -> Issued:
    subject = Subject(
        name="Коваль Олена Іванівна",
        edrpou="43629432",
        rnokpp="3184710691",
        organisation="ТОВ «Хліб»",
        title="Директор",
    )
    return authority.issue(subject, at=NOON)


@pytest.fixture(scope="session")
def seal(authority: Authority) -> Issued:
    subject = Subject(name="ТОВ «Хліб»", edrpou="43629432", organisation="ТОВ «Хліб»", seal=True, qscd=True)
    return authority.issue(subject, at=NOON)


@pytest.fixture(scope="session")
def trust(authority: Authority) -> kep.TrustStore:
    return kep.TrustStore([authority.root])
