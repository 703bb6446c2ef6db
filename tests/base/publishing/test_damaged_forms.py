"""What no browser sends is refused, and characters that no database holds are removed: neither is a server error."""

import json
from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.base.admin import edit, fresh
from tests.base.translation.work import make_news
from tests.factories import make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]
LINK = {"type": "LINK", "mutability": "MUTABLE"}


def content(text: str = "Text", depth: Any = 0, entities: Any = None, used: int | None = None) -> str:
    """What the text editor sends. `used`: the entity that the first character belongs to."""
    ranges = [] if used is None else [{"offset": 0, "length": 1, "key": used}]
    block = {"key": "a", "text": text, "type": "unordered-list-item", "depth": depth, "inlineStyleRanges": []}
    return json.dumps({"blocks": [{**block, "entityRanges": ranges}], "entityMap": entities or {}})


def draft_of(page: Page) -> Any:
    return fresh(page).get_latest_revision_as_object()


def preview(client: Client, page: Page) -> HttpResponse:
    return client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))


@pytest.mark.sample(2)
@pytest.mark.parametrize("character", ["\ud800", "\uffff", "\0"], ids=["half", "no character", "NUL"])
@pytest.mark.parametrize("live", [True, False])
def test_what_no_database_holds_is_removed(signed_in: SignIn, character: str, live: bool) -> None:
    """Half of an emoji, from text that was cut; the editor sends it escaped."""
    page, client = make_practice(live=live), signed_in("partner-kpmpc")
    link = {"url": "https://example.org", "label_en": "Gui\0de"}
    rows = nested_form_data({"links": inline_formset([link])})
    response = edit(client, page, activities=content(f"Be{character}fore 😀"), area_en="To\0wn", **rows)
    assert response.status_code == 302
    draft = draft_of(page)
    assert "Before 😀" in draft.activities
    assert draft.area == {"en": "Town"}
    assert draft.links.get().label == {"en": "Guide"}
    assert preview(client, page).status_code == 200


def test_what_no_database_holds_is_removed_from_blocks(signed_in: SignIn) -> None:
    page, client = make_news(), signed_in("coordinator")
    body = streamfield([("heading", "Head\0ing"), ("paragraph", content("Be\ud800fore\0"))])
    assert edit(client, page, **nested_form_data({"body": body})).status_code == 302
    heading, paragraph = draft_of(page).body
    assert heading.value == "Heading"
    assert "Before" in paragraph.value.source
    assert preview(client, page).status_code == 200


ROWS = nested_form_data({"links": inline_formset([{"url": "https://example.org", "label": "", "id": ""}])})
TEXTS = {
    "a list": "[]",
    "a number": "5",
    "cut off": "{",
    "blocks that are none": '{"blocks": 5}',
    "deep JSON": "[" * 100_000,
    "a deep list": content(depth=5000),
    "a list of endless depth": content(depth=10**12),
    "a missing link": content(used=9),
    "no page": content(used=0, entities={"0": {**LINK, "data": {"id": "abc"}}}),
    "a page that cannot exist": content(used=0, entities={"0": {**LINK, "data": {"id": "9" * 30}}}),
    "a document that cannot exist": content(
        used=0, entities={"0": {**LINK, "type": "DOCUMENT", "data": {"id": "9" * 30}}}
    ),
}


@pytest.mark.once
@pytest.mark.sample(2)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_damaged_text_is_refused(signed_in: SignIn, text: str) -> None:
    client = signed_in("partner-kpmpc")
    assert edit(client, make_practice(live=False), activities=text).status_code == 400


@pytest.mark.once
def test_a_text_that_would_take_seconds_to_clean_is_refused_before(signed_in: SignIn) -> None:
    client, page = signed_in("partner-kpmpc"), make_practice(live=False)
    text = json.dumps({"blocks": [{"key": "a", "text": "<" * 50_001}] * 2, "entityMap": {}})
    clean, cleaned = ContentstateConverter.to_database_format, []

    def noting(converter: Any, value: str) -> Any:
        cleaned.append(len(value))
        return clean(converter, value)

    with mock.patch.object(ContentstateConverter, "to_database_format", noting):
        response = edit(client, page, activities=text)
        autosaved = client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            {"activities": text, "title": "T"},
            headers={"Accept": "application/json"},
        )
    assert response.status_code == 200
    assert max(cleaned, default=0) < 10_000  # other texts of the form
    [error] = response.context["form"].errors["activities"]
    assert error == "This is too long: it has 100002 characters, and at most 100000 fit."
    field = BeautifulSoup(response.content, "html.parser").select_one("[name=activities]")
    assert json.loads(field["value"])["blocks"] == json.loads(text)["blocks"]  # to be shortened
    assert (autosaved.status_code, autosaved.json()["error_code"]) == (400, "validation_error")


@pytest.mark.once
def test_a_text_of_a_block_that_is_too_long_gets_its_message_there(signed_in: SignIn) -> None:
    text = json.dumps({"blocks": [{"key": "a", "text": "x" * 100_001}], "entityMap": {}})
    news = make_news()
    body = streamfield([("paragraph", text)])
    response = edit(signed_in("coordinator"), news, **nested_form_data({"body": body}))
    assert response.status_code == 200
    assert "it has 100001 characters, and at most 100000 fit" in response.text


@pytest.mark.once
@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({**ROWS, "links-INITIAL_FORMS": "1", "links-0-id": "abc"}, 400),
        ({**ROWS, "links-0-ORDER": "abc"}, 200),
    ],
    ids=["id", "order"],
)
@pytest.mark.parametrize("action", ["", "submit"])
def test_a_damaged_row_is_refused(signed_in: SignIn, changes: dict[str, Any], status: int, action: str) -> None:
    page = make_practice(live=False)
    assert edit(signed_in("partner-kpmpc"), page, action, **changes).status_code == status
    assert not fresh(page).links.exists()


@pytest.mark.parametrize("action", ["", "submit"])
@pytest.mark.once
def test_a_term_that_cannot_exist_is_refused(signed_in: SignIn, action: str) -> None:
    page = make_practice(live=False)
    response = edit(signed_in("partner-kpmpc"), page, action, countries=["9" * 20])
    assert response.status_code < 500  # SQLite cannot even be asked; PostgreSQL says that there is none
    assert list(draft_of(page).countries.all()) == list(page.countries.all())


HEADING = nested_form_data({"body": streamfield([("heading", "Heading")])})
FIGURE = nested_form_data(
    {"body": streamfield([("image", {"image": {"image": "abc", "alt_text": "", "decorative": ""}, "caption": ""})])}
)


@pytest.mark.once
@pytest.mark.sample(2)
@pytest.mark.parametrize(
    "changes",
    [
        {**HEADING, "body-count": None},
        {**HEADING, "body-count": "abc"},
        {**HEADING, "body-count": "5"},
        {**HEADING, "body-count": "9" * 30},
        {**HEADING, "body-0-order": "abc"},
        FIGURE,
    ],
    ids=["no count", "no number", "too many", "far too many", "order", "picture"],
)
def test_damaged_blocks_are_refused(signed_in: SignIn, changes: dict[str, Any]) -> None:
    assert edit(signed_in("coordinator"), make_news(), **changes).status_code == 400
