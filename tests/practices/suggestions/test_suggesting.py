"""Readers suggest a practice: a form for people, which programs and floods do not get through."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import signing
from django.http import HttpResponse
from django.test import Client

from cms.base.mail.model import OutgoingMail
from cms.base.models import SiteSettings
from cms.base.public_forms.forms import MAX_SECONDS, MIN_SECONDS
from cms.base.throttling.attempts import LIMITS
from practices.models import Concept, Suggestion
from practices.suggestions.model import LONGEST_TEXT, LONGEST_TITLE
from tests.practices.suggestions.sending import VALUES, post, switch_on, url_in
from tests.test_number_of_queries import MAX_QUERIES, queries

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def switched_on(db: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "cms.base.mail.backend.OutboxBackend"
    switch_on()


def soup_of(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_it_is_kept_for_the_coordinators():
    response = post("lt", may_be_named="on", title=" Kaimynų \n virtuvė ")
    assert response.status_code == 302
    assert soup_of(Client().get(response["Location"])).select("[role=status]")
    [found] = Suggestion.objects.all()
    assert (found.title, found.language, found.country) == ("Kaimynų virtuvė", "lt", "lt")
    assert found.target_groups == VALUES["target_groups"]
    assert (found.name, found.email, found.may_be_named) == ("Ona Onaitė", "ona@example.org", True)
    assert len(found.consent.splitlines()) == 2
    assert found.is_new


def test_only_where_it_is_switched_on():
    practices, nothing_found = "/en/practices/", "/en/search/?q=xyzzyxyzzy"
    for address in (practices, nothing_found):
        assert soup_of(Client().get(address)).select(f"a[href='{url_in()}']"), address
    SiteSettings.objects.update(takes_suggestions=False)
    SiteSettings.objects.get().save()  # tells what is kept in memory
    for address in (practices, nothing_found):
        assert not soup_of(Client().get(address)).select(f"a[href='{url_in()}']"), address
    assert Client().get(url_in()).status_code == 404
    assert post().status_code == 404
    assert not Suggestion.objects.exists()


def test_the_introduction_is_the_sites_own_if_it_has_one():
    switch_on(suggestions_introduction={"en": "We look for kitchens.", "lt": "Ieškome virtuvių."})
    SiteSettings.objects.get().save()
    assert "Ieškome virtuvių." in Client().get(url_in("lt")).text
    html = soup_of(Client().get(url_in("nl")))
    assert html.select_one(".suggest__introduction")["lang"] == "en"


def test_it_is_in_no_cache_and_no_index():
    response = Client().get(url_in())
    assert "no-store" in response["Cache-Control"]
    assert soup_of(response).select("meta[name=robots][content=noindex]")
    assert set(response.cookies) == {"csrftoken"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("title", "x" * (LONGEST_TITLE + 1)),
        ("text", None),
        ("text", "x" * (LONGEST_TEXT + 1)),
        ("country", ""),
        ("country", "atlantis"),
        ("target_groups", None),
        ("target_groups", ["migration-status"]),  # a heading
        ("name", "\x00"),
        ("email", "ona@"),
        ("consent", None),
    ],
)
def test_invalid_input_comes_back_with_a_link_to_the_field(field: str, value: Any):
    kept = "title" if field == "text" else "text"
    response = post(**{kept: "Kept words", field: value})
    assert response.status_code == 422
    html = soup_of(response)
    [link] = html.select(".form-problems a")
    target = html.select_one(link["href"])
    assert target["name"] == field
    [error] = html.select(".sign-in__error")
    described = target.find_parent("fieldset") if field == "target_groups" else target
    assert error["id"] in described["aria-describedby"].split()
    assert error.get_text() == link.get_text()
    assert "Kept words" in str(html.select_one(f"#id_{kept}"))
    if field != "target_groups":
        assert len(html.select("[name=target_groups][checked]")) == 2
    assert not Suggestion.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_retired_terms_are_not_offered():
    Concept.objects.filter(scheme="target-group", slug="refugees").update(is_retired=True)
    assert post().status_code == 422


def test_a_program_that_fills_in_every_field_is_not_heard():
    assert post(website="https://spam.example").status_code == 302
    assert not Suggestion.objects.exists()
    assert not OutgoingMail.objects.exists()


def again(response: HttpResponse) -> str:
    """The stamp in the form that came back."""
    html = soup_of(response)
    assert response.status_code == 422
    assert html.select(".form-problems")
    assert html.select_one("#id_text").get_text().strip() == VALUES["text"]
    assert html.select_one("#id_name")["value"] == VALUES["name"]
    return str(html.select_one("#id_shown")["value"])


def test_who_is_quicker_than_people_is_asked_to_look_again():
    again(post(ago=MIN_SECONDS - 1))
    assert not Suggestion.objects.exists()
    assert post(ago=MIN_SECONDS + 1).status_code == 302


@pytest.mark.parametrize(
    "shown",
    ["", "rubbish", signing.dumps(0.0, salt="another form"), None],
    ids=["empty", "rubbish", "another form", "none"],
)
def test_a_stamp_of_ones_own_is_none(shown: str | None):
    assert again(post(shown=shown)) not in ("", shown)
    assert not Suggestion.objects.exists()


def test_a_form_that_was_open_for_days_is_sent_again_without_losing_anything():
    stamp = again(post(ago=MAX_SECONDS + 60))
    assert again(post(shown=stamp)) == stamp  # it is too quick now, and will be good in a moment
    assert not Suggestion.objects.exists()


def test_many_from_one_network_have_to_wait():
    free = LIMITS["network"].free
    answers = [post(email=f"person{number}@example.org").status_code for number in range(free + 1)]
    assert answers == [302] * free + [429]
    response = post(email="late@example.org", title="Kept title")
    assert int(response["Retry-After"]) > 0
    assert "Kept title" in response.text


def test_many_with_one_address_have_to_wait_wherever_they_come_from():
    free = LIMITS["pair"].free
    clients = [Client(REMOTE_ADDR=f"192.0.2.{number}") for number in range(free + 1)]
    answers = [post(client=client, title=f"Practice {number}").status_code for number, client in enumerate(clients)]
    assert answers == [302] * free + [429]
    assert OutgoingMail.objects.filter(recipient="ona@example.org").count() == 1


def test_the_receipt_says_nothing_that_was_typed():
    post(title="BUY PILLS", text="https://pills.example", name="BUY PILLS")
    [mail] = OutgoingMail.objects.filter(recipient="ona@example.org")
    assert "PILLS" not in f"{mail.subject} {mail.body}".upper()


def test_what_was_sent_twice_is_kept_once():
    for _ in range(2):
        assert post().status_code == 302
    assert Suggestion.objects.count() == 1


def test_the_number_of_queries():
    few = queries(url_in())
    Concept.objects.bulk_create(
        Concept(scheme="target-group", slug=f"more-{number}", labels={"en": "More"}) for number in range(20)
    )
    assert queries(url_in()) == few <= MAX_QUERIES
