"""The full-text index of the database in use, and the row of the clock."""

from django.db import migrations


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        from search.engines.database.postgresql import CREATE
    else:
        from search.engines.database.sqlite import CREATE
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(CREATE)
    apps.get_model("search", "SearchClock").objects.get_or_create(pk=1)


def drop(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_text")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
