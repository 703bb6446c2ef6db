"""Practices can be cited by a lasting URL, in the formats of reference managers."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from practices.citing import citation
from practices.citing.citation import Citation
from practices.citing.formats import bibtex, ris
from practices.models import PracticePage
from practices.repository.permanent import short_key
from tests.factories import make_practice, partner_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def lasting(page: PracticePage) -> str:
    return reverse("practice", args=[short_key(page.translation_key)])


def target(client: Client, url: str, language: str = "en") -> str:
    return client.get(url, headers={"accept-language": language})["Location"]


def test_the_lasting_url_leads_to_the_readers_language_or_another(client: Client):
    page = make_practice()
    dutch = translate(page, "nl")
    assert target(client, lasting(page)) == page.url
    assert target(client, lasting(dutch), "nl") == dutch.url
    assert target(client, lasting(page), "it") == f"{page.url}?reader=it"


def test_it_outlives_a_new_slug_and_another_partner(client: Client):
    page = make_practice("kpmpc")
    url = lasting(page)
    page.slug = "renamed"
    page.save_revision().publish()
    page.move(partner_page("csci"), pos="last-child")
    moved = PracticePage.objects.get(pk=page.pk)
    assert target(client, url) == moved.url
    assert moved.url.endswith("/csci/renamed/")


def test_only_what_visitors_may_see_has_one(client: Client):
    page = make_practice(live=False)
    assert client.get(lasting(page), follow=True).status_code == 404
    assert client.get(reverse("practice", args=["0" * 10]), follow=True).status_code == 404


def test_the_page_says_how_to_cite_it(client: Client):
    page = make_practice(title="Gardening")
    day = datetime(2021, 5, 1, 12, tzinfo=UTC)
    PracticePage.objects.filter(pk=page.pk).update(first_published_at=day, last_published_at=day.replace(year=2022))
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert soup.select_one("link[rel=shortlink]")["href"].endswith(lasting(page))
    text = soup.select_one(".cite__text").get_text()
    partner = partner_page().title
    assert text.startswith(f"{partner} (2021). Gardening. ")
    assert "First published on 1 May 2021, last changed on 1 May 2022." in text
    assert text.endswith(lasting(page))
    files = [client.get(link["href"]) for link in soup.select(".cite__files a")]
    assert [file["Content-Type"] for file in files] == [
        "application/x-bibtex; charset=utf-8",
        "application/x-research-info-systems; charset=utf-8",
        "application/vnd.citationstyles.csl+json; charset=utf-8",
    ]
    assert [file["Content-Disposition"].rpartition(".")[2] for file in files] == ['bib"', 'ris"', 'json"']
    texts = [b"".join(file).decode() for file in files]
    assert all("Gardening" in text and lasting(page) in text for text in texts)


def test_a_page_works_it_out_once(client: Client, monkeypatch: pytest.MonkeyPatch):
    url, made = make_practice().url, []
    monkeypatch.setattr(citation, "permanent_url", lambda page, request: made.append(page) or "https://example.org/p/1")
    assert client.get(url).content.count(b"https://example.org/p/1") > 1
    assert len(made) == 1


def test_a_citation_is_in_a_language_that_the_practice_has(client: Client):
    page = make_practice(title="Gardening")
    translate(page, "nl", title="Tuinieren")
    key = short_key(page.translation_key)
    assert "Tuinieren" in client.get(reverse("cite_practice", args=[key, "nl", "ris"])).text
    for language in ("it", "xx"):
        assert client.get(reverse("cite_practice", args=[key, language, "ris"])).status_code == 404


def test_no_text_breaks_a_format():
    citation = Citation(
        key="0123456789",
        author="Šiauliai & Co",
        title="50 % {more}\nER  - \\ _under_ #1 ~ ^ $5",
        site="New Times",
        url="https://example.org/p/0123456789/",
        language="lt",
        published=datetime(2021, 5, 1, tzinfo=UTC).date(),
        changed=None,
    )
    entry = bibtex(citation)
    assert r"author = {{Šiauliai \& Co}}," in entry
    escaped = r"50 \% \{more\} ER - \textbackslash{} \_under\_ \#1 \textasciitilde{} \textasciicircum{} \$5"
    assert f"title = {{{{{escaped}}}}}," in entry
    lines = ris(citation).split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert [line for line in lines if line.startswith("ER")] == ["ER  - "]
    assert "TI  - 50 % {more} ER - \\ _under_ #1 ~ ^ $5" in lines
    assert "DA  - 2021/05/01" in lines
