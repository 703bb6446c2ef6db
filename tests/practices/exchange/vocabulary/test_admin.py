"""The vocabulary in and out of the admin: nothing is saved before it is confirmed, and what is done was shown."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from practices.exchange.vocabulary.files import FORMATS, export_vocabulary
from practices.models import Concept, PracticePage, TermsImport
from tests.base.admin import messages
from tests.factories import make_practice
from tests.practices.exchange.files import xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
LIST = "wagtailsnippets_practices_concept:list"
ROWS = [["scheme", "slug", "labels_en"], ["method", "mentoring", "Guidance"], ["method", "walks", "City walks"]]


@pytest.fixture
def coordinator(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("coordinator")


def check(client: Client, data: bytes, name: str = "terms.xlsx") -> HttpResponse:
    return client.post(reverse("import_vocabulary"), {"file": SimpleUploadedFile(name, data)})


def contents(response: HttpResponse) -> str:
    [field] = BeautifulSoup(response.content, "html.parser").select("input[name=contents]")
    return str(field["value"])


def confirm(client: Client, response: HttpResponse) -> HttpResponse:
    return client.post(reverse("import_vocabulary"), {"contents": contents(response)})


def label(slug: str) -> Any:
    return Concept.objects.filter(scheme="method", slug=slug).values_list("labels__en", flat=True).first()


def test_nothing_is_saved_before_it_is_confirmed(coordinator: Client) -> None:
    PracticePage.objects.all().delete()
    make_practice(methods=["mentoring"])
    make_practice(methods=["mentoring"], live=False)
    shown = check(coordinator, xlsx(ROWS))
    page = BeautifulSoup(shown.content, "html.parser")
    first, second = (
        " ".join(row.get_text(" ", strip=True).split()) for row in page.select("table.bulk-table tbody tr")
    )
    assert first == "Guidance Method · mentoring Used on 2 pages Labels (en) Mentoring Guidance"
    assert "Mentoring The former label stays as another label" in second
    assert "City walks" in page.select_one("[aria-labelledby=new]").get_text()
    assert (label("mentoring"), label("walks")) == ("Mentoring", None)
    done = confirm(coordinator, shown)
    assert (done.status_code, done["Location"]) == (302, reverse(LIST))
    assert "2 terms have been imported." in messages(coordinator.get(done["Location"]))
    assert (label("mentoring"), label("walks")) == ("Guidance", "City walks")


def test_what_has_changed_meanwhile_is_shown_again(coordinator: Client) -> None:
    shown = check(coordinator, xlsx(ROWS))
    Concept.objects.filter(slug="mentoring").update(labels={"en": "Meanwhile"})
    again = confirm(coordinator, shown)
    assert again.status_code == 409
    assert "has changed since this was shown" in again.content.decode()
    assert (label("mentoring"), label("walks")) == ("Meanwhile", None)
    assert confirm(coordinator, again).status_code == 302
    assert label("mentoring") == "Guidance"


def test_a_file_with_a_mistake_cannot_be_confirmed(coordinator: Client) -> None:
    shown = check(coordinator, xlsx([*ROWS, ["nothing", "x", "X"]]))
    assert "Sheet “Sheet1”, row 4" in shown.content.decode()
    assert not BeautifulSoup(shown.content, "html.parser").select("main form button[type=submit]")
    refused = confirm(coordinator, shown)
    assert refused.status_code == 422
    assert label("walks") is None


def test_what_was_signed_for_another_is_refused(coordinator: Client, signed_in: Callable[[str], Client]) -> None:
    signed = contents(check(coordinator, xlsx(ROWS)))
    for value in (signed, signed[:-1], ""):
        client = signed_in("admin") if value == signed else coordinator
        assert client.post(reverse("import_vocabulary"), {"contents": value}).status_code == 422
    assert label("walks") is None


@pytest.mark.parametrize(
    ("data", "status"), [({}, 422), ({"file": SimpleUploadedFile("a.csv", b"x")}, 422)], ids=["none", "of another kind"]
)
def test_what_is_no_file(coordinator: Client, data: Any, status: int) -> None:
    response = coordinator.post(reverse("import_vocabulary"), data)
    assert response.status_code == status
    assert BeautifulSoup(response.content, "html.parser").select("#import-error")


def test_a_file_that_is_too_large(coordinator: Client) -> None:
    assert check(coordinator, b" " * (5 * 1024 * 1024 + 1), "terms.ttl").status_code == 413


@pytest.mark.parametrize("ending", FORMATS)
def test_the_list_leads_to_files(coordinator: Client, ending: str) -> None:
    url = reverse("export_vocabulary", args=[ending])
    assert url in coordinator.get(reverse(LIST)).content.decode()
    response = coordinator.get(url)
    assert response["Content-Disposition"] == f'attachment; filename="vocabulary.{ending}"'
    shown = check(coordinator, response.content, f"vocabulary.{ending}")
    assert "The vocabulary says all of this already." in shown.content.decode()
    assert coordinator.get(reverse("export_vocabulary", args=["docx"]), follow=True).status_code == 404


def test_queries_do_not_depend_on_the_number_of_terms(coordinator: Client) -> None:
    def queries(count: int) -> int:
        rows = [["scheme", "slug", "labels_en"], *(["method", f"a-{n}", f"{n} thing"] for n in range(count))]
        data = xlsx(rows)
        with CaptureQueriesContext(connection) as captured:
            assert check(coordinator, data).status_code == 200
        return len(captured)

    assert queries(1) == queries(30)


def test_queries_do_not_depend_on_the_number_of_changes(coordinator: Client) -> None:
    slugs = list(Concept.objects.filter(scheme="country").values_list("slug", flat=True))

    def queries(count: int) -> int:
        rows = [["scheme", "slug", "labels_en"], *(["country", slug, f"{slug} renamed"] for slug in slugs[:count])]
        data = xlsx(rows)
        with CaptureQueriesContext(connection) as captured:
            shown = check(coordinator, data)
        assert shown.text.count("renamed</span>") == count
        return len(captured)

    assert queries(1) == queries(20)


def test_partners_see_no_vocabulary(signed_in: Callable[[str], Client]) -> None:
    partner = signed_in("partner-kpmpc")
    assert check(partner, export_vocabulary("ttl"), "a.ttl").status_code != 200
    assert partner.get(reverse("export_vocabulary", args=["ttl"])).status_code != 200


def undo(client: Client, run: TermsImport) -> str:
    url = reverse("undo_vocabulary_import", args=[run.pk])
    assert client.post(url).status_code == 302
    return " ".join(BeautifulSoup(client.get(url).content, "html.parser").select_one("main").get_text().split())


def test_an_import_is_undone_as_one_action(coordinator: Client) -> None:
    before = Concept.objects.order_by("pk").values()
    was = list(before)
    rows = [
        ["scheme", "slug", "labels_en", "broader"],
        ["method", "mentoring", "Guidance", "outdoors"],
        ["method", "outdoors", "Outdoors", ""],
        ["method", "walks", "City walks", "outdoors"],
    ]
    done = confirm(coordinator, check(coordinator, xlsx(rows)))
    run = TermsImport.objects.get()
    url = reverse("undo_vocabulary_import", args=[run.pk])
    assert url in coordinator.get(done["Location"]).text
    assert url in coordinator.get(reverse("import_vocabulary")).text
    assert "3 terms would be as they were before" in " ".join(coordinator.get(url).text.split())
    assert "3 terms are as they were before" in undo(coordinator, run)
    assert list(before.all()) == was
    assert "Undone" in coordinator.get(reverse("import_vocabulary")).text
    entries = ModelLogEntry.objects.filter(action="practices.undo_import_term")
    assert [entry.object_id for entry in entries] == [str(Concept.objects.get(slug="mentoring").pk)]


def test_what_was_used_or_changed_since_is_left(coordinator: Client) -> None:
    rows = [
        *ROWS,
        ["method", "sport", "Sports"],
        ["method", "above", "Above"],
        ["method", "below", "Below"],
        ["method", "gone", "Gone"],
    ]
    confirm(coordinator, check(coordinator, xlsx(rows)))
    page = make_practice()
    page.methods = [Concept.objects.get(slug="walks")]
    page.save_revision()  # a draft
    Concept.objects.filter(slug="sport").update(standard="Ours")
    narrower = Concept.objects.get(slug="below")
    narrower.broader, narrower.standard = Concept.objects.get(slug="above"), "Ours"
    narrower.save()
    Concept.objects.get(slug="gone").delete()
    told = undo(coordinator, TermsImport.objects.get())
    assert "1 term is as it was before" in told
    assert "5 terms stay as they are" in told
    assert "City walks 1 page or draft uses it." in told
    assert "Sports Somebody has changed it since." in told
    assert "Above It has narrower terms that stay." in told
    assert "Gone It has been deleted since" in told
    assert [label(slug) for slug in ("mentoring", "walks", "sport", "above", "below")] == [
        "Mentoring", "City walks", "Sports", "Above", "Below",
    ]  # fmt: skip
