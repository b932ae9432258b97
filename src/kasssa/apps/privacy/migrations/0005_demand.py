"""Demands about one's data, with the day by which each has to be answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy", "0004_ending_walls")]
    operations = [
        migrations.CreateModel(
            name="Demand",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("right", models.CharField(max_length=12)),
                ("text", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("answer", models.TextField(default="")),
                ("answered_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
