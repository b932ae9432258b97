"""The answers that were given."""

from typing import ClassVar

from django.db import models


class Answer(models.Model):
    """What a request under ``key`` was answered; claimed before the work, filled after it."""

    id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=500, default="")
    media_type = models.CharField(max_length=100, default="")
    content = models.BinaryField(default=bytes)
    claimed_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "person_id": "personal",
        "key": "technical",
        "fingerprint": "technical",
        "status": "technical",
        "location": "technical",
        "media_type": "technical",
        "content": "personal",
        "claimed_at": "technical",
    }
    kept: ClassVar[str] = "two days"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "key"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"
