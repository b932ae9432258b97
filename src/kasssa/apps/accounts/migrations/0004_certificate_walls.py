"""Row-level security: a certificate is seen by its person, and by the service, which looks whose it is."""

from django.db import migrations

FORWARD = """
ALTER TABLE accounts_certificate ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON accounts_certificate USING (person_id = kasssa_person());
CREATE POLICY presented ON accounts_certificate FOR SELECT USING (kasssa_service());
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_certificate")]
    operations = [migrations.RunSQL(FORWARD)]
