"""A partner changes several of its practices in Lithuanian, with the keyboard alone, and takes it back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn, press, tab_to
from tests.browser.test_curation import check


def choose(page: Page, selector: str, key: str) -> None:
    tab_to(page, selector)
    page.keyboard.press(key)


@pytest.mark.sample(0)
def test_from_the_list_to_undoing(own_demo_site: str, sign_in: SignIn) -> None:
    page = sign_in(own_demo_site, "partner-kpmpc", "/admin/practices/")
    boxes = page.locator("[data-bulk-action-checkbox]")
    expect(boxes).to_have_count(5)
    for number in (0, 1):
        choose(page, "td [data-bulk-action-checkbox]", "Space")
        expect(boxes.nth(number)).to_be_checked()
    expect(page.locator(".bulk-actions-choices")).to_be_visible()
    check(page)
    press(page, ".bulk-actions-choices a[href*='/practicepage/change/']")
    expect(page.locator(".bulk-change")).to_contain_text("Pasirinkti 2 pavyzdžiai.")
    check(page)
    press(page, ".bulk-kinds a[href*='change=licence']")
    check(page)
    choose(page, "[name=value]", "Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=value][value='cc0-1.0']")).to_be_checked()
    press(page, "main form button[type=submit]")
    rows = page.locator("table[aria-labelledby=changing] tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("CC0 1.0")
    expect(rows.first).to_contain_text("taps juodraščiu")
    check(page)
    press(page, "button[name=confirmed]")
    expect(page.locator("ul[aria-labelledby=changed] li")).to_have_count(2)
    check(page)
    press(page, "main a[href$='/undo/']")
    expect(page.locator("ul[aria-labelledby=restored] li")).to_have_count(2)
    check(page)
    press(page, "main form[action$='/undo/'] button")
    expect(page.locator("ul[aria-labelledby=undone] li")).to_have_count(2)
    check(page)
    press(page, ".bulk-buttons a[href='/admin/practices/changes/']")
    expect(page.locator(".bulk-table tbody tr")).to_contain_text("CC0 1.0")
    check(page)
