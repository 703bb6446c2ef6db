"""Helpers that use the admin like a browser: load a form, change some of its fields, submit all of them."""

import re
from typing import Any

from bs4 import BeautifulSoup, SoupStrainer
from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import slugify
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import querydict_from_html, rich_text

from cms.base.blocks import RICH_TEXT_FEATURES
from cms.base.translation.completeness import CONFIRMED
from cms.base.translation.originals.removal import CHOICE, TOGETHER
from practices.models import PracticePage
from practices.repository.sections import SECTIONS
from tests.base.fields_only import fields_only
from tests.factories import terms
from tests.factories.practices import FACTS, SCHEMES

# Parse only form elements: the whole admin page would take ten times as long.
TAG = r"""</?(?:form|input|select|option)\b(?:[^>"']|"[^"]*"|'[^']*')*>"""
FIELDS = re.compile(rf"<textarea\b.*?</textarea>|{TAG}", re.DOTALL)
# Parse only these, too.
MESSAGES = SoupStrainer(class_=re.compile(r"(?:^|\s)(?:messages|error-message|help-critical)(?:\s|$)"))
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)

PUBLISH = {"action": "publish"}  # the button in the editor of translations
WITH_TRANSLATIONS = {CHOICE: TOGETHER}  # delete or unpublish translations with their original
PUBLISH_INCOMPLETE = {**PUBLISH, CONFIRMED: "1"}  # the button of the confirmation page


def form_data(html: str, form_id: str = "page-edit-form", **changes: Any) -> dict[str, Any]:
    """What the form in `html` would send, with `changes`; a value of None leaves the field out.

    Stream fields are rendered by JavaScript: pass them as changes.
    """
    begin = html.rindex("<form", 0, html.index(f'id="{form_id}"'))
    form = SCRIPT.sub("", html[begin : html.index("</form>", begin)])
    fields = "".join(match[0] for match in FIELDS.finditer(form))
    data: dict[str, Any] = dict(querydict_from_html(fields, form_id=form_id).lists())
    data.update(changes)
    return {name: value for name, value in data.items() if value is not None and "__prefix__" not in name}


def send(client: Client, url: str, form_id: str = "page-edit-form", **changes: Any) -> HttpResponse:
    """Loads the form at `url` and sends it with `changes`."""
    with fields_only():
        response = client.get(url)
    assert response.status_code == 200, f"{url}: {response.status_code}"
    return send_shown(client, response, form_id, **changes)


def send_shown(client: Client, response: Any, form_id: str = "page-edit-form", **changes: Any) -> HttpResponse:
    """Sends the form that `response` shows, with `changes`."""
    return client.post(response.request["PATH_INFO"], form_data(response.content.decode(), form_id, **changes))


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def edit(client: Client, page: Page, action: str = "", **changes: Any) -> HttpResponse:
    """Edits `page` in its form. `action` is the button: "publish", "submit", or none to save a draft."""
    return send(client, edit_url(page), **({f"action-{action}": "1"} if action else {}), **changes)


def complete(**changes: Any) -> dict[str, Any]:
    """Values for the form of a complete practice; facts are given as lists of slugs."""
    values: dict[str, Any] = {**FACTS, "summary": "What is done, for whom.", "activities": "<p>Steps.</p>", **changes}
    for name, value in values.items():
        if name in SCHEMES:
            values[name] = [term.pk for term in terms(SCHEMES[name], value)]
        elif name in SECTIONS:
            values[name] = rich_text(value, features=RICH_TEXT_FEATURES)
    return values


def create_practice(client: Client, parent: Page, action: str = "", **values: Any) -> HttpResponse:
    """Adds a practice in its form. The slug is derived from the title, as in the browser."""
    values.setdefault("slug", slugify(values["title"]))
    return send(client, add_url(parent), **({f"action-{action}": "1"} if action else {}), **values)


def add_url(parent: Page) -> str:
    """Of the form of a new practice."""
    return reverse("wagtailadmin_pages:add", args=["practices", "practicepage", parent.pk])


def send_portrait(client: Client, file: UploadedFile) -> HttpResponse:
    """Saves the account settings with a profile picture."""
    names = {"name_email-first_name": "A", "name_email-last_name": "B"}
    return send(client, reverse("wagtailadmin_account"), "w-editor-form", **names, **{"avatar-avatar": file})


def bulk(client: Client, action: str, page: Page, **data: Any) -> HttpResponse:
    return client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page.pk}", data)


def submit_for_translation(client: Client, page: Page, *languages: str) -> HttpResponse:
    locales = Locale.objects.filter(language_code__in=languages)
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return client.post(url, {"locales": [locale.pk for locale in locales]})


def messages(response: HttpResponse) -> str:
    """The text of the messages and field errors on the page that `response` is, or redirects to when followed."""
    return BeautifulSoup(response.content, "html.parser", parse_only=MESSAGES).get_text(" ", strip=True)


def follow(client: Client, response: HttpResponse) -> HttpResponse:
    assert response.status_code == 302, messages(response) or response.status_code
    return client.get(response["Location"], follow=True)


def queries_of_first_screen(client: Client) -> int:
    client.get(reverse("wagtailadmin_home"))
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("wagtailadmin_home"))
    return len(captured)


def fresh(page: Page) -> Any:
    """`page` as the database has it."""
    return type(page).objects.get(pk=page.pk)


def newest_practice() -> PracticePage:
    return PracticePage.objects.order_by("-pk")[0]
