"""Acts that happened, and what came of that which follows from them."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One act. The database refuses to change or delete it."""

    id = models.BigAutoField(primary_key=True)
    act = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    organisation_id = models.UUIDField()
    person_id = models.UUIDField()
    role = models.CharField(max_length=16)
    door = models.CharField(max_length=8)
    at = models.DateTimeField()
    details = models.JSONField(default=dict)

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "act": "business",
        "subject_id": "business",
        "organisation_id": "business",
        "person_id": "personal",
        "role": "business",
        "door": "technical",
        "at": "business",
        "details": "business",
    }
    kept: ClassVar[str] = "as long as the service"

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "id"], name="entry_of_subject"),
            models.Index(fields=["organisation_id", "id"], name="entry_of_organisation"),
            models.Index(fields=["person_id", "id"], name="entry_of_person"),
        ]

    def __str__(self) -> str:
        return f"#{self.id} {self.act}"


class Outcome(models.Model):
    """What became of one thing that follows from one act: each its own row, none blocks another."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="outcomes")
    organisation_id = models.UUIDField()
    handler = models.CharField(max_length=100)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, default="")

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "entry": "technical",
        "organisation_id": "business",
        "handler": "technical",
        "attempts": "technical",
        "done_at": "technical",
        "error": "technical",
    }
    kept: ClassVar[str] = "as long as the entry"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "handler"], name="outcome_once")]

    def __str__(self) -> str:
        return f"{self.handler} after #{self.entry_id}"
