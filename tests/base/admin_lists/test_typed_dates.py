"""A date at the edge of Python's calendar cannot be converted to another time zone: a message, no server error."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.base.admin import edit, follow, fresh, messages
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
MESSAGE = "Enter a date between the years 1000 and 9998."
LISTS = {
    "wagtailadmin_reports:aging_pages": "last_published_at",
    "wagtailadmin_reports:site_history": "timestamp_from",
    "wagtailadmin_reports:locked_pages": "locked_at_to",
    "wagtailadmin_reports:workflow": "created_at_from",
    "wagtailadmin_reports:workflow_tasks": "finished_at_to",
    "wagtailusers_users:index": "last_login_from",
}


@pytest.mark.sample(2)
@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
@pytest.mark.parametrize("typed", ["0001-01-01 00:00", "9999-12-31 23:59"])
def test_in_the_form_of_a_page(signed_in: Callable[[str], Client], field: str, typed: str) -> None:
    page, client = make_practice(), signed_in("coordinator")
    draft = edit(client, page, **{field: typed})  # is saved without the date
    assert MESSAGE in messages(follow(client, draft))
    assert getattr(fresh(page).get_latest_revision_as_object(), field) is None
    published = edit(client, page, "publish", **{field: typed})
    assert published.status_code == 200
    assert MESSAGE in published.text


@pytest.mark.parametrize(("name", "parameter"), LISTS.items(), ids=LISTS.values())
@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31"])
def test_in_the_filter_of_a_list(signed_in: Callable[[str], Client], name: str, parameter: str, typed: str) -> None:
    response = signed_in("admin").get(reverse(name), {parameter: typed})
    assert response.status_code == 200
    assert MESSAGE in response.text
