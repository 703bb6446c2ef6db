"""News as schema.org data."""

from django.http import HttpRequest

from cms.base.display.structured_data import Node, headline, iso, language_of, structured_data, thing, web_page
from cms.base.sharing.pictures import shared_picture
from home.news.index_page import NewsIndexPage
from home.news.news_page import NewsPage


@structured_data.register
def news_article(page: NewsPage, request: HttpRequest, url: str, publisher: Node) -> Node:
    """Its author is the project: accounts of editors are not public."""
    published = page.listing_date
    changed = max(filter(None, (published, page.last_published_at)))
    return thing(
        "NewsArticle",
        **{"@id": url},
        mainEntityOfPage=url,
        url=url,
        headline=headline(page),
        description=page.summary,
        inLanguage=language_of(page),
        datePublished=iso(published),
        dateModified=iso(changed),
        author=publisher,
        publisher=publisher,
        image=shared_picture(page.image, request),
    )


@structured_data.register
def news(page: NewsIndexPage, request: HttpRequest, url: str, publisher: Node) -> Node:
    return web_page(page, url, "CollectionPage")
