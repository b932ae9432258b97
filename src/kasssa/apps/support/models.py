"""Questions to the operator."""

from typing import ClassVar

from django.db import models


class Question(models.Model):
    """What a person asked the operator of the service."""

    id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    topic = models.CharField(max_length=16)
    text = models.TextField()
    asked_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "person_id": "personal",
        "topic": "business",
        "text": "personal",
        "asked_at": "business",
    }
    kept: ClassVar[str] = "three years"

    def __str__(self) -> str:
        return f"{self.topic} ({self.asked_at:%Y-%m-%d})"
