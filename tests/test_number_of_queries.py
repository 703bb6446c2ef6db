"""A page takes at most fifteen queries, however many practices, partners, news and standing pages there are."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import Page

from cms.base.models import SiteImage, SiteSettings
from home.models import (
    HomePage,
    MeetingDocument,
    MeetingPage,
    NewsAuthor,
    NewsIndexPage,
    NewsPage,
    NewsRelation,
    StandardPage,
    TimelineMilestone,
    TimelinePage,
)
from practices.models import Concept, PartnerPage, PracticeFile, PracticeLink, PracticePage
from search.facets.labels import label_cache
from tests.base.admin import submit_for_translation
from tests.factories import copy_practices, make_practice, partner_page, terms, translate
from tests.factories.meetings import make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MAX_QUERIES = 15
NO_QUERY = re.compile("BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE")


def queries(url: str, client: Client | None = None) -> int:
    """How many the page asks when what a process reads once, and the pictures' sizes, are there."""
    client = client or Client()
    assert client.get(url).status_code == 200, url
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return sum(not NO_QUERY.match(query["sql"]) for query in captured)


def picture(name: str) -> SiteImage:
    file = BytesIO()
    Image.new("RGB", (1600, 1200), "teal").save(file, "PNG")
    said = {"credit": "Photo: Ona", "people_shown": "nobody"}
    return SiteImage.objects.create(title=name, file=ImageFile(file, f"{name}.png"), **said)


def full_practice(name: str) -> PracticePage:
    """With a picture, files, links and every vocabulary, in two languages."""
    page = make_practice(
        title=name,
        image=picture(name),
        image_alt="A picture",
        audiences=terms_of("audience"),
        learning_settings=terms_of("setting"),
        links=[PracticeLink(url=f"https://example.org/{number}") for number in range(3)],
        files=[
            PracticeFile(document=Document.objects.create(title=name, file=ContentFile(b"text", f"{name}.txt")))
            for _ in range(2)
        ],
    )
    translate(page, "nl", title=f"{name} nl")
    return page


def terms_of(scheme: str) -> list[str]:
    """A few terms that can be ticked."""
    return list(Concept.objects.filter(scheme=scheme, narrower=None).values_list("slug", flat=True)[:3])


def add_partner(name: str) -> PartnerPage:
    index = partner_page().get_parent()
    page = PartnerPage(title=name, short_name=name, locale=index.locale, logo=picture(name))
    page.countries.set(terms("country", ["lt", "it"]))
    index.add_child(instance=page)
    return page


def add_news(name: str) -> NewsPage:
    news = NewsPage(title=name, summary="What happened.", image=picture(name), image_alt="A picture")
    return NewsIndexPage.objects.get(locale__language_code="en").add_child(instance=news)


def add_meeting(name: str, partners: int = 5) -> MeetingPage:
    """With all that its page can show, and on the timeline."""
    people = list(PartnerPage.objects.filter(original_page=None)[:partners])
    documents = [MeetingDocument(document=Document.objects.create(title=name, file=ContentFile(b"x", f"{name}.txt")))]
    meeting = make_meeting(
        title=name,
        host=people[0],
        participants=people,
        members_documents=documents,
        image=picture(name),
        image_alt="A picture",
        registration_is_open=True,
        consent_wording="Yes.",
        places=5,
    )
    timeline = TimelinePage.objects.get(locale__language_code="en")
    timeline.milestones = [*timeline.milestones.all(), TimelineMilestone(shown=meeting)]
    timeline.save()
    translate(meeting, "nl")
    return meeting


def relate(news: NewsPage, *pages: Page) -> None:
    """The news item names `pages`, and has a partner among its authors."""
    news.related = [NewsRelation(target=page) for page in pages]
    news.authors = [NewsAuthor(name="Rasa"), NewsAuthor(partner=partner_page())]
    news.topics = terms("topic", ["meetings", "results"])
    news.save_revision().publish()


def add_standing_page(name: str) -> StandardPage:
    page = StandardPage(title=name, show_in_footer=True, show_in_menus=True)
    return HomePage.objects.get(locale__language_code="en").add_child(instance=page)


def test_a_page_takes_at_most_fifteen():
    SiteSettings.objects.update(logo=picture("logo"))
    practice, _similar = full_practice("Gardening"), full_practice("Gardening again")
    partner, news, standing = add_partner("Garden partner"), add_news("Garden opened"), add_standing_page("Gardens")
    meeting = add_meeting("Garden meeting", partners=2)
    relate(news, practice, partner, meeting)
    urls = [
        "/en/meetings/",
        "/nl/bijeenkomsten/",
        "/en/meetings/calendar.ics",
        meeting.url,
        meeting.translated_pages.get().url,
        f"{meeting.url}calendar.ics",
        "/en/timeline/",
        "/nl/tijdlijn/",
        "/en/",
        "/nl/",
        "/en/news/",
        "/en/news/2021/",
        "/en/news/topic/meetings/",
        "/en/news/feed/",
        news.url,
        standing.url,
        "/en/contact/",
        partner.url,
        partner_page().url,
        partner_page(language="lt").url,
        practice.url,
        practice.translated_pages.get().url,
        "/en/practices/",
        "/nl/praktijken/?q=gardening&country=lt&method=mentoring&sort=title",
        "/en/practices/?q=nothing-like-it",
        "/en/search/?q=gardening",
        "/en/practices/?format=json",
    ]
    few = {url: queries(url) for url in urls}
    for number in range(5):
        full_practice(f"Gardening {number}")
        if number < 4:
            add_partner(f"Garden partner {number}")
            relate(add_news(f"Garden opened {number}"), practice, partner, news)
            add_meeting(f"Garden meeting {number}")
            add_standing_page(f"Gardens {number}")
    relate(news, meeting, *PracticePage.objects.filter(title__startswith="Gardening"))
    many = {url: queries(url) for url in urls}
    assert {url: number for url, number in many.items() if number > MAX_QUERIES} == {}
    assert many == few
    # Without a query for each list of practices that asks which partners are private.
    assert (many["/en/"], many[partner_page().url], many[news.url]) == (10, 12, 9)


def test_many_practices_take_no_more_queries_and_no_larger_pages(signed_in: Callable[[str], Client]):
    """Nor does what lists them grow without end: a page of a list has twenty."""
    practice = make_practice()
    translate(practice, "nl")
    assert submit_for_translation(signed_in("coordinator"), practice, "lt").status_code == 302
    copy_practices([practice], 24)
    translator = signed_in("translator-lt")
    pages = [
        ("/en/", None),
        (partner_page().url, None),
        (partner_page(language="nl").url, None),
        ("/sitemap.xml", None),
        ("/sitemap-pages.xml", None),
        (reverse("wagtailadmin_home"), translator),
        (reverse("translation_desk"), signed_in("translator-es")),
    ]
    few = {url: queries(url, client) for url, client in pages}
    size = len(Client().get(partner_page().url).content)
    copy_practices([practice], 40)
    assert {url: queries(url, client) for url, client in pages} == few
    assert len(Client().get(partner_page().url).content) < size + 1000
    assert "65 good practices" in Client().get(partner_page().url).text
    shown = [practices_on(partner_page().url + query) for query in ("", "?page=2", "?page=3", "?page=4", "?page=99")]
    assert [len(urls) for urls in shown] == [20, 20, 20, 5, 5]
    assert len(set().union(*shown)) == 65


def practices_on(url: str) -> set[str]:
    """The URLs of the practices that a partner's page lists."""
    soup = BeautifulSoup(Client().get(url).content, "html.parser")
    return {link["href"] for link in soup.select("section[aria-labelledby=practices-title] h3 a")}


def test_labels_of_facets_take_no_more_queries_with_many_drafts_of_partners():
    def taken() -> int:
        label_cache.clear()
        with CaptureQueriesContext(connection) as captured:
            label_cache.get()
        return len(captured)

    PartnerPage.objects.filter(original_page=None).update(live=False)
    make_practice("csci")
    few = taken()
    assert list(label_cache.get().by_partner) == ["csci"]
    for number in range(4):
        PartnerPage.objects.filter(pk=add_partner(f"Garden partner {number}").pk).update(live=False)
    assert taken() == few
    assert list(label_cache.get().by_partner) == ["csci"]
