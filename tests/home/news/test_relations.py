"""News name practices, partners and other news, which show the news that name them; nobody learns of what is hidden."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from home.models import NewsAuthor, NewsPage, NewsRelation
from practices.models import Concept
from tests.base.translation.work import Commit, SignIn, make_news, publish, sent
from tests.factories import make_practice, partner_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]


def news_about(*pages: Page, **values: Any) -> NewsPage:
    return make_news(related=[NewsRelation(target=page) for page in pages], **values)


def links(page: Page, selector: str = "main") -> set[str]:
    """The paths that the page links to."""
    soup = BeautifulSoup(Client().get(page.url).content, "html.parser")
    return {link["href"].split("?")[0] for link in soup.select(f"{selector} a[href]")}


def test_both_sides_link_to_each_other_in_every_language() -> None:
    practice, partner = make_practice(), partner_page("csci")
    dutch = translate(practice, "nl")
    earlier = make_news()
    news = news_about(practice, partner, earlier)
    assert {practice.url, partner.url, earlier.url} <= links(news)
    for page in (practice, partner, earlier, dutch, partner_page("csci", "lt")):
        assert news.url in links(page), page.url
    assert news.url not in links(partner_page("prometeo"))


def test_what_visitors_may_not_see_is_not_shown() -> None:
    hidden, private, partner = make_practice(title="Hidden"), make_practice(title="Private"), partner_page("csci")
    news = news_about(hidden, private, partner, authors=[NewsAuthor(partner=partner)])
    hidden.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    PageViewRestriction.objects.create(page=partner, restriction_type="login")
    shown = Client().get(news.url).text
    assert [word for word in ("Hidden", "Private", "CSCI", partner.url) if word in shown] == []
    other = news_about(partner_page())
    assert other.url in links(partner_page())
    PageViewRestriction.objects.create(page=other, restriction_type="login")
    assert other.url not in links(partner_page())


def test_a_preview_shows_what_is_chosen() -> None:
    news, practice = make_news(), make_practice()
    news.related = [NewsRelation(target=practice)]
    assert practice.url in news.make_preview_request().render().text
    assert practice.url not in links(news)


def test_authors_are_people_or_partners() -> None:
    partner = partner_page("csci")
    news = make_news(authors=[NewsAuthor(name="Rasa <b>Rasaitė</b>"), NewsAuthor(partner=partner)])
    byline = BeautifulSoup(Client().get(news.url).content, "html.parser").select_one(".byline")
    assert byline.b.get_text() == "Rasa <b>Rasaitė</b>"
    assert (byline.a["href"], byline.a.get_text()) == (partner.url, partner.title)
    assert news.url in links(partner)  # which shows what it has written
    for author in (NewsAuthor(), NewsAuthor(name="Rasa", partner=partner)):
        with pytest.raises(ValidationError):
            author.clean()


def test_a_translation_gets_topics_authors_and_relations_and_loses_them_again(
    signed_in: SignIn, django_capture_on_commit_callbacks: Commit
) -> None:
    client, practice = signed_in("coordinator"), make_practice()
    topics = Concept.objects.filter(scheme="topic", slug="meetings")
    news = news_about(practice, authors=[NewsAuthor(name="Rasa")], topics=list(topics))
    dutch = sent(client, news, "nl")
    incomplete = {"action": "publish", "publish-incomplete": "1"}
    dutch = publish(client, dutch, django_capture_on_commit_callbacks, incomplete)
    assert [row.target_id for row in dutch.related.all()] == [practice.pk]
    assert [row.name for row in dutch.authors.all()] == ["Rasa"]
    assert list(dutch.topics.all()) == list(topics)

    news.related, news.authors, news.topics = [], [], []
    news.save_revision().publish()
    dutch = publish(client, dutch, django_capture_on_commit_callbacks, incomplete)
    assert not dutch.related.exists()
    assert not dutch.authors.exists()
    assert not dutch.topics.exists()
