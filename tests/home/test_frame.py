"""URLs that belong to no page: health, robots, sitemap; and the headers of every response."""

from datetime import date
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage, StandardPage
from home.sitemap import PagesSitemap
from tests.factories import make_practice, partner_page, translate

pytestmark = pytest.mark.once

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LINK = "{http://www.w3.org/1999/xhtml}link"


def sitemap(client: Client, section: str = "pages") -> dict[str, dict[str, str]]:
    """`{url: {language: url}}`."""
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    sitemaps = [entry.findtext(LOC) for entry in ElementTree.fromstring(response.content)]
    entries = [
        entry for url in sitemaps if f"-{section}." in url for entry in ElementTree.fromstring(client.get(url).content)
    ]
    listed = {
        entry.findtext(LOC): {link.get("hreflang"): link.get("href") for link in entry.findall(LINK)}
        for entry in entries
    }
    assert len(listed) == len(entries)
    return listed


def test_health(client: Client):
    assert client.get("/healthz").content == b"ok"


def test_robots_names_the_sitemap(client: Client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/\n" in text
    assert "\nSitemap: http://testserver/sitemap.xml\n" in text


@pytest.mark.django_db
def test_sitemap_has_every_page_of_every_language(client: Client):
    listed = sitemap(client)
    visible = Page.objects.live().public().filter(depth__gt=1)
    assert set(listed) == {page.get_full_url() for page in visible}
    for code in settings.LANGUAGE_CODES:
        assert any(f"/{code}/" in url for url in listed)


@pytest.mark.django_db
@pytest.mark.parametrize("section", ["pages", "news"])
def test_alternates_are_reciprocal_with_self_and_default(client: Client, section: str):
    listed = sitemap(client, section)
    assert listed
    for url, alternates in listed.items():
        assert url in alternates.values()
        assert "x-default" in alternates
        for other in alternates.values():
            assert listed[other] == alternates


@pytest.mark.django_db
def test_sitemap_leaves_out_what_visitors_do_not_see(client: Client):
    draft, private, hidden = make_practice(live=False), make_practice(), make_practice()
    below_hidden = translate(hidden, "nl", title="Verborgen")
    below_private = translate(private, "nl", title="Besloten")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    hidden.unpublish()
    listed = sitemap(client)
    for page in (draft, private, hidden, below_hidden, below_private):
        assert page.get_full_url() not in listed


@pytest.mark.django_db
def test_sitemap_leaves_out_what_was_written_below_a_private_partner_in_any_language(client: Client):
    dutch = make_practice(language="nl")
    pages = [dutch, translate(dutch, "it"), partner_page(), partner_page(language="nl")]
    elsewhere = make_practice("csci", language="nl")
    assert {page.get_full_url() for page in pages} <= set(sitemap(client))
    PageViewRestriction.objects.create(page=partner_page(), restriction_type=PageViewRestriction.LOGIN)
    listed = sitemap(client)
    assert not {page.get_full_url() for page in pages} & set(listed)
    assert elsewhere.get_full_url() in listed


@pytest.mark.django_db
def test_several_sitemaps_list_the_same_and_robots_may_read_them(client: Client, monkeypatch: pytest.MonkeyPatch):
    one = sitemap(client)
    monkeypatch.setattr(PagesSitemap, "limit", 7)
    assert sitemap(client) == one
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    assert len(index) == -(-len(one) // 7) + 1  # and the lists of news
    assert index[1].findtext(LOC) == "http://testserver/sitemap-pages.xml?p=2"
    assert "\nAllow: /sitemap-\n" in client.get("/robots.txt").text  # as URLs with a query string are disallowed
    assert len(ElementTree.fromstring(client.get("/sitemap-pages.xml?p=2").content)) == 7
    assert client.get("/sitemap-pages.xml?p=99").status_code == 404
    assert client.get("/sitemap-other.xml").status_code == 404


@pytest.mark.django_db
def test_headers_of_a_public_page(client: Client):
    response = client.get(partner_page().get_url() or "")
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_the_menu_has_what_stands_right_below_the_home_page(client: Client):
    home = HomePage.objects.get(locale__language_code="en")
    first = home.add_child(instance=StandardPage(title="Gardens", show_in_menus=True))
    home.add_child(instance=StandardPage(title="Fields", show_in_menus=True, live=False))
    home.add_child(instance=StandardPage(title="Woods", show_in_menus=False))
    first.add_child(instance=StandardPage(title="Flowers", show_in_menus=True, show_in_footer=True))
    english = BeautifulSoup(client.get("/en/").content, "html.parser")
    dutch = BeautifulSoup(client.get("/nl/").content, "html.parser")
    menu = [link.get_text() for link in english.select(".menu__list a")]
    assert "Gardens" in menu
    assert not {"Fields", "Woods", "Flowers"} & set(menu)
    assert "Flowers" in [link.get_text() for link in english.select(".footer__list a")]
    assert not {"Gardens", "Flowers"} & {link.get_text() for link in dutch.select(".menu__list a, .footer__list a")}


@pytest.mark.django_db
def test_the_masthead_has_todays_date_in_the_language_of_the_page(client: Client):
    before = localdate()
    (shown,) = BeautifulSoup(client.get("/lt/").content, "html.parser").select(".masthead time")
    today = date.fromisoformat(shown["datetime"])
    assert before <= today <= localdate()
    with override("lt"):
        assert date_format(today) in shown.get_text()
