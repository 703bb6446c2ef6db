"""Begins an item: what has to be there before the first text of it is saved. Nobody but translators sees it."""

from collections.abc import Collection
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationLog, TranslationSource
from wagtail_localize.operations import translate_object

from cms.base.models import BasePage
from cms.base.signals import announced_once
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.pages import HOME_DEPTH, Pages, load_groups
from cms.base.translation.sources import store_source


def begin(item: TranslationItem, user: Any) -> None:
    """Of a page: its draft in the language of `item`, and before it those of the pages above.

    Does nothing if there is one, and for everything that has all its languages in one row.
    """
    if item.kind == Pages.key:
        begin_page(item.object_key, [item.locale], user)


def begin_page(key: str, locales: Collection[Locale], user: Any) -> None:
    """Of two at once, the second waits for the first, at the clock of the search that every change of pages takes."""
    with announced_once():
        for group in load_groups([key]).values():
            for locale in locales:
                source, original = group.source_for(locale.pk), group.original
                page = group.pages.get(source.locale_id) if source else original
                if page and page.locale_id != locale.pk:
                    _begin(page, locale, user)


def _begin(page: Page, locale: Locale, user: Any) -> None:
    ancestors = page.get_ancestors().filter(depth__gte=HOME_DEPTH)
    in_locale = Page.objects.filter(locale=locale).order_by()
    above = in_locale.filter(translation_key__in=[each.translation_key for each in ancestors])
    own = in_locale.filter(translation_key=page.translation_key, alias_of=None)
    there = set((above | own).values_list("translation_key", flat=True))
    for each in (*ancestors, page):
        specific = each.specific
        if each.translation_key not in there and isinstance(specific, BasePage):
            _draft(specific, locale, user)


def _draft(page: BasePage, locale: Locale, user: Any) -> None:
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id).first()
    source = source or store_source(page)
    if is_copy(source, page, locale):
        _copy(source, locale, user)
    else:
        translate_object(page, Locale.objects.filter(pk=locale.pk), user=user)


def is_copy(source: TranslationSource, page: BasePage, locale: Locale) -> bool:
    """Whether a translation that is made now has no words of its own."""
    return not (
        page.depth == HOME_DEPTH  # its slug has the language
        or source.relatedobjectsegment_set.exists()
        or StringTranslation.objects.filter(context__object_id=source.object_id, locale=locale).exists()
        or Page.objects.filter(translation_key=page.translation_key, locale=locale).exists()  # an alias
    )


def _copy(source: TranslationSource, locale: Locale, user: Any) -> None:
    """What wagtail-localize makes of it, without taking each text apart and putting it together again.

    That takes most of the time of `TranslationSource.create_or_update_translation` (wagtail-localize 1.14.5).
    """
    Translation.objects.update_or_create(source=source, target_locale=locale, defaults={"enabled": True})
    original = source.as_instance()
    page = original.copy_for_translation(locale)
    revision = page.save_revision(user=user)
    source.sync_view_restrictions(original, page)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
