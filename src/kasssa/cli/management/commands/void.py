"""``kasssa void``: declare one clause of a text void, as a court or a change of law has made it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kasssa.apps.consents.actions import NoSuchClause, void_clause
from kasssa.base import clock
from kasssa.base.tenancy import robot
from kasssa.core.consent import TextKind


class Command(BaseCommand):
    help = "Declare a clause void: its purposes stop at once, all other clauses stand (policy 7.1)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the text, the number of the clause and why."""
        parser.add_argument("kind", choices=[kind.value for kind in TextKind])
        parser.add_argument("clause")
        parser.add_argument(
            "--ground", required=True, help="the decision that made it void, at most 300 letters"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Void the clause, once."""
        kind, clause = TextKind(options["kind"]), str(options["clause"])
        try:
            new = void_clause(kind, clause, ground=options["ground"][:300], by=robot(), at=clock.now())
        except NoSuchClause as error:
            raise CommandError(f"No published version of the {kind} has a clause {clause}.") from error
        self.stdout.write(f"{kind} {clause} is void{'' if new else ' already'}")
