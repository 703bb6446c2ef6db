"""Which pages an issue shows, and in which language."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from cms.base.errors import RefusedChange
from cms.base.translation.seeding import add_translations
from home.models import NewsletterPage, NewsPage
from home.newsletter.composing import edition_of
from home.newsletter.edition import Why
from home.newsletter.mail import compose_mail
from tests.factories import make_practice, translate
from tests.home.newsletter.issues import archive, block, english_news, make_issue, news_item, page_item
from tests.test_number_of_queries import MAX_QUERIES, queries

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def delete(page: NewsPage) -> None:
    page.delete()


def unpublish(page: NewsPage) -> None:
    page.unpublish()


def make_private(page: NewsPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("withdraw", "why"), [(delete, Why.DELETED), (unpublish, Why.NOT_PUBLISHED), (make_private, Why.NOT_PUBLIC)]
)
def test_what_readers_may_not_see_is_left_out_and_named(
    client: Client, signed_in: Callable[[str], Client], withdraw: Callable[[NewsPage], None], why: Why
):
    first, second, *_ = english_news()
    issue = make_issue(page_item("news", first), page_item("news", second))
    title = first.title
    for translation in NewsPage.objects.filter(translation_key=first.translation_key).exclude(pk=first.pk):
        translation.unpublish()  # another language would stand in for it
    withdraw(NewsPage.objects.get(pk=first.pk))
    issue = NewsletterPage.objects.get(pk=issue.pk)
    edition = edition_of(issue)
    assert [item.title for item in edition.items] == [second.title]
    [left_out] = edition.left_out
    assert left_out.why is why
    composed = compose_mail(issue)
    for form in (client.get(issue.url).text, composed.html, composed.text):
        assert title not in form
    form = signed_in("coordinator").get(f"/admin/pages/{issue.pk}/edit/")
    [note] = BeautifulSoup(form.text, "html.parser").select(".help-warning li")
    assert left_out.name in note.get_text()
    preview = issue.make_preview_request(preview_mode="")
    assert left_out.name in BeautifulSoup(preview.content, "html.parser").select_one(".note ul").get_text()


def test_an_untranslated_page_is_shown_with_a_mark_or_left_out(client: Client):
    lithuanian = make_practice(language="lt", title="Kalbos kavinė")
    issue = make_issue(news_item(), page_item("practice", lithuanian))
    item = edition_of(issue).items[1]
    assert (item.title, item.language, item.in_other_language) == ("Kalbos kavinė", "lt", "Lithuanian")
    assert item.url.endswith("?reader=en")
    page = BeautifulSoup(client.get(issue.url).text, "html.parser")
    assert page.select_one(".issue__item .badge").get_text() == "Text in another language: Lithuanian"
    assert page.find("a", string="Kalbos kavinė").parent["lang"] == "lt"
    composed = compose_mail(issue)
    assert "Text in another language: Lithuanian" in composed.text
    assert BeautifulSoup(composed.html, "html.parser").find("a", string="Kalbos kavinė").parent["lang"] == "lt"

    issue.untranslated = "leave-out"
    assert [left.why for left in edition_of(issue).left_out] == [Why.NOT_TRANSLATED]
    issue.items = [news_item(), page_item("practice", lithuanian, untranslated="original")]
    assert edition_of(issue).left_out == []


def test_a_translation_shows_the_translations_of_its_pages(client: Client):
    practice = make_practice(title="Language café")
    translate(practice, "nl", title="Taalcafé")
    news = english_news()[0]
    index, dutch = archive(), Locale.objects.get(language_code="nl")
    add_translations(
        index, {dutch: lambda page: setattr(page, "title", "Nieuwsbrief") or setattr(page, "slug", "nieuwsbrief")}
    )
    text = block("text", {"title": "Write", "text": "<p>To us</p>"})
    issue = make_issue(page_item("news", news), page_item("practice", practice), text)

    def write(page: NewsletterPage) -> None:
        page.title, page.slug, page.editorial = "Nummer een", "nummer-een", "<p>Beste lezers,</p>"
        page.items = [*issue.items.raw_data[:2], {**text, "value": {"title": "Schrijf", "text": "<p>Ons</p>"}}]

    add_translations(issue, {dutch: write})
    translated = NewsletterPage.objects.get(translation_key=issue.translation_key, locale=dutch)
    edition = edition_of(translated)
    assert [item.title for item in edition.items] == [news.get_translation(dutch).title, "Taalcafé", "Schrijf"]
    assert {item.in_other_language for item in edition.items} == {""}
    listed = BeautifulSoup(client.get("/nl/nieuwsbrief/").text, "html.parser").select(".news-list .card__title")
    assert [title.get_text(strip=True) for title in listed] == ["Nummer een"]


def test_the_number_of_queries_does_not_grow_with_the_items():
    practices = [make_practice() for _ in range(4)]
    translate(practices[0], "nl")
    every = english_news()
    few = make_issue(page_item("news", every[0]), page_item("practice", practices[0]))
    many = make_issue(
        *(page_item("news", each) for each in every), *(page_item("practice", each) for each in practices)
    )
    assert queries(few.url) == queries(many.url) <= MAX_QUERIES
    counts = []
    for issue in (few, many):
        issue = NewsletterPage.objects.select_related("locale").get(pk=issue.pk)
        with CaptureQueriesContext(connection) as captured:
            compose_mail(issue)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_an_empty_issue_and_a_number_that_is_taken_are_refused():
    issue = make_issue(news_item())
    issue.items, issue.editorial = [], ""
    with pytest.raises(RefusedChange, match="nothing in this issue"):
        issue.save_revision(clean=False).publish()
    with pytest.raises(RefusedChange, match="another issue with this number"):
        make_issue(news_item(), number=issue.number)


@pytest.mark.parametrize(
    ("mode", "kind", "shown"),
    [
        ("mail", "text/html", b"reader.invalid"),
        ("text", "text/plain", b"====="),
        ("pdf", "text/html", b"application/pdf"),
    ],
)
def test_every_form_can_be_previewed_before_it_is_published(mode: str, kind: str, shown: bytes):
    issue = make_issue(news_item())
    issue.title = "A draft"
    response = issue.make_preview_request(preview_mode=mode)
    assert response["Content-Type"].startswith(kind)
    assert shown in response.content


def test_no_character_stops_an_issue():
    item = english_news()[0]
    NewsPage.objects.filter(pk=item.pk).update(title="One\ufffetwo\x0b", summary="Three\uffff")
    issue = make_issue(page_item("news", item), editorial="<p>Good\ufffe morning\x01</p>")
    assert "Onetwo" in compose_mail(issue).html
