from django.db import migrations

from masthead.ledger import words


def make(apps, schema_editor):
    words.make(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_time_stamps")]

    operations = [migrations.RunPython(make, elidable=False)]
