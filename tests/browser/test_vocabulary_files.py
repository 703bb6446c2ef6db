"""A coordinator takes the vocabulary out as Turtle, changes a label, and brings it in again; readers see it at once."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, SignIn, follow
from tests.browser.test_curation import check


def downloaded(page: Page, link: Any) -> str:
    with page.expect_download() as download:
        link.click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def upload(page: Page, text: str) -> None:
    file: Any = {"name": "vocabulary.ttl", "mimeType": "text/turtle", "buffer": text.encode()}
    page.locator("#file").set_input_files(file)
    follow(page.locator("main form button[type=submit]"))


@pytest.mark.sample(0)
def test_out_and_in_again(own_demo_site: str, sign_in: SignIn, open_page: Open) -> None:
    readers = open_page(own_demo_site, "/lt/praktikos/?target_group=refugees")
    facet = readers.locator("#facet-target_group-refugees .facet__label")
    expect(facet).to_contain_text("Pabėgėliai")

    page = sign_in(own_demo_site, "coordinator", "/admin/snippets/practices/concept/")
    page.locator(".w-slim-header [data-controller=w-dropdown] button").first.click()
    follow(page.get_by_role("link", name="Import…"))
    check(page)
    text = downloaded(page, page.locator("main a[href$='/export/ttl/']"))
    assert '"Pabėgėliai"@lt' in text

    upload(page, text)
    expect(page.locator("main")).to_contain_text("The vocabulary says all of this already.")
    expect(page.locator("main form button[type=submit]")).to_have_count(0)
    check(page)
    follow(page.get_by_role("link", name="Choose another file"))

    upload(page, text.replace('"Pabėgėliai"@lt', '"Pabėgę žmonės"'))
    expect(page.locator("[aria-labelledby=wrong] li")).to_contain_text("The text has no language")
    expect(page.locator("main form button[type=submit]")).to_have_count(0)
    check(page)
    follow(page.get_by_role("link", name="Choose another file"))

    new = '<https://example.org/walks> a skos:Concept ; skos:prefLabel "City walks"@en, "Pasivaikščiojimai"@lt ;'
    scheme = next(line for line in text.splitlines() if line.endswith("/vocabulary/method> a skos:ConceptScheme ;"))
    new += f" skos:inScheme {scheme.split()[0]} .\n"
    upload(page, text.replace('"Pabėgėliai"@lt', '"Pabėgę žmonės"@lt') + new)
    changed = page.locator("table[aria-labelledby=changed] tbody")
    expect(changed).to_contain_text(["Pabėgėliai"])
    expect(changed.locator("[lang=lt]").last).to_have_text("Pabėgę žmonės")
    page.locator("[aria-labelledby=new] summary").click()
    expect(page.locator("[aria-labelledby=new] dd[lang=lt]")).to_have_text("Pasivaikščiojimai")
    check(page)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    readers.reload()
    expect(facet).to_contain_text("Pabėgėliai")

    follow(page.locator("main form button[type=submit]"))
    expect(page.locator(".messages .success")).to_contain_text("2 terms have been imported.")
    readers.reload()
    expect(facet).to_contain_text("Pabėgę žmonės")

    page.set_viewport_size({"width": 1280, "height": 800})
    follow(page.locator(".messages a", has_text="Undo"))
    expect(page.locator("[aria-labelledby=back] li")).to_have_count(2)
    check(page)
    follow(page.locator("main form button[type=submit]"))
    expect(page.locator("#back")).to_contain_text("2 terms are as they were before")
    check(page)
    readers.reload()
    expect(facet).to_contain_text("Pabėgėliai")
