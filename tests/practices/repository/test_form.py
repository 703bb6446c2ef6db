"""The form says what publishing still needs, which practices are similar, and in which language a text seems to be."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.base.admin import edit, edit_url, form_data, fresh, messages
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
DUTCH = (
    "Vrijwilligers en nieuwkomers koken samen op donderdag. De deelnemers oefenen de taal en leren de buurt kennen. "
    "Na een jaar gaat de helft naar een cursus."
)


@pytest.fixture
def partner(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("partner-kpmpc")


def needed(html: bytes) -> dict[str, str]:
    """What is shown to be missing, by field, with the reason that stands beside it."""
    items = BeautifulSoup(html, "html.parser").select(".still-missing li:not([hidden])")
    return {str(item["data-name"]): item.select_one("[data-reason]").get_text(strip=True) for item in items}


def test_what_is_still_needed(partner: Client) -> None:
    page = make_practice(live=False)
    assert needed(partner.get(edit_url(page)).content) == {}
    assert edit(partner, page, methods=None, start_year="2020", end_year="2019").status_code == 302
    found = needed(partner.get(edit_url(page)).content)
    assert found.keys() == {"methods", "end_year"}
    assert found["end_year"] == "The end is before the start."


def test_an_autosave_tells_it_too(partner: Client) -> None:
    page = make_practice(live=False)
    form = BeautifulSoup(partner.get(edit_url(page)).content, "html.parser")
    assert form.select_one("#id_title").name == "textarea"  # which shows all of a long title
    response = send_json(partner, edit_url(page), title="One\nline", end_year="2019", start_year="2020")
    assert json.loads(response["field_updates"]["still-missing"]).keys() == {"end_year"}
    assert fresh(page).draft_title == "One line"


def send_json(client: Client, url: str, **changes: str) -> dict[str, Any]:
    data = form_data(client.get(url).content.decode(), **changes)
    return client.post(url, data, headers={"accept": "application/json"}).json()


def test_limits_are_those_of_the_server(partner: Client) -> None:
    form = BeautifulSoup(partner.get(edit_url(make_practice())).content, "html.parser")
    limits = {
        each.select_one("[name]")["name"]: each["data-count-most-value"]
        for each in form.select("[data-count-most-value]")
    }
    assert limits == {"title": "100", "summary": "100", "result": "160", "image_alt": "255"}


def test_similar_practices(partner: Client, signed_in: Callable[[str], Client]) -> None:
    public = make_practice("csci", title="Cooking together in the village")
    own = make_practice(title="Cooking together, a draft", live=False)
    make_practice("csci", title="Cooking together, of others", live=False)
    url = reverse("similar_practices")
    html = partner.get(url, {"q": "Cooking together", "language": "en"}).content.decode()
    assert public.title in html
    assert f'href="{edit_url(own)}"' in html
    assert "of others" not in html

    def queries() -> int:
        for _ in range(2):  # the second knows what a process reads once
            with CaptureQueriesContext(connection) as captured:
                partner.get(url, {"q": "Cooking together", "language": "en"})
        return len(captured)

    few = queries()
    for number in range(3):
        make_practice("csci", title=f"Cooking together {number}")
    assert queries() == few
    assert own.title not in partner.get(url, {"q": own.title, "page": own.pk}).content.decode()
    assert partner.get(url, {"q": "\x00", "language": "xx", "page": "9" * 30}).status_code == 200
    assert partner.post(url).status_code == 405
    assert signed_in("translator-nl").get(url, {"q": "Cooking"}).status_code == 302


def test_a_text_in_another_language(partner: Client) -> None:
    page = make_practice(live=False)
    response = edit(partner, page, summary=DUTCH)
    assert "seem to be in Dutch: Summary" in messages(partner.get(response["Location"]))
    assert fresh(page).get_latest_revision_as_object().summary == DUTCH
    response = edit(partner, page, summary="Volunteers cook with newcomers every Thursday, and all of them practise.")
    assert "seem to be" not in messages(partner.get(response["Location"]))
