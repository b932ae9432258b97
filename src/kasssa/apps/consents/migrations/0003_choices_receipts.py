"""Choices about every optional purpose instead of the news alone, receipts, and void clauses."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consents", "0002_walls")]
    operations = [
        migrations.RenameModel(old_name="NewsChoice", new_name="Choice"),
        migrations.AddField(
            model_name="choice", name="purpose", field=models.CharField(default="news", max_length=16)
        ),
        migrations.AddIndex(
            model_name="choice",
            index=models.Index(fields=["person_id", "purpose", "-chosen_at"], name="choice_of_person"),
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("record_id", models.UUIDField()),
                ("subject", models.CharField(max_length=16)),
                ("given", models.BooleanField()),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["person_id", "-made_at"], name="receipt_of_person")],
            },
        ),
        migrations.CreateModel(
            name="Voided",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=8)),
                ("clause", models.CharField(max_length=8)),
                ("ground", models.CharField(max_length=300)),
                ("voided_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "clause"), name="voided_once"),
                ],
            },
        ),
    ]
