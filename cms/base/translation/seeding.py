"""Prepared translations, entered into wagtail-localize as if a translator had typed them.

So demo pages can be edited in the translation editor like any others.
"""

from collections import defaultdict
from collections.abc import Callable
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.base.models import BasePage


def seed_key(kind: str, name: str) -> UUID:
    """The same translation key on every installation, so that loading twice adds nothing."""
    return uuid5(NAMESPACE_URL, f"https://new-times.example/{kind}/{name}")


@transaction.atomic
def enter_translation(original: BasePage, locale: Locale, write: Callable[[BasePage], None]) -> None:
    """Translate `original` into `locale` and publish it. `write` sets the texts of that language on a page.

    They must have the same structure as the original's: they are matched string by string. Raises `ValueError` if one
    is missing.
    """
    source, _ = TranslationSource.update_or_create_from_instance(original)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    translated = type(original).objects.get(pk=original.pk)
    write(translated)
    strings = _strings_by_path(translated)
    for segment in source.stringsegment_set.select_related("context", "string").order_by("order"):
        texts = strings[segment.context.path]
        if not texts:
            raise ValueError(f"{original}: no {locale} text for {segment.context.path}: {segment.string.data}")
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            defaults={"data": texts.pop(0), "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
        )
    translation.save_target(publish=True)


def _strings_by_path(page: BasePage) -> dict[str, list[str]]:
    """The page's texts as wagtail-localize segments them, in order, by the path of their field."""
    found: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue) and not segment.is_empty():
            found[segment.path].append(segment.string.data)
    return found
