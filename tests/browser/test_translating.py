"""A translator's day in the editor, by keyboard and without a script, and two people at once."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BLANK, Open, SignIn, follow
from tests.browser.test_accessibility import COLOURS, OPTIONS, violations
from tests.browser.test_partner import act
from tests.browser.test_translator import edit_url

TITLE = "PUOI – Protezione Unita a Obiettivo Integrazione"

TYPE_WHILE_SAVING = """words => {
    const box = document.activeElement;
    box.value = words;
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
    box.value += " ir dar";
}"""


def editor_of(page: Page, title: str, language: str) -> str:
    """The editor's URL of what is called `title`, by way of the desk."""
    page.goto(f"/admin/translations/?q={title.split(' ')[0]}")
    for link in page.locator("td.title a").all():
        url = link.get_attribute("href") or ""
        if url.endswith(f"/{language}/"):
            return url
    raise AssertionError(title)


def row(page: Page, label: str) -> Any:
    return page.locator("[data-row]", has=page.get_by_role("heading", name=label, exact=True, level=2))


def box(page: Page, label: str) -> Any:
    return row(page, label).locator("textarea[name^=text-]")


def focused(page: Page) -> str:
    """The label of the text in whose box the cursor is."""
    return page.evaluate("document.activeElement.closest('[data-row]')?.querySelector('h2').textContent ?? ''")


def check(page: Page) -> None:
    schemes: tuple[tuple[Any, dict[str, Any]], ...] = (("dark", COLOURS), ("light", OPTIONS))
    for scheme, options in schemes:
        page.emulate_media(color_scheme=scheme)
        assert violations(page, options) == ""


def test_a_day_by_keyboard_in_lithuanian(own_demo_site: str, sign_in: SignIn) -> None:
    page = sign_in(own_demo_site, "translator-lt", BLANK)
    url = editor_of(page, TITLE, "lt")
    page.goto(url)
    expect(page.locator("html")).to_have_attribute("lang", "lt")
    check(page)
    box(page, "Pavadinimas").focus()
    page.keyboard.press("Alt+Shift+Digit0")
    expect(box(page, "Pavadinimas")).to_have_value(TITLE)
    page.keyboard.press("Control+a")
    page.keyboard.type("PUOI – apsauga ir darbas")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-status]")).to_contain_text("Išsaugotas 1 tekstas.")
    expect(page.locator("[data-state=open] textarea:focus")).to_have_count(1)
    assert focused(page) == "Santrauka"
    page.evaluate(TYPE_WHILE_SAVING, "Du kartus")
    expect(page.locator("textarea:focus")).to_have_value("Du kartus ir dar")
    expect(row(page, "Santrauka")).to_contain_text("Išsaugota")
    session = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    follow(page.get_by_role("button", name="Išsaugoti", exact=True).last)  # leads to the form to sign in
    page.context.add_cookies(session)  # type: ignore[arg-type]
    page.goto(f"{url}?show=all")
    expect(box(page, "Santrauka")).to_have_value("Du kartus ir dar")
    box(page, "Santrauka").fill("Du kartus <script>")
    box(page, "Santrauka").press("Control+Enter")
    expect(page.locator("textarea[aria-invalid=true]:focus")).to_have_value("Du kartus <script>")
    expect(row(page, "Santrauka")).to_contain_text("Neišsaugota")
    for text in page.locator("[data-state=open] textarea[name^=text-]").all():
        text.fill(re.sub(r"[A-Za-zàèéìòù]{3,}", "žodis", text.get_attribute("data-source") or ""))
    follow(page.get_by_role("button", name="Išsaugoti ir publikuoti"))
    expect(page.locator(".messages .success", has_text="PUOI – apsauga ir darbas")).to_have_count(1)

    coordinator = sign_in(own_demo_site, "coordinator", BLANK)
    coordinator.goto("/it/pratiche/csci/puoi-protezione-unita-a-obiettivo-integrazione/")
    coordinator.goto(edit_url(coordinator, coordinator.url))
    coordinator.locator("[name=title]").fill(TITLE + " oggi")
    act(coordinator, "[name=action-publish][value=action-publish]")

    page.goto(url)
    changed = row(page, "Pavadinimas")
    expect(changed.locator("ins")).to_have_text(" oggi")
    expect(box(page, "Pavadinimas")).to_have_value("PUOI – apsauga ir darbas")
    check(page)
    box(page, "Pavadinimas").focus()
    page.keyboard.press("Control+Shift+Enter")
    expect(page.locator("[data-status]")).to_contain_text("Neišverstų tekstų neliko.")
    follow(page.get_by_role("button", name="Išsaugoti ir publikuoti"))
    expect(page.locator(".messages .success", has_text="PUOI – apsauga ir darbas")).to_have_count(1)


def test_without_a_script_on_a_phone(own_demo_site: str, sign_in: SignIn, open_page: Open) -> None:
    width = 320
    signed_in = sign_in(own_demo_site, "translator-it", BLANK)
    url = editor_of(signed_in, "Plan Einstein", "it")
    plain = open_page(own_demo_site, BLANK, width=width, java_script_enabled=False)
    plain.context.add_cookies(signed_in.context.cookies())
    plain.goto(url)
    box(plain, "Titolo").fill("Plan Einstein – Utrecht")
    box(plain, "Sintesi").fill("Non <script>")
    follow(plain.locator(".translate__actions [value=save]"))
    expect(row(plain, "Sintesi")).to_contain_text("Non salvato")
    expect(plain.locator(".messages > ul")).to_have_css("opacity", "1")
    expect(box(plain, "Sintesi")).to_have_value("Non <script>")
    signed_in.set_viewport_size({"width": width, "height": 800})
    signed_in.goto(f"{url}?show=all")
    assert signed_in.evaluate("document.documentElement.scrollWidth") <= width
    expect(box(signed_in, "Titolo")).to_have_value("Plan Einstein – Utrecht")
    check(signed_in)


@pytest.mark.sample(0)
def test_two_people_on_one_page(own_demo_site: str, sign_in: SignIn) -> None:
    first = sign_in(own_demo_site, "translator-nl", BLANK)
    url = editor_of(first, "APRAMP", "nl")
    first.goto(url)
    second = sign_in(own_demo_site, "admin", BLANK)
    second.goto(url)
    title = first.locator("[data-row] h2").first.inner_text()
    for page, words in ((second, "Van de een"), (first, "Van de ander")):
        page.locator("[data-row] textarea[name^=text-]").first.fill(words)
        with page.expect_response(lambda response: response.request.method == "POST"):
            page.keyboard.press("Control+Enter")
    asked = row(first, title)
    expect(asked.locator("fieldset")).to_contain_text("Van de een")
    expect(box(first, title)).to_have_value("Van de ander")
    check(first)
    asked.locator("[value=mine]").check()
    box(first, title).press("Control+Enter")
    expect(asked.locator("fieldset")).to_have_count(0)
    first.goto(f"{url}?show=all")
    expect(box(first, title)).to_have_value("Van de ander")
    follow(row(first, title).locator(".translate__saved a"))
    check(first)
    expect(first.locator(".translate__versions li")).to_have_count(2)
