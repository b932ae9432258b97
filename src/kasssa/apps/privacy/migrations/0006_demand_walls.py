"""Row-level security: a demand is seen by its person, and by the service, through which it is answered."""

from django.db import migrations

FORWARD = """
ALTER TABLE privacy_demand ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON privacy_demand USING (person_id = kasssa_person());
CREATE POLICY asked ON privacy_demand FOR SELECT USING (kasssa_service());
CREATE POLICY answered ON privacy_demand FOR UPDATE USING (kasssa_service());
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0005_demand")]
    operations = [migrations.RunSQL(FORWARD)]
