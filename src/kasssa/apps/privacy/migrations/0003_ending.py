"""Endings of accounts, which become their tombstones."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy", "0002_walls")]
    operations = [
        migrations.CreateModel(
            name="Ending",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("standing", models.CharField(max_length=12)),
                ("secret_sha256", models.CharField(max_length=64)),
                ("closing", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("act", models.BinaryField(default=bytes)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("standing", "active"), _negated=True),
                        fields=("person_id",),
                        name="ending_once",
                    )
                ],
            },
        ),
    ]
