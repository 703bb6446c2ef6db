"""What tests send without drawing a form is what the form would send."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Page

from practices.models import PracticeLink
from tests.base.admin import add_url, edit_url, form_data
from tests.base.fields_only import fields_only
from tests.base.translation.work import make_news
from tests.factories import make_practice, partner_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BESIDE = {"next", "comment_notifications"}  # the fields of the form


def practice() -> Page:
    return make_practice(live=False, links=[PracticeLink(url="https://example.org/", label={"en": "Guide"})])


@pytest.mark.parametrize("make", [practice, make_news])
def test_a_form_of_a_page(signed_in: Callable[[str], Client], make: Callable[[], Page]) -> None:
    check(signed_in("coordinator"), edit_url(make()))


def test_an_empty_form(signed_in: Callable[[str], Client]) -> None:
    check(signed_in("partner-kpmpc"), add_url(partner_page()))


def check(client: Client, url: str) -> None:
    drawn = form_data(client.get(url).text)
    with fields_only():
        sent = form_data(client.get(url).text)
    assert set(drawn) - BESIDE == set(sent) - BESIDE
    differing = {name for name in sent if name not in BESIDE and sent[name] != drawn[name]}
    # When the form was opened, and the keys of the blocks of rich texts.
    assert {name for name in differing if not name.endswith("-opened") and "blocks" not in sent[name][0]} == set()
