"""Row-level security: seen by the person; the service looks up the link of a letter."""

from django.db import migrations

FORWARD = """
ALTER TABLE safety_device ENABLE ROW LEVEL SECURITY;
ALTER TABLE safety_signin ENABLE ROW LEVEL SECURITY;
ALTER TABLE safety_freeze ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON safety_device USING (person_id = kasssa_person());
CREATE POLICY mine ON safety_signin USING (person_id = kasssa_person());
CREATE POLICY presented ON safety_signin FOR SELECT USING (kasssa_service());
CREATE POLICY mine ON safety_freeze USING (person_id = kasssa_person());
CREATE POLICY presented ON safety_freeze FOR SELECT USING (kasssa_service());
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("safety", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
