"""In which form a signature file came; what was kept before is CAdES."""

from django.db import migrations, models

FORMS = ["cades", "cades-attached", "asic-s", "asic-e", "xades"]


class Migration(migrations.Migration):
    dependencies = [("signing", "0005_signature_tie")]
    operations = [
        migrations.AddField("signature", "form", models.CharField(default="cades", max_length=16)),
        migrations.AddConstraint(
            "signature",
            models.CheckConstraint(condition=models.Q(("form__in", FORMS)), name="form_is_known"),
        ),
    ]
