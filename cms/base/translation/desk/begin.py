"""Begins an item: what has to be there before the first text of it is saved. Nobody but translators sees it."""

from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_object

from cms.base.models import BasePage
from cms.base.signals import announced_once
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.pages import HOME_DEPTH, Pages, load_groups
from cms.base.translation.sources import store_source


def begin(item: TranslationItem, user: Any) -> None:
    """Of a page: its draft in the language of `item`, and before it those of the pages above.

    Does nothing if there is one, and for everything that has all its languages in one row. Of two at once, the second
    waits for the first, at the clock of the search that every change of pages takes first.
    """
    if item.kind != Pages.key:
        return
    with announced_once():
        for group in load_groups([item.object_key]).values():
            source, original = group.source_for(item.locale_id), group.original
            page = group.pages.get(source.locale_id) if source else original
            if page and page.locale_id != item.locale_id:
                _begin(page, item.locale, user)


def _begin(page: Page, locale: Locale, user: Any) -> None:
    ancestors = page.get_ancestors().filter(depth__gte=HOME_DEPTH)
    in_locale = Page.objects.filter(locale=locale).order_by()
    above = in_locale.filter(translation_key__in=[each.translation_key for each in ancestors])
    own = in_locale.filter(translation_key=page.translation_key, alias_of=None)
    there = set((above | own).values_list("translation_key", flat=True))
    for each in (*ancestors, page):
        if each.translation_key in there:
            continue
        specific = each.specific
        if isinstance(specific, BasePage):
            if not TranslationSource.objects.filter(object_id=each.translation_key, locale_id=each.locale_id).exists():
                store_source(specific)
            translate_object(specific, Locale.objects.filter(pk=locale.pk), user=user)
