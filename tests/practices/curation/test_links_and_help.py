"""Broken links, and what has helped readers, on the first screens of those who look after the pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.base.feedback.counting import count_reader
from cms.base.links.finding import note_links
from cms.base.links.model import NIGHTS_GONE, OutgoingLink
from cms.base.models import User
from home.models import NewsPage
from practices.curation.first_screen.broken_links import SHOWN
from practices.models import PracticeLink
from tests.base.admin import edit_url, queries_of_first_screen
from tests.factories import make_practice, translate
from tests.practices.curation.test_first_screens import first_screen, words

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def checked(settings: Any) -> None:
    settings.CHECK_LINKS = True


def text_with(url: str) -> str:
    return f'<p><a href="{url}">there</a></p>'


def break_links() -> None:
    """All but those that the demonstration's partners have."""
    note_links()
    found = {"nights_gone": NIGHTS_GONE, "failing_since": timezone.localdate(), "reason": "404"}
    OutgoingLink.objects.filter(host__endswith=".example").update(**found)


def news() -> NewsPage:
    return NewsPage.objects.live().filter(locale__language_code="en").latest("date")


def test_broken_links_stand_where_their_owner_begins(signed_in: SignIn, settings: Any) -> None:
    NewsPage.objects.update(owner=None)
    page = make_practice("kpmpc", title="Ours", activities=text_with("https://a.example/one"))
    page.links = [PracticeLink(url="https://a.example/one")]
    page.save()
    translation = translate(page, "lt", activities=text_with("https://a.example/one"))
    foreign = make_practice("csci", title="Theirs", results=text_with("https://a.example/one"))
    make_practice("csci", results=text_with("https://b.example/two"))
    item = news()
    item.body = [("paragraph", text_with("https://c.example/three"))]
    item.save()
    note_links()
    assert not first_screen(signed_in("partner-kpmpc")).select("#broken-links-section")
    break_links()

    (link,) = first_screen(signed_in("partner-kpmpc")).select(".broken-links > li")
    assert link.select_one(".broken-links__url")["href"] == "https://a.example/one"
    assert "The page no longer exists (404)." in words(link)
    places = {place["href"].partition("#")[0] for place in link.select(".broken-links__places a")}
    assert places == {edit_url(page), edit_url(translation)}
    assert f"{edit_url(translation)}#:w:contentpath=activities" in str(link)
    assert edit_url(foreign) not in str(link)

    every = first_screen(signed_in("coordinator")).select(".broken-links > li")
    urls = [each.select_one(".broken-links__url")["href"] for each in every]
    assert sorted(urls) == ["https://a.example/one", "https://b.example/two", "https://c.example/three"]
    assert not first_screen(signed_in("translator-lt")).select("#broken-links-section")

    NewsPage.objects.filter(pk=item.pk).update(owner=User.objects.get(username="partner-kpmpc"))
    proposed = first_screen(signed_in("partner-kpmpc"))
    assert "https://c.example/three" in str(proposed.select_one("#broken-links-section"))
    assert edit_url(item) in str(proposed.select_one("#broken-links-section"))
    settings.CHECK_LINKS = False
    assert not first_screen(signed_in("coordinator")).select("#broken-links-section")


def test_more_than_fit_are_counted(signed_in: SignIn) -> None:
    for number in range(SHOWN + 2):
        make_practice("kpmpc", activities=text_with("https://many.example/") + text_with(f"https://n{number}.example/"))
    break_links()
    panel = first_screen(signed_in("partner-kpmpc")).select_one("#broken-links-section")
    assert len(panel.select(".broken-links > li")) == SHOWN
    assert "and 2 more pages" in words(panel)
    assert "3 more links are broken" in words(panel)


def test_what_has_helped_reaches_those_who_wrote_it(signed_in: SignIn) -> None:
    ours, theirs = make_practice("kpmpc"), make_practice("csci")
    item = news()
    for page, readers in ((ours, 1), (theirs, 2), (item, 3)):
        for _ in range(readers):
            count_reader(page.pk)
    partner = first_screen(signed_in("partner-kpmpc"))
    assert [words(each) for each in partner.select(".practice-helped")] == ["Has helped 1 reader in twelve months"]
    assert not partner.select("#helped-section")
    rows = signed_in("partner-kpmpc").get(f"{reverse('practice_list:index')}?whose=all").text
    assert "Has helped 1 reader in twelve months" in rows
    assert "Has helped 2 readers" not in rows
    panel = first_screen(signed_in("coordinator")).select_one("#helped-section")
    assert [each.a["href"] for each in panel.select("li")] == [edit_url(page) for page in (item, theirs, ours)]
    NewsPage.objects.filter(pk=item.pk).update(owner=User.objects.get(username="partner-kpmpc"))
    panel = first_screen(signed_in("partner-kpmpc")).select_one("#helped-section")
    assert [each.a["href"] for each in panel.select("li")] == [edit_url(item)]


@pytest.mark.sample(0)
def test_they_take_as_many_queries_for_many_pages_as_for_few(signed_in: SignIn) -> None:
    def add(first: int, count: int) -> None:
        for number in range(first, first + count):
            page = make_practice("kpmpc", activities=text_with(f"https://n{number}.example/"))
            count_reader(page.pk)
        break_links()

    accounts = [signed_in(name) for name in ("partner-kpmpc", "coordinator")]
    add(0, SHOWN)
    few = [queries_of_first_screen(account) for account in accounts]
    add(SHOWN, 10)
    assert [queries_of_first_screen(account) for account in accounts] == few
