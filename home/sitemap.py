"""For search engines: a sitemap of all pages in all languages with their translations, and robots.txt."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site, get_page_models

from cms.base.language_codes import language_tag
from practices.facts import FactsPage
from practices.partners.visibility import below_private_partners

# A URL with a query string is a search or a page of a list: there are too many, and the sitemap has what they find.
ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /*?

Sitemap: {sitemap}
"""


class PagesSitemap(Sitemap):
    """Wagtail's own sitemap covers only the descendants of the site's root page: one language."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> list[Page]:
        return self.visible_pages

    @cached_property
    def visible_pages(self) -> list[Page]:
        """The pages of all languages that visitors may see, in tree order."""
        site = Site.find_for_request(self.request)
        if site is None:
            return []
        pages = Page.objects.none()
        for home in site.root_page.get_translations(inclusive=True):
            pages |= Page.objects.descendant_of(home, inclusive=True)
        visible = Page.objects.live().public().exclude(below_private_partners())
        pages = (pages & visible).filter(alias_of=None)
        with_facts = [model for model in get_page_models() if issubclass(model, FactsPage)]
        for model in with_facts:  # a translation is as hidden as its original
            translations = model.objects.exclude(original_page=None)
            pages = pages.exclude(pk__in=translations.exclude(original_page__in=visible).values("pk"))
        return list(pages.select_related("locale").order_by("path"))

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """The entries of one page of the sitemap, as Django's template expects them."""
        groups: dict[UUID, dict[str, Page]] = defaultdict(dict)
        for item in self.visible_pages:
            groups[item.translation_key][item.locale.language_code] = item
        return [
            {
                "location": item.get_full_url(self.request),
                "lastmod": item.last_published_at,
                "alternates": self._alternates(groups[item.translation_key]),
            }
            for item in self.paginator.page(page)
        ]

    def _alternates(self, group: dict[str, Page]) -> list[dict[str, str]]:
        """The page itself, its translations, and the default for other languages, as in the page's own head."""
        default = group.get(settings.LANGUAGE_CODE) or min(group.values(), key=lambda page: page.pk)
        pages = {**{language_tag(code): page for code, page in group.items()}, "x-default": default}
        return [{"lang_code": tag, "location": page.get_full_url(self.request)} for tag, page in pages.items()]


@transaction.non_atomic_requests
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    return sitemap_view(request, {"pages": PagesSitemap(request)})


@transaction.non_atomic_requests
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    url = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(ROBOTS.format(sitemap=url), content_type="text/plain")
