"""A translator puts a practice into Dutch in the editor of wagtail-localize; its facts stay those of the original."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BLANK, Open, SignIn, follow
from tests.browser.test_partner import act

ORIGINAL = "PUOI – Protezione Unita a Obiettivo Integrazione"
SHOWN = "PUOI – protection linked to the goal of integration"  # to readers of Dutch, before there is a translation
WORDS = {
    ORIGINAL: "PUOI – Samen naar werk",
    "Un programma nazionale": "Wie bescherming geniet, krijgt een leerwerkplek met begeleiding.",
    "Pubblicare un avviso nazionale": "Schrijf een landelijke oproep uit.",
}
SLUG = "puoi-samen-naar-werk"
SEARCH = "/nl/praktijken/?q=leerwerkplekken"  # another form of the word


def write(page: Page, source: str, text: str) -> None:
    """Enters the translation of the segment that begins with `source`."""
    segment = page.locator("li.incomplete", has=page.locator("p", has_text=source)).last
    segment.get_by_role("button").click()
    page.locator("li textarea").fill(text)
    form = page.locator("li", has=page.locator("textarea")).last
    form.get_by_role("button").last.click()
    expect(page.locator("li.complete", has_text=text)).to_be_visible()


@pytest.mark.sample(0)
def test_into_dutch(own_demo_site: str, sign_in: SignIn, open_page: Open):
    reader = open_page(own_demo_site, "/nl/praktijken/?partner=csci&method=work-placement")
    expect(reader.locator(".card", has_text=SHOWN).locator(".badge")).to_contain_text("English")

    coordinator = sign_in(own_demo_site, "coordinator", BLANK)
    reader.goto("/it/pratiche/?q=PUOI")
    original = edit_url(coordinator, reader.locator(".card a", has_text=ORIGINAL).get_attribute("href") or "")
    submit = original.replace("/pages/", "/localize/submit/page/").replace("/edit/", "/?select_locale=nl")
    translator = sign_in(own_demo_site, "translator-nl", submit)
    follow(translator.locator("main form [type=submit]").last)
    for source, text in WORDS.items():
        write(translator, source, text)
    translator.get_by_role("tab").nth(1).click()
    write(translator, "puoi-protezione-unita", SLUG)
    reader.goto("/nl/praktijken/?partner=csci&method=work-placement")
    expect(reader.locator(".card", has_text=SHOWN)).to_have_count(1)  # nothing half done is shown
    follow(translator.locator("footer [name=action][value=publish]"))
    translator.locator("[name=publish-incomplete]").click()  # some texts are missing: on purpose
    expect(translator.locator(".messages .warning", has_text=WORDS[ORIGINAL])).to_have_count(1)

    reader.reload()
    cards = reader.locator(".card", has_text="PUOI")
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("Samen naar werk")
    expect(cards.locator(".badge")).to_have_count(0)
    reader.goto(SEARCH)
    expect(cards).to_have_count(1)
    cards.locator("a").click()
    expect(reader.locator("h1")).to_have_text(WORDS[ORIGINAL])
    assert reader.url.endswith(f"/nl/praktijken/csci/{SLUG}/")
    expect(reader.locator(".facts dd", has_text="Italië")).to_be_visible()
    expect(reader.locator("#activities + .prose li").first).to_have_text("Schrijf een landelijke oproep uit.")

    follow(reader.locator("#languages a[hreflang=it]"))
    italian = reader.url
    expect(reader.locator("h1")).to_have_text(ORIGINAL)
    coordinator.goto(edit_url(coordinator, italian))
    dutch = coordinator.locator("[name=area_nl]")
    coordinator.locator("details", has=dutch).locator("summary").click()
    dutch.fill("Turijn en Milaan")
    coordinator.locator("#id_target_groups summary").click()
    coordinator.locator("#id_target_groups").get_by_label("Parents", exact=True).check()
    act(coordinator, "[value=action-publish]")
    reader.goto(SEARCH + "&target_group=parents")  # the fact is the Dutch page's, too
    cards.locator("a").click()
    expect(reader.locator(".facts dd", has_text="Turijn en Milaan")).to_be_visible()
    expect(reader.locator(".facts dd", has_text="Ouders")).to_be_visible()
    expect(reader.locator("h1")).to_have_text(WORDS[ORIGINAL])


def edit_url(page: Page, url: str) -> str:
    """Where the toolbar on the public page leads to."""
    page.goto(url)
    return page.locator("wagtail-userbar a[href*='/edit/']").first.get_attribute("href") or ""
