"""``kasssa demo``: two companies, a sole proprietor and thirty documents in every state."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

import kep
from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries
from kasssa.apps.consents.actions import publish_bundled
from kasssa.apps.signing import actions as signing
from kasssa.apps.signing import queries as signing_queries
from kasssa.base import clock
from kasssa.base.tenancy import robot
from kasssa.cli.cast import CAST, KEY_PASSWORD, OLENA, PASSWORD, PETRO, YEVHENIIA, Authority, Role, enrol
from kasssa.cli.play import Player, play
from kasssa.cli.scenes import SCENES
from kasssa.core.actor import Door
from kasssa.core.actor import Role as Seat

_BEGAN_DAYS_AGO = 56
# Who else acts for whom, so that switching between organisations can be tried.
_GUESTS = ((OLENA, YEVHENIIA, Seat.ACCOUNTANT, "бухгалтерка"), (PETRO, YEVHENIIA, Seat.VIEWER, "аудиторка"))


class Command(BaseCommand):
    help = "Load the demo, unless it is loaded; keys and logins go to var/demo. Needs KASSSA_DEMO=yes."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the demo and print the logins."""
        if not settings.DEMO:
            raise CommandError("The demo needs demo trust: set KASSSA_DEMO=yes. Never do so in production.")
        if queries.confirmed(OLENA.requisites.code) is None:
            self._load(clock.now())
        for role in CAST:
            self.stdout.write(f"  {role.email:24} {PASSWORD}   {role.requisites.name}")
        self.stdout.write(f"  keys: var/demo/keys/*.p12, password {KEY_PASSWORD}")

    def _load(self, now: datetime) -> None:
        began = now - timedelta(days=_BEGAN_DAYS_AGO)
        publish_bundled(settings.OPERATOR, by=robot(), at=began)
        authority = Authority(settings.DEMO_FOLDER, at=began)
        players = {role: _come(role, authority, began) for role in CAST}
        for host, guest, seat, position in _GUESTS:
            accounts.add_member(guest.email, seat, position=position, by=players[host].actor, at=began)
        for scene in SCENES:
            play(scene, players, now=now)
        logins = [
            {
                "name": role.full_name,
                "organisation": role.requisites.name,
                "email": role.email,
                "password": PASSWORD,
                "role": role.position,
                "key": f"var/demo/keys/{role.slug}.p12",
                "key_password": KEY_PASSWORD,
            }
            for role in CAST
        ]
        written = settings.DEMO_FOLDER / "logins.json"
        written.write_text(json.dumps(logins, ensure_ascii=False, indent=1), encoding="utf-8")


def _come(role: Role, authority: Authority, at: datetime) -> Player:
    player = Player(enrol(role, door=Door.CONSOLE, at=at), authority.key(role))
    proof = kep.sign(signing_queries.challenge(by=player.actor), player.key, at=at)
    signing.confirm(proof=proof, by=player.actor, at=at)
    return player
