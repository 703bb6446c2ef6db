"""A reader suggests a practice on a phone, without scripts; a coordinator makes it a draft, and declines another."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, SignIn, follow, press, tab_to
from tests.browser.screens import screens
from tests.browser.test_accessibility import COLOURS, violations

TITLE = "Kalbų stalas bibliotekoje"
PRESSED = 200  # maximum number of tries until the form accepts the user as human


def send(page: Page) -> None:
    """Submits until accepted: hasty users are asked to check again, and lose nothing."""
    for _ in range(PRESSED):
        follow(page.locator("form.suggest button"))
        if "?sent" in page.url:  # perhaps with the field that was corrected last
            return
        expect(page.locator("[name=title]")).to_have_value(TITLE)
    raise AssertionError("it was never taken")


def check_public(page: Page, has_scripts: bool) -> None:
    """axe is a script itself."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    for scheme, options in (("light", {}), ("dark", COLOURS)) if has_scripts else ():
        page.emulate_media(color_scheme=scheme)
        assert violations(page, *([options] if options else [])) == "", page.url


def check(page: Page) -> None:
    """On a phone and on a desktop, once messages have faded in."""
    for _ in screens(page):
        pass


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_reader_suggests(open_page: Open, own_demo_site: str, javascript: bool):
    page = open_page(own_demo_site, "/lt/praktikos/?q=xyzzyxyzzy", width=320, java_script_enabled=javascript)
    follow(page.locator(".suggest-link a"))
    expect(page).to_have_url(f"{own_demo_site}/lt/practices/suggest/")
    check_public(page, javascript)
    press(page, "form.suggest button")  # by the keyboard, with nothing filled in
    problems = page.locator(".form-problems")
    expect(problems).to_be_focused()
    expect(problems.locator("li")).to_have_count(7)
    check_public(page, javascript)
    problems.locator("a", has_text="grupę").click()
    expect(page.locator("[name=target_groups]").first).to_be_in_viewport()
    page.fill("[name=title]", TITLE)
    page.fill("[name=text]", "Kartą per savaitę prie vieno stalo kalbama lietuviškai.")
    page.select_option("[name=country]", "lt")
    page.check("[name=target_groups][value=refugees]")
    page.fill("[name=name]", "Jonas")
    page.fill("[name=email]", "jonas@example.org")
    page.check("[name=consent]")
    send(page)
    expect(page.locator("main [role=status]")).to_contain_text("Ačiū")
    check_public(page, javascript)
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]


@pytest.mark.sample(0)
def test_a_coordinator_decides(own_demo_site: str, sign_in: SignIn) -> None:
    page = sign_in(own_demo_site, "coordinator")
    panel = page.locator("#suggestions-section")
    check(page)
    follow(panel.locator("a", has_text="First shift"))
    check(page)
    tab_to(page, "[name=partner]")
    page.locator("[name=partner]").select_option(label="KPMPC")
    press(page, "form button[type=submit].button:not(.button-secondary)")
    expect(page.locator(".messages")).to_contain_text("First shift together")
    check(page)

    partner = sign_in(own_demo_site, "partner-kpmpc")
    follow(partner.locator("#main").get_by_role("link", name="First shift together").first)
    expect(partner.locator("[name=contact_email]")).to_have_value("sam@example.org")

    page.goto("/admin/practices/suggestions/")
    check(page)
    follow(page.locator("td.title a", has_text="Kaimynų"))
    press(page, "a[href$='/decline/']")
    expect(page.locator("[name=message]")).to_have_value(re.compile("Laba diena, Rūta Demonstraitė"))
    check(page)
    press(page, "button[name=sends]")
    expect(page).to_have_url(re.compile("/practices/suggestions/$"))
    expect(page.locator("table.listing")).to_contain_text("Declined")
    expect(page.locator("table.listing")).to_contain_text("Assigned")
