"""Row-level security of the tree: a leaf is seen by whoever sees its act; only the service adds to it."""

from django.db import migrations

# What is told to everybody: heads, hashes of the tree, who vouches for them.
PUBLIC = ("ledger_checkpoint", "ledger_tile", "ledger_stamp", "ledger_cosignature")
KEPT = ("ledger_leaf", "ledger_checkpoint")
FORWARD = """
CREATE POLICY about ON ledger_entry FOR SELECT USING (subject_id = kasssa_person());
ALTER TABLE ledger_leaf ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_salt ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_chain ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_map ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_witnessed ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON ledger_leaf FOR SELECT
    USING ((kasssa_service() AND kasssa_organisation() IS NULL)
        OR EXISTS (SELECT FROM ledger_entry e WHERE e.id = ledger_leaf.entry_id));
CREATE POLICY sequenced ON ledger_leaf FOR INSERT WITH CHECK (kasssa_service());
CREATE POLICY seen ON ledger_salt FOR SELECT
    USING ((kasssa_service() AND kasssa_organisation() IS NULL)
        OR EXISTS (SELECT FROM ledger_entry e WHERE e.id = ledger_salt.entry_id));
CREATE POLICY sequenced ON ledger_salt FOR INSERT WITH CHECK (kasssa_service());
CREATE POLICY erased ON ledger_salt FOR DELETE USING (kasssa_service());
CREATE POLICY sequenced ON ledger_chain USING (kasssa_service() AND kasssa_organisation() IS NULL);
CREATE POLICY own ON ledger_chain FOR SELECT
    USING (subject_id = kasssa_person() OR subject_id = kasssa_organisation()
        OR EXISTS (SELECT FROM ledger_entry e WHERE e.subject_id = ledger_chain.subject_id));
CREATE POLICY mapped ON ledger_map USING (kasssa_service() AND kasssa_organisation() IS NULL);
CREATE POLICY witnessed ON ledger_witnessed USING (kasssa_service() AND kasssa_organisation() IS NULL);
"""
OPEN = """
ALTER TABLE {0} ENABLE ROW LEVEL SECURITY;
CREATE POLICY told ON {0} FOR SELECT USING (true);
CREATE POLICY sequenced ON {0} USING (kasssa_service() AND kasssa_organisation() IS NULL);
"""
FIXED = """
DO $$ DECLARE grantee text; BEGIN
    FOR grantee IN SELECT DISTINCT g.grantee FROM information_schema.role_table_grants g
        WHERE g.table_name = '{0}' AND g.grantee <> current_user LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON {0} FROM %I', grantee);
    END LOOP;
END $$;
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON {0} EXECUTE FUNCTION kasssa_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {0}
    FOR EACH ROW EXECUTE FUNCTION kasssa_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("ledger", "0003_tree")]
    operations = [
        migrations.RunSQL(FORWARD),
        *(migrations.RunSQL(OPEN.format(name)) for name in PUBLIC),
        *(migrations.RunSQL(FIXED.format(name)) for name in KEPT),
    ]
