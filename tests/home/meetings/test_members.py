"""What of a meeting is for members of the project: editors of partners, coordinators, administrators."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import MeetingDocument, MeetingPage
from tests.base.file_access.files import make_document
from tests.factories import translate
from tests.factories.meetings import make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]
JOIN = "https://meet.example.org/secret-room"
SEES = {"admin": True, "coordinator": True, "partner-es": True, "translator-nl": False}


def meeting_with(document: Any, **values: Any) -> MeetingPage:
    rows = [MeetingDocument(document=document, label={"en": "Minutes of the day"})]
    return make_meeting(join_url=JOIN, members_documents=rows, **values)


def test_visitors_see_neither_link_nor_title_nor_file(client: Client):
    document = make_document("coordinator")
    page = meeting_with(document)
    translated = translate(page, "nl")
    for url in (page.url, translated.url, f"{page.url}calendar.ics", "/en/meetings/calendar.ics"):
        text = client.get(url).text
        for secret in (JOIN, "Minutes of the day", document.title, document.url):
            assert secret not in text, (url, secret)
    assert client.get(document.url).status_code == 404
    found = client.get("/en/search/", {"q": "Minutes of the day", "format": "json"}).json()["results"]
    assert page.title not in [result["title"] for result in found]


@pytest.mark.sample(2)
@pytest.mark.parametrize("name", SEES)
def test_members_see_them_and_nobody_stores_it(signed_in: SignIn, name: str):
    document = make_document("coordinator")
    page = meeting_with(document)
    translated = translate(page, "nl")
    client = signed_in(name)
    for url in (page.url, translated.url):
        response = client.get(url)
        assert (JOIN in response.text, document.url in response.text) == (SEES[name], SEES[name])
        assert response["Cache-Control"] == "private, no-store"
    file = client.get(document.url)
    assert file.status_code == (200 if SEES[name] else 404)
    if SEES[name]:
        assert file["Cache-Control"] == "private, no-store"


def test_a_page_stored_for_the_public_is_not_a_members_page(signed_in: SignIn, client: Client, settings: Any):
    settings.PAGE_CACHE_SECONDS = 60
    page = meeting_with(make_document("coordinator"))
    assert JOIN in signed_in("coordinator").get(page.url).text
    assert JOIN not in client.get(page.url).text
    assert JOIN not in client.get(page.url).text


def test_a_moved_or_saved_page_keeps_its_secrets(client: Client, signed_in: SignIn):
    """Wagtail indexes references again, sometimes from the base class."""
    document = make_document("coordinator")
    page = meeting_with(document)
    page.page_ptr.save()
    MeetingPage.objects.get(pk=page.pk).save_revision().publish()
    assert client.get(document.url).status_code == 404
    assert signed_in("partner-es").get(document.url).status_code == 200


def test_a_document_in_the_public_report_is_public(client: Client):
    document = make_document("coordinator")
    text = f'<p><a linktype="document" id="{document.pk}">Slides</a></p>'
    meeting_with(document, report=[{"type": "paragraph", "value": text}])
    assert client.get(document.url).status_code == 200


def test_minutes_of_a_draft_are_for_those_who_edit_it(signed_in: SignIn):
    document = make_document("coordinator")
    meeting_with(document, live=False)
    answers = {name: signed_in(name).get(document.url).status_code for name in SEES}
    assert answers == {"admin": 200, "coordinator": 200, "partner-es": 404, "translator-nl": 404}


def test_minutes_behind_a_password_need_it_too(signed_in: SignIn, client: Client):
    document = make_document("coordinator")
    page = meeting_with(document)
    PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="password", password="x")
    assert client.get(document.url).status_code == 404
    assert signed_in("partner-es").get(document.url).status_code == 404
    session = client.session  # a visitor who knows the password is no member
    session["passed_page_view_restrictions"] = list(PageViewRestriction.objects.values_list("pk", flat=True))
    session.save()
    assert client.get(document.url).status_code == 404
    assert client.get(page.url).status_code == 200
    assert JOIN not in client.get(page.url).text
