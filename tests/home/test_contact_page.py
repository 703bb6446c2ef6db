"""The contact page: whom to write to, and how each partner can be reached."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.test import Client

from home.models import StandardPage
from practices.models import PartnerPage
from tests.factories import partner_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def contact_page(language: str) -> StandardPage:
    return StandardPage.objects.get(show_partner_contacts=True, locale__language_code=language)


def shown(client: Client, language: str) -> Tag:
    response = client.get(contact_page(language).url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


@pytest.mark.parametrize("language", settings.LANGUAGE_CODES)
def test_it_names_an_address_and_every_partner(client: Client, language: str):
    main = shown(client, language)
    assert main.select_one(".prose a[href='mailto:info@example.org']")
    titles = [link.get_text() for link in main.select(".contacts h3 a")]
    partners = PartnerPage.objects.filter(locale__language_code=language)
    assert titles[0] == partner_page(language=language).title  # it coordinates the project
    assert sorted(titles) == sorted(partner.title for partner in partners)
    assert main.select_one(".contacts a[href='mailto:kpmpc@example.org']")


def test_what_a_partner_changes_is_there_in_every_language(client: Client):
    partner = partner_page()
    partner.telephone, partner.channels = "+370 5 000 0000", "https://bsky.app/profile/example"
    partner.save_revision().publish()
    first = shown(client, "lt").select_one(".contacts li")
    assert {link["href"]: link.get_text() for link in first.select("p a")} == {
        "mailto:kpmpc@example.org": "kpmpc@example.org", "tel:+37050000000": "+370 5 000 0000",
        partner.website: "kpmpc.lt", "https://bsky.app/profile/example": "Bluesky",
    }  # fmt: skip


def test_a_partner_without_a_page_in_the_language_is_named_and_a_hidden_one_is_not(client: Client):
    partner_page("csci", "nl").unpublish()
    partner_page("prometeo").unpublish()
    contacts = shown(client, "nl").select(".contacts h3")
    assert len(contacts) == 4
    [other] = [heading for heading in contacts if heading.get("lang")]
    assert (other["lang"], other.get_text(strip=True)) == ("en", partner_page("csci").title)
    assert partner_page("prometeo", "nl").title not in [heading.get_text(strip=True) for heading in contacts]
