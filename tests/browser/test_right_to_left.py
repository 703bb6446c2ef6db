"""In Arabic, pages are mirrored: nothing is wider than a small phone, and axe has no complaints."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_accessibility import violations
from tests.browser.test_phone import PHONE
from tests.browser.test_visitor import widest

PAGES = {
    "home": "/ar/",
    "news": "/ar/news/",
    "news item": "/ar/news/partners-meet-in-rome/",
    "meeting": "/ar/meetings/rome-2021/",
    "timeline": "/ar/timeline/",
    "newsletter": "/ar/newsletter/one-table-in-rome/",
    "partner": "/ar/practices/kpmpc/",
    "practice": "/ar/practices/csci/amir-alleanze-musei-incontri-relazioni/",
    "practices narrowed": "/ar/practices/?country=it",
    "subscribe": "/ar/subscribe/newsletter/",
}


@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits_and_axe_agrees(open_page: Open, translated_site: str, width: int):
    page = open_page(translated_site, "/healthz", width=width, height=700)
    found: dict[str, str] = {}
    for kind, path in PAGES.items():
        response = page.goto(path)
        assert response
        assert response.status == 200, path
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow == 0, f"{kind}: {overflow} px wider than the screen, {widest(page)}"
        if complaints := violations(page):
            found[kind] = complaints
    assert not found, "\n".join(f"{kind}: {text}" for kind, text in found.items())


def left(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["x"]


def test_the_layout_is_mirrored(open_page: Open, translated_site: str):
    page = open_page(translated_site, "/ar/practices/?country=it")
    assert left(page, ".nameplate") > left(page, ".menu")
    assert left(page, "#filters") > left(page, ".search__results")
    assert left(page, ".card .card__title") < left(page, ".card img")
    page.goto("/en/practices/?country=it")
    assert left(page, ".nameplate") < left(page, ".menu")
    assert left(page, "#filters") < left(page, ".search__results")


def test_english_words_run_from_left_to_right(open_page: Open, translated_site: str):
    """A question mark stands behind its question, although the page is laid out from right to left."""
    page = open_page(translated_site, "/ar/subscribe/newsletter/")
    label = page.locator("label", has_text="In which language?")
    expect(label).to_have_css("unicode-bidi", "plaintext")
    expect(label).to_have_css("text-align", "right")
    places = page.evaluate(
        """(label) => {
          const text = document.createTreeWalker(label, NodeFilter.SHOW_TEXT).nextNode();
          const start = text.data.search(/\\S/);
          const at = (offset) => {
            const range = document.createRange();
            range.setStart(text, offset);
            range.setEnd(text, offset + 1);
            return range.getBoundingClientRect().left;
          };
          return [at(start), at(text.data.trimEnd().length - 1)];
        }""",
        label.element_handle(),
    )
    assert places[0] < places[1]


def test_filters_open_from_their_side_on_a_phone(open_page: Open, translated_site: str):
    page = open_page(translated_site, "/ar/practices/?country=it", **PHONE)
    page.locator("#filters-open").tap()
    sheet = page.locator("#filters")
    expect(sheet).to_be_visible()
    box, value = (
        sheet.locator(".facet__label").first.bounding_box(),
        sheet.locator(".facet__count").first.bounding_box(),
    )
    assert box
    assert value
    assert box["x"] > value["x"]
    assert not violations(page)
