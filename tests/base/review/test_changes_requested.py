"""A page that was sent back says so: on the partner's first screen, above its form and in lists."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation

from practices.models import PracticePage
from tests.base.admin import edit, edit_url, fresh, messages, queries_of_first_screen
from tests.base.review.test_mails import act
from tests.factories import make_practice, partner_page

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]
COMMENT = "Say <b>who</b>."


def sent_back_page(signed_in: SignIn, **values: object) -> PracticePage:
    page = make_practice("kpmpc", **{"live": False, **values})
    edit(signed_in("partner-kpmpc"), page, "submit")
    act(signed_in("coordinator"), page, "reject", COMMENT)
    return fresh(page)


def panel(client: Client) -> BeautifulSoup:
    html = client.get(reverse("wagtailadmin_home")).content
    return BeautifulSoup(html, "html.parser").select_one("section[id^=partner-]")


def statuses(client: Client, page: PracticePage) -> list[str]:
    """Of `page` in the list of its partner's pages."""
    html = client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content
    rows = BeautifulSoup(html, "html.parser").select("tbody tr")
    (row,) = [row for row in rows if edit_url(page) in str(row)]
    return [" ".join(tag.find_all(string=True)[-1].split()) for tag in row.select(".w-status")]


def test_on_the_first_screen(signed_in: SignIn) -> None:
    page, partner = sent_back_page(signed_in), signed_in("partner-kpmpc")
    (item,) = panel(partner).select(".home-notes li")
    assert item.a["href"] == edit_url(page)
    text = item.get_text(" ", strip=True)
    assert "Changes requested by Coordinator (demo) on" in text
    assert translation.gettext("English") in text
    assert item.blockquote.get_text() == COMMENT
    edit(partner, page, "submit")
    assert panel(partner).select(".home-notes li") == []


def test_the_partners_own_page_and_other_languages_too(signed_in: SignIn) -> None:
    pages = [partner_page("kpmpc").original, make_practice("kpmpc", language="lt", live=False)]
    for page in pages:
        edit(signed_in("partner-kpmpc"), page, "submit")
        act(signed_in("coordinator"), page, "reject", COMMENT)
    links = [a["href"] for a in panel(signed_in("partner-kpmpc")).select(".home-notes li a")]
    assert links == [edit_url(page) for page in reversed(pages)]  # the last one first
    assert panel(signed_in("partner-csci")).select(".home-notes li") == []


@pytest.mark.sample(0)
def test_however_many_there_are_it_takes_as_many_queries(signed_in: SignIn) -> None:
    sent_back_page(signed_in)
    few = queries_of_first_screen(signed_in("partner-kpmpc"))
    for _ in range(3):
        sent_back_page(signed_in)
    assert queries_of_first_screen(signed_in("partner-kpmpc")) == few


def test_above_the_form(signed_in: SignIn) -> None:
    page, partner = sent_back_page(signed_in), signed_in("partner-kpmpc")
    text = messages(partner.get(edit_url(page)))
    assert "Changes requested by Coordinator (demo) on" in text
    assert COMMENT in text
    edit(partner, page)  # a draft is not an answer yet
    assert COMMENT in messages(partner.get(edit_url(page)))
    edit(partner, page, "submit")
    partner.get(edit_url(page))
    assert COMMENT not in messages(partner.get(edit_url(page)))


@pytest.mark.parametrize(
    ("live", "expected"), [(False, ["changes requested"]), (True, ["live + draft", "changes requested"])]
)
def test_in_lists(signed_in: SignIn, live: bool, expected: list[str]) -> None:
    page = sent_back_page(signed_in, live=live)
    assert statuses(signed_in("partner-kpmpc"), page) == expected
    assert expected[-1].capitalize() in panel(signed_in("partner-kpmpc")).select_one("table").get_text()
    edit(signed_in("partner-kpmpc"), page, "submit")
    assert "changes requested" not in statuses(signed_in("partner-kpmpc"), page)
