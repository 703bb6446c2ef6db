from django.db import migrations

# Any owner of the database may create the extension, PostgreSQL 13 and later trust it.
CREATE = """
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE TEXT SEARCH CONFIGURATION without_diacritics (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION without_diacritics
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
"""
DROP = "DROP TEXT SEARCH CONFIGURATION without_diacritics"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("base", "0002_initial")]

    operations = [migrations.RunPython(create, drop)]
