"""Visitors' password pages, with and without JavaScript; axe finds nothing on them, in light and in dark."""

from playwright.sync_api import Page, expect

from home.demo.users import PASSWORD
from tests.browser.conftest import BLANK, Open, SignIn, follow
from tests.browser.test_accessibility import COLOURS, OPTIONS, violations

SHARED = "open sesame"


def protect(admin: Page, slug: str, **restriction: str) -> None:
    """Sets the privacy of the page, as the dialog of the editor does it."""
    (found,) = admin.request.get(f"/admin/api/main/pages/?slug={slug}").json()["items"]
    token = next(cookie["value"] for cookie in admin.context.cookies() if cookie["name"] == "csrftoken")
    url = f"/admin/pages/{found['id']}/privacy/"
    assert admin.request.post(url, form=restriction, headers={"X-CSRFToken": token}).ok


def check(page: Page, found: dict[str, str], name: str) -> None:
    for scheme, options in (("light", OPTIONS), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        if report := violations(page, options):
            found[f"{name}, {scheme}"] = report


def send(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.fill(f".sign-in [name={name}]", value)
    follow(page.locator(".sign-in button"))


def test_protected_pages(own_demo_site: str, sign_in: SignIn, open_page: Open):
    admin = sign_in(own_demo_site, "admin", BLANK)
    protect(admin, "about", restriction_type="password", password=SHARED)
    protect(admin, "news", restriction_type="login")
    found: dict[str, str] = {}

    reader = open_page(own_demo_site, "/en/about/")
    check(reader, found, "password")
    send(reader, password="wrong")
    expect(reader.locator("[role=alert]")).to_be_visible()
    check(reader, found, "wrong password")
    reader.goto("/lt/naujienos/")
    check(reader, found, "sign-in")
    for _ in range(5):
        send(reader, username="coordinator", password="wrong")
    check(reader, found, "wrong sign-in")
    send(reader, username="coordinator", password="wrong")
    check(reader, found, "too many attempts")
    follow(reader.locator(".error a"))
    reader.context.clear_cookies()
    send(reader, username="coordinator", password=PASSWORD)
    check(reader, found, "an old form")
    follow(reader.locator(".error a"))
    expect(reader.locator(".sign-in [name=username]")).to_be_visible()
    assert not found, "\n".join(f"{kind}: {report}" for kind, report in found.items())

    without_scripts = open_page(own_demo_site, "/en/about/", java_script_enabled=False)
    send(without_scripts, password="wrong")
    send(without_scripts, password=SHARED)
    assert without_scripts.url.endswith("/en/about/")
    without_scripts.goto("/lt/naujienos/")
    send(without_scripts, username="translator-lt", password=PASSWORD)
    assert without_scripts.url.endswith("/lt/naujienos/")
