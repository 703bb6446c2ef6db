"""Saves translations of a page's texts as wagtail-localize stores them."""

from typing import Any

from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, TemplateSegment, Translation, TranslationSource

from cms.base.translation.texts.segments import shown, stored
from cms.base.translation.texts.text import Words


def save_segments(source: TranslationSource, locale: Locale, words: Words, user: Any) -> None:
    """An empty text removes the existing translation. Raises `ValueError` for markup that a text cannot have."""
    rich = set(TemplateSegment.objects.filter(source=source).values_list("context_id", flat=True))
    done = set()
    for segment in StringSegment.objects.filter(source=source).select_related("context", "string"):
        is_rich = segment.context_id in rich
        key = segment.context.path, shown(segment.string.data, is_rich)
        if key in words and key not in done:
            done.add(key)
            _save(segment, locale, stored(words[key], is_rich), user)
    if done:
        translation = Translation.objects.filter(source=source, target_locale=locale)
        translation.update(translations_last_updated_at=timezone.now())


def _save(segment: StringSegment, locale: Locale, data: str, user: Any) -> None:
    place = {"translation_of_id": segment.string_id, "context_id": segment.context_id, "locale_id": locale.pk}
    there = StringTranslation.objects.filter(**place).first()
    if not data:
        if there:
            there.delete()
    elif there is None or there.data != data or there.has_error:
        written = {
            "data": data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        }
        StringTranslation.objects.update_or_create(**place, defaults=written)
