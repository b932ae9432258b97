"""Row-level security: memberships are seen by the organisation and the person, tokens by the organisation."""

from django.db import migrations

FORWARD = """
ALTER TABLE accounts_membership ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts_token ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON accounts_membership USING (organisation_id = kasssa_organisation());
CREATE POLICY mine ON accounts_membership FOR SELECT USING (person_id = kasssa_person());
CREATE POLICY own ON accounts_token USING (organisation_id = kasssa_organisation());
CREATE POLICY presented ON accounts_token FOR SELECT USING (kasssa_service());
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("accounts", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
