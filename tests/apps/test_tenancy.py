"""For whom the database works: said for each call, undone after it, and never forgotten."""

import pytest
from django.db import connection, transaction

from kasssa.apps.documents.models import Mailbox
from kasssa.base.tenancy import NoOrganisation, acting, action, current, query, robot
from kasssa.core.actor import NOBODY, Role
from tests.cast import drafted


class Storm(Exception):
    """Something goes wrong."""


def told():
    """What the database has been told: organisation, person, whether it works for the service."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('kasssa.organisation', true), current_setting('kasssa.person', true),"
            " current_setting('kasssa.service', true)"
        )
        return cursor.fetchone()


def seen_by(actor):
    return (str(actor.organisation_id), str(actor.person_id), "on" if actor.role is Role.SERVICE else "off")


def test_the_database_is_told_for_whom_it_works(olena):
    with acting(olena.actor):
        assert current() == olena.actor
        assert told() == seen_by(olena.actor)


def test_within_one_another_is_worked_for_and_then_the_first_again(olena, petro):
    with acting(olena.actor):
        with acting(petro.actor):
            assert told() == seen_by(petro.actor)
            with acting(robot()):
                assert told() == seen_by(robot())
            assert told() == seen_by(petro.actor)
        assert current() == olena.actor
        assert told() == seen_by(olena.actor)


def test_after_an_error_within_the_first_is_worked_for_again(olena, petro):
    with acting(olena.actor):
        with pytest.raises(Storm), acting(petro.actor):
            raise Storm
        assert current() == olena.actor
        assert told() == seen_by(olena.actor)


def test_after_an_error_of_the_database_too(olena, petro):
    with acting(olena.actor):
        with (
            pytest.raises(Exception, match="division by zero"),
            acting(petro.actor),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT 1 / 0")
        assert told() == seen_by(olena.actor)


def test_a_table_of_organisations_asked_for_nobody_raises(db):
    with pytest.raises(NoOrganisation):
        Mailbox.objects.count()
    with pytest.raises(NoOrganisation):
        current()


def test_working_for_nobody_sees_nothing(olena, petro, noon):
    drafted(olena, petro, noon)
    with acting(robot(NOBODY)):
        assert Mailbox.objects.count() == 0


def test_an_action_that_raises_leaves_nothing_behind(olena, petro, noon):
    @action
    def half(*, by):
        drafted(olena, petro, noon)
        raise Storm

    with pytest.raises(Storm):
        half(by=olena.actor)
    with acting(olena.actor):
        assert Mailbox.objects.count() == 0


def test_a_query_works_for_its_own_by_also_within_another(olena, petro, noon):
    @query
    def mine(*, by):
        return Mailbox.objects.count()

    drafted(olena, petro, noon)
    with acting(petro.actor):
        assert (mine(by=olena.actor), mine(by=petro.actor)) == (1, 0)
        assert told() == seen_by(petro.actor)


def test_who_acts_is_always_said(db):
    @query
    def asked(*, by):
        return by

    with pytest.raises(KeyError):
        asked()
    with pytest.raises(AssertionError, match="who acts is always said"):
        asked(by="olena")


def test_the_wall_falls_back_with_its_transaction(olena):
    with pytest.raises(Storm), transaction.atomic(), acting(olena.actor):
        raise Storm
    with pytest.raises(NoOrganisation):
        current()
