"""Translations whose original was changed after they were published: in its texts, structure or synchronised values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from wagtail_localize.fields import SynchronizedField
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments

from cms.base.caching.as_of_clock import AsOfClock
from cms.base.models import BasePage
from cms.base.translation.sources import store_source


def update_source(page: BasePage) -> bool:
    """Updates wagtail-localize's copy of the original `page`, with the current time if translations are affected.

    wagtail-localize itself regards every publication as a change, and copies a page only when it is submitted. Returns
    whether anything changed.
    """
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id).first()
    if source is None:
        store_source(page)
        return True
    unchanged = _for_translations(source.as_instance()) == _for_translations(page)
    store_source(page)
    if unchanged:
        TranslationSource.objects.filter(pk=source.pk).update(last_updated_at=source.last_updated_at)
    return not unchanged


def _for_translations(page: BasePage) -> list[Any]:
    """Everything on `page` that its translations show."""
    fields = getattr(page, "override_translatable_fields", None) or page.translatable_fields or []
    synchronised = [
        (each.field_name, str(getattr(page, each.field_name))) for each in fields if isinstance(each, SynchronizedField)
    ]
    return [*synchronised, *(segment for segment in extract_segments(page) if segment.path != "slug")]


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a translation."""

    language: str
    changed: datetime


def _load_sources(request: HttpRequest) -> dict[tuple[UUID, int], Source]:
    rows = Translation.objects.order_by().values_list(
        "source__object_id", "target_locale_id", "source__locale__language_code", "source__last_updated_at"
    )
    return {(key, locale): Source(language, changed) for key, locale, language, changed in rows}


sources = AsOfClock(_load_sources)


def language_of_newer_original(page: BasePage, request: HttpRequest) -> str | None:
    """The language of the page that the live `page` is translated from, if that was changed later."""
    source = sources.get(request).get((page.translation_key, page.locale_id))
    is_newer = source and page.last_published_at and source.changed > page.last_published_at
    return source.language if source and is_newer else None
