"""Archives: copies of their data that people have ordered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Archive",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("seat_id", models.UUIDField()),
                ("ordered_at", models.DateTimeField()),
                ("done", models.PositiveSmallIntegerField(default=0)),
                ("total", models.PositiveSmallIntegerField()),
                ("made_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("sha256", models.CharField(default="", max_length=64)),
                ("bytes_count", models.PositiveIntegerField(default=0)),
                ("content", models.BinaryField(default=bytes)),
            ],
        ),
    ]
