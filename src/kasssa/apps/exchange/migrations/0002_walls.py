"""Row-level security: refusals are seen by both parties, envelopes by the sender and the service."""

from django.db import migrations

FORWARD = """
ALTER TABLE exchange_envelope ENABLE ROW LEVEL SECURITY;
ALTER TABLE exchange_refusal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON exchange_envelope USING (organisation_id = kasssa_organisation());
CREATE POLICY sorted ON exchange_envelope FOR SELECT USING (kasssa_service());
CREATE POLICY own ON exchange_refusal USING (organisation_id = kasssa_organisation());
CREATE POLICY shared ON exchange_refusal FOR SELECT
    USING (EXISTS (SELECT FROM documents_mailbox m WHERE m.document_id = exchange_refusal.document_id));
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_walls"), ("exchange", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
