"""The invented people and organisations of the demo, the journey and the tests, with demo keys."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from allauth.account.models import EmailAddress

import kep
from kasssa.apps.accounts.actions import Newcomer, Requisites
from kasssa.apps.consents import queries
from kasssa.apps.consents.actions import Joining, Shown, join
from kasssa.base import clock
from kasssa.core.actor import Actor, Door
from kasssa.core.consent import TextKind
from kasssa.core.parties import Scheme

PASSWORD = "kasssa-demo-2026"
KEY_PASSWORD = "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One invented person with the organisation that they own."""

    slug: str
    surname: str
    given_name: str
    patronymic: str
    position: str
    requisites: Requisites

    @property
    def email(self) -> str:
        """Where their letters go: nowhere (RFC 2606)."""
        return f"{self.slug}@kasssa.example"

    @property
    def full_name(self) -> str:
        """Surname, given name, patronymic."""
        return f"{self.surname} {self.given_name} {self.patronymic}"


OLENA = Role(
    slug="olena",
    surname="Ковальчук",
    given_name="Олена",
    patronymic="Василівна",
    position="директорка",
    requisites=Requisites(
        scheme=Scheme.EDRPOU,
        code="32855961",
        name="ТОВ «Північний вітер»",
        address="01032, м. Київ, вул. Саксаганського, 119, оф. 7",
        vat_number="328559626553",
        iban="UA213223130000026007233566001",
        bank="АТ «Укрексімбанк»",
        phone="+380442001234",
        email="rahunky@pivnich.example",
    ),
)
PETRO = Role(
    slug="petro",
    surname="Шевчук",
    given_name="Петро",
    patronymic="Іванович",
    position="директор",
    requisites=Requisites(
        scheme=Scheme.EDRPOU,
        code="41205632",
        name="ТОВ «Каштанова алея»",
        address="79008, м. Львів, пл. Ринок, 14",
        vat_number="412056313017",
        iban="UA223052990000026001234567890",
        bank="АТ КБ «ПриватБанк»",
        phone="+380322004455",
        email="office@kashtan.example",
    ),
)
YEVHENIIA = Role(
    slug="yevheniia",
    surname="Ґудзь",
    given_name="Євгенія",
    patronymic="Їжаківна",
    position="ФОП",
    requisites=Requisites(
        scheme=Scheme.RNOKPP,
        code="3184710691",
        name="ФОП Ґудзь Євгенія Їжаківна",
        address="61002, м. Харків, вул. Сумська, 37, кв. 3",
        iban="UA193004650000026005551002003",
        bank="АТ «Ощадбанк»",
        phone="+380577001122",
        email="gudz@primer.example",
    ),
)
DARIIA = Role(  # has not registered yet: what is sent to her waits
    slug="dariia",
    surname="Мельник",
    given_name="Дарія",
    patronymic="Остапівна",
    position="директорка",
    requisites=Requisites(
        scheme=Scheme.EDRPOU,
        code="40981233",
        name="ТОВ «Вишневий сад»",
        address="21001, м. Вінниця, вул. Соборна, 52",
    ),
)
CAST = (OLENA, PETRO, YEVHENIIA)


class Authority:
    """A demo authority in a folder, with the key of each person that was asked for."""

    def __init__(self, folder: Path, *, at: datetime) -> None:
        """Open the authority in ``folder``, or make one valid from the day before ``at``."""
        self._folder, self._at = folder, at - timedelta(days=1)
        kept = folder / "authority"
        if not kept.exists():
            kep.authority.Authority.create("kasssa", at=self._at).save(kept)
        self._authority = kep.authority.Authority.load(kept)
        trust = folder / "trust"
        trust.mkdir(parents=True, exist_ok=True)
        (trust / "root.cer").write_bytes(self._authority.root)

    def key(self, role: Role) -> kep.KeyEntry:
        """Return the key of a person, from its container in the folder."""
        container = self._folder / "keys" / f"{role.slug}.p12"
        if not container.exists():
            container.parent.mkdir(exist_ok=True)
            issued = self._authority.issue(_subject(role), at=self._at)
            container.write_bytes(self._authority.p12(issued, KEY_PASSWORD))
        return kep.open_container(container.read_bytes(), KEY_PASSWORD)[0]


def enrol(role: Role, *, door: Door, at: datetime) -> Actor:
    """Register a person of the cast by the public actions, their e-mail already confirmed."""
    shown = [
        queries.current(kind, "uk", on=clock.kyiv_date(at)) for kind in (TextKind.POLICY, TextKind.OFFER)
    ]
    policy, offer = (Shown(text.kind, text.sha256) for text in shown if text is not None)
    newcomer = Newcomer(
        email=role.email,
        password=PASSWORD,
        surname=role.surname,
        given_name=role.given_name,
        patronymic=role.patronymic,
    )
    joining = Joining(
        newcomer=newcomer,
        requisites=role.requisites,
        position=role.position,
        policy=policy,
        offer=offer,
        news=False,
    )
    actor = join(joining, door=door, at=at)
    EmailAddress.objects.create(user_id=actor.person_id, email=role.email, primary=True, verified=True)
    return actor


def _subject(role: Role) -> kep.authority.Subject:
    company = role.requisites.scheme is Scheme.EDRPOU
    return kep.authority.Subject(
        name=role.full_name,
        edrpou=role.requisites.code if company else None,
        rnokpp=None if company else role.requisites.code,
        organisation=role.requisites.name if company else None,
        title=role.position,
        qscd=True,
    )
