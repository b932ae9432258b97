"""Row-level security: receipts are seen by the person they are of, and never change."""

from django.db import migrations

FORWARD = """
ALTER TABLE consents_receipt ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON consents_receipt USING (person_id = kasssa_person());
DO $$ DECLARE grantee text; BEGIN
    FOR grantee IN SELECT DISTINCT g.grantee FROM information_schema.role_table_grants g
        WHERE g.table_name = 'consents_receipt' AND g.grantee <> current_user LOOP
        EXECUTE format('REVOKE UPDATE, TRUNCATE ON consents_receipt FROM %I', grantee);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("consents", "0003_choices_receipts")]
    operations = [migrations.RunSQL(FORWARD)]
