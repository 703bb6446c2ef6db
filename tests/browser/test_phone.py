"""Somebody searches on a phone: results at once, filters as a sheet over them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_accessibility import violations

PHONE = {"width": 390, "height": 664, "has_touch": True, "is_mobile": True}  # the viewport on a screen of 390 × 844
SEARCH = "/en/practices/?q=language&country=it&target_group=refugees"

INDENTS = """() => [...document.querySelectorAll(".card__meta")].flatMap(line => [...line.children].map(each => {
    const range = document.createRange()
    range.selectNodeContents(each)
    return range.getBoundingClientRect().left - line.getBoundingClientRect().left
})).filter(left => left < 25)"""  # of what begins a line of a card


def number(text: str) -> int:
    found = re.search(r"\d+", text)
    assert found, text
    return int(found.group())


def shown(page: Page) -> int:
    """The number of results stated on the page."""
    return number(page.locator("#results-title").inner_text())


@pytest.mark.parametrize("path", [SEARCH, "/en/search/?q=migrant&kind=practice&sort=newest"])
def test_the_first_result_is_on_the_first_screen(open_page: Open, demo_site: str, path: str):
    page = open_page(demo_site, path, **PHONE)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        expect(page.locator(".results__list .card__title").first).to_be_in_viewport(ratio=1)
        assert max(page.evaluate(INDENTS)) == 0  # no line begins with the dot between two things


def test_filters_are_set_in_a_sheet_that_stays_open(open_page: Open, demo_site: str):
    page = open_page(demo_site, "/en/practices/", **PHONE)
    opener, show, sheet = (page.locator(f"#{name}") for name in ("filters-open", "filters-show", "filters"))
    expect(sheet).to_be_hidden()
    page.fill("[name=q]", "language")  # typed, but not sent
    opener.tap()
    assert number(show.inner_text()) == shown(page)
    refugees = page.locator("#facet-target_group-refugees")
    refugees.tap()
    page.wait_for_url("**/practices/?q=language&target_group=refugees")
    expect(refugees).to_have_attribute("aria-current", "true")
    expect(show).to_have_text(f"Show {shown(page)} practices")
    expect(opener).to_have_text("Filters (1)")
    height = refugees.bounding_box()["y"]
    refugees.tap()
    page.wait_for_url("**/practices/?q=language")
    expect(refugees).not_to_have_attribute("aria-current", "true")
    assert refugees.bounding_box()["y"] == pytest.approx(height, abs=1)
    page.go_back()
    expect(opener).to_have_text("Filters (1)")
    expect(sheet).to_be_visible()
    page.locator("#filters-clear a").tap()
    expect(opener).to_have_text("Filters")
    expect(show).to_be_focused()  # what had the focus is gone

    show.tap()
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#filters-show").focus()
    page.keyboard.press("Tab")
    expect(sheet).to_be_hidden()  # it would cover what has the focus


def test_results_are_sorted_in_a_sheet(open_page: Open, demo_site: str):
    page = open_page(demo_site, SEARCH, **PHONE)
    page.locator("#sort-open").tap()
    page.locator("#sort-title").tap()
    expect(page.locator("#sort-open")).to_have_text("Sort by: Title")
    expect(page.locator("#sort-title")).to_be_hidden()
    expect(page.locator("#sort-open")).to_be_focused()


@pytest.mark.parametrize("sheet", ["filters", "sort"])
def test_axe_finds_nothing_in_a_sheet(open_page: Open, demo_site: str, sheet: str):
    page = open_page(demo_site, SEARCH, **PHONE)
    page.locator(f"#{sheet}-open").tap()
    expect(page.locator(f"#{sheet}")).to_be_visible()
    assert not violations(page)


def test_the_keyboard_leaves_the_screen_to_the_results(open_page: Open, demo_site: str):
    page = open_page(demo_site, "/en/practices/", **PHONE)
    page.fill("[name=q]", "language")
    page.press("[name=q]", "Enter")
    expect(page.locator("#results-title")).to_be_focused()
    expect(page.locator("#results-title")).to_contain_text("language")


def test_sheets_need_no_script(open_page: Open, demo_site: str):
    page = open_page(demo_site, "/en/practices/?q=language", java_script_enabled=False, **PHONE)
    page.fill("[name=q]", "typed, but not sent")
    page.locator("#filters-open").tap()
    page.locator("#facet-target_group-refugees").tap()
    page.wait_for_url("**/practices/?q=language&target_group=refugees")
    expect(page.locator("[name=q]")).to_have_value("language")
    page.locator("#filters-open").tap()
    expect(page.locator("#filters-show")).to_have_text(f"Show {shown(page)} practices")
    page.locator("#filters-show").tap()
    expect(page.locator("#filters")).to_be_hidden()


def test_forced_colours_show_what_is_ticked(open_page: Open, demo_site: str):
    page = open_page(demo_site, SEARCH, forced_colors="active")
    drawn = """value => {
        const [box, tick] = ["::before", "::after"].map(part => getComputedStyle(value, part));
        return tick.content !== "none" && tick.borderBottomStyle === "solid"
            && tick.borderBottomColor !== box.backgroundColor;
    }"""
    assert page.locator("#facet-target_group-refugees").evaluate(drawn)
    assert not page.locator(".facet__value:not([aria-current])").first.evaluate(drawn)


def test_a_printed_search_says_what_was_searched_for(open_page: Open, demo_site: str):
    page = open_page(demo_site, "/en/practices/?q=language&country=it")
    page.locator("#facet-target_group-refugees").click()
    page.wait_for_url("**&target_group=refugees")
    expect(page.locator(".chip")).to_have_count(2)
    page.emulate_media(media="print")
    assert re.fullmatch(r"\d+ practices for “language”", page.locator("#results-title").inner_text())
    expect(page.locator(".chips")).to_be_visible()
    printed = page.locator(".chips").inner_text()
    assert "Selected filters" in printed
    assert "Country: Italy" in printed
    assert "Refugees" in printed
    assert "Clear" not in printed
    source = page.locator(".on-paper:visible", has_text="://")  # once: the footer's URL would be without the search
    expect(source).to_have_count(1)
    expect(source).to_contain_text("/en/practices/?q=language&country=it&target_group=refugees")
    expect(source).to_contain_text(re.compile(r"20\d\d"))
