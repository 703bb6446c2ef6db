"""The search field suggests while somebody types, without getting in the way of an ordinary search."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Open
from tests.browser.test_accessibility import violations


def field(page: Page) -> Locator:
    return page.get_by_role("combobox")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def type_in(page: Page, text: str) -> None:
    """Types, and waits for what is suggested for the whole of it: who types slowly sees more in between."""

    def remove_others(route: Route) -> None:
        page.evaluate("document.querySelectorAll('[role=option]').forEach(option => option.remove())")
        route.continue_()

    field(page).click()
    field(page).fill("")
    page.route(f"**/suggestions/?q={text}", remove_others, times=1)
    with page.expect_response(f"**/suggestions/?q={text}"):
        field(page).press_sequentially(text)
    expect(options(page).first).to_be_visible()


def is_closed(page: Page) -> None:
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))


def test_by_keyboard(open_page: Open, demo_site: str):
    page = open_page(demo_site, "/en/practices/")
    type_in(page, "languag")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    expect(page.locator("search-suggest [role=status]")).to_have_text(f"{options(page).count()} suggestions")
    for key, place in (("ArrowUp", -1), ("ArrowDown", None), ("ArrowDown", 0)):  # round, through the field itself
        field(page).press(key)
        if place is None:
            expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
        else:
            chosen = options(page).nth(place)
            expect(chosen).to_have_attribute("aria-selected", "true")
            expect(field(page)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    field(page).press("Escape")
    is_closed(page)
    expect(field(page)).to_have_value("languag")
    field(page).press("ArrowDown")
    expect(options(page).first).to_be_visible()
    field(page).press("Tab")
    is_closed(page)
    expect(page.locator("form[role=search] button")).to_be_focused()
    type_in(page, "languag")
    field(page).press("ArrowDown")
    field(page).press("Enter")
    expect(page).to_have_url(re.compile(r"/en/practices/\?method=language-course$"))


def test_enter_without_a_choice_searches_for_the_text(open_page: Open, demo_site: str):
    page = open_page(demo_site, "/en/")
    type_in(page, "languag")
    with page.expect_navigation():
        field(page).press("Enter")
    expect(page).to_have_url(re.compile(r"/en/practices/\?q=languag$"))
    type_in(page, "volunt")  # here the results are replaced without a new page, and the field with them
    field(page).press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=volunt$"))
    is_closed(page)
    type_in(page, "languag")
    options(page).first.click()
    expect(page).to_have_url(re.compile(r"\?method=language-course$"))


def test_leaving_the_field_closes_the_list(open_page: Open, demo_site: str):
    page = open_page(demo_site, "/en/")
    type_in(page, "languag")
    page.locator("h1").click()
    is_closed(page)
    field(page).fill("l")
    is_closed(page)


def test_a_title_in_another_language_says_so(open_page: Open, demo_site: str):
    page = open_page(demo_site, "/lt/")
    type_in(page, "servicio")
    only = options(page).first
    expect(only).to_have_attribute("lang", "en")  # the first of the site's languages that the practice exists in
    expect(only.locator("span")).to_have_attribute("lang", "lt")
    expect(only).to_have_attribute("href", re.compile("^/en/"))


def test_searching_works_though_nothing_can_be_suggested(open_page: Open, demo_site: str):
    page = open_page(demo_site, "/en/")
    page.route("**/suggestions/**", lambda route: route.fulfill(body="<h1>Not what was asked for</h1>"))
    with page.expect_response("**/suggestions/**"):
        field(page).press_sequentially("languag")
    is_closed(page)
    page.unroute("**/suggestions/**")
    field(page).press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=languag$"))


def test_an_outdated_answer_is_not_shown(open_page: Open, demo_site: str):
    page = open_page(demo_site, "/en/")
    held = []
    page.route("**/suggestions/?q=languag", lambda route: held.append(route))
    with page.expect_request("**/suggestions/?q=languag"):
        field(page).press_sequentially("languag")
    type_in(page, "refugee")
    shown = options(page).all_inner_texts()
    for route in held:
        route.fulfill(json={"suggestions": [{"label": "Late", "hint": "", "url": "/", "language": "en"}], "status": ""})
    page.evaluate("fetch('/healthz').then(answer => answer.text())")  # what was sent before has arrived, too
    assert options(page).all_inner_texts() == shown


@pytest.mark.sample(1)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_open_list_is_accessible(open_page: Open, demo_site: str, width: int, scheme: str):
    page = open_page(demo_site, "/lt/praktikos/", width=width, color_scheme=scheme, has_touch=width < 500)
    type_in(page, "kal")
    field(page).press("ArrowDown")
    assert not (report := violations(page)), report
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for option in options(page).all():
        assert (option.bounding_box() or {"height": 0})["height"] >= 44
