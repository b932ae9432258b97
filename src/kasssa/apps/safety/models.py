"""Devices, sign-ins and freezes."""

from typing import ClassVar

from django.db import models


class Device(models.Model):
    """A browser in which a person has signed in; it is known again by a cookie of its own."""

    id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    agent = models.CharField(max_length=200)
    first_at = models.DateTimeField()
    disowned_at = models.DateTimeField(null=True)

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "person_id": "personal",
        "sha256": "personal",
        "agent": "personal",
        "first_at": "personal",
        "disowned_at": "personal",
    }
    kept: ClassVar[str] = "until the person ends the account"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "sha256"], name="device_once")]

    def __str__(self) -> str:
        return str(self.id)


class SignIn(models.Model):
    """One signing in: when, in which browser, from which network, by which factors."""

    id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    device = models.ForeignKey(Device, models.PROTECT, related_name="sign_ins")
    factors = models.CharField(max_length=60)
    network = models.CharField(max_length=43)
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, default="")

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "person_id": "personal",
        "device": "personal",
        "factors": "personal",
        "network": "personal",
        "at": "personal",
        "sha256": "technical",
    }
    kept: ClassVar[str] = "until the person ends the account"

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-at"], name="sign_in_of_person"),
            models.Index(fields=["sha256"], name="sign_in_by_link"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Freeze(models.Model):
    """An account that its person froze because somebody else was in it, until they set a new password."""

    id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    sign_in = models.ForeignKey(SignIn, models.PROTECT, related_name="freezes")
    sha256 = models.CharField(max_length=64, unique=True)
    frozen_at = models.DateTimeField()
    thawed_at = models.DateTimeField(null=True)

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "person_id": "personal",
        "sign_in": "personal",
        "sha256": "technical",
        "frozen_at": "personal",
        "thawed_at": "personal",
    }
    kept: ClassVar[str] = "until the person ends the account"

    def __str__(self) -> str:
        return str(self.id)
