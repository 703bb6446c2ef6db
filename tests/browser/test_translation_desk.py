"""A translator finds and takes what is to be translated; a coordinator looks after the languages and hands over."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SignIn, follow
from tests.browser.test_accessibility import COLOURS_HAVE_CHANGED
from tests.browser.test_curation import check

TITLE = "PUOI – Protezione Unita a Obiettivo Integrazione"


def row(page: Page, title: str = TITLE) -> Locator:
    return page.locator("table.desk-list tbody tr", has_text=title)


def look(page: Page) -> None:
    """Messages and buttons change their colours slowly."""
    page.evaluate(COLOURS_HAVE_CHANGED)
    check(page)


def test_from_the_first_screen_to_the_text(own_demo_site: str, sign_in: SignIn):
    page = sign_in(own_demo_site, "translator-lt")
    panel = page.locator("section[id^=translate-lt]")
    expect(panel.locator("caption")).to_have_count(1)
    look(page)
    follow(panel.locator(".home-counts a").first)
    assert "language=lt" in page.url
    assert "state=new" in page.url
    expect(row(page)).to_have_count(1)
    expect(page.locator("table.desk-list thead a").first).to_have_css("white-space", "normal")  # or it is too wide
    look(page)

    page.locator("#filters-drilldown .w-dropdown__toggle").click()
    page.locator("[aria-controls=drilldown-id_kind]").click()
    page.locator("select[name=kind]").select_option("page:practices.practicepage")
    page.wait_for_url("**kind=page*")
    page.keyboard.press("Escape")
    expect(row(page)).to_have_count(1)
    follow(row(page).locator("form[action$='/take/'] button"))
    assert "kind=page" in page.url  # the view stays
    assert "state=new" in page.url
    expect(page.locator(".messages .success")).to_have_count(1)
    expect(row(page).locator("form[action$='/give-back/']")).to_have_count(1)
    look(page)
    page.goto("/admin/")
    expect(panel.locator("caption")).to_have_count(2)  # one's own comes first
    mine = panel.locator("table").first.locator("a")
    expect(mine).to_have_text(TITLE)
    follow(mine)
    assert "/admin/translations/page/" in page.url


@pytest.mark.sample(0)
def test_a_coordinator_hands_over(own_demo_site: str, sign_in: SignIn):
    page = sign_in(own_demo_site, "coordinator")
    short = page.locator("section[id^=translations]")
    look(page)
    follow(short.locator("a[href='/admin/translations/overview/']"))
    expect(page.locator("section.desk-language")).to_have_count(5)
    look(page)
    follow(page.locator("section[aria-labelledby=language-lt] tbody a[href*='state=new']").first)
    expect(row(page)).to_have_count(1)
    follow(row(page).locator("a[href*='/plan/']"))
    look(page)
    page.locator("[name=to]").select_option(index=1)
    page.locator("[name=due]").fill("2020-01-31")
    page.locator("[name=priority]").select_option("1")
    with page.expect_navigation():
        page.locator("main button[type=submit]").click()
    expect(row(page).locator(".desk-due .w-status")).to_have_count(1)
    expect(row(page).locator(".desk-taken")).to_contain_text("lt")
    look(page)
    page.goto("/admin/translations/?due=overdue")
    expect(page.locator("table.desk-list tbody tr")).to_have_count(1)

    page.goto("/admin/translations/?language=lt&state=new")
    page.locator("table.desk-list tbody [data-bulk-action-checkbox]").nth(1).check()
    follow(page.locator(".bulk-actions-choices a[href*='/prepare/']"))
    look(page)
    follow(page.locator("main form button[type=submit]"))
    expect(page.locator("#prepared")).to_be_visible()
    look(page)
