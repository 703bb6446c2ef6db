"""A coordinator makes somebody a partner's administrator, who invites a colleague, who accepts and signs in."""

import re

import pytest
from playwright.sync_api import expect

from cms.base.mail.model import OutgoingMail
from tests.browser.conftest import Open, SignIn, Site, follow
from tests.browser.test_accessibility import violations

PASSWORD = "vasara prie ežero 7"


def last_mail() -> str:
    return str(OutgoingMail.objects.latest("pk").body)


@pytest.mark.sample(0)
def test_from_the_coordinator_to_a_colleague(own_site: Site, sign_in: SignIn, open_page: Open) -> None:
    address, in_database = own_site
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

    path = re.search(r"/people/invitation/\S+", in_database(last_mail)).group()
    colleague = open_page(address, path, width=390, java_script_enabled=False)
    assert "Priimti pakvietimą" in colleague.inner_text("main")
    rules = colleague.locator("label[for=id_new_password1] + p")  # below their label
    expect(colleague.locator("[name=new_password2]")).to_have_attribute("aria-describedby", rules.get_attribute("id"))
    for name, value in {"first_name": "Ona", "last_name": "Onaitė", "new_password1": "ona"}.items():
        colleague.fill(f"[name={name}]", value)
    follow(colleague.locator("main button"))
    expect(colleague.locator("[role=alert]").first).to_be_visible()
    expect(colleague.locator("[name=last_name]")).to_have_value("Onaitė")
    for name in ("new_password1", "new_password2"):
        colleague.fill(f"[name={name}]", PASSWORD)
    follow(colleague.locator("main button"))
    assert colleague.url == f"{address}/admin/"
    assert 'lang="lt"' in colleague.content()

    phone = open_page(address, path, width=390)  # a link is good for once
    expect(phone.locator("h1")).to_have_text("Pakvietimą priėmėte")
    assert violations(phone) == ""
    follow(phone.locator("main a.button"))
    expect(phone.locator("[name=username]")).to_have_value("ona@example.org")
