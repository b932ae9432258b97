"""Row-level security: kept answers are seen by whoever was answered."""

from django.db import migrations

FORWARD = """
ALTER TABLE idempotency_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON idempotency_answer USING (person_id = kasssa_person());
CREATE POLICY forgotten ON idempotency_answer USING (kasssa_service());
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("idempotency", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
