"""Row-level security: an address book is seen by its organisation."""

from django.db import migrations

FORWARD = """
ALTER TABLE directory_counterparty ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON directory_counterparty USING (organisation_id = kasssa_organisation());
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("directory", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
