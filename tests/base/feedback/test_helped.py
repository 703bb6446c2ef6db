"""Readers say that a page has helped: it is counted, and nothing about them is stored."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.base.feedback.counting import count_reader, readers_helped
from cms.base.mail.model import OutgoingMail
from cms.base.models import HelpfulCount, PageClock, User
from cms.base.throttling.attempts import LIMITS, PasswordAttempts
from home.models import NewsPage, StandardPage
from tests.factories import make_practice, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def say(page: Any, client: Client | None = None, site: str = "same-origin", **values: str) -> HttpResponse:
    headers = {"Sec-Fetch-Site": site} if site else {}
    client = client or Client(enforce_csrf_checks=True)
    return client.post(reverse("helped", args=[page.pk]), values, headers=headers)


def news() -> NewsPage:
    return NewsPage.objects.live().filter(locale__language_code="en").latest("date")


def counts() -> list[tuple[int, int]]:
    return list(HelpfulCount.objects.values_list("page", "count"))


def soup_of(url: str, client: Client | None = None) -> BeautifulSoup:
    return BeautifulSoup((client or Client()).get(url).content, "html.parser")


@pytest.mark.parametrize("make", [make_practice, news], ids=["practice", "news"])
def test_a_reader_says_so_and_is_thanked(make: Callable[[], Any]) -> None:
    page = make()
    foot = soup_of(page.url).select_one(".feedback")
    assert foot.form["action"] == reverse("helped", args=[page.pk])
    assert not foot.select("[name=csrfmiddlewaretoken]")
    response = say(page)
    assert (response.status_code, response["Location"]) == (303, f"{page.url}?thanks#feedback")
    assert not response.cookies
    assert counts() == [(page.pk, 1)]
    thanks = soup_of(response["Location"]).select_one("#feedback")
    assert "Thank you" in thanks.get_text()
    assert not thanks.select("form")
    say(page)
    assert counts() == [(page.pk, 2)]
    assert HelpfulCount.objects.get().month == timezone.localdate().replace(day=1)


def test_other_sites_cannot_send_it() -> None:
    page = make_practice()
    for site in ("cross-site", "same-site", "none", ""):
        assert say(page, site=site).status_code == 403
    url = reverse("helped", args=[page.pk])
    client = Client(enforce_csrf_checks=True)
    assert client.post(url, headers={"Origin": "https://other.example"}).status_code == 403
    assert client.post(url, headers={"Origin": "null"}).status_code == 403
    assert client.get(url).status_code == 405
    assert counts() == []
    assert client.post(url, headers={"Origin": "http://testserver"}).status_code == 303
    assert counts() == [(page.pk, 1)]


def test_what_visitors_cannot_see_is_not_found() -> None:
    draft, private = make_practice(live=False), make_practice()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    standing = StandardPage.objects.live().filter(locale__language_code="en").first()
    for page in (draft, private, standing):
        assert say(page).status_code == 404
    assert counts() == []


def test_who_presses_again_and_again_is_counted_a_few_times() -> None:
    page = make_practice()
    for _ in range(LIMITS["pair"].free + 3):
        assert say(page).status_code == 303
    assert counts() == [(page.pk, LIMITS["pair"].free)]
    kept = str(list(PasswordAttempts.objects.values()))
    assert "127.0.0" not in kept


def test_programs_and_editors_are_not_counted(signed_in: Callable[[str], Client]) -> None:
    page = make_practice()
    assert say(page, website="https://spam.example").status_code == 303
    assert say(page, signed_in("partner-kpmpc")).status_code == 303
    assert counts() == []


def test_the_count_changes_no_page(django_capture_on_commit_callbacks: Callable) -> None:
    page, before = make_practice(), PageClock.now()
    with django_capture_on_commit_callbacks(execute=True):
        say(page)
    assert PageClock.now() == before


def test_languages_are_added_up_for_twelve_months() -> None:
    page = make_practice()
    translation, other = translate(page, "lt"), make_practice()
    for each in (page, translation, translation):
        count_reader(each.pk)
    today = timezone.localdate()
    HelpfulCount.objects.create(page=page, month=date(today.year - 1, today.month, 1), count=7)
    assert readers_helped([page.translation_key, other.translation_key]) == {page.translation_key: 3}


def test_previews_and_earlier_versions_have_no_button(signed_in: Callable[[str], Client]) -> None:
    page = make_practice()
    preview = signed_in("coordinator").get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert preview.status_code == 200
    assert 'id="feedback"' not in preview.text


def test_a_correction_to_news_goes_to_the_coordinators(settings: Any) -> None:
    settings.EMAIL_BACKEND = "cms.base.mail.backend.OutboxBackend"
    page, client = news(), Client()
    link = soup_of(page.url).select_one(".feedback__wrong a")["href"]
    assert link == f"{page.url}correction/"
    form = soup_of(link, client)
    assert form.select_one(".lead a")["href"] == page.url
    assert form.select_one("[hreflang=en]:not(link)")["href"] == link
    assert client.post(link, {"message": " "}).status_code == 422
    response = client.post(link, {"message": "It was in May.", "email": "ona@example.org"})
    assert response.status_code == 302
    assert "coordinators" in client.get(response["Location"]).text
    (mail,) = OutgoingMail.objects.all()
    assert (mail.recipient, mail.headers["Reply-To"]) == ("coordinator@example.org", "ona@example.org")
    assert "It was in May." in mail.body
    assert page.full_url in mail.body
    User.objects.update(email="")
    assert client.post(link, {"message": "Again"}).status_code == 503
    page.unpublish()
    assert client.get(link).status_code == 404
