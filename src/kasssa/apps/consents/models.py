"""Texts as published, agreements, choices about optional purposes, receipts, and clauses that are void."""

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


class Choice(models.Model):
    """Whether a person wants an optional purpose: each choice its own row, the latest holds."""

    id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    purpose = models.CharField(max_length=16, default="news")
    wanted = models.BooleanField()
    chosen_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "person_id": "personal",
        "purpose": "personal",
        "wanted": "personal",
        "chosen_at": "personal",
    }
    kept: ClassVar[str] = "three years after the account ends"

    class Meta:
        indexes = [models.Index(fields=["person_id", "purpose", "-chosen_at"], name="choice_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.purpose}: {self.wanted}"


class Receipt(models.Model):
    """The receipt of one consent or withdrawal, byte for byte; never changed (ISO/IEC TS 27560)."""

    id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    record_id = models.UUIDField()
    subject = models.CharField(max_length=16)
    given = models.BooleanField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "person_id": "personal",
        "record_id": "technical",
        "subject": "personal",
        "given": "personal",
        "content": "personal",
        "sha256": "technical",
        "made_at": "personal",
    }
    kept: ClassVar[str] = "three years after the account ends"

    class Meta:
        indexes = [models.Index(fields=["person_id", "-made_at"], name="receipt_of_person")]

    def __str__(self) -> str:
        return f"{self.subject} ({self.made_at:%Y-%m-%d})"


class Voided(models.Model):
    """A clause that is void, from when and on what ground; the rest of its text stands (clause 7.1)."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=8)
    clause = models.CharField(max_length=8)
    ground = models.CharField(max_length=300)
    voided_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "kind": "technical",
        "clause": "technical",
        "ground": "business",
        "voided_at": "technical",
    }
    kept: ClassVar[str] = "for ever"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "clause"], name="voided_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.clause}"
