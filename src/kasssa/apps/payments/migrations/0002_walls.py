"""Row-level security: payments are seen by both parties."""

from django.db import migrations

FORWARD = """
ALTER TABLE payments_payment ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON payments_payment USING (organisation_id = kasssa_organisation());
CREATE POLICY shared ON payments_payment FOR SELECT
    USING (EXISTS (SELECT FROM documents_mailbox m WHERE m.document_id = payments_payment.document_id));
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_walls"), ("payments", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
