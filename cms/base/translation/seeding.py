"""Translations written beforehand, entered into wagtail-localize as if a translator had typed them.

So that the demo's pages can be worked on in the translation editor like any others.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
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


Write = Callable[[BasePage], None]  # puts the words of a language on a page


@transaction.atomic
def enter_translations(original: BasePage, words: Mapping[Locale, Write]) -> None:
    """Translate `original` into each locale of `words` and publish the translations.

    The words must have the structure of the original's: they are paired string by string. Raises `ValueError` where
    one is missing.
    """
    source, _ = TranslationSource.update_or_create_from_instance(original)
    segments = list(source.stringsegment_set.select_related("context", "string").order_by("order"))
    for locale, write in words.items():
        Translation.objects.get_or_create(source=source, target_locale=locale)
        translated = type(original).objects.get(pk=original.pk)
        write(translated)
        strings = _strings_by_path(translated)
        entered: dict[tuple[int, int], StringTranslation] = {}
        for segment in segments:
            texts = strings[segment.context.path]
            if not texts:
                raise ValueError(f"{original}: no {locale} text for {segment.context.path}: {segment.string.data}")
            entered[segment.string_id, segment.context_id] = StringTranslation(
                translation_of=segment.string,
                context=segment.context,
                locale=locale,
                data=texts.pop(0),
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
        StringTranslation.objects.bulk_create(
            entered.values(),
            update_conflicts=True,
            unique_fields=["locale", "translation_of", "context"],
            update_fields=["data", "translation_type"],
        )
        page, _ = source.create_or_update_translation(locale, publish=False, copy_parent_pages=True, fallback=True)
        page.latest_revision.publish()  # wagtail-localize would publish after the commit


def _strings_by_path(page: BasePage) -> dict[str, list[str]]:
    """The page's texts as wagtail-localize cuts them, in their order, by the path of their field."""
    found: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue) and not segment.is_empty():
            found[segment.path].append(segment.string.data)
    return found
