"""``kasssa demands``: what people demand about their data, by when; and the operator's answer."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kasssa.apps.privacy import queries
from kasssa.apps.privacy.actions import NoSuchDemand, NothingDemanded, answer
from kasssa.base import clock
from kasssa.base.tenancy import robot


class Command(BaseCommand):
    help = "List the demands that wait for an answer, or answer one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take nothing, or a demand and the words of the answer."""
        parser.add_argument("demand", nargs="?", type=UUID)
        parser.add_argument("--answer", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """List, soonest first; or answer."""
        if options["demand"] is None:
            for one in queries.waiting_demands(by=robot()):
                self.stdout.write(f"{one.due_on}  {one.id}  {one.right}  {one.text[:80]!r}")
            return
        try:
            answer(options["demand"], options["answer"], by=robot(), at=clock.now())
        except (NoSuchDemand, NothingDemanded) as error:
            raise CommandError(error.__doc__ or "") from error
        self.stdout.write("answered")
