import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bake", "0002_theme")]

    operations = [
        migrations.CreateModel(
            name="Purge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=700)),
                (
                    "due_at",
                    models.DateTimeField(db_index=True, default=django.utils.timezone.now),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
            ],
            options={"verbose_name": "change to tell the cache in front"},
        ),
    ]
