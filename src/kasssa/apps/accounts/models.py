"""Persons, organisations, memberships and tokens."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from kasssa.base.tenancy import Owned


class Person(AbstractBaseUser):
    """A natural person who signs in. There are no shared logins and no administrators."""

    id = models.UUIDField(primary_key=True)
    email = models.EmailField(unique=True)
    surname = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100)
    patronymic = models.CharField(max_length=100, default="")
    language = models.CharField(max_length=2, default="uk")
    is_active = models.BooleanField(default=True)
    registered_at = models.DateTimeField()

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "password": "personal",
        "last_login": "personal",
        "email": "personal",
        "surname": "personal",
        "given_name": "personal",
        "patronymic": "personal",
        "language": "personal",
        "is_active": "technical",
        "registered_at": "personal",
    }
    kept: ClassVar[str] = "until the person ends the account"

    def __str__(self) -> str:
        return str(self.id)

    @property
    def full_name(self) -> str:
        """The name in the Ukrainian order: surname, given name, patronymic."""
        return " ".join(filter(None, (self.surname, self.given_name, self.patronymic)))


class Organisation(models.Model):
    """A company (ТОВ) or a sole proprietor (ФОП). Several may claim a code; one can confirm it."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=16)
    scheme = models.CharField(max_length=16)
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=250)
    address = models.CharField(max_length=300, default="")
    vat_number = models.CharField(max_length=12, default="")
    iban = models.CharField(max_length=29, default="")
    bank = models.CharField(max_length=120, default="")
    phone = models.CharField(max_length=30, default="")
    email = models.EmailField(default="")
    registered_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "kind": "business",
        "scheme": "business",
        "code": "personal",
        "name": "personal",
        "address": "personal",
        "vat_number": "personal",
        "iban": "personal",
        "bank": "business",
        "phone": "personal",
        "email": "personal",
        "registered_at": "business",
        "confirmed_at": "business",
    }
    kept: ClassVar[str] = "until the organisation leaves, then as long as its documents"

    class Meta:
        indexes = [models.Index(fields=["code"], name="organisation_by_code")]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(confirmed_at__isnull=False),
                name="organisation_code_confirmed_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Membership(models.Model):
    """That a person acts for an organisation, in a role, from and until when."""

    id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16)
    position = models.CharField(max_length=120, default="")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    owned: ClassVar[Owned[Self]] = Owned()
    objects: ClassVar[models.Manager[Self]] = models.Manager()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "organisation_id": "business",
        "person": "personal",
        "role": "business",
        "position": "personal",
        "added_at": "business",
        "removed_at": "business",
    }
    kept: ClassVar[str] = "as long as the organisation"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "person"],
                condition=Q(removed_at__isnull=True),
                name="membership_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} is {self.role} of {self.organisation_id}"


class Certificate(models.Model):
    """A certificate that is known to be a person's by their own signature; it signs them in (clause 2.1)."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates")
    serial = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, unique=True)
    bound_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    unbound_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "person": "personal",
        "serial": "personal",
        "fingerprint": "personal",
        "bound_at": "personal",
        "last_used_at": "personal",
        "unbound_at": "personal",
    }
    kept: ClassVar[str] = "until the person ends the account"

    def __str__(self) -> str:
        return self.serial


class Signatory(models.Model):
    """Who signs for an organisation without a seat in it, or its seal, as their certificate names them.

    Owners and members in the role of a signatory need no such row: their membership says it.
    """

    id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    name = models.CharField(max_length=250)
    position = models.CharField(max_length=250, default="")
    tax_id = models.CharField(max_length=10, default="")
    serial = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    seal = models.BooleanField()
    ground = models.CharField(max_length=200, default="")
    until = models.DateField(null=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects: ClassVar[Owned[Self]] = Owned()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "organisation_id": "business",
        "name": "personal",
        "position": "personal",
        "tax_id": "personal",
        "serial": "personal",
        "fingerprint": "personal",
        "seal": "business",
        "ground": "business",
        "until": "business",
        "added_at": "business",
        "removed_at": "business",
    }
    kept: ClassVar[str] = "as long as the documents that they signed"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "fingerprint"],
                condition=Q(removed_at__isnull=True),
                name="signatory_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.serial} signs for {self.organisation_id}"


class Token(models.Model):
    """A key for the API and the command line; only its digest is kept."""

    id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    person_id = models.UUIDField()
    name = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    owned: ClassVar[Owned[Self]] = Owned()
    objects: ClassVar[models.Manager[Self]] = models.Manager()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "organisation_id": "business",
        "person_id": "personal",
        "name": "business",
        "sha256": "technical",
        "created_at": "technical",
        "revoked_at": "technical",
    }
    kept: ClassVar[str] = "a year after it was revoked"

    def __str__(self) -> str:
        return self.name
