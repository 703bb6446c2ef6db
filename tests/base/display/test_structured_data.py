"""Structured data of pages with all their facts."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from cms.base.models import SiteSettings
from home.models import NewsIndexPage, NewsPage
from practices.models import PartnerPage
from tests.factories import make_practice, partner_page, translate
from tests.schema import mistakes
from tests.test_number_of_queries import picture

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def nodes(client: Client, url: str) -> list[dict[str, Any]]:
    [script] = BeautifulSoup(client.get(url).content, "html.parser").select("script[type='application/ld+json']")
    data = json.loads(script.get_text())
    assert mistakes(data) == []
    return data["@graph"]


def test_a_practice_with_all_its_facts(client: Client):
    practice = make_practice(
        title="<Gardening> & more",
        image=picture("garden"),
        image_alt="A garden",
        audiences=["teachers"],
        area={"en": "Kaunas"},
        organisations={"en": "Red Cross\nCaritas"},
        start_year=2015,
        ongoing=True,
        licence="cc-by-4.0",
    )
    translated = translate(practice, "lt")
    _publisher, node, _crumbs = nodes(client, translated.url)
    assert node["headline"] == "<Gardening> & more"
    assert ".fill-1200x630." in node["image"]
    assert client.get(node["image"]).status_code == 200
    assert node["temporalCoverage"] == "2015/.."
    assert [place["name"] for place in node["spatialCoverage"]] == ["Lietuva", "Kaunas"]
    assert [each["name"] for each in node["sourceOrganization"]] == ["Red Cross", "Caritas"]
    assert node["license"].startswith("https://creativecommons.org/licenses/by/")
    assert node["author"]["url"].endswith(partner_page(language="lt").url)
    assert [len(node[name]) for name in ("about", "audience", "teaches", "keywords")] == [1, 1, 1, 1]


def test_a_partner_can_be_reached(client: Client):
    partner = partner_page()
    PartnerPage.objects.filter(pk=partner.pk).update(
        place="Vilnius",
        email="info@example.org",
        telephone="+370 5 000 0000",
        channels="https://bsky.app/profile/example",
    )
    _publisher, node, _crumbs = nodes(client, partner_page(language="lt").url)
    assert node["address"] == {"@type": "PostalAddress", "addressLocality": "Vilnius", "addressCountry": "LT"}
    assert (node["email"], node["telephone"]) == ("info@example.org", "+370 5 000 0000")
    assert node["sameAs"] == ["https://bsky.app/profile/example"]


def test_news_without_a_time_of_day_is_never_changed_before_it_appears(client: Client):
    index = NewsIndexPage.objects.get(locale__language_code="en")
    title = "A garden grows for everybody in town, " * 4
    page = index.add_child(instance=NewsPage(title=title, summary="It grew.", image=picture("g"), image_alt="A garden"))
    page.save_revision().publish()
    SiteSettings.objects.update(channels="https://bsky.app/profile/example")
    publisher, node, _crumbs = nodes(client, page.url)
    assert len(node["headline"]) == 110
    assert node["datePublished"] <= node["dateModified"]
    assert node["author"] == node["publisher"] == {"@id": publisher["@id"]}
    assert publisher["sameAs"] == ["https://bsky.app/profile/example"]
    assert publisher["logo"].endswith("icons/icon-512.png")


def test_a_vocabulary_that_does_not_fit_is_noticed():
    wrong = {
        "@graph": [
            {"@type": "NewsArticle", "teaches": ["x"], "birthDate": "x", "author": {"@type": "Country", "name": "x"}},
            {"@type": "WebPage", "dateModified": "2026-11-28", "publisher": {"@id": "#nobody"}},
        ]
    }
    assert len(mistakes(wrong)) == 4
