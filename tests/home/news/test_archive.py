"""The news of a year and about a topic are parts of one page, in every language, and can be followed in a feed."""

from datetime import date
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client, override_settings
from wagtail.models import PageViewRestriction

from cms.base.publishing.reserved_slugs import is_reserved
from home.models import NewsIndexPage, NewsPage
from practices.models import Concept
from tests.base.translation.work import make_news
from tests.home.test_frame import sitemap

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def shown(url: str) -> BeautifulSoup:
    response = Client().get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


def index(language: str = "en") -> NewsIndexPage:
    return NewsIndexPage.objects.get(locale__language_code=language)


@pytest.mark.parametrize("part", ["2020/", "topic/meetings/"])
def test_a_part_of_the_news_has_an_address_in_every_language(part: str) -> None:
    news = make_news(date=date(2020, 5, 1), topics=list(Concept.objects.filter(scheme="topic", slug="meetings")))
    soup = shown(f"/lt/naujienos/{part}")
    assert news.url in [link["href"].split("?")[0] for link in soup.select(".news-list h2 a")]
    assert soup.select_one("link[rel=canonical]")["href"] == index("lt").full_url + part
    alternates = {link["hreflang"]: link["href"] for link in soup.select("link[rel=alternate][hreflang]")}
    assert alternates == {
        **{code: index(code).full_url + part for code in settings.LANGUAGE_CODES},
        "x-default": index().full_url + part,
    }
    assert [link["href"] for link in soup.select(".breadcrumbs a")] == ["/lt/", "/lt/naujienos/"]
    assert soup.select_one("#languages a")["href"] == f"/en/news/{part}"
    assert index("lt").full_url + part in sitemap(Client(), "news")


def test_other_years_and_topics_are_not_found() -> None:
    for part in ("1999/", "topic/nothing/", "topic/nothing/feed/", "feed/more/", "2021/5/"):
        assert Client().get(f"/en/news/{part}").status_code == 404, part


def test_no_news_item_takes_the_address_of_a_part() -> None:
    assert is_reserved("2021", index())
    assert is_reserved("feed", index())
    assert not is_reserved("2021-in-figures", index())
    assert not is_reserved("2021", index().get_parent())


@override_settings(PAGE_CACHE_SECONDS=60)
def test_the_feed_has_each_item_once_and_no_secrets() -> None:
    news = make_news(date=date(2026, 1, 1))
    NewsPage.objects.filter(pk=news.pk).update(summary="Bread & <b>butter</b>")
    secret = make_news(date=date(2026, 1, 2))
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    [link] = shown("/lt/naujienos/").select("link[rel=alternate][type='application/atom+xml']")
    response = Client().get(link["href"])
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert (feed.get(LANG), entries[0].get(LANG), entries[1].get(LANG)) == ("lt", "en", "lt")
    assert entries[0].find(f"{ATOM}link").get("href") == news.full_url
    assert entries[0].findtext(f"{ATOM}id") == f"urn:uuid:{news.translation_key}"
    assert entries[0].findtext(f"{ATOM}summary") == "Bread &amp; &lt;b&gt;butter&lt;/b&gt;"  # it is HTML
    assert len(entries) == len({entry.findtext(f"{ATOM}id") for entry in entries})
    assert secret.full_url not in response.text
    again = Client().get(link["href"], headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_a_topic_has_a_feed_of_its_own() -> None:
    links = shown("/en/news/topic/research/").select("link[rel=alternate][type='application/atom+xml']")
    assert [link["href"] for link in links] == ["/en/news/feed/", "/en/news/topic/research/feed/"]
    feed = ElementTree.fromstring(Client().get(links[1]["href"]).content)
    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == [
        "Listening first: a study of educational needs"
    ]


def test_a_feed_is_xml_whatever_was_stored() -> None:
    """By an earlier version, or past the forms; a form and a page remove it."""
    news = make_news()
    news.title = "One\x0btwo"
    news.save_revision().publish()
    assert NewsPage.objects.get(pk=news.pk).title == "One two"
    NewsPage.objects.filter(pk=news.pk).update(title="One\x0btwo\ufffe", summary="\x01Three")
    NewsIndexPage.objects.update(introduction="Four\x0c")
    feed = ElementTree.fromstring(Client().get("/en/news/feed/").content)
    assert "One two" in [title.text for title in feed.iter(f"{ATOM}title")]
