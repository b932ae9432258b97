"""Envelopes on their way, and refusals."""

from typing import ClassVar

from django.db import models


class Envelope(models.Model):
    """A sent document on its way to whoever proves the recipient's code."""

    document_id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    recipient_code = models.CharField(max_length=10)
    sent_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    classified: ClassVar[dict[str, str]] = {
        "document_id": "business",
        "organisation_id": "business",
        "recipient_code": "personal",
        "sent_at": "business",
        "delivered_at": "business",
    }
    kept: ClassVar[str] = "as long as the document"

    class Meta:
        indexes = [models.Index(fields=["recipient_code", "delivered_at"], name="envelope_waiting")]

    def __str__(self) -> str:
        return str(self.document_id)


class Refusal(models.Model):
    """Why the recipient rejected a document."""

    id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    document_id = models.UUIDField(unique=True)
    reason = models.CharField(max_length=3)
    text = models.TextField()
    refused_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "organisation_id": "business",
        "document_id": "business",
        "reason": "business",
        "text": "personal",
        "refused_at": "business",
    }
    kept: ClassVar[str] = "as long as the document"

    def __str__(self) -> str:
        return f"{self.document_id}: {self.reason}"
