"""Row-level security: a document and its history are seen by whoever has it in the mailbox."""

from django.db import migrations

FORWARD = """
ALTER TABLE documents_document ENABLE ROW LEVEL SECURITY;
ALTER TABLE documents_mailbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE documents_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE documents_series ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON documents_mailbox USING (organisation_id = kasssa_organisation());
CREATE POLICY own ON documents_draft USING (organisation_id = kasssa_organisation());
CREATE POLICY own ON documents_series USING (organisation_id = kasssa_organisation());
CREATE POLICY held ON documents_document
    USING (sender_id = kasssa_organisation()
        OR EXISTS (SELECT FROM documents_mailbox m WHERE m.document_id = documents_document.id));
CREATE POLICY shared ON ledger_entry FOR SELECT
    USING (EXISTS (SELECT FROM documents_mailbox m WHERE m.document_id = ledger_entry.subject_id));
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("ledger", "0002_walls"), ("documents", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
