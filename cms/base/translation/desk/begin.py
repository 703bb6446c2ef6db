"""Begins an item: creates what must exist before its first text is saved. Only translators see it."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationLog, TranslationSource
from wagtail_localize.operations import translate_object

from cms.base.models import BasePage
from cms.base.models.page import HOME_DEPTH
from cms.base.signals import announced_once
from cms.base.translation.completeness import missing_texts
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.pages import load_groups
from cms.base.translation.following import publish_followed
from cms.base.translation.sources import store_source
from cms.base.translation.texts.version import PAGE


def begin(item: TranslationItem, user: Any) -> None:
    """For a page, creates its draft in the language of `item`, after those of its ancestors.

    Does nothing if it exists, or for objects that have all their languages in one row.
    """
    if item.kind == PAGE:
        begin_page(item.object_key, [item.locale], user)


def begin_page(key: str, locales: Collection[Locale], user: Any) -> None:
    """Concurrent calls wait for each other at the search clock, which every change of pages locks."""
    with announced_once():
        for group in load_groups([key]).values():
            into: dict[Page, list[Locale]] = {}
            for locale in locales:
                source = group.source_for(locale.pk)
                page = group.pages.get(source.locale_id) if source else group.original
                if page and page.locale_id != locale.pk:
                    into.setdefault(page, []).append(locale)
            for page, wanted in into.items():
                _begin(page, wanted, user)


def begin_above(page: Page, locales: Collection[Locale], user: Any) -> None:
    """Begins the ancestors of `page` as drafts: Wagtail would publish aliases of them. Existing aliases will do."""
    for each in page.get_ancestors().filter(depth__gte=HOME_DEPTH):
        there = _there(each, locales)
        _draft(each, [(locale, False) for locale in locales if locale.pk not in there], user)


def _begin(page: Page, locales: Collection[Locale], user: Any) -> None:
    """An existing alias of `page` becomes a translation."""
    begin_above(page, locales, user)
    there = _there(page, locales)
    is_alias = {locale: there.get(locale.pk) is not None for locale in locales}
    wanted = [locale for locale in locales if locale.pk not in there or is_alias[locale]]
    _draft(page, [(locale, is_alias[locale]) for locale in wanted], user)


def _there(page: Page, locales: Collection[Locale]) -> dict[int, int | None]:
    """In which of `locales` `page` exists, with the page that it is an alias of."""
    found = Page.objects.filter(translation_key=page.translation_key, locale__in=locales)
    return dict(found.order_by().values_list("locale", "alias_of"))


def _draft(page: Page, locales: Collection[tuple[Locale, bool]], user: Any) -> None:
    """Creates a draft for each of `locales`, given whether there is an alias."""
    if not locales or not isinstance(page := page.specific, BasePage):
        return
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id).first()
    source = source or store_source(page)
    # The slug of a home page contains the language.
    is_plain = page.depth > HOME_DEPTH and not source.relatedobjectsegment_set.exists()
    known = StringTranslation.objects.filter(context__object_id=source.object_id)
    worded = set(known.order_by().values_list("locale", flat=True).distinct())
    original = source.as_instance()
    for locale, is_alias in locales:
        if is_plain and not is_alias and locale.pk not in worded:
            _copy(source, original, locale, user)
        else:
            translate_object(page, Locale.objects.filter(pk=locale.pk), user=user)
            if is_alias:
                _show_words(page, source, locale)


def _show_words(original: BasePage, source: TranslationSource, locale: Locale) -> None:
    """Publishes a former alias whose texts are all translated: it still shows the words of `original`."""
    page = original.get_translation(locale)
    if page.live and not missing_texts(source.pk, locale.pk).exists():
        publish_followed(page, page.latest_revision)


def translate_again(request: HttpRequest, page: Page) -> HttpResponse | None:
    """For the hook `before_convert_alias_page`: an alias of a page in another language becomes its translation.

    Wagtail's view knows nothing of translations: the page would become an original with text in the wrong language.
    """
    original = page.alias_of
    if request.method != "POST" or original is None or original.translation_key != page.translation_key:
        return None
    begin_page(str(page.translation_key), [page.locale], request.user)
    messages.success(request, _("“%(page)s” is now a translation.") % {"page": original.title})
    return redirect("wagtailadmin_pages:edit", page.pk)


def _copy(source: TranslationSource, original: BasePage, locale: Locale, user: Any) -> None:
    """Creates what wagtail-localize would for a page without translated texts, without splitting and rejoining each
    text: that takes most of the time of `create_or_update_translation` (wagtail-localize 1.14.5).
    """
    stopped = Translation.objects.filter(source=source, target_locale=locale)  # and its page was deleted
    if not stopped.update(enabled=True):
        Translation.objects.create(source=source, target_locale=locale)
    page = original.copy_for_translation(locale)
    Revision.objects.filter(pk=page.latest_revision_id).update(user=user)
    source.sync_view_restrictions(original, page)
    TranslationLog.objects.create(source=source, locale=locale, revision_id=page.latest_revision_id)
