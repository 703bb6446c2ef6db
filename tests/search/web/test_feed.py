"""Any search can be followed in a feed reader."""

from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories import make_practice, translate
from tests.search.site import PRACTICES

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def test_a_search_is_followed_newest_first_each_practice_in_the_readers_language():
    older = make_practice(title="Gardening & <b>more</b>", countries=["it"], summary="Neighbours <i>dig</i>.")
    newer = make_practice(title="Tuinieren", countries=["it"], language="nl")
    translate(older, "nl", title="Samen tuinieren")
    make_practice(title="Elsewhere", countries=["es"])
    page = Client().get(PRACTICES["en"], {"country": "it", "sort": "title"})
    [link] = BeautifulSoup(page.content, "html.parser").select("link[type='application/atom+xml']")
    response = Client().get(PRACTICES["en"] + link["href"])
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Tuinieren", "Gardening & <b>more</b>"]
    assert [entry.get(LANGUAGE) for entry in entries] == ["nl", "en"]
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [newer.translation_key.urn, older.translation_key.urn]
    assert entries[1].findtext(f"{ATOM}summary") == "Neighbours &lt;i&gt;dig&lt;/i&gt;."
    urls = [entry.find(f"{ATOM}link").get("href") for entry in entries]
    assert urls[1] == f"http://testserver{older.url}"


def test_a_feed_guesses_nothing():
    make_practice(title="Gardening")
    for text in ("gardeninx", "gardening skiing"):  # neither what was meant, nor a part of it
        feed = ElementTree.fromstring(Client().get(PRACTICES["en"], {"q": text, "format": "atom"}).content)
        assert not feed.findall(f"{ATOM}entry"), text
    assert len(ElementTree.fromstring(Client().get("/en/search/?format=atom").content).findall(f"{ATOM}entry")) > 1


def test_what_xml_cannot_hold_is_left_out():
    make_practice(title="Dance")
    answer = Client().get(PRACTICES["en"], {"q": "dance\ufffe\x0b", "format": "atom"})
    assert ElementTree.fromstring(answer.content)[0].text.endswith("dance")
