"""News as schema.org data."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Site

from cms.base.display.structured_data import structured_data, thing
from cms.base.language_codes import language_tag
from cms.base.models import SiteSettings
from home.news.news_page import NewsPage


@structured_data.register
def news_article(page: NewsPage, request: HttpRequest) -> dict[str, Any]:
    has_site = Site.find_for_request(request) is not None
    return thing(
        "NewsArticle",
        headline=page.title,
        description=page.summary,
        url=page.get_full_url(request),
        inLanguage=language_tag((page.alias_of or page).locale.language_code),
        datePublished=page.date.isoformat(),
        dateModified=page.last_published_at.isoformat() if page.last_published_at else None,
        publisher=thing("Organization", name=SiteSettings.for_request(request).name) if has_site else None,
    )
