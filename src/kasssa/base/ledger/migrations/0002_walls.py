"""Row-level security: the ledger is seen by whoever acted, and changed by nobody."""

from django.db import migrations

FORWARD = """
ALTER TABLE ledger_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_outcome ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON ledger_entry FOR SELECT
    USING (organisation_id = kasssa_organisation() OR person_id = kasssa_person()
        OR (kasssa_service() AND kasssa_organisation() IS NULL));
CREATE POLICY recorded ON ledger_entry FOR INSERT
    WITH CHECK (organisation_id = kasssa_organisation()
        OR (kasssa_organisation() IS NULL AND organisation_id = '00000000-0000-0000-0000-000000000000'));
CREATE POLICY own ON ledger_outcome
    USING (organisation_id = kasssa_organisation()
        OR (kasssa_service() AND kasssa_organisation() IS NULL));
DO $$ DECLARE grantee text; BEGIN
    FOR grantee IN SELECT DISTINCT g.grantee FROM information_schema.role_table_grants g
        WHERE g.table_name = 'ledger_entry' AND g.grantee <> current_user LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry FROM %I', grantee);
    END LOOP;
END $$;
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON ledger_entry EXECUTE FUNCTION kasssa_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION kasssa_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("ledger", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
