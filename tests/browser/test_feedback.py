"""A reader says that a page has helped, and finds the form for what is wrong; with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, SignIn, follow
from tests.browser.test_accessibility import COLOURS, violations

PRACTICE = "/en/practices/kpmpc/language-learning-part-of-successful-integration/"
PRACTICE_IN_LITHUANIAN = "/lt/praktikos/kpmpc/kalbos-mokymasis-sekmingos-integracijos-dalis/"
NEWS = "/en/news/partners-meet-in-rome/"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("path", [PRACTICE_IN_LITHUANIAN, NEWS], ids=["practice", "news"])
@pytest.mark.sample(1)
def test_a_reader_tells(open_page: Open, own_demo_site: str, path: str, javascript: bool):
    page = open_page(own_demo_site, path, width=320, java_script_enabled=javascript)
    foot = page.locator("#feedback")
    with page.expect_navigation():
        foot.locator("button").press("Enter")
    expect(page).to_have_url(f"{own_demo_site}{path}?thanks#feedback")
    expect(foot.locator("button")).to_have_count(0)
    expect(foot).to_be_in_viewport()
    assert page.context.cookies() == []
    follow(foot.locator("a"))
    expect(page).to_have_url(re.compile("/correction/$"))
    page.locator("textarea").fill("The year is 2019.")
    with page.expect_navigation():
        page.locator("form.correction button").press("Enter")
    expect(page.locator("[role=status]")).to_be_visible()


@pytest.mark.sample(1)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(open_page: Open, own_demo_site: str, width: int):
    page = open_page(own_demo_site, "/healthz", width=width)
    for path in (f"{PRACTICE}?thanks", f"{NEWS}?thanks", f"{NEWS}correction/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme, options in (("light", {}), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            assert violations(page, *([options] if options else [])) == "", path


def test_the_number_reaches_the_partner(open_page: Open, sign_in: SignIn, own_demo_site: str):
    reader = open_page(own_demo_site, PRACTICE)
    with reader.expect_navigation():
        reader.locator("#feedback button").click()
    partner = sign_in(own_demo_site, "partner-kpmpc")
    expect(partner.locator(".practice-helped").first).to_contain_text("padėjo")
