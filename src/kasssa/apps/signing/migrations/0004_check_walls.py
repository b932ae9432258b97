"""Row-level security: checks are seen by whoever has the document."""

from django.db import migrations

FORWARD = """
ALTER TABLE signing_check ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON signing_check USING (organisation_id = kasssa_organisation());
CREATE POLICY shared ON signing_check FOR SELECT
    USING (EXISTS (SELECT FROM documents_mailbox m WHERE m.document_id = signing_check.document_id));
"""


class Migration(migrations.Migration):
    dependencies = [("signing", "0003_check")]
    operations = [migrations.RunSQL(FORWARD)]
