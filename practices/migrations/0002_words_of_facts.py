"""Free text inside facts gets a text for each language; what was written is in the language of its page."""

from typing import Any

from django.db import migrations

import cms.base.fields

FIELDS = ("area", "organisations", "funding")


def texts_by_language(apps: Any, editor: Any) -> None:
    page_model, link_model = apps.get_model("practices", "PracticePage"), apps.get_model("practices", "PracticeLink")
    languages = {}
    for page in page_model.objects.select_related("locale"):
        languages[str(page.pk)] = page.locale.language_code
        for name in FIELDS:
            setattr(page, name, _per_language(getattr(page, f"{name}_text"), page.locale.language_code))
        page_model.objects.filter(pk=page.pk).update(**{name: getattr(page, name) for name in FIELDS})
    for link in link_model.objects.all():
        link_model.objects.filter(pk=link.pk).update(label=_per_language(link.label_text, languages[str(link.page_id)]))
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="practices", content_type__model="practicepage"
    )
    for revision in revisions.iterator():
        language = languages.get(revision.object_id, "")
        for row in (revision.content, *revision.content.get("links", [])):
            for name in (*FIELDS, "label"):
                if name in row:
                    row[name] = _per_language(row[name], language)
        revision.save(update_fields=["content"])


def _per_language(text: str, language: str) -> dict[str, str]:
    return {language: text} if text else {}


def per_language(model: str, name: str, *args: Any, **kwargs: Any) -> list[Any]:
    field = cms.base.fields.PerLanguageField(*args, blank=True, default=dict, **kwargs)
    return [migrations.RenameField(model, name, f"{name}_text"), migrations.AddField(model, name, field)]


class Migration(migrations.Migration):
    dependencies = [
        ("practices", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        *per_language("practicelink", "label", verbose_name="link text"),
        *per_language("practicepage", "area", help_text="City, region, or the whole country.", verbose_name="area"),
        *per_language(
            "practicepage",
            "organisations",
            help_text="One per line, the lead organisation first.",
            verbose_name="organisations",
        ),
        *per_language("practicepage", "funding", help_text="One source per line.", verbose_name="funding"),
        migrations.RunPython(texts_by_language, migrations.RunPython.noop),
        migrations.RemoveField("practicelink", "label_text"),
        *(migrations.RemoveField("practicepage", f"{name}_text") for name in FIELDS),
    ]
