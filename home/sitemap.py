"""For search engines: a sitemap of all pages in all languages with their translations, and robots.txt."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.base.delivery.offered import home_pages, offered_languages
from cms.base.delivery.visibility import public_pages
from cms.base.language_codes import language_tag
from cms.base.languages import first_of
from cms.base.models.originals import at_or_below

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
        """The pages of all languages offered that visitors may see, in tree order."""
        pages = public_pages().filter(at_or_below(home_pages(self.request)), alias_of=None)
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
        default = group[first_of(offered_languages(self.request), group)]
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
