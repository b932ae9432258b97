"""Texts as published, agreements, and choices about the news."""

from typing import ClassVar

from django.db import models


class Publication(models.Model):
    """The exact bytes of one text in one language and version; never changed after publication."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=8)
    version = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "kind": "technical",
        "version": "technical",
        "language": "technical",
        "content": "business",
        "sha256": "technical",
        "published_at": "technical",
    }
    kept: ClassVar[str] = "for ever"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "version", "language", "sha256"], name="publication_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version} {self.language}"


class Agreement(models.Model):
    """That a person agreed to the very bytes of a text that they were shown."""

    id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    kind = models.CharField(max_length=8)
    version = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    sha256 = models.CharField(max_length=64)
    network = models.CharField(max_length=50, default="")
    agent = models.CharField(max_length=200, default="")
    agreed_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "person_id": "personal",
        "kind": "technical",
        "version": "technical",
        "language": "personal",
        "sha256": "technical",
        "network": "personal",
        "agent": "personal",
        "agreed_at": "personal",
    }
    kept: ClassVar[str] = "three years after the account ends"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "kind", "version"], name="agreement_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to {self.kind} {self.version}"


class NewsChoice(models.Model):
    """Whether a person wants the news: each choice its own row, the latest holds."""

    id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    wanted = models.BooleanField()
    chosen_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "person_id": "personal",
        "wanted": "personal",
        "chosen_at": "personal",
    }
    kept: ClassVar[str] = "three years after the account ends"

    def __str__(self) -> str:
        return f"{self.person_id}: {self.wanted}"
