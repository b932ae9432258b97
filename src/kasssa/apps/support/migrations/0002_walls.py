"""Row-level security: questions are seen by whoever asked them."""

from django.db import migrations

FORWARD = """
ALTER TABLE support_question ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON support_question USING (person_id = kasssa_person());
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("support", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
