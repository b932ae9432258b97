"""Row-level security: agreements and choices are seen by the person who made them."""

from django.db import migrations

FORWARD = """
ALTER TABLE consents_agreement ENABLE ROW LEVEL SECURITY;
ALTER TABLE consents_newschoice ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON consents_agreement USING (person_id = kasssa_person());
CREATE POLICY mine ON consents_newschoice USING (person_id = kasssa_person());
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("consents", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD)]
