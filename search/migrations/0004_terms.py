"""Entries keep the terms that their texts are found by, and the full-text index is made of these.

It is empty at first: `manage.py rebuild_search` fills both.
"""

from django.db import migrations, models


def create_anew(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        from search.engines.database.postgresql import CREATE
    else:
        from search.engines.database.sqlite import CREATE
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS search_text")
        cursor.execute(CREATE)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_curation")]
    operations = [
        migrations.AddField("searchentry", "terms", models.JSONField(default=dict)),
        migrations.RunPython(create_anew, migrations.RunPython.noop),
    ]
