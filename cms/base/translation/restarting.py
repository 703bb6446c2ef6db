"""A translation that was stopped, edited as an ordinary page and is started again keeps what was written meanwhile.

wagtail-localize (1.14.5) would put back the texts of the day on which it was stopped.
"""

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail_localize.models import StringTranslation, Translation

from cms.base.models import BasePage
from cms.base.translation.seeding import strings_by_path


@receiver(post_save, sender=Translation)
def started_again(
    instance: Translation, created: bool, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    if not created and instance.enabled and update_fields and set(update_fields) == {"enabled"}:
        keep_what_was_written(instance)


def keep_what_was_written(translation: Translation) -> None:
    """Where the page has as many texts as its original; what stands elsewhere stays in the page's history."""
    page = translation.get_target_instance()
    if not isinstance(page, BasePage):
        return
    written = strings_by_path(page.get_latest_revision_as_object())
    segments: dict[str, list[Any]] = {}
    for segment in translation.source.stringsegment_set.select_related("context", "string").order_by("order"):
        segments.setdefault(segment.context.path, []).append(segment)
    for path, group in segments.items():
        texts = written.get(path, [])
        if len(texts) != len(group):
            continue
        for segment, text in zip(group, texts, strict=True):
            place = {
                "translation_of": segment.string,
                "context": segment.context,
                "locale_id": translation.target_locale_id,
            }
            there = StringTranslation.objects.filter(**place).first()
            if (there.data if there else segment.string.data) != text:
                StringTranslation.objects.update_or_create(
                    **place,
                    defaults={
                        "data": text,
                        "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                        "has_error": False,
                        "field_error": "",
                    },
                )
