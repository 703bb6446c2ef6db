"""A site in Ukrainian and in Arabic, into which nobody has translated the site's own words yet."""

import gettext as files
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from django.utils.formats import date_format, get_format
from django.utils.timezone import now
from django.utils.translation import gettext, override

from cms.base.i18n.language_codes import is_right_to_left
from cms.base.translation.new_catalogue import DJANGOS
from tests.languages import configure
from tests.shown import Shown, get, path_of
from tests.test_every_page import LOC
from tests.translated import direction_around, mislabelled

pytestmark = pytest.mark.once
CODES = ["uk", "ar"]
DIRECTIONS = {"uk": "ltr", "ar": "rtl"}
OTHERS = (
    "/{code}/search/?q=kaunas", "/{code}/practices/?country=it&q=zzzzz", "/{code}/subscribe/newsletter/",
    "/{code}/practices/reading-list/", "/{code}/nothing-here/",
)  # fmt: skip


@pytest.fixture(scope="module")
def pages(translated_site: str) -> dict[str, Shown]:
    """All pages in the two languages, and some that are in no sitemap."""
    sitemap = ElementTree.fromstring(get(translated_site, "/sitemap-pages.xml").html)
    paths = [path_of(entry.findtext(LOC) or "") for entry in sitemap]
    paths = [path for path in paths if path.split("/")[1] in CODES]
    paths += [path.format(code=code) for path in OTHERS for code in CODES]
    return {path: get(translated_site, path) for path in paths}


def test_every_kind_of_page_answers(pages: dict[str, Shown]):
    assert len(pages) > 90
    wrong = {path: page.status for path, page in pages.items() if page.status != 200 and "nothing-here" not in path}
    assert wrong == {}


def test_the_page_is_in_its_language_and_its_buttons_are_in_english(pages: dict[str, Shown]):
    for page in pages.values():
        html, body = page.soup.html, page.soup.body
        assert (html["lang"], html["dir"]) == (page.language, DIRECTIONS[page.language]), page.path
        assert body["lang"] == "en", page.path
        assert ("other-direction" in body.get("class", [])) == (page.language == "ar"), page.path


def test_each_text_says_which_language_it_is_in(pages: dict[str, Shown]):
    """WCAG 3.1.2. The words of the two languages are in scripts of their own."""
    found = {page.path: mislabelled(without_exceptions(page), page.language) for page in pages.values()}
    assert {path: texts for path, texts in found.items() if texts} == {}


def without_exceptions(page: Shown) -> BeautifulSoup:
    """Without sentences of the site that name something, and without names of photographers."""
    soup = BeautifulSoup(page.html, "html.parser")
    for tag in soup.select(".credit, .issue__item .card__meta, .results__title, .cite, .note, .review-card__by"):
        tag.decompose()
    return soup


def test_a_direction_stands_beside_every_language(pages: dict[str, Shown]):
    for page in pages.values():
        for tag in page.soup.select("[lang]"):
            assert tag.get("dir") in ("ltr", "rtl"), (page.path, str(tag)[:200])
            if tag.name != "body":  # which is laid out as its page
                expected = "rtl" if is_right_to_left(tag["lang"]) else "ltr"
                assert direction_around(tag) == expected, (page.path, str(tag)[:200])


def months(code: str) -> Iterator[str]:
    """As Django says them, in its own catalogue."""
    own = files.translation("django", str(DJANGOS), [code])
    return (own.gettext(month) for month in ("January", "October", "November", "December"))


@pytest.mark.parametrize("code", CODES)
def test_no_month_is_in_a_language_of_its_own(pages: dict[str, Shown], code: str):
    for page in pages.values():
        if page.language == code:
            for time in page.soup.select("main time"):
                assert not re.search(r"[\u0400-\u06ff]", time.get_text()), page.path
    dated = [page for page in pages.values() if page.language == code and page.soup.select_one("main time")]
    assert any(re.search(r"\d (October|November|December) \d{4}", page.html) for page in dated)
    assert not any(month in page.html for page in dated for month in months(code))


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_said_in_half_a_language(settings: Any, code: str):
    """Neither by Django, nor by Wagtail, nor by the formats of dates and numbers."""
    configure(settings, "en", code)
    texts = ("This field is required.", "January", "Monday", "Publish", "Enter a valid email address.")
    with override(code):
        assert translation.get_language() == code
        assert [gettext(text) for text in texts] == list(texts)
        assert date_format(now()) == f"{now():%-d %B %Y}"
        assert get_format("DECIMAL_SEPARATOR") == "."
    configure(settings, "lt", code)
    with override(code):
        assert [gettext(text) for text in texts] != list(texts)
        with override("lt"):
            lithuanian = [gettext(text) for text in texts]
        assert [gettext(text) for text in texts] == lithuanian
        assert get_format("DECIMAL_SEPARATOR") == ","


@pytest.mark.parametrize("code", CODES)
def test_the_search_finds_words_of_the_language(translated_site: str, code: str):
    word = {"uk": "сусідами", "ar": "الجيران"}[code]
    answer = get(translated_site, f"/{code}/practices/?q={quote(word)}")
    assert answer.soup.select("#results h3 a")
    assert answer.soup.select("#results mark")


def test_visitors_of_other_languages_are_offered_them(translated_site: str):
    front = get(translated_site, "/en/")
    links = {link["hreflang"]: link for link in front.soup.select("#languages a")}
    assert (links["ar"]["lang"], links["ar"]["dir"], links["uk"]["dir"]) == ("ar", "rtl", "ltr")
    assert front.soup.html["dir"] == "ltr"
    assert not front.soup.body.get("lang")
