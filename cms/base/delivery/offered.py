"""Which languages visitors are offered: the one definition for serving, listing, linking and searching.

A language is offered if the site has it (`CONTENT_LANGUAGES`), the site's settings tick it or tick none, and its home
page is live and open to everybody. So a new language is not served before it has a home page, and unpublishing the home
page withdraws the language.
"""

from django.db.models import Q
from django.http import Http404, HttpRequest
from wagtail.models import Page, Site

from cms.base.delivery.related_pages import RelatedPage, placeholders, with_translations
from cms.base.delivery.sites import site_for
from cms.base.delivery.tree import tree_of
from cms.base.languages import active_language, content_languages, language_name
from cms.base.models import SiteSettings
from cms.base.models.originals import at_or_below


def is_offered(home: RelatedPage, settings: SiteSettings) -> bool:
    """Whether the language of the home page `home` is offered."""
    return is_served(home, settings) and not home.is_private


def is_served(home: RelatedPage, settings: SiteSettings) -> bool:
    """Whether visitors get a response in the language of `home`, even if only a sign-in form."""
    return home.live and home.language in dict(settings.ticked_languages())


# -- of the site that a request is for ---------------------------------------------------------------------------------


def home_pages(request: HttpRequest) -> list[RelatedPage]:
    """The home page of each language, published or not."""
    site = site_for(request)
    return tree_of(request).group_of(site.root_page_id) if site else []


def home_page(request: HttpRequest) -> RelatedPage | None:
    """The home page of the language of the URL, published or not."""
    return next((home for home in home_pages(request) if home.language == active_language()), None)


def offered_languages(request: HttpRequest) -> list[str]:
    """The codes of the languages that visitors are offered, the default language first."""
    if not hasattr(request, "_offered_languages"):
        homes = home_pages(request)
        offered = {home.language for home in homes if is_offered(home, SiteSettings.for_request(request))}
        codes = [code for code, _ in content_languages() if code in offered]
        request._offered_languages = codes  # type: ignore[attr-defined]
    return request._offered_languages  # type: ignore[attr-defined]


def refuse_unless_offered(request: HttpRequest) -> None:
    """Raises `Http404` if the language of the URL is not offered, except for users who prepare it in the admin.

    A private home page asks to sign in, like any private page.
    """
    home = home_page(request)
    if home and is_served(home, SiteSettings.for_request(request)):
        return
    if not is_shown_to_staff_only(request):
        raise Http404


def is_shown_to_staff_only(request: HttpRequest) -> bool:
    """Whether the request comes from somebody who prepares the language of the URL, which visitors do not get.

    If visitors do get it, this makes no query and does not load the session.
    """
    home = home_page(request)
    if home is None or is_served(home, SiteSettings.for_request(request)):
        return False
    return request.user.has_perm("wagtailadmin.access_admin")


# -- of all sites ------------------------------------------------------------------------------------------------------


def unoffered_homes() -> list[RelatedPage]:
    """The home pages of the languages that are not offered. Two queries."""
    sites = list(Site.objects.select_related("sitesettings"))
    roots = [site.root_page_id for site in sites]
    homes = with_translations(f"w.id IN ({placeholders(roots)})", roots) if roots else []
    groups = {home.pk: home.group for home in homes}
    offered = set()
    for site in sites:
        settings = getattr(site, "sitesettings", None) or SiteSettings()
        group = groups.get(site.root_page_id)
        offered |= {home.pk for home in homes if home.group == group and is_offered(home, settings)}
    return [home for home in homes if home.pk not in offered]


def below_unoffered_homes() -> Q:
    """The condition for pages in languages that are not offered."""
    return at_or_below(unoffered_homes())


def withdrawn_language(page: Page) -> str:
    """The native name of the language that is no longer offered once `page` is unpublished; usually empty."""
    if not Site.objects.filter(root_page__translation_key=page.translation_key).exists():
        return ""
    is_offered_now = all(home.pk != page.pk for home in unoffered_homes())
    return language_name(page.locale.language_code) if is_offered_now else ""
