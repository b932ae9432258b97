"""Row-level security: signatories are seen by their organisation."""

from django.db import migrations

FORWARD = """
ALTER TABLE accounts_signatory ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON accounts_signatory USING (organisation_id = kasssa_organisation());
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_signatory")]
    operations = [migrations.RunSQL(FORWARD)]
