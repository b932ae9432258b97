"""Row-level security: letters are seen by their addressee and the service."""

from django.db import migrations

FORWARD = """
ALTER TABLE mail_letter ENABLE ROW LEVEL SECURITY;
CREATE POLICY posted ON mail_letter FOR INSERT WITH CHECK (true);
CREATE POLICY addressed ON mail_letter FOR SELECT USING (person_id = kasssa_person() OR kasssa_service());
CREATE POLICY forgotten ON mail_letter FOR DELETE USING (kasssa_service());
CREATE POLICY sent ON mail_letter FOR UPDATE USING (kasssa_service());
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("mail", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
