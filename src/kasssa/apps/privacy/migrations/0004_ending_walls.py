"""Row-level security: an ending is seen by its person, and by the service, which carries it out."""

from django.db import migrations

FORWARD = """
ALTER TABLE privacy_ending ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON privacy_ending USING (person_id = kasssa_person());
CREATE POLICY due ON privacy_ending FOR SELECT USING (kasssa_service());
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0003_ending")]
    operations = [migrations.RunSQL(FORWARD)]
