"""A visitor follows the project: with a mouse, with a keyboard only, on a phone, with large text."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, follow

JAVASCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
# One page of each kind, and the search in its states.
KINDS = {
    "home": "/lt/",
    "news": "/lt/naujienos/",
    "news item": "",  # the first of the list
    "page": "/lt/apie-projekta/",
    "partner": "/lt/praktikos/kpmpc/",
    "practice": "/lt/praktikos/kpmpc/kalbos-mokymasis-sekmingos-integracijos-dalis/",
    "practices": "/lt/praktikos/?target_group=refugees&country=lt",
    "nothing found": "/lt/praktikos/?q=xyzzyxyzzy",
    "site search": "/lt/search/?q=migrant",
    "404": "/lt/nothing-here/",
}


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def press_enter(page: Page) -> None:
    """On a link or in a form; waits until the next page is there."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


@JAVASCRIPT
def test_follows_the_project(open_page: Open, demo_site: str, javascript: bool):
    page = open_page(demo_site, "/", java_script_enabled=javascript, locale="nl-NL")
    expect(page).to_have_url(re.compile("/nl/$"))  # the language that the browser asks for
    follow(page.locator(".menu a[href='/nl/nieuws/']"))
    titles = page.locator(".news-list .card__title")
    assert titles.count() == 6
    title = titles.first.inner_text()
    follow(titles.first.locator("a"))
    assert heading(page) == title
    dutch = page.url
    follow(page.locator("#languages a[hreflang=es]"))
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert heading(page) != title
    follow(page.locator("#languages a[hreflang=nl]"))
    expect(page).to_have_url(dutch)
    follow(page.locator(".breadcrumbs a").first)
    expect(page).to_have_url(re.compile("/nl/$"))
    follow(page.locator(".footer a, .menu a").filter(has_text="project").first)
    expect(page.locator("main .prose")).not_to_be_empty()
    page.goto("/nl/praktijken/bestaat-niet/")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    follow(page.locator("main a"))
    expect(page).to_have_url(re.compile("/nl/$"))


def press_until(page: Page, selector: str, key: str = "Tab") -> None:
    """Presses Tab until the element found by `selector` has the focus."""
    for _ in range(40):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"The keyboard does not reach {selector}")


@JAVASCRIPT
def test_with_the_keyboard_only(open_page: Open, demo_site: str, javascript: bool):
    page = open_page(demo_site, "/en/", java_script_enabled=javascript)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", "#main")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    press_until(page, "input[name=q]")  # the first thing in the content: menu and languages are skipped
    page.goto("/en/")
    press_until(page, "#languages a[hreflang=it]")
    assert outline_width(page) >= 2
    press_enter(page)
    expect(page).to_have_url(re.compile("/it/$"))
    press_until(page, ".menu a[href='/it/pratiche/']")
    assert outline_width(page) >= 2
    press_enter(page)
    expect(page).to_have_url(re.compile("/it/pratiche/$"))
    press_until(page, "input[name=q]")
    page.keyboard.type("lingua")
    press_enter(page)
    expect(page).to_have_url(re.compile(r"\?q=lingua$"))
    press_until(page, ".search__filters .skip")
    page.keyboard.press("Enter")
    press_until(page, ".card__title a")
    page.keyboard.press("Enter")
    expect(page.locator(".facts")).to_be_visible()


def outline_width(page: Page) -> float:
    """Of the element with the focus, in CSS pixels."""
    return page.evaluate(
        "() => { const style = getComputedStyle(document.activeElement);"
        "return style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth) }"
    )


# 640 and 320 are what is left of 1280 CSS pixels when the text is enlarged to 200 and 400 %; 320 is also a small phone.
# Text at 200 % without zooming the page is a browser's minimum font size, or a low-vision reader's setting.
SIZES = ((320, ""), (640, ""), (1280, "200%"))


def test_fits_on_small_screens_and_with_large_type(open_page: Open, demo_site: str):
    page = open_page(demo_site, "/lt/naujienos/", height=480)
    news = page.locator(".news-list a").first.get_attribute("href")
    filtered = "/lt/praktikos/?q=kalbos&audience=teachers&evidence_level=good&period=2010s"
    for kind, path in [*KINDS.items(), ("filtered", filtered)]:
        page.goto(path or news)
        for width, font_size in SIZES:
            page.set_viewport_size({"width": width, "height": 480})
            page.evaluate(
                "size => document.documentElement.style.setProperty('font-size', size, 'important')", font_size
            )
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert overflow == 0, f"{kind}, {width} px {font_size}: {overflow} px too wide, {widest(page)}"
            expect(page.locator("h1")).to_be_visible()


def widest(page: Page) -> str:
    return page.evaluate(
        "() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth)"
        ".slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ')"
    )


def test_small_screens_reach_everything(open_page: Open, demo_site: str):
    page = open_page(demo_site, "/lt/praktikos/", width=320, height=600, has_touch=True)
    refugees = page.locator("#facet-target_group-refugees")
    expect(refugees).to_be_hidden()
    page.locator("#filters-open").tap()
    expect(refugees).to_be_visible()
    refugees.tap()
    expect(page.locator(".chip")).to_have_count(1)
    page.locator("#filters-show").tap()
    page.locator(".masthead__tool--menu").tap()
    page.locator("#languages a[hreflang=nl]").tap()
    expect(page).to_have_url(re.compile(r"/nl/praktijken/\?target_group=refugees$"))


def test_a_printed_page_says_where_it_is_from(open_page: Open, demo_site: str):
    page = open_page(demo_site, KINDS["practice"])
    printed = page.locator(".on-paper")
    expect(printed).not_to_be_visible()
    page.emulate_media(media="print")
    expect(printed).to_be_visible()
    assert printed.inner_text() == page.locator("link[rel=canonical]").get_attribute("href")
    expect(page.locator(".sun").first).to_have_css("print-color-adjust", "exact")  # or only its horizon is printed
    page.set_viewport_size({"width": 794, "height": 1123})  # A4
    page.goto("/en/")
    expect(page.locator(".front__search")).not_to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 794
