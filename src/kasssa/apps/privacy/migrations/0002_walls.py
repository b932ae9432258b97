"""Row-level security: an archive is seen by the person who ordered it; the service forgets it in time."""

from django.db import migrations

FORWARD = """
ALTER TABLE privacy_archive ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON privacy_archive USING (person_id = kasssa_person());
CREATE POLICY timed ON privacy_archive FOR SELECT USING (kasssa_service());
CREATE POLICY forgotten ON privacy_archive FOR DELETE USING (kasssa_service());
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("privacy", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
