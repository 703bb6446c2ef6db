"""A practice names its partner, and links to its page where there is one to see."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from practices.models import PartnerPage, PracticePage
from tests.factories import make_practice, partner_page, translate
from tests.search.site import count, search

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def shown(practice: PracticePage) -> BeautifulSoup:
    response = Client().get(practice.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def urls(page: BeautifulSoup) -> set[str]:
    return {a["href"] for a in page.select("a[href]")}


def told(page: BeautifulSoup) -> dict[str, str]:
    """The partner as machines are told of it."""
    graph = json.loads(page.select_one("script[type='application/ld+json']").get_text())["@graph"]
    [author] = [node["author"] for node in graph if "author" in node]
    return {name: value for name, value in author.items() if name != "@id"}


def test_with_a_link():
    page = shown(make_practice(language="nl"))
    partner = partner_page(language="nl")
    assert partner.url in urls(page)
    assert told(page) == {"@type": "Organization", "name": partner.title, "url": partner.full_url}


@pytest.mark.parametrize("unpublished", ["nl", "en"])
def test_without_a_link_while_its_page_is_not_shown(unpublished: str):
    """Neither is it where the partner's original page is a draft."""
    practice, partner = translate(make_practice(), "nl"), partner_page(language="nl")
    partner_page(language=unpublished).unpublish()
    assert Client().get(partner.url).status_code == 404
    page = shown(practice)
    name = partner.original.short_name
    assert name in [fact.get_text(strip=True) for fact in page.select(".facts dd")]
    assert partner.url not in {a["href"] for a in page.select(".facts a")}
    assert told(page) == {"@type": "Organization", "name": name}


def test_terms_link_to_no_draft():
    practice = make_practice(language="nl")
    index = partner_page(language="nl").get_parent()
    assert any(link.startswith(f"{index.url}?") for link in urls(shown(practice)))
    index.unpublish()
    assert not any(link.startswith(f"{index.url}?") for link in urls(shown(practice)))


def filtered(code: str) -> str:
    """The name of the partner that the practices are filtered by; empty if the site says that there is none."""
    html = Client().get("/en/practices/", {"partner": code}).content
    page = BeautifulSoup(html, "html.parser")
    [chip, *_] = [chip.get_text(" ", strip=True) for chip in page.select(".chips li")]
    name = chip.removeprefix("Remove filter: Partner: ")
    is_unknown = f"This filter does not exist: Partner: {code}." in page.get_text()
    assert is_unknown == (name == code)
    return "" if is_unknown else name


def test_a_partner_that_nobody_can_read_of_is_no_value():
    partner = PartnerPage(title="Zephyr Institute", short_name="Zephyr", live=False)
    partner_page().get_parent().add_child(instance=partner)
    assert partner.code == "zephyr"
    assert filtered("zephyr") == ""
    partner.save_revision().publish()
    assert filtered("zephyr") == "Zephyr"


def test_a_private_partner_is_no_value():
    make_practice()
    assert filtered("kpmpc")
    PageViewRestriction.objects.create(page=partner_page(), restriction_type=PageViewRestriction.LOGIN)
    assert filtered("kpmpc") == ""


def test_an_unpublished_partner_is_one_while_its_practices_are_found():
    practice, partner = make_practice(language="nl"), partner_page()
    partner.unpublish()
    assert count("partner", "kpmpc") == search(partner="kpmpc")["total"] == 1
    assert filtered("kpmpc") == partner.short_name
    practice.unpublish()
    assert filtered("kpmpc") == ""
