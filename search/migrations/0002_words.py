from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.DeleteModel("SearchWord"),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("language", models.CharField(max_length=12)),
                ("word", models.CharField(max_length=64)),
                ("count", models.IntegerField()),
                ("version", models.BigIntegerField(db_index=True)),
            ],
            options={
                "verbose_name": "search word",
                "verbose_name_plural": "search words",
                "constraints": [models.UniqueConstraint(fields=["language", "word"], name="search_word_once")],
            },
        ),
    ]
