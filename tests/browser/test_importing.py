"""A partner imports a spreadsheet in Lithuanian, takes what was probably meant, and takes the import back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cms.base.signals import mail_round
from tests.browser.conftest import SignIn, Site, press
from tests.browser.test_curation import check
from tests.practices.exchange.files import xlsx

HEADS = ["Jūsų numeris", "external_id", "Pavadinimas", "Santrauka", "Metodai", "Kitas stulpelis"]
ROWS = [
    ["1", "A-1", "Kalbos kavinė", "Savanoriai ir naujakuriai kalbasi.", "mentorystė", "x"],
    ["2", "A-2", "Pokalbių klubas", "Kartą per savaitę. " * 30, "mentorysta", "y"],
    ["3", "A-3", "Skaitymo grupė", "Skaito kartu.", "mentorysta", ""],
]


def upload(page: Page, path: Path, rows: list[list[str]]) -> None:
    path.write_bytes(xlsx([HEADS, *rows], "Pavyzdžiai"))
    page.locator("[name=file]").set_input_files(path)
    press(page, "main form button[type=submit]")


@pytest.mark.sample(0)
def test_from_the_file_to_undoing(own_demo_site: str, sign_in: SignIn, tmp_path: Path) -> None:
    page = sign_in(own_demo_site, "partner-kpmpc", "/admin/practices/")
    page.goto(f"{own_demo_site}/admin/practices/imports/")
    check(page)
    page.goto(f"{own_demo_site}/admin/practices/imports/new/")
    check(page)
    with page.expect_download() as download:
        page.locator("main a[href$='/template/']").click()
    assert download.value.suggested_filename == "practices-lt.xlsx"
    upload(page, tmp_path / "ours.xlsx", ROWS)
    expect(page.locator(".import-row--wrong")).to_have_count(2)
    expect(page.locator("a[href$='/confirm/']")).to_have_count(0)
    check(page)
    press(page, "[name=take][value='0']")
    expect(page.locator(".import-row--new")).to_have_count(3)
    check(page)
    again = page.locator("[name=assign]")
    expect(again).to_have_class(re.compile("button-secondary"))
    page.locator(".import-headings select").last.select_option("area")
    expect(again).to_have_class("button")
    press(page, "[name=assign]")
    page.locator(".import-row--new summary").first.click()
    expect(page.locator(".import-row--new").first).to_contain_text("Kalbos kavinė")
    check(page)
    press(page, "a[href$='?outcome=new#rows']")
    press(page, "main a[href$='/confirm/']")
    expect(page.locator("#submits-count")).to_contain_text("0 iš 3")
    check(page)
    page.locator("[name=submits]").check()
    press(page, "main form button[type=submit]")
    expect(page.locator("ul[aria-labelledby=pages] li")).to_have_count(3)
    expect(page.locator("ul[aria-labelledby=pages] li").first).to_contain_text("Trūksta")
    check(page)
    press(page, "main a[href$='/undo/']")
    expect(page.locator("ul[aria-labelledby=back] li")).to_have_count(3)
    check(page)
    press(page, "main form button[type=submit]")
    expect(page.locator("ul[aria-labelledby=pages]")).to_have_count(0)
    check(page)
    press(page, "main .bulk-buttons a[href='/admin/practices/imports/']")
    expect(page.locator(".bulk-table tbody tr")).to_contain_text("Atšauktas")
    check(page)


@pytest.mark.sample(0)
def test_the_progress_of_a_large_file(own_site: Site, sign_in: SignIn, tmp_path: Path) -> None:
    url, in_database = own_site
    page = sign_in(url, "partner-kpmpc", "/admin/practices/imports/new/")
    rows = [["", f"B-{number}", f"Pavyzdys {number}", "Santrauka.", "", ""] for number in range(60)]
    upload(page, tmp_path / "large.xlsx", rows)
    expect(page.locator("[data-import-progress=checking] progress")).to_be_visible()
    check(page)
    in_database(lambda: mail_round.send(sender=None))
    expect(page.locator("main a[href$='/confirm/']")).to_be_visible()  # the script has found it
