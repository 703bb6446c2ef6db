"""A partner uploads a report in Word, says what a heading is, and takes the drafts back."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import SignIn, press
from tests.browser.test_curation import check
from tests.practices.exchange.documents import docx

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def report() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (400, 300), "red").save(stream, "PNG")
    parts = [("Title", "Kalbų kavinė"), ("", "Žmonės kalbasi."), ("table", [["Šalis:", "Lietuva"]])]
    parts += [("Heading 1", "Kas daroma"), ("List Number", "Susitinkama"), ("picture", stream.getvalue())]
    return docx([*parts, ("Heading 1", "Patarimai"), ("", "Pradėti nuo mažų grupių.")])


@pytest.mark.sample(0)
def test_a_report_becomes_a_draft_and_is_taken_back(own_demo_site: str, sign_in: SignIn) -> None:
    page = sign_in(own_demo_site, "partner-kpmpc", "/admin/practices/imports/new/")
    check(page)
    page.set_input_files("[name=file]", {"name": "ataskaita.docx", "mimeType": WORD, "buffer": report()})
    press(page, "main form button[type=submit]")
    head = page.get_by_label("Patarimai")
    expect(head).to_be_visible()
    expect(page.locator(".import-row h3")).to_contain_text("Kalbų kavinė")
    expect(page.locator(".import-row")).not_to_contain_text("Pradėti nuo mažų grupių.")
    check(page)
    head.select_option("lessons")
    press(page, "[name=assign]")
    expect(page.locator(".import-row")).to_contain_text("Pradėti nuo mažų grupių.")
    expect(page.locator(".import-row")).to_contain_text("1 paveikslas")
    check(page)
    press(page, ".bulk-buttons a[href$='/confirm/']")
    press(page, "main form button[type=submit]")
    drafts = page.locator("ul[aria-labelledby=pages] li a")
    expect(drafts).to_have_count(1)
    check(page)
    draft = drafts.get_attribute("href") or ""
    page.goto(own_demo_site + draft)
    expect(page.locator("#id_image-chooser-title, [data-chooser-title]").first).to_be_visible()
    expect(page.locator("[name=image_alt]")).to_have_value("")
    page.goto(f"{own_demo_site}/admin/practices/imports/")
    press(page, ".import-undo")
    press(page, "main form button[type=submit]")
    expect(page.locator("ul[aria-labelledby=pages]")).to_have_count(0)
    assert page.goto(own_demo_site + draft).status == 404  # type: ignore[union-attr]
