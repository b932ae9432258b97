"""A template shows values: whatever it would ask the database for is refused."""

import pytest

from kasssa.apps.accounts.models import Person
from kasssa.web.page import QueryInTemplate, page

PLANTED = {"asks.html": "{{ people.count }}", "shows.html": "{{ name }}"}


@pytest.fixture
def planted(settings):
    engine, *_ = settings.TEMPLATES
    loader = ("django.template.loaders.locmem.Loader", PLANTED)
    options = {**engine["OPTIONS"], "loaders": [loader]}
    settings.TEMPLATES = [{**engine, "DIRS": [], "APP_DIRS": False, "OPTIONS": options}]


@pytest.mark.django_db
@pytest.mark.usefixtures("planted")
def test_a_query_from_a_template_is_refused(rf):
    with pytest.raises(QueryInTemplate):
        page(rf.get("/"), "asks.html", people=Person.objects.all())


@pytest.mark.django_db
@pytest.mark.usefixtures("planted")
def test_a_value_is_shown(rf):
    assert page(rf.get("/"), "shows.html", name="Олена").content.decode() == "Олена"
