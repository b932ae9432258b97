"""Row-level security: bytes are seen by whoever holds them, and change for nobody."""

from django.db import migrations

FORWARD = """
ALTER TABLE blobs_blob ENABLE ROW LEVEL SECURITY;
ALTER TABLE blobs_holding ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON blobs_holding USING (organisation_id = kasssa_organisation());
CREATE POLICY held ON blobs_blob FOR SELECT
    USING (EXISTS (SELECT FROM blobs_holding h WHERE h.sha256 = blobs_blob.sha256));
CREATE POLICY kept ON blobs_blob FOR INSERT WITH CHECK (true);
DO $$ DECLARE grantee text; BEGIN
    FOR grantee IN SELECT DISTINCT g.grantee FROM information_schema.role_table_grants g
        WHERE g.table_name = 'blobs_blob' AND g.grantee <> current_user LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON blobs_blob FROM %I', grantee);
    END LOOP;
END $$;
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON blobs_blob EXECUTE FUNCTION kasssa_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON blobs_blob
    FOR EACH ROW EXECUTE FUNCTION kasssa_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("blobs", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
