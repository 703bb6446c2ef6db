"""The attendance list: for coordinators, administrators, and the editors of the host alone."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from home.models import MeetingPage, Registration
from tests.factories import partner_page
from tests.factories.meetings import make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]
ROLES = {
    "admin": 200,
    "coordinator": 200,
    "partner-kpmpc": 200,  # the host
    "partner-csci": 403,
    "translator-lt": 403,
}


@pytest.fixture
def meeting() -> MeetingPage:
    page = make_meeting(title="Open day", host=partner_page("kpmpc"))
    for name, organisation in (("Ona", "Library"), ("=HYPERLINK(1)", "@SUM(A1)"), ("Ieva-Marija", "+370")):
        Registration.objects.create(
            meeting_key=page.translation_key, name=name, organisation=organisation, consent="Yes", language="en"
        )
    return page


def urls(page: MeetingPage) -> list[str]:
    return [reverse(name, args=[page.translation_key]) for name in ("attendance", "attendance_csv")]


@pytest.mark.parametrize("name", ROLES)
def test_each_role(signed_in: SignIn, english_admin: None, meeting: MeetingPage, name: str):
    client = signed_in(name)
    for url in urls(meeting):
        response = client.get(url)
        if ROLES[name] == 200:
            assert response.status_code == 200
            assert "no-store" in response["Cache-Control"]
        else:  # the admin says so on its first page
            assert response.status_code == 302
            assert "Ona" not in client.get(response["Location"], follow=True).text
    assert ("Attendance list" in client.get(meeting.url).text) == (ROLES[name] == 200)


def test_visitors_are_asked_to_sign_in(client: Client, meeting: MeetingPage):
    for url in urls(meeting):
        assert "/login/" in client.get(url)["Location"]


def test_its_readers_write_to_those_who_gave_an_address(signed_in: SignIn, meeting: MeetingPage):
    """Each address once, unseen by the others; nothing in an address becomes another part of the URL."""
    client, url = signed_in("partner-kpmpc"), urls(meeting)[0]
    assert "mailto:" not in client.get(url).text
    for email in ("ona@example.org", "ona@example.org", "a&cc=b@example.org"):
        Registration.objects.create(
            meeting_key=meeting.translation_key, name="Ona", email=email, consent="Yes", language="en"
        )
    link = BeautifulSoup(client.get(url).text, "html.parser").select_one("a[href^=mailto]")
    assert link["href"] == "mailto:?bcc=a%26cc%3Db@example.org,ona@example.org&subject=Open%20day"


def test_it_can_be_printed_and_signed(signed_in: SignIn, english_admin: None, meeting: MeetingPage):
    soup = BeautifulSoup(signed_in("coordinator").get(urls(meeting)[0]).content, "html.parser")
    assert [cell.get_text() for cell in soup.select("thead th")] == [
        "No.",
        "Name",
        "Organisation",
        "Signature",
        "Delete",
    ]
    assert soup.select("tbody tr")[0].get_text(" ", strip=True) == "1 Ona Library Delete"
    assert soup.select_one("tbody a")["aria-label"] == "Delete Ona"
    assert len(soup.select("tbody tr")) == 3 + 8
    assert soup.select_one(".funding__line").get_text()


def test_a_spreadsheet_calculates_nothing(signed_in: SignIn, english_admin: None, meeting: MeetingPage):
    content = signed_in("partner-kpmpc").get(urls(meeting)[1]).content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert rows == [
        ["Name", "Organisation", "Signature"],
        ["Ona", "Library", ""],
        ["'=HYPERLINK(1)", "'@SUM(A1)", ""],
        ["Ieva-Marija", "'+370", ""],
    ]


def test_no_cell_ends_where_another_program_sees_a_separator(signed_in: SignIn, meeting: MeetingPage):
    Registration.objects.filter(name="Ona").update(name="x;=HYPERLINK(A1);y", organisation="a\t+1|-2")
    content = signed_in("partner-kpmpc").get(urls(meeting)[1]).content.decode("utf-8-sig")
    assert '"x;\'=HYPERLINK(A1);y","a\t\'+1|\'-2",""' in content


def test_who_sees_the_list_can_delete_a_row(signed_in: SignIn, english_admin: None, meeting: MeetingPage):
    row = Registration.objects.get(name="Ona")
    url = reverse("delete_registration", args=[meeting.translation_key, row.pk])
    for name in ("partner-csci", "translator-lt"):
        assert signed_in(name).post(url).status_code == 302
    other = make_meeting(host=partner_page("csci"))
    elsewhere = reverse("delete_registration", args=[other.translation_key, row.pk])
    assert signed_in("partner-csci").post(elsewhere, follow=True).status_code == 404
    client = signed_in("partner-kpmpc")
    assert "Ona" in client.get(url).text
    assert Registration.of(meeting).count() == 3
    assert client.post(url)["Location"] == urls(meeting)[0]
    assert not Registration.objects.filter(name="Ona").exists()
