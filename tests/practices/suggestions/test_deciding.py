"""Coordinators give a suggestion to a partner, as a draft, or decline it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.base.models import User
from practices.models import Concept, PracticePage, Suggestion
from practices.suggestions.deciding import AlreadyDecided, assign, decline
from practices.vocabulary.replacing import merge_term
from tests.base.admin import edit_url, queries_of_first_screen
from tests.factories import partner_page
from tests.practices.suggestions.sending import make_suggestion, switch_on

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("english_admin")]
SignIn = Callable[[str], Client]


def soup_of(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def titles(client: Client, query: str = "") -> list[str]:
    html = soup_of(client.get(reverse("suggestions") + query))
    return [link.get_text(strip=True) for link in html.select("td.title a")]


def the_coordinator() -> User:
    return User.objects.get(username="coordinator")


def press_assign(client: Client, suggestion: Suggestion, partner: str = "kpmpc") -> HttpResponse:
    page = partner_page(partner, suggestion.language)
    return client.post(reverse("suggestion", args=[suggestion.pk]), {"partner": page.pk}, follow=True)


def test_it_becomes_a_draft_of_the_partner_in_its_language(signed_in: SignIn):
    found = make_suggestion(language="lt", title="Kaimynų virtuvė", may_be_named=True)
    response = press_assign(signed_in("coordinator"), found)
    found.refresh_from_db()
    page = PracticePage.objects.get(pk=found.page.pk)
    assert page.get_parent().specific == partner_page("kpmpc", "lt")
    assert (page.live, page.is_translation, page.locale.language_code) == (False, False, "lt")
    draft = page.get_latest_revision_as_object()
    for each in (page, draft):
        assert each.title == "Kaimynų virtuvė"
        assert "<li>One learns the language.</li>" in each.activities
        assert [term.slug for term in each.countries.all()] == ["lt"]
        assert {term.slug for term in each.target_groups.all()} == {"refugees", "parents"}
        assert (each.contact_name, each.contact_email) == ("Ona Onaitė", "ona@example.org")
        assert each.contact_consent is True
    assert (found.state, found.name, found.email) == ("assigned", "", "")
    assert found.decided_by == the_coordinator()
    assert edit_url(page) in response.text
    partner = signed_in("partner-kpmpc")
    assert edit_url(page) in partner.get(reverse("wagtailadmin_home")).text
    assert "Suggested by a reader on" in partner.get(reverse("wagtailadmin_pages:history", args=[page.pk])).text
    assert partner.get(edit_url(page)).status_code == 200


def test_without_consent_the_draft_names_nobody_to_visitors(signed_in: SignIn):
    found = make_suggestion()
    press_assign(signed_in("coordinator"), found)
    found.refresh_from_db()
    assert (found.page.contact_name, found.page.contact_consent) == ("Ona Onaitė", False)


def test_terms_that_were_merged_or_deleted_meanwhile(signed_in: SignIn):
    found = make_suggestion(target_groups=["refugees", "parents", "young-adults"])
    terms = {term.slug: term for term in Concept.objects.filter(scheme="target-group")}
    merge_term(terms["refugees"], terms["asylum-applicants"])
    terms["parents"].delete()
    page = assign(found, partner_page("kpmpc"), the_coordinator())
    assert {term.slug for term in page.target_groups.all()} == {"asylum-applicants", "young-adults"}


def test_only_partners_with_a_page_in_the_language(signed_in: SignIn):
    found = make_suggestion(language="nl")
    dutch = partner_page("kpmpc", "nl")
    coordinator, url = signed_in("coordinator"), reverse("suggestion", args=[found.pk])
    assert len(soup_of(coordinator.get(url)).select("[name=partner] option")) == 6
    dutch.delete()
    assert len(soup_of(coordinator.get(url)).select("[name=partner] option")) == 5
    assert coordinator.post(url, {"partner": partner_page("kpmpc", "en").pk}).status_code == 422
    assert not PracticePage.objects.exists()
    found.refresh_from_db()
    assert found.is_new


def test_declined_with_a_message_that_can_be_changed(signed_in: SignIn, mailoutbox: list):
    found = make_suggestion(language="lt")
    coordinator, url = signed_in("coordinator"), reverse("decline_suggestion", args=[found.pk])
    message = soup_of(coordinator.get(url)).select_one("textarea").get_text()
    assert "Ona Onaitė" in message
    assert "„Neighbours’ kitchen“" in message  # in Lithuanian
    assert not mailoutbox  # nothing is sent by looking
    assert coordinator.post(url, {"message": " ", "sends": "on"}).status_code == 422
    assert not mailoutbox
    coordinator.post(url, {"message": "Ačiū!", "sends": "on"})
    [mail] = mailoutbox
    assert (mail.to, "Ačiū!" in mail.body) == (["ona@example.org"], True)
    found.refresh_from_db()
    assert (found.state, found.message) == ("declined", "Ačiū!")


def test_declined_without_a_message(signed_in: SignIn, mailoutbox: list):
    found = make_suggestion()
    signed_in("coordinator").post(reverse("decline_suggestion", args=[found.pk]), {"message": "Dear Ona"})
    found.refresh_from_db()
    assert (found.state, found.message, mailoutbox) == ("declined", "", [])


def test_nobody_decides_twice(signed_in: SignIn, mailoutbox: list):
    found = make_suggestion()
    seen = Suggestion.objects.get(pk=found.pk)
    decline(found, "", User.objects.get(username="admin"))
    with pytest.raises(AlreadyDecided):
        assign(seen, partner_page("kpmpc"), the_coordinator())
    with pytest.raises(AlreadyDecided):
        decline(seen, "No.", the_coordinator())
    assert "already decided" in press_assign(signed_in("coordinator"), found).text
    url = reverse("decline_suggestion", args=[found.pk])
    assert "already decided" in signed_in("coordinator").post(url, {"message": "No.", "sends": "on"}, follow=True).text
    assert not PracticePage.objects.exists()
    assert mailoutbox == []


def test_the_list(signed_in: SignIn):
    now = timezone.now()
    make_suggestion(title="Older", created=now - timedelta(days=2))
    make_suggestion(title="Newer", country="it", language="it", name="Šarūnas")
    decline(make_suggestion(title="Declined"), "", the_coordinator())
    coordinator = signed_in("coordinator")
    assert titles(coordinator) == ["Newer", "Older", "Declined"]
    assert titles(coordinator, "?state=new") == ["Newer", "Older"]
    assert titles(coordinator, "?state=declined") == ["Declined"]
    assert titles(coordinator, "?language=it") == titles(coordinator, "?country=it") == ["Newer"]
    assert titles(coordinator, "?q=sarun") == ["Newer"]
    assert titles(coordinator, "?ordering=title") == ["Declined", "Newer", "Older"]
    assert "Italy" in coordinator.get(reverse("suggestions")).text


def test_the_first_screen_and_the_menu(signed_in: SignIn):
    switch_on()
    coordinator, partner, home = signed_in("coordinator"), signed_in("partner-kpmpc"), reverse("wagtailadmin_home")
    assert not soup_of(coordinator.get(home)).select("#suggestions-section")
    for number in range(7):
        make_suggestion(title=f"Practice {number}")
    panel = soup_of(coordinator.get(home)).select_one("#suggestions-section")
    assert "7 practices suggested by readers" in panel.get_text()
    assert len(panel.select("li")) == 5
    assert reverse("suggestions") in coordinator.get(home).text
    assert reverse("suggestions") not in partner.get(home).text


def test_the_number_of_queries(signed_in: SignIn):
    switch_on()
    coordinator = signed_in("coordinator")
    found = make_suggestion()

    def count(address: str) -> int:
        coordinator.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert coordinator.get(address).status_code == 200
        return len(captured)

    one, several = reverse("suggestion", args=[found.pk]), reverse("suggestions")
    before = count(one), count(several), queries_of_first_screen(coordinator)
    for number in range(4):
        make_suggestion(title=f"Practice {number}", country="it")
    assert (count(one), count(several), queries_of_first_screen(coordinator)) == before


def test_titles_without_latin_letters_get_an_address() -> None:
    made = [make_suggestion(title=title) for title in ("Мовне кафе", "Інше кафе", "!!!")]
    slugs = [assign(found, partner_page("kpmpc"), the_coordinator()).slug for found in made]
    assert slugs == ["practice", "practice-2", "practice-3"]
