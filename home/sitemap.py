"""For search engines: a sitemap of all pages in all languages with their translations, and robots.txt."""

from collections import defaultdict
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index as index_view
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from cms.base.delivery.offered import home_pages, offered_languages
from cms.base.delivery.urls import full_url_of
from cms.base.delivery.visibility import public_pages
from cms.base.i18n.language_codes import language_tag
from cms.base.languages import first_of
from cms.base.models.originals import at_or_below
from home.news.archive import archive_of
from home.news.index_page import NewsIndexPage

# A URL with a query string is a search or a page of a list: there are too many, and the sitemap lists what they find.
# Only the sitemap itself is paginated with such URLs.
ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /*?
Allow: /sitemap-

Sitemap: {sitemap}
"""


class Row(Protocol):
    """The columns of a page that the sitemap needs."""

    pk: int
    url_path: str
    translation_key: UUID
    language: str
    last_published_at: datetime | None


class PagesSitemap(Sitemap):
    """Wagtail's own sitemap covers only the descendants of the site's root page: one language."""

    limit = 500  # pages, each with the URLs of its translations

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> QuerySet:
        """The pages of all languages that visitors may see, in tree order."""
        return self._rows

    @cached_property
    def _rows(self) -> QuerySet:
        pages = public_pages().filter(at_or_below(home_pages(self.request)), alias_of=None).order_by("path")
        return pages.annotate(language=F("locale__language_code")).values_list(
            "pk", "url_path", "translation_key", "language", "last_published_at", named=True
        )

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """The entries of one page of the sitemap, as Django's template expects them."""
        rows = list(self.paginator.page(page))
        groups: dict[UUID, dict[str, Row]] = defaultdict(dict)
        for row in self._rows.filter(translation_key__in={row.translation_key for row in rows}):
            groups[row.translation_key][row.language] = row
        alternates = {key: self._alternates(group) for key, group in groups.items()}
        return [
            {
                "location": full_url_of(row, self.request),
                "lastmod": row.last_published_at,
                "alternates": alternates[row.translation_key],
            }
            for row in rows
        ]

    def _alternates(self, group: dict[str, Row]) -> list[dict[str, str]]:
        """The page in each of its languages, and the default for other languages, as in the page's own head."""
        default = group[first_of(offered_languages(self.request), group)]
        pages = {**{language_tag(code): row for code, row in group.items()}, "x-default": default}
        return [{"lang_code": tag, "location": full_url_of(row, self.request)} for tag, row in pages.items()]


class NewsSitemap(Sitemap):
    """The lists of news by year and topic, which have the same paths in every language."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> list[tuple[str, str]]:
        """The language tag and the full URL of each list."""
        return [(tag, url + path) for path in self._paths for tag, url in self._indexes.items()]

    @cached_property
    def _indexes(self) -> dict[str, str]:
        """The full URL of the news by language tag, default language first."""
        wanted = offered_languages(self.request)
        pages = sorted(self._pages, key=lambda page: wanted.index(page.locale.language_code))
        return {language_tag(page.locale.language_code): full_url_of(page, self.request) for page in pages}

    @cached_property
    def _pages(self) -> list[NewsIndexPage]:
        pages = public_pages().filter(at_or_below(home_pages(self.request)), alias_of=None)
        return list(NewsIndexPage.objects.filter(pk__in=pages.values("pk")).select_related("locale"))

    @cached_property
    def _paths(self) -> list[str]:
        if not self._pages:
            return []
        archive = archive_of(self._pages[0], self.request)
        return [*(f"{year}/" for year in archive.years), *(f"topic/{topic.slug}/" for topic in archive.topics)]

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        default = next(iter(self._indexes.values()), "")
        indexes = {**self._indexes, "x-default": default}
        return [
            {
                "location": location,
                "alternates": [
                    {"lang_code": tag, "location": url + location.removeprefix(self._indexes[own])}
                    for tag, url in indexes.items()
                ],
            }
            for own, location in self.paginator.page(page).object_list
        ]


def sections(request: HttpRequest) -> dict[str, Any]:
    return {"pages": PagesSitemap(request), "news": NewsSitemap(request)}


@transaction.non_atomic_requests
@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return index_view(request, sections(request), sitemap_url_name="sitemap_section")


@transaction.non_atomic_requests
@require_safe
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap_view(request, sections(request), section)


@transaction.non_atomic_requests
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    url = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(ROBOTS.format(sitemap=url), content_type="text/plain")
