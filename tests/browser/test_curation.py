"""A partner finds its work in the admin and begins a practice in Lithuanian, with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn, press, tab_to
from tests.browser.screens import screens

OPTIONS = {
    "resultTypes": ["violations"],
    # Wagtail's own heading above what a filter finds has a role that it should not have.
    "rules": {"target-size": {"enabled": True}, "aria-allowed-role": {"enabled": False}},
}

# How many lists.
CUT = """
[...document.querySelectorAll(".w-slim-header:has(.w-slim-header__search-form) .w-breadcrumbs")]
  .filter(each => each.scrollWidth > each.clientWidth).length
"""
OUTSIDE = """
[...document.querySelectorAll(".w-slim-header__search-form :is(input, select, button)")]
  .filter(each => each.getBoundingClientRect().left < 0 || each.getBoundingClientRect().right > innerWidth)
  .map(each => each.name || each.ariaLabel)
"""


def check(page: Page) -> None:
    """axe finds nothing, on a phone and on a desktop, where nothing overflows and list names are not truncated."""
    for _ in screens(page, OPTIONS):
        assert page.evaluate(CUT) == 0, page.url


@pytest.mark.sample(0)
def test_from_the_first_screen_to_the_form(demo_site: str, sign_in: SignIn):
    page = sign_in(demo_site, "partner-kpmpc")
    expect(page.locator("section[id^=partner-] h2")).to_contain_text("KPMPC")
    check(page)
    press(page, "section[id^=partner-] a[href='/admin/practices/']")
    expect(page.locator("table.practice-list tbody tr")).to_have_count(5)
    check(page)

    tab_to(page, "#filters-drilldown .w-dropdown__toggle")
    page.keyboard.press("Enter")
    tab_to(page, "[aria-controls=drilldown-id_not_in]")
    page.keyboard.press("Enter")
    tab_to(page, "select[name=not_in]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("table.practice-list tbody tr")).not_to_have_count(5)
    page.wait_for_url("**not_in=*")  # the view is a URL
    page.keyboard.press("Escape")
    check(page)

    press(page, "a[href$='/choose_parent/']")
    expect(page.locator("[name=language]:checked")).to_have_value("lt")
    check(page)
    tab_to(page, "[name=language]")
    press(page, "main button[type=submit]")
    expect(page.locator("#id_title")).to_be_visible()
    assert "/pages/add/practices/practicepage/" in page.url

    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/admin/images/")  # the list with the most to choose above it
    expect(page.locator(".w-slim-header__search-form [name=q]")).to_be_visible()
    assert page.evaluate(OUTSIDE) == []
