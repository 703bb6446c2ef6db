"""A translator works in a program of their own: a file goes out at the desk and comes back, also without a script."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import polib
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BLANK, Open, SignIn, follow
from tests.browser.test_translating import TITLE, check, editor_of

LITHUANIAN = "PUOI – apsauga ir darbas"


def downloaded(page: Page, link: Any) -> bytes:
    with page.expect_download() as download:
        link.click()
    return Path(download.value.path()).read_bytes()


def translated(data: bytes, title: str) -> bytes:
    file = polib.pofile(data.decode(), wrapwidth=0)
    next(entry for entry in file if entry.msgid == TITLE).msgstr = title
    return str(file).encode()


def upload(page: Page, data: bytes, name: str = "a.po") -> None:
    page.locator("#file").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})
    follow(page.locator(".upload__form button[type=submit]"))


@pytest.mark.sample(0)
@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_one_file_goes_out_and_comes_back(
    own_demo_site: str, sign_in: SignIn, open_page: Open, has_script: bool
) -> None:
    def page_of(username: str) -> Page:
        page = sign_in(own_demo_site, username, BLANK)
        if has_script:
            return page
        plain = open_page(own_demo_site, BLANK, java_script_enabled=False)
        plain.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
        return plain

    url = editor_of(sign_in(own_demo_site, "translator-lt", BLANK), TITLE, "lt")
    page = page_of("translator-lt")
    page.goto(url)
    data = downloaded(page, page.locator("a[href$='/download/po/']"))
    follow(page.locator("a[href$='/upload/']"))
    if has_script:
        check(page)
    upload(page, translated(data, LITHUANIAN))
    expect(page.locator("h1").last).to_contain_text("Viskas importuota")
    expect(page.locator(".upload__changed dd")).to_contain_text(LITHUANIAN)
    page = page_of("coordinator")  # who has the file of before
    page.goto(url)
    follow(page.locator("a[href$='/upload/']"))
    other = "Kitaip" if has_script else "Visai kitaip"
    upload(page, translated(data, other))
    expect(page.locator(".upload__conflict")).to_have_count(1)
    if has_script:
        check(page)
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator(".upload__conflict input[value=mine]").check()
    follow(page.locator(".upload__settle button"))
    expect(page.locator(".upload__changed dd")).to_contain_text(other)
    page.goto(f"{url}?show=all")
    expect(page.locator("[data-row] textarea").first).to_have_value(other)


@pytest.mark.sample(0)
def test_many_files_go_out_and_come_back(own_demo_site: str, sign_in: SignIn) -> None:
    page = sign_in(own_demo_site, "translator-lt", BLANK)
    page.goto("/admin/translations/?q=PUOI")
    page.locator("table.desk-list tbody [data-bulk-action-checkbox]").first.check()
    follow(page.locator(".bulk-actions-choices a[href*='/download/']"))
    check(page)
    data = downloaded(page, page.locator("main form button[type=submit]"))
    with ZipFile(BytesIO(data)) as archive:
        (name,) = archive.namelist()
        content = archive.read(name)
    back = BytesIO()
    with ZipFile(back, "w") as archive:
        archive.writestr(name, translated(content, f"{LITHUANIAN} kartu"))
        archive.writestr("notes.po", "no file of ours")
    page.goto("/admin/translations/")
    follow(page.locator("header a[href='/admin/translations/upload/']").first)
    upload(page, back.getvalue(), "back.zip")
    expect(page.locator("h1").last).to_contain_text("Importuota ne viskas")
    expect(page.locator(".upload__result")).to_have_count(2)
    expect(page.locator(".upload__refused")).to_have_count(1)
    check(page)
