"""An educator looks for a practice to reuse: in their own language, step by step, with scripts and without."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, follow

JAVASCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])


@dataclass
class SearchPage:
    page: Page

    @property
    def total(self) -> int:
        return int(re.search(r"\d+", self.page.locator("#results-title").inner_text()).group())

    @property
    def titles(self) -> list[str]:
        return self.page.locator(".results__list .card__title").all_inner_texts()

    @property
    def chips(self) -> Locator:
        return self.page.locator("a.chip")

    def facet(self, name: str, value: str) -> Locator:
        return self.page.locator(f"#facet-{name}-{value}")

    def count(self, name: str, value: str) -> int:
        return int(self.facet(name, value).locator(".facet__count").inner_text())

    def type(self, text: str) -> None:
        self.page.fill("[name=q]", text)
        self.page.press("[name=q]", "Enter")
        self.page.wait_for_url(re.compile(r"[?&]q="))

    def follow(self, link: Locator) -> None:
        """Clicks, and waits until the page shows what the link promised."""
        href = link.get_attribute("href") or ""
        link.click()
        self.page.wait_for_url(lambda url: url.endswith(href))

    def choose(self, name: str, value: str) -> None:
        self.follow(self.facet(name, value))


@pytest.fixture
def lithuanian(open_page: Open, demo_site: str, javascript: bool) -> SearchPage:
    return SearchPage(open_page(demo_site, "/lt/praktikos/", java_script_enabled=javascript))


@JAVASCRIPT
def test_finds_a_practice(lithuanian: SearchPage, javascript: bool):
    search, page = lithuanian, lithuanian.page
    everything = search.total
    page.evaluate("window.marker = true")
    search.type("pabegeliu")  # pabėgėlių, of refugees: nobody types the dots
    found = search.total
    assert 0 < found < everything
    assert "pabėgėl" in page.locator(".results__list mark").first.inner_text().lower()

    italian, dutch = search.count("country", "it"), search.count("country", "nl")
    search.choose("country", "it")
    assert (search.total, search.chips.count(), search.count("country", "nl")) == (italian, 1, dutch)
    search.choose("country", "nl")  # two of one facet: either
    assert (search.total, search.chips.count()) == (italian + dutch, 2)
    narrowed = search.count("target_group", "young-adults")
    search.choose("target_group", "young-adults")  # and of another: both
    assert (search.total, search.chips.count()) == (narrowed, 3)
    assert 0 < narrowed < italian + dutch

    search.follow(search.chips.nth(1))
    assert search.chips.count() == 2
    unsorted = search.titles
    search.follow(page.locator("#sort-title"))
    assert sorted(search.titles) == sorted(unsorted)
    expect(page.locator("#sort-title")).to_have_attribute("aria-current", "true")
    with_sort = page.url
    assert page.evaluate("window.marker === true") == javascript  # one page with scripts, one for each step without

    page.go_back()
    expect(page.locator("#sort-title")).not_to_have_attribute("aria-current", "true")
    assert search.titles == unsorted
    page.go_back()
    expect(search.chips).to_have_count(3)
    assert search.total == narrowed
    page.go_forward()
    page.go_forward()
    expect(page).to_have_url(with_sort)
    expect(page.locator("#sort-title")).to_have_attribute("aria-current", "true")
    expect(page.locator("[name=q]")).to_have_value("pabegeliu")

    total = search.total
    follow(page.locator("#languages a[hreflang=en]"))
    expect(page).to_have_url(with_sort.replace("/lt/praktikos/", "/en/practices/"))
    assert (search.total, search.chips.count()) == (total, 2)
    expect(search.facet("target_group", "young-adults")).to_contain_text("oung adult")
    title = search.titles[0]
    follow(page.locator(".results__list .card__title a").first)
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".facts dd").first).to_be_visible()
    page.go_back()
    assert search.titles[0] == title
    search.follow(page.locator(".chips__clear"))
    expect(search.chips).to_have_count(0)
    expect(page.locator("[name=q]")).to_have_value("pabegeliu")


@JAVASCRIPT
def test_is_helped_when_nothing_is_found(lithuanian: SearchPage, javascript: bool):
    search, page = lithuanian, lithuanian.page
    search.choose("country", "es")
    search.type("xyzzyxyzzy")
    assert search.total == 0
    expect(search.facet("country", "es")).to_be_attached()  # stays, so that it can be taken away
    search.follow(page.locator(".empty a").first)
    expect(search.chips).to_have_count(0)
    expect(page.locator("[name=q]")).to_have_value("xyzzyxyzzy")
    search.follow(page.locator(".empty li a").first)
    assert search.total > 0
    expect(search.chips).to_have_count(1)
    expect(page.locator("[name=q]")).to_have_value("")


@pytest.mark.parametrize("javascript", [True])
def test_the_page_tells_what_has_changed(lithuanian: SearchPage, javascript: bool):
    search, page = lithuanian, lithuanian.page
    facet = search.facet("method", "mentoring")
    facet.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**?method=mentoring")
    status = page.locator("[role=status][data-search-status]")
    expect(status).to_contain_text(str(search.total))
    expect(facet).to_be_focused()
    expect(facet).to_have_attribute("aria-current", "true")
    expect(page).to_have_title(re.compile("."))
    assert "?method=mentoring" in page.locator("#languages a[hreflang=nl]").get_attribute("href")

    # A control that is gone gives its focus to the head of the results.
    search.chips.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "mentoring" not in url)
    expect(page.locator("#results-title")).to_be_focused()
    expect(status).to_contain_text(str(search.total))

    # What has been typed, but not sent, is sent along when a filter is chosen.
    page.fill("[name=q]", "kalba")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")  # the suggestions cover the filter
    search.facet("country", "lt").click()
    page.wait_for_url("**/?q=kalba&country=lt")
    expect(page).to_have_title(re.compile("kalba"))
    expect(page.locator("[name=q]")).to_have_value("kalba")
    page.fill("[name=q]", "kalbos")
    page.press("[name=q]", "Enter")
    page.wait_for_url("**/?q=kalbos&country=lt")
    expect(page).to_have_title(re.compile("kalbos"))
    expect(page.locator("[name=q]")).to_be_focused()


@JAVASCRIPT
def test_pages_through_a_long_list(open_page: Open, demo_site: str, javascript: bool):
    page = open_page(demo_site, "/en/search/", java_script_enabled=javascript)
    search = SearchPage(page)
    first = search.titles
    search.follow(page.locator("#page-next"))
    assert not set(search.titles) & set(first)
    expect(page.locator("#page-2")).to_have_attribute("aria-current", "page")
    if javascript:
        expect(page.locator("#results-title")).to_be_focused()
        expect(page.locator("#results-title")).to_be_in_viewport()
    search.choose("kind", "partner")  # starts again at the first page
    assert search.total == 5
    assert len(search.titles) == 5


@JAVASCRIPT
def test_searches_from_the_front_page(open_page: Open, demo_site: str, javascript: bool):
    search = SearchPage(open_page(demo_site, "/es/", java_script_enabled=javascript))
    search.page.fill("[name=q]", "lengua")
    follow(search.page.locator("form[role=search] button"))
    expect(search.page).to_have_url(re.compile(r"/es/practicas/\?q=lengua$"))
    assert search.total > 0
