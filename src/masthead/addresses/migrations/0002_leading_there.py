from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("addresses", "0001_initial"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [
        migrations.AddIndex(
            model_name="address",
            index=models.Index(fields=["to"], name="addresses_that_lead_there"),
        ),
    ]
