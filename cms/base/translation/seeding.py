"""Prepared translations, entered into wagtail-localize as if typed by a translator.

So demo pages can be edited in the translation editor like any other.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils import timezone
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.base.i18n.language_codes import base_language
from cms.base.models import BasePage


def seed_key(kind: str, name: str) -> UUID:
    """The same translation key on every installation, so that loading twice adds nothing."""
    return uuid5(NAMESPACE_URL, f"https://new-times.example/{kind}/{name}")


T = TypeVar("T")


def has_words(words: Mapping[str, Any], code: str) -> bool:
    """Whether there is text in the language, or in the one that it is a variant of."""
    return code in words or base_language(code) in words


def words_in(words: Mapping[str, T], code: str) -> T:
    """The text in a language, else in the one that it is a variant of, else in English."""
    return words.get(code) or words.get(base_language(code)) or words["en"]


Write = Callable[[BasePage], None]  # sets the texts of a language on a page


@transaction.atomic
def add_page(parent: Page, page: BasePage) -> None:
    """Adds `page` with its first revision; published if it is live.

    Equivalent to adding and then publishing it, but saves once instead of three times.
    """
    if page.live:
        page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    revision = page.save_revision(changed=not page.live, clean=False)
    if page.live:
        page.live_revision = revision
        Page.objects.filter(pk=page.pk).update(live_revision=revision)


@transaction.atomic
def add_translations(original: BasePage, words: Mapping[Locale, Write], untranslated: Container[Locale] = ()) -> None:
    """Add a translation of `original` for each locale of `words`, with its texts in wagtail-localize; live, if it is.

    `original` must have no translations yet, and the page above it must have one in each of the locales. The texts
    must have the same structure as the original's: they are matched string by string. Raises `ValueError` if one is
    missing. The texts of `untranslated` locales are in another language, and left for translators to enter.
    """
    source, _ = TranslationSource.update_or_create_from_instance(original)
    segments = list(source.stringsegment_set.select_related("context", "string").order_by("order"))
    parent = original.get_parent()
    for locale, write in words.items():
        page = type(original)(translation_key=original.translation_key, locale=locale, live=original.live)
        copy_synchronised_fields(original, page)
        write(page)
        Translation.objects.create(source=source, target_locale=locale)
        if locale not in untranslated:
            StringTranslation.objects.bulk_create(_string_translations(segments, page), ignore_conflicts=True)
        above = parent if parent.is_root() else parent.get_translation(locale)
        if parent.is_root():  # the home pages of all languages are siblings
            page.slug = f"{page.slug}-{locale.language_code}"
        page.slug = find_available_slug(above, page.slug)
        add_page(above, page)


def _string_translations(segments: list[StringSegment], page: BasePage) -> Iterator[StringTranslation]:
    strings = strings_by_path(page)
    for segment in segments:
        texts = strings[segment.context.path]
        if not texts:
            raise ValueError(f"{page}: no {page.locale} text for {segment.context.path}: {segment.string.data}")
        yield StringTranslation(
            translation_of=segment.string,
            context=segment.context,
            locale=page.locale,
            data=texts.pop(0),
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )


def strings_by_path(page: BasePage) -> dict[str, list[str]]:
    """The texts of `page` as wagtail-localize segments them, in order, by the path of their field."""
    found: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue) and not segment.is_empty():
            found[segment.path].append(segment.string.data)
    return found
