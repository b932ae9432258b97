"""Row-level security: received files and lists are their organisation's alone."""

from django.db import migrations

FORWARD = """
ALTER TABLE intake_received ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake_origin ENABLE ROW LEVEL SECURITY;
ALTER TABLE intake_listing ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON intake_received USING (organisation_id = kasssa_organisation());
CREATE POLICY own ON intake_origin USING (organisation_id = kasssa_organisation());
CREATE POLICY own ON intake_listing USING (organisation_id = kasssa_organisation());
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("intake", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
