"""The list of practices in the admin: one row for each, filters, search, and who sees what."""

from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.base.models import User
from practices.models import Concept, PartnerPage
from tests.base.admin import edit, edit_url, fresh
from tests.factories import copy_practices, make_practice, partner_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]
LIST = "/admin/practices/"
RESULTS = f"{LIST}results/"


def rows(client: Client, **query: object) -> list[BeautifulSoup]:
    """As they come when somebody filters: without the rest of the page."""
    response = client.get(RESULTS, query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").select("table.practice-list tbody tr")


def titles(client: Client, **query: object) -> list[str]:
    return [" ".join(row.select_one(".title a, .title span").get_text().split()) for row in rows(client, **query)]


@pytest.fixture
def coordinator(signed_in: SignIn) -> Client:
    return signed_in("coordinator")


def test_filters_search_and_order(coordinator: Client, signed_in: SignIn) -> None:
    """One row for a practice, in the reader's language if it exists in it."""
    house = make_practice("kpmpc", "lt", title="Šeimos namai", review_date=date(2021, 5, 1), methods=["mentoring"])
    translate(house, "en", title="A family home")
    cook = make_practice("csci", "it", title="Cucina", countries=["it"])
    draft = make_practice("kpmpc", live=False, title="Draft", countries=[])
    sent = make_practice("prometeo", live=False, title="Sent")
    edit(signed_in("partner-prometeo"), sent, "submit")
    every = {"Cucina", "A family home", "Draft", "Sent"}
    term = Concept.objects.get(scheme="method", slug="mentoring")
    italy = Concept.objects.get(scheme="country", slug="it")
    page = BeautifulSoup(coordinator.get(LIST).text, "html.parser")
    for name in ("country", "term"):  # many: chosen by typing, and the URL says which and nothing else
        assert page.select_one(f"#id_{name} [role=combobox]"), name
        assert {tag["name"] for tag in page.select(f"#id_{name} input[name]")} == {name}
    for query, expected in [
        ({}, every),
        ({"state": "published"}, {"Cucina", "A family home"}),
        ({"state": ["draft", "review"]}, {"Draft", "Sent"}),
        ({"state": "changes"}, set()),
        ({"partner": "csci"}, {"Cucina"}),
        ({"partner": ["csci", "prometeo"]}, {"Cucina", "Sent"}),
        ({"in_language": "en"}, {"A family home", "Draft", "Sent"}),
        ({"not_in": "lt"}, {"Cucina", "Draft", "Sent"}),
        ({"country": italy.pk}, {"Cucina"}),
        ({"term": term.pk, "not_in": "it"}, {"A family home", "Draft", "Sent"}),
        ({"review": "due"}, {"A family home"}),
        ({"review": "none"}, every - {"A family home"}),
        ({"lacks": "facts"}, {"Draft"}),
        ({"q": "seimos"}, {"A family home"}),  # the title in another language, without diacritics
        ({"q": "kpmpc"}, {"A family home", "Draft"}),
        ({"q": "nothing like it"}, set()),
        ({"state": "nonsense", "partner": "nobody", "country": "x", "p": "99"}, every),
    ]:
        found = titles(coordinator, **query)
        assert len(found) == len(set(found))
        assert set(found) == expected, query
    assert titles(coordinator, ordering="title") == ["A family home", "Cucina", "Draft", "Sent"]
    assert titles(coordinator, ordering="-title") == ["Sent", "Draft", "Cucina", "A family home"]
    assert titles(coordinator, ordering="partner")[0] == "Cucina"
    assert titles(coordinator, ordering="state")[:2] == ["Draft", "Sent"]
    assert titles(coordinator, ordering="review")[0] == "A family home"
    assert titles(coordinator)[-1] == "A family home"  # what was changed last comes first
    (row,) = rows(coordinator, partner="csci")
    assert row.select_one("td.title a")["href"] == edit_url(cook)
    assert row.select_one("td.title a")["lang"] == "it"
    assert "To be completed: Countries" in rows(coordinator, lacks="facts")[0].get_text()
    assert edit_url(fresh(draft)) in str(rows(coordinator, lacks="facts")[0])


def test_a_partner_sees_its_own_first_and_never_others_drafts(signed_in: SignIn) -> None:
    own, secret = make_practice("kpmpc", live=False, title="Own"), make_practice("csci", live=False, title="Secret")
    public = make_practice("csci", title="Public")
    public.title = "Public, but soon otherwise"
    public.save_revision()
    partner = signed_in("partner-kpmpc")
    assert titles(partner) == ["Own"]
    assert set(titles(partner, whose="all")) == {"Own", "Public"}
    assert titles(partner, whose="all", q="soon") == titles(partner, whose="all", q="secret") == []
    assert titles(partner, whose="all", state="draft") == ["Own"]
    row = next(row for row in rows(partner, whose="all") if "Public" in row.get_text())
    assert row.select_one("td.title a")["href"] == public.url
    assert "/edit/" not in str(row)
    assert titles(signed_in("translator-lt")) == ["Public"]
    assert set(titles(signed_in("coordinator"))) == {"Own", "Secret", "Public, but soon otherwise"}
    translate(public, "lt")
    (row,) = rows(signed_in("translator-lt"))
    assert edit_url(public.translated_pages.get()) in str(row)
    assert edit_url(public) not in str(row)
    assert edit_url(own) in str(rows(partner))
    assert edit_url(secret) not in str(rows(partner, whose="all"))


@pytest.mark.sample(0)
def test_many_practices_take_no_more_queries(signed_in: SignIn) -> None:
    practice, draft = make_practice(), make_practice(live=False, countries=[])
    translate(practice, "lt")
    edit(signed_in("partner-kpmpc"), draft, "submit")
    pages = [practice, fresh(draft)]
    copy_practices(pages, 18)
    coordinator, partner, translator = (signed_in(name) for name in ("coordinator", "partner-kpmpc", "translator-lt"))
    requests = [
        (coordinator, ""),
        (coordinator, "?q=practice&ordering=-partner"),
        (coordinator, "?state=review&state=draft&not_in=es&lacks=facts"),
        (partner, "?whose=all&ordering=title"),
        (translator, "?ordering=title"),
    ]

    def taken(client: Client, query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST + query).status_code == 200
        return len(captured)

    for request in requests:  # what a process reads once
        taken(*request)
    few = [taken(*request) for request in requests]
    copy_practices(pages, 480)
    assert [taken(*request) for request in requests] == few
    assert max(few) <= 50
    # Wagtail would take all pages of the site for the list.
    assert "data-bulk-action-num-objects-in-listing" not in coordinator.get(LIST).text
    assert len(rows(coordinator)) == len(rows(coordinator, p=25)) == 20


def test_where_a_new_practice_begins(signed_in: SignIn) -> None:
    new = reverse("practice_list:choose_parent")

    def add_url(language: str, code: str = "kpmpc") -> str:
        return reverse("wagtailadmin_pages:add", args=["practices", "practicepage", partner_page(code, language).pk])

    partner = signed_in("partner-kpmpc")
    html = BeautifulSoup(partner.get(new).content, "html.parser")
    assert html.select_one("[name=language][checked]")["value"] == "en"  # as the account has the admin
    assert html.select_one("select[name=partner]") is None
    response = partner.get(new, {"partner": "kpmpc", "language": "lt"})
    assert response.headers["Location"] == add_url("lt")
    assert partner.get(add_url("lt")).status_code == 200
    assert partner.get(new, {"partner": "csci", "language": "lt"}).status_code == 200  # not theirs: asked again
    coordinator = signed_in("coordinator")
    html = BeautifulSoup(coordinator.get(new).content, "html.parser")
    assert len(html.select("select[name=partner] option")) == 6
    assert "required" in coordinator.get(new, {"language": "lt"}).text
    assert coordinator.get(new, {"partner": "csci", "language": "it"}).headers["Location"] == add_url("it", "csci")
    assert signed_in("translator-lt").get(new).status_code == 302  # back to the first screen: they add nothing
    index = partner_page().get_parent()
    small = index.add_child(instance=PartnerPage(title="Small", short_name="Small", locale=index.locale))
    user = User.objects.get(username="partner-es")
    user.groups.set([small.editors])
    url = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", small.pk])
    assert signed_in("partner-es").get(new).headers["Location"] == url  # one place only
