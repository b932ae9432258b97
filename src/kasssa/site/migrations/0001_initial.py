"""The table of Django's database cache, which counts attempts to sign in."""

from django.db import migrations

FORWARD = """
CREATE TABLE site_cache (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
);
CREATE INDEX site_cache_expires ON site_cache (expires);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FORWARD, "DROP TABLE site_cache")]
