"""Row-level security: signatures are seen by whoever has the document."""

from django.db import migrations

FORWARD = """
ALTER TABLE signing_signature ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON signing_signature USING (organisation_id = kasssa_organisation());
CREATE POLICY shared ON signing_signature FOR SELECT
    USING (EXISTS (SELECT FROM documents_mailbox m WHERE m.document_id = signing_signature.document_id));
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_walls"), ("signing", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
