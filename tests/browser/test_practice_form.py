"""A partner fills in a practice by keyboard alone, in Lithuanian: the form helps, and axe finds nothing in it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SignIn, follow
from tests.browser.test_accessibility import violations
from tests.browser.test_partner import ACTIVITIES, begin

REQUIRED = ["summary", "countries", "target_groups", "activities", "skill_types", "methods", "evidence_level"]

TYPED = {"countries": "liet", "target_groups": "pabeg", "skill_types": "komun", "methods": "ment"}


def missing(page: Page) -> Locator:
    return page.locator(".still-missing li:visible a")


def names(page: Page) -> list[str]:
    return page.locator(".still-missing li:visible").evaluate_all("items => items.map(item => item.dataset.name)")


def stops_to_save(page: Page) -> int:
    """How often Tab is pressed from the title on."""
    page.focus("#id_title")
    for stops in range(1, 200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('footer .action-save')"):
            return stops
    raise AssertionError("the keyboard does not get to the button")


def jump_and_comment(page: Page) -> None:
    page.focus("#id_title")
    page.keyboard.press("Alt+PageDown")
    page.keyboard.press("Alt+PageDown")
    page.keyboard.press("Tab")
    expect(page.locator("#id_summary")).to_be_focused()
    page.keyboard.press("Control+Alt+m")
    expect(page.locator(".comment__input")).to_be_focused()
    for _ in range(2):  # a comment without words has one button that is not disabled
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.comment__button:last-child')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".comment__input")).to_have_count(0)


@pytest.mark.sample(0)
def test_by_keyboard_alone(own_demo_site: str, sign_in: SignIn):
    page = sign_in(own_demo_site, "partner-kpmpc", "/healthz")
    page.set_viewport_size({"width": 1280, "height": 6000})  # all of the form: nothing lies under Wagtail's header
    begin(page, "Kalbos mokymasis virtuvėje")
    similar = page.locator(".similar a", has_text="Kalbos mokymasis – sėkmingos")
    expect(similar).to_have_attribute("target", "_blank")
    expect(missing(page)).to_have_count(len(REQUIRED))
    assert names(page) == REQUIRED
    jump_and_comment(page)

    missing(page).first.focus()
    page.keyboard.press("Enter")  # to the field
    expect(page.locator("#id_summary")).to_be_focused()
    page.keyboard.type("žodis " * 101)
    expect(page.locator(".still-missing li:visible [data-reason]").first).to_contain_text("101")
    page.keyboard.press("Control+A")
    page.keyboard.type("Kartu verdame ir mokomės.")
    expect(missing(page)).to_have_count(len(REQUIRED) - 1)
    for name, typed in {
        "countries": "liet",
        "target_groups": "pabeg",
        "skill_types": "komun",
        "methods": "ment",
    }.items():
        page.locator(f".still-missing [data-name={name}] a").focus()
        page.keyboard.press("Enter")
        combobox = page.locator(f"#id_{name}_search")
        expect(combobox).to_be_focused()
        page.keyboard.type(typed)  # without diacritics
        expect(combobox).to_have_attribute("aria-expanded", "true")
        if name == "target_groups":
            page.keyboard.press("Backspace")
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                assert not violations(page)
        page.keyboard.press("Enter")
        expect(combobox).to_have_attribute("aria-expanded", "false")
        chip = page.locator(f"#id_{name} .terms__chip span")
        expect(chip).to_have_count(1)
        page.keyboard.type(typed)  # the term is not offered again: Enter never takes it away
        expect(page.locator(f"#id_{name} .terms__list")).to_be_visible()
        assert chip.inner_text() not in page.locator(f"#id_{name} [role=option]").all_inner_texts()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    expect(missing(page)).to_have_count(2)
    page.locator("#id_methods .terms__remove").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_methods_search")).to_be_focused()
    expect(missing(page)).to_have_count(3)
    page.keyboard.type("ment")
    page.keyboard.press("Enter")

    page.locator(".still-missing [data-name=activities] a").focus()
    page.keyboard.press("Enter")
    expect(page.locator(ACTIVITIES)).to_be_focused()
    page.keyboard.type("Susitinkame kas ketvirtadienį.")
    expect(page.locator("[name=activities]")).to_have_value(
        re.compile("ketvirtadienį")
    )  # the editor saves while one pauses
    page.focus("#id_evidence_level")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".still-missing [data-missing-target=done]")).to_be_visible()
    assert stops_to_save(page) < 80, "two for each field or part, where the buttons that comment would make it three"
    page.locator("footer .w-dropdown__toggle").focus()
    page.keyboard.press("Enter")
    page.locator("footer [name=action-submit]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messages .success")).to_be_visible()


@pytest.mark.sample(0)
def test_what_is_done_with_a_term(own_demo_site: str, sign_in: SignIn):
    page = sign_in(own_demo_site, "coordinator", "/admin/snippets/practices/concept/?scheme=method&ordering=position")
    expect(page.locator("[data-w-orderable-item-id]").first).to_be_visible()
    follow(page.locator("td a[href$='/uses/']").first)
    for name in ("uses", "replace", "merge", "retire"):
        if name != "uses":
            page.goto(page.url.rsplit("/", 2)[0] + f"/{name}/")
        expect(page.locator("form, table").first).to_be_attached()
        assert not violations(page), name
