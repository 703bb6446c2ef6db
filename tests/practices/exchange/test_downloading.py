"""Downloads for editors of practices: everything in their list, as it would be published next."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from practices.curation.listing.list_view import PracticeListView
from practices.exchange.columns.declared import heading_of
from practices.exchange.exporting.formats import FORMATS, LABELS
from practices.exchange.importing.plan import plan
from practices.exchange.reading.file import read_table
from practices.models import PracticePage
from tests.factories import make_practice, translate

pytestmark = pytest.mark.once
SignIn = Callable[[str], Client]
URL = reverse("wagtail_bulk_action", args=["practices", "practicepage", "download"])


def body(response: Any) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def download(client: Client, form: str, **query: Any) -> bytes:
    return body(client.get(URL, {"id": "all", **query, "format": form}))


def rows(client: Client, **query: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(download(client, "csv", **query).decode("utf-8-sig"))))


def titles(client: Client, **query: Any) -> list[str]:
    return [row["Title"] for row in rows(client, **query)]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_every_page_of_the_demonstration_is_unchanged_when_it_comes_back(signed_in: SignIn, form: str) -> None:
    user = get_user_model().objects.get(username="coordinator")
    planned = plan(read_table(download(signed_in("coordinator"), form), f"practices.{form}"), user)
    assert len(planned) == PracticePage.objects.filter(alias_of=None).count() >= 60
    assert not {row.title: (row.changes, row.problems) for row in planned if row.outcome != "unchanged"}


@pytest.mark.django_db
@pytest.mark.usefixtures("english_admin")
def test_drafts_and_what_only_the_partner_sees(signed_in: SignIn) -> None:
    hidden = {"contact_name": "Ona", "contact_email": "ona@example.org", "contact_consent": False}
    page = make_practice("kpmpc", title="Published", external_id="LT-07", review_date="2027-12-31", **hidden)
    page.title = "Edited"
    page.methods = page.methods.all()[:1]
    page.save_revision()
    translate(page, "lt", title="Lietuviškai", summary="Kas.", activities="<p>Kas.</p>")
    client = signed_in("partner-kpmpc")
    english, lithuanian = rows(client)
    assert [english["Title"], lithuanian["Title"]] == ["Edited", "Lietuviškai"]
    assert english["Page"] == page.get_full_url()
    assert lithuanian["Page"] == page.get_translation(Locale.objects.get(language_code="lt")).get_full_url()
    for row in (english, lithuanian):
        assert row[heading_of("external_id")] == "LT-07"
        assert row[heading_of("contact_email")] == "ona@example.org"
        assert row[heading_of("review_date")] == "2027-12-31"
    planned = plan(read_table(download(client, "xlsx"), "a.xlsx"), None)
    assert [row.outcome for row in planned] == ["unchanged", "unchanged"]


@pytest.mark.django_db
@pytest.mark.usefixtures("english_admin")
def test_a_partner_gets_its_own_practices_only(signed_in: SignIn) -> None:
    own, others = make_practice("kpmpc", title="Own"), make_practice("csci", title="Of others")
    make_practice("kpmpc", title="Draft", live=False)
    partner, coordinator = signed_in("partner-kpmpc"), signed_in("coordinator")
    assert sorted(titles(partner)) == ["Draft", "Own"]
    assert titles(partner, id=[own.pk, others.pk]) == ["Own"]
    assert sorted(titles(coordinator)) == ["Draft", "Of others", "Own"]
    page = partner.get(URL, {"id": others.pk, "format": "csv"})
    assert "None of these practices is one that you edit." in page.text
    for name in ("translator-lt", "translator-nl"):
        assert signed_in(name).get(URL, {"id": "all", "format": "csv"}).status_code in (302, 403)
    assert Client().get(URL, {"id": own.pk, "format": "csv"}).status_code == 302


@pytest.mark.django_db
@pytest.mark.usefixtures("english_admin")
def test_all_that_the_list_finds_and_not_one_page_of_it(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PracticeListView, "paginate_by", 2)
    for number in range(3):
        make_practice("kpmpc", title=f"Knitting {number}")
    make_practice("kpmpc", title="Something else")
    client = signed_in("partner-kpmpc")
    assert len(rows(client, q="knitting")) == 3
    html = client.get(reverse("practice_list:index"), {"q": "knitting"}).text
    assert f"{URL}?q=knitting&amp;id=all" in html
    asked = client.get(URL, {"id": "all", "q": "knitting"}).text
    assert "3 practices are selected." in asked
    for name, label in LABELS.items():
        assert f"format={name}" in asked
        assert label in asked


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMATS)
def test_every_kind_of_file_of_a_draft(signed_in: SignIn, form: str) -> None:
    page = make_practice("kpmpc", title="Never published", live=False)
    page.save_revision()
    response = signed_in("partner-kpmpc").get(URL, {"id": page.pk, "format": form})
    assert f'filename="practices.{FORMATS[form].ending}"' in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    data = body(response)
    if form == "csv":  # nobody could open it
        _heads, row = csv.reader(StringIO(data.decode("utf-8-sig")))
        assert row[-1] == ""
    if form == "jsonl":
        assert json.loads(data)["title"] == "Never published"
    assert data


@pytest.mark.sample(0)
@pytest.mark.django_db
def test_queries_do_not_grow_with_the_practices(signed_in: SignIn) -> None:
    client = signed_in("coordinator")

    def count() -> int:
        download(client, "xlsx")  # what is asked for once after each change
        with CaptureQueriesContext(connection) as queries:
            download(client, "xlsx")
        return len(queries)

    translate(make_practice(), "lt")
    few = count()
    for _number in range(12):
        translate(make_practice(), "lt")
    assert count() == few
