"""Letters and their fate."""

from typing import ClassVar

from django.db import models


class Letter(models.Model):
    """One letter to one person. Its subject never names anybody (clause 3.2)."""

    id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, default="")

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "person_id": "personal",
        "to": "personal",
        "subject": "technical",
        "text": "personal",
        "written_at": "technical",
        "sent_at": "technical",
        "attempts": "technical",
        "error": "technical",
    }
    kept: ClassVar[str] = "90 days after it was sent"

    def __str__(self) -> str:
        return f"{self.subject} ({self.written_at:%Y-%m-%d})"
