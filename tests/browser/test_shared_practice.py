"""With the keyboard alone, somebody follows an invitation, then edits and submits the practice shared with them."""

import re
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import expect
from wagtail.models import Page as WagtailPage

from cms.base.people.invitations.inviting import invite
from cms.base.people.sharing import share
from cms.base.people.teams import team_named
from practices.models import PracticePage
from tests.base.file_access.files import account
from tests.browser.conftest import Open, Site, press, tab_to
from tests.browser.test_reviewer import check

PASSWORD = "vasara prie ežero 7"
ADDRESS = "ona@example.org"


def invited() -> str:
    """The path in the mail to a new colleague of a partner in Italy."""
    invite(team_named("partner-csci"), ADDRESS, "en", account("coordinator"))
    return re.search(r"/people/invitation/\S+", mail.outbox[-1].body).group()


def shared() -> int:
    """A practice of the partner in Lithuania."""
    page = PracticePage.objects.filter(live=True, original_page=None, locale__language_code="lt").order_by("pk")[0]
    share(page, account(ADDRESS), account("partner-kpmpc"))
    return int(page.pk)


@pytest.mark.sample(0)
def test_from_the_mail_to_the_review(own_site: Site, open_page: Open) -> None:
    url, in_database = own_site
    page = open_page(url, in_database(invited))
    check(page)
    for name, value in {"first_name": "Ona", "last_name": "Onaitė", "new_password1": PASSWORD}.items():
        tab_to(page, f"[name={name}]")
        page.keyboard.type(value)
    tab_to(page, "[name=new_password2]")
    page.keyboard.type(PASSWORD)
    press(page, "main button[type=submit]")
    assert page.url == f"{url}/admin/"
    number = in_database(shared)
    page.reload()
    check(page)
    press(page, f"a[href='/admin/pages/{number}/edit/']")
    expect(page.locator("#id_summary")).to_be_visible()
    check(page)
    tab_to(page, "#id_summary")
    page.keyboard.press("Control+A")
    page.keyboard.type("Ką darome, ir kam tai skirta.")
    expect(page.locator("[name=action-publish]")).to_have_count(0)
    tab_to(page, "footer .w-dropdown__toggle")
    page.keyboard.press("Enter")
    press(page, "[name=action-submit]")
    assert in_database(lambda: WagtailPage.objects.get(pk=number).workflow_in_progress)
    page_then, content = in_database(lambda: latest(number))
    assert content["summary"] == "Ką darome, ir kam tai skirta."
    assert content["activities"].count("<ol") == page_then.activities.count("<ol") == 1  # Tab left the list as it was


def latest(number: int) -> tuple[PracticePage, dict[str, Any]]:
    """The page as it is published, and what was saved last."""
    page = PracticePage.objects.get(pk=number)
    return page, page.latest_revision.content
