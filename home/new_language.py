"""A new language gets drafts of the home page and of the pages in the menus, and its groups."""

from collections.abc import Iterable, Iterator

from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from cms.base.access.permissions import ensure_translators
from cms.base.languages import language_name
from cms.base.models import BasePage
from cms.base.signals import announced_once
from cms.base.translation.new_language import Part, Refused, admin_url, parts
from cms.base.translation.texts.version import PAGE
from home.models import HomePage, StandardPage
from practices.partners.access import ensure_coordinators


def begin(locale: Locale) -> Iterator[str]:
    homes = _homes()
    if not homes:
        raise Refused("There is no site yet. Begin one first: manage.py start_site")
    with announced_once():
        for home in homes:
            for original in [home, *_in_menus(home)]:
                if original.has_translation(locale):
                    continue
                translate_object(original, [locale])
                if original == home:
                    _set_slug(home, locale)
                page = original.get_translation(locale)
                yield f"A draft of “{original.title}”, with the slug “{page.slug}”."
            page = home.get_translation(locale)
            ensure_coordinators(page)
            ensure_translators(page)


def _set_slug(home: HomePage, locale: Locale) -> None:
    """Sets the slug as on a new site: all home pages are siblings, and wagtail-localize would number them."""
    translation = Translation.objects.get(source__object_id=home.translation_key, target_locale=locale)
    segment = translation.source.stringsegment_set.get(context__path="slug")
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=locale,
        defaults={
            "data": f"{home.slug}-{locale.language_code}",
            "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
        },
    )
    translation.save_target(publish=False)


def left(locale: Locale) -> Iterator[str]:
    name = language_name(locale.language_code)
    for home in _homes():
        for original in [home, *_in_menus(home)]:
            page = original.get_translation_or_none(locale)
            if page and not page.live:
                yield f"Translate “{original.title}” and publish it: {_editor(page)}"
    desk = f"{admin_url('translation_desk')}?language={locale.language_code}"
    yield f"Translate what else is to be read in {name}: {desk}"


def _editor(page: Page) -> str:
    return admin_url("translate", PAGE, page.translation_key, page.locale.language_code)


def _homes() -> list[HomePage]:
    """The original home page of each site."""
    roots = Site.objects.order_by("pk").values_list("root_page_id", flat=True)
    pages = (HomePage.objects.filter(pk=pk).first() for pk in dict.fromkeys(roots))
    return [page.original for page in pages if page]


def _in_menus(home: Page) -> Iterable[BasePage]:
    """The originals of the pages in the main menu and the footer."""
    children = home.get_children().live()
    in_footer = StandardPage.objects.child_of(home).filter(show_in_footer=True)
    for page in (children.in_menu() | children.filter(pk__in=in_footer)).specific():
        yield page.original


parts.append(Part(30, begin, left))
