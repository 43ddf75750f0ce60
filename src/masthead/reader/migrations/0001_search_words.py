"""How PostgreSQL compares words in the search: as they are, without accents."""

from django.db import DatabaseError, migrations, transaction


def configure(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return  # SQLite's index leaves accents out by itself
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEXT SEARCH CONFIGURATION masthead (COPY = simple)")
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
                cursor.execute(
                    "ALTER TEXT SEARCH CONFIGURATION masthead"
                    " ALTER MAPPING FOR asciiword, word, hword, hword_part, numword, numhword,"
                    " asciihword, hword_asciipart, hword_numpart WITH unaccent, simple"
                )
        except DatabaseError:
            pass  # a server without that extension: words are found as they are written


def forget(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TEXT SEARCH CONFIGURATION IF EXISTS masthead")


class Migration(migrations.Migration):
    operations = [migrations.RunPython(configure, forget)]
