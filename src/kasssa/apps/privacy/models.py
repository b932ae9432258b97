"""Copies of their data that people have ordered."""

from typing import ClassVar, Self

from django.db import models


class Archive(models.Model):
    """A copy of what is held about a person: ordered, made by a job, gone after its term."""

    id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    seat_id = models.UUIDField()
    ordered_at = models.DateTimeField()
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, default="")
    bytes_count = models.PositiveIntegerField(default=0)
    content = models.BinaryField(default=bytes)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "person_id": "personal",
        "seat_id": "business",
        "ordered_at": "technical",
        "done": "technical",
        "total": "technical",
        "made_at": "technical",
        "expires_at": "technical",
        "sha256": "technical",
        "bytes_count": "technical",
        "content": "personal",
    }
    kept: ClassVar[str] = "three days after it was made"

    def __str__(self) -> str:
        return f"{self.id}: {self.done} of {self.total}"


class Ending(models.Model):
    """That a person ends their account: asked for, perhaps cancelled, then done; afterwards the tombstone."""

    id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    standing = models.CharField(max_length=12)
    secret_sha256 = models.CharField(max_length=64)
    closing = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    act = models.BinaryField(default=bytes)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "person_id": "personal",
        "standing": "technical",
        "secret_sha256": "technical",
        "closing": "business",
        "asked_at": "technical",
        "due_at": "technical",
        "ended_at": "technical",
        "act": "technical",
    }
    kept: ClassVar[str] = "as long as the service"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_id"], condition=~models.Q(standing="active"), name="ending_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.standing}"


class Demand(models.Model):
    """What a person demands about their data, until when it has to be answered, and the answer."""

    id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    right = models.CharField(max_length=12)
    text = models.TextField()
    made_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "person_id": "personal",
        "right": "personal",
        "text": "personal",
        "made_at": "technical",
        "due_on": "technical",
        "answer": "personal",
        "answered_at": "technical",
    }
    kept: ClassVar[str] = "three years"

    def __str__(self) -> str:
        return f"{self.right} ({self.made_at:%Y-%m-%d})"
