"""Documents, drafts, number series and mailbox rows."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from kasssa.base.tenancy import Owned
from kasssa.core.lifecycle import State

_ISSUED = Q(issued_on__isnull=False, total_kopiykas__isnull=False) & ~Q(number="") & ~Q(sha256="")


class Document(models.Model):
    """The life of one document, shared by its parties: seen by whoever has a mailbox row of it.

    What it says is in the bytes named ``sha256``; the columns only repeat what lists show.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=24)
    state = models.CharField(max_length=16, default=State.DRAFT.value)
    sender_id = models.UUIDField()
    sender_code = models.CharField(max_length=10)
    sender_name = models.CharField(max_length=250)
    recipient_id = models.UUIDField(null=True)
    recipient_code = models.CharField(max_length=10, default="")
    recipient_name = models.CharField(max_length=250, default="")
    series = models.CharField(max_length=8, default="")
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=24, default="")
    issued_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    currency = models.CharField(max_length=3, default="UAH")
    total_kopiykas = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, default="")
    drafted_at = models.DateTimeField()
    based_on_id = models.UUIDField(null=True, db_index=True)  # the document that this one was made from

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "kind": "business",
        "state": "business",
        "sender_id": "business",
        "sender_code": "personal",
        "sender_name": "personal",
        "recipient_id": "business",
        "recipient_code": "personal",
        "recipient_name": "personal",
        "series": "business",
        "year": "business",
        "serial": "business",
        "number": "business",
        "issued_on": "business",
        "due_on": "business",
        "currency": "business",
        "total_kopiykas": "business",
        "sha256": "technical",
        "drafted_at": "business",
        "based_on_id": "business",
    }
    kept: ClassVar[str] = "as the law asks of primary documents (Tax Code art. 44.3), for each party apart"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sender_id", "series", "year", "serial"],
                condition=Q(serial__isnull=False),
                name="document_number_once",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value) | _ISSUED, name="document_issued_has_number_and_bytes"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="document_state_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Mailbox(models.Model):
    """A document in the mailbox of one of its parties. Lists are read from here and nowhere else."""

    id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    document = models.ForeignKey(Document, models.CASCADE, related_name="mailboxes")
    side = models.CharField(max_length=10)
    folder = models.CharField(max_length=8)
    unread = models.BooleanField(default=False)
    came_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)

    objects: ClassVar[Owned[Self]] = Owned()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "organisation_id": "business",
        "document": "business",
        "side": "business",
        "folder": "business",
        "unread": "business",
        "came_at": "business",
        "opened_at": "business",
        "archived_at": "business",
    }
    kept: ClassVar[str] = "as long as the party keeps the document"

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "folder", "-came_at", "-id"], name="mailbox_list")]
        constraints = [models.UniqueConstraint(fields=["organisation_id", "document"], name="mailbox_once")]

    def __str__(self) -> str:
        return f"{self.document_id} in {self.folder}"


class Draft(models.Model):
    """What a person typed, as typed, until the document is issued."""

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True)
    organisation_id = models.UUIDField()
    content = models.BinaryField()
    revised_at = models.DateTimeField()

    objects: ClassVar[Owned[Self]] = Owned()

    classified: ClassVar[dict[str, str]] = {
        "document": "technical",
        "organisation_id": "business",
        "content": "personal",
        "revised_at": "business",
    }
    kept: ClassVar[str] = "until the document is issued or discarded"

    def __str__(self) -> str:
        return str(self.document_id)


class Series(models.Model):
    """The last number given in one series of one organisation in one year."""

    id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    series = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    objects: ClassVar[Owned[Self]] = Owned()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "organisation_id": "business",
        "series": "business",
        "year": "business",
        "last": "business",
    }
    kept: ClassVar[str] = "as long as the documents of the series"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "series", "year"], name="series_once")
        ]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}: {self.last}"
