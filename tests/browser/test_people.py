"""A coordinator makes somebody a partner's administrator, who invites a colleague, who accepts and signs in."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from cms.base.mail.model import OutgoingMail
from tests import databases
from tests.browser.conftest import Open, SignIn, follow
from tests.browser.test_accessibility import violations
from tests.demo_site import environment
from tests.processes import serving

PASSWORD = "vasara prie ežero 7"
Site = tuple[str, Callable[[], str]]


@pytest.fixture
def site(demo_database: str, static_root: Path, tmp_path: Path, django_db_blocker: Any) -> Iterator[Site]:
    """The address of a demonstration, and a function that gives the text of the last mail in its outbox."""
    copy = databases.name_in(tmp_path, f"people{databases.WORKER}")
    databases.copy(demo_database, copy)

    def read() -> str:
        with django_db_blocker.unblock(), databases.default_database(copy):
            return OutgoingMail.objects.latest("pk").body

    def last_mail() -> str:
        with ThreadPoolExecutor(1) as thread:  # the browser has this one
            return thread.submit(read).result()

    with serving(tmp_path / "log", **environment(copy, static_root)) as url:
        yield url, last_mail
    databases.remove(copy)


def test_from_the_coordinator_to_a_colleague(site: Site, sign_in: SignIn, open_page: Open) -> None:
    address, last_mail = site
    coordinator = sign_in(address, "coordinator", "/admin/people/")
    assert violations(coordinator) == ""
    follow(coordinator.locator("#partner-kpmpc td.title a"))
    follow(coordinator.locator("button[value=appoint]"))
    expect(coordinator.locator("button[value=dismiss]")).to_be_visible()
    assert violations(coordinator) == ""

    administrator = sign_in(address, "partner-kpmpc", "/admin/people/")
    expect(administrator.locator("h1")).to_have_text("Žmonės")
    follow(administrator.get_by_role("link", name="Pakviesti žmogų"))
    assert violations(administrator) == ""
    administrator.fill("[name=email]", "ona@example.org")
    expect(administrator.locator("[name=language]")).to_have_value("lt")
    follow(administrator.get_by_role("button", name="Siųsti pakvietimą"))
    expect(administrator.locator("main")).to_contain_text("ona@example.org")
    assert violations(administrator) == ""

    path = re.search(r"/people/invitation/\S+", last_mail()).group()
    colleague = open_page(address, path, width=390, java_script_enabled=False)
    assert "Priimti pakvietimą" in colleague.inner_text("main")
    for name, value in {"first_name": "Ona", "last_name": "Onaitė", "new_password1": "ona"}.items():
        colleague.fill(f"[name={name}]", value)
    follow(colleague.locator("main button"))
    expect(colleague.locator("[role=alert]").first).to_be_visible()
    expect(colleague.locator("[name=last_name]")).to_have_value("Onaitė")
    for name in ("new_password1", "new_password2"):
        colleague.fill(f"[name={name}]", PASSWORD)
    follow(colleague.locator("main button"))
    follow(colleague.locator("main a.button"))
    colleague.fill("[name=username]", "ona@example.org")
    colleague.fill("[name=password]", PASSWORD)
    follow(colleague.locator("button[type=submit]"))
    assert colleague.url == f"{address}/admin/"
    assert 'lang="lt"' in colleague.content()

    phone = open_page(address, path, width=390)  # a link is good for once
    expect(phone.locator("h1")).to_have_text("Pakvietimą priėmėte")
    assert violations(phone) == ""
