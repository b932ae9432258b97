"""For whom the database works: the wall between organisations.

Every transaction says for which organisation and person it works; row-level security lets it
see their rows alone. ``@action`` and ``@query`` say it for each call, from its ``by``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, models, transaction

from kasssa.core.actor import NOBODY, Actor, Door, Role

P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M", bound=models.Model)

_current: ContextVar[Actor | None] = ContextVar("kasssa_actor", default=None)


class NoOrganisation(Exception):
    """A table of organisations was asked without saying for whom."""


class UnsafeRole(Exception):
    """The database role could look over the wall: row-level security is void for it."""


def robot(organisation_id: UUID = NOBODY) -> Actor:
    """Return the service itself, working for one organisation or for none."""
    return Actor(NOBODY, organisation_id, Role.SERVICE, Door.JOB)


def current() -> Actor:
    """Return for whom the transaction works.

    Raises:
        NoOrganisation: nobody has been named.
    """
    actor = _current.get()
    if actor is None:
        raise NoOrganisation
    return actor


@contextmanager
def acting(by: Actor) -> Iterator[None]:
    """Work for ``by`` inside one transaction (a savepoint within a larger one)."""
    previous = _current.get() if connection.in_atomic_block else None
    with transaction.atomic():
        if previous != by:
            _tell(by)
        token = _current.set(by)
        try:
            yield
        finally:
            _current.reset(token)
        # A rolled-back savepoint takes its settings with it; only a kept one has to be undone.
        if previous is not None and previous != by:
            _tell(previous)


def action(function: Callable[P, T]) -> Callable[P, T]:
    """Run ``function`` in one transaction that works for its ``by``: all of it happens, or nothing."""

    @wraps(function)
    def acted(*args: P.args, **kwargs: P.kwargs) -> T:
        with acting(_actor(kwargs)):
            return function(*args, **kwargs)

    return acted


def query(function: Callable[P, T]) -> Callable[P, T]:
    """Let ``function`` read as its ``by``, in the transaction at hand if it already works for them."""

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        by = _actor(kwargs)
        if connection.in_atomic_block and _current.get() == by:
            return function(*args, **kwargs)
        with acting(by):
            return function(*args, **kwargs)

    return asked


class Owned(models.Manager[M]):
    """Rows of the organisation that the transaction works for; asked without one, it raises."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(organisation_id=current().organisation_id)


def refuse_unsafe_role() -> None:
    """Refuse to serve with a role for which row-level security is void.

    Raises:
        UnsafeRole: a superuser, a role with BYPASSRLS, or the owner of the tables.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR EXISTS ("
            " SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind = 'r' AND pg_has_role(c.relowner, 'USAGE'))"
            " FROM pg_roles WHERE rolname = current_user"
        )
        row = cursor.fetchone()
    if row is None or row[0]:
        raise UnsafeRole(
            "DATABASE_URL names a superuser or the owner of the tables; name the application role"
            " (docs/operate.md, “Two roles”)."
        )


def _actor(arguments: dict[str, object]) -> Actor:
    by = arguments["by"]
    assert isinstance(by, Actor), "who acts is always said: by=..."
    return by


def _tell(by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('kasssa.organisation', %s, true), set_config('kasssa.person', %s, true),"
            " set_config('kasssa.service', %s, true)",
            [str(by.organisation_id), str(by.person_id), "on" if by.role is Role.SERVICE else "off"],
        )
