"""Received files, where drafts come from, and lists on their way to drafts."""

from enum import StrEnum
from typing import ClassVar, Self

from django.db import models

from kasssa.base.tenancy import Owned


class Stage(StrEnum):
    """How far a list has come. Values are stored for ever."""

    MAPPING = "mapping"  # a person says which column is what
    CHECKING = "checking"  # a job looks at every row
    CHECKED = "checked"  # a person decides
    DRAFTING = "drafting"  # a job makes the drafts
    DONE = "done"


class Received(models.Model):
    """One file as it was received; its bytes are in the blob ``sha256``."""

    id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    person_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    format = models.CharField(max_length=20)
    received_at = models.DateTimeField()

    objects: ClassVar[Owned[Self]] = Owned()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "organisation_id": "business",
        "person_id": "personal",
        "sha256": "technical",
        "name": "business",
        "format": "technical",
        "received_at": "business",
    }
    kept: ClassVar[str] = "as long as the organisation, like the bytes it names"

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "sha256"], name="received_bytes")]

    def __str__(self) -> str:
        return self.name


class Origin(models.Model):
    """From which received file, and which row of it, a draft was made; nought is the whole file."""

    id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    received = models.ForeignKey(Received, models.CASCADE, related_name="origins")
    row = models.PositiveIntegerField(default=0)
    document_id = models.UUIDField()

    objects: ClassVar[Owned[Self]] = Owned()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "organisation_id": "business",
        "received": "technical",
        "row": "technical",
        "document_id": "business",
    }
    kept: ClassVar[str] = "as long as the file it names"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "received", "row"], name="origin_once")
        ]
        indexes = [models.Index(fields=["organisation_id", "document_id"], name="origin_of_document")]

    def __str__(self) -> str:
        return f"{self.document_id} of {self.received_id}, row {self.row}"


class Listing(models.Model):
    """The course of one list: how its columns are read, how far it has come, and what was found."""

    received = models.OneToOneField(Received, models.CASCADE, primary_key=True)
    organisation_id = models.UUIDField()
    plain_sha256 = models.CharField(max_length=64)  # the list as CSV; of a CSV, the file itself
    rows = models.PositiveIntegerField()  # of the file, with the headings
    stage = models.CharField(max_length=16, default=Stage.MAPPING.value)
    places = models.JSONField(default=dict)  # field → place of its column, from nought
    vat = models.CharField(max_length=16, default="")
    unit = models.CharField(max_length=8, default="")
    last_row = models.PositiveIntegerField(default=0)  # how far the job at hand has come
    invoices = models.PositiveIntegerField(default=0)
    ready = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)  # the first of them, packed
    faults_count = models.PositiveIntegerField(default=0)
    drafted = models.PositiveIntegerField(default=0)
    started_by_id = models.UUIDField(null=True)  # the person for whom drafts are made

    objects: ClassVar[Owned[Self]] = Owned()

    classified: ClassVar[dict[str, str]] = {
        "received": "technical",
        "organisation_id": "business",
        "plain_sha256": "technical",
        "rows": "technical",
        "stage": "technical",
        "places": "technical",
        "vat": "business",
        "unit": "business",
        "last_row": "technical",
        "invoices": "business",
        "ready": "business",
        "faults": "personal",
        "faults_count": "technical",
        "drafted": "business",
        "started_by_id": "personal",
    }
    kept: ClassVar[str] = "as long as the file it names"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage__in=[stage.value for stage in Stage]), name="listing_stage_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.received_id}: {self.stage}"
