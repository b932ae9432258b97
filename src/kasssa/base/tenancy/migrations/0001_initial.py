"""Functions by which row-level security asks for whom a transaction works."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION kasssa_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NULLIF(
        NULLIF(current_setting('kasssa.organisation', true), '')::uuid,
        '00000000-0000-0000-0000-000000000000'::uuid
    );
CREATE FUNCTION kasssa_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NULLIF(
        NULLIF(current_setting('kasssa.person', true), '')::uuid, '00000000-0000-0000-0000-000000000000'::uuid
    );
CREATE FUNCTION kasssa_service() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN COALESCE(current_setting('kasssa.service', true), '') = 'on';
CREATE FUNCTION kasssa_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
"""
BACKWARD = """
DROP FUNCTION kasssa_append_only(); DROP FUNCTION kasssa_service();
DROP FUNCTION kasssa_person(); DROP FUNCTION kasssa_organisation();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
