"""A partner adds practices and sends them for review; a coordinator publishes them."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail_localize.models import Translation

from practices.models import PracticePage
from tests.base.admin import (
    bulk,
    complete,
    create_practice,
    edit,
    edit_url,
    form_data,
    fresh,
    messages,
    newest_practice,
    submit_for_translation,
)
from tests.factories import make_practice, partner_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]


def facts_of(page: PracticePage) -> dict[str, object]:
    """The facts as the database has them."""
    page = fresh(page)
    found: dict[str, object] = {}
    for field in page._fact_fields():
        value = getattr(page, field.name)
        many = field.many_to_many or field.one_to_many
        found[field.name] = sorted(str(each) for each in value.all()) if many else value
    return found


def test_a_title_is_enough_for_a_draft(signed_in: SignIn) -> None:
    response = create_practice(signed_in("partner-kpmpc"), partner_page("kpmpc"), title="Cooking together")
    assert response.status_code == 302, messages(response)
    page = newest_practice()
    assert (page.title, page.slug, page.live) == ("Cooking together", "cooking-together", False)
    response = edit(signed_in("partner-kpmpc"), page, area_en="Vilnius", evidence_level="")
    assert response.status_code == 302, messages(response)
    assert fresh(page).area == {"en": "Vilnius"}


def test_a_draft_saves_itself_without_facts(signed_in: SignIn) -> None:
    client, page = signed_in("partner-kpmpc"), make_practice("kpmpc", live=False)
    data = form_data(client.get(edit_url(page)).content.decode(), countries=[], evidence_level="", title="Later")
    response = client.post(edit_url(page), data, headers={"accept": "application/json"})
    assert response.json()["success"]
    assert fresh(page).title == "Later"


def test_the_form_says_what_is_expected(signed_in: SignIn) -> None:
    url = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", partner_page("kpmpc").pk])
    soup = BeautifulSoup(signed_in("partner-kpmpc").get(url).content, "html.parser")
    tabs = soup.select("[role=tabpanel]")
    assert len(tabs) == 2  # practice, promote
    translation.activate("lt")  # as this partner has the admin
    for name in ("summary", "activities", "area", "organisations", "contact_consent", "source_report"):
        help_text = PracticePage._meta.get_field(name).help_text
        assert help_text
        assert str(help_text) in soup.get_text()
    # Terms stand in groups below their broader term, and each can be ticked once.
    ticks = [box["value"] for box in soup.select("#id_target_groups input[type=checkbox]")]
    assert len(ticks) == len(set(ticks)) > 5


def test_from_draft_to_reviewed_practice(signed_in: SignIn) -> None:
    partner, coordinator = signed_in("partner-kpmpc"), signed_in("coordinator")
    values = complete(
        countries=["lt", "it"], audiences=["teachers"], organisations_en="KPMPC\nSchool", start_year="2019"
    )
    links = {"links-TOTAL_FORMS": "1", "links-0-url": "https://example.org/a", "links-0-ORDER": "1"}
    response = create_practice(partner, partner_page("kpmpc"), "submit", title="Language cafe", **values, **links)
    assert response.status_code == 302, messages(response)
    page = newest_practice()
    assert page.workflow_in_progress
    assert not page.live

    dashboard = coordinator.get(reverse("wagtailadmin_home")).content.decode()
    assert "Language cafe" in dashboard
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    assert coordinator.post(url, {"comment": ""}).status_code == 302

    page = fresh(page)
    assert page.live
    assert not page.workflow_in_progress
    facts = facts_of(page)
    assert {c.slug for c in page.countries.all()} == {"lt", "it"}
    assert [c.slug for c in page.audiences.all()] == ["teachers"]
    assert (facts["start_year"], facts["evidence_level"], page.links.get().url) == (
        2019,
        "good",
        "https://example.org/a",
    )


def test_approved_in_the_form(signed_in: SignIn) -> None:
    page = make_practice("kpmpc", live=False)
    assert edit(signed_in("partner-kpmpc"), page, "submit").status_code == 302
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    response = edit(signed_in("coordinator"), page, title="Reviewed", **action)
    assert response.status_code == 302, messages(response)
    page = fresh(page)
    assert page.live
    assert page.title == "Reviewed"


def test_sent_back(signed_in: SignIn) -> None:
    page = make_practice("kpmpc", live=False)
    edit(signed_in("partner-kpmpc"), page, "submit")
    state = fresh(page).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk])
    assert signed_in("coordinator").post(url, {"comment": "Say who."}).status_code == 302
    assert not fresh(page).live
    assert edit(signed_in("partner-kpmpc"), page, "submit").status_code == 302
    assert fresh(page).workflow_in_progress


def test_preview(signed_in: SignIn) -> None:
    client, page = signed_in("partner-kpmpc"), make_practice("kpmpc", live=False)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    data = form_data(client.get(edit_url(page)).content.decode(), title="Preview me")
    assert client.post(url, data).json()["is_valid"]
    assert "Preview me" in client.get(url).content.decode()


def test_a_partner_does_not_publish(signed_in: SignIn) -> None:
    client, page = signed_in("partner-kpmpc"), make_practice("kpmpc", live=False)
    edit(client, page, "publish")
    create_practice(client, partner_page("kpmpc"), "publish", title="Now", **complete())
    bulk(client, "publish", page)
    copy = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": partner_page("kpmpc").pk}
    live = make_practice("kpmpc")
    client.post(reverse("wagtailadmin_pages:copy", args=[live.pk]), {**copy, "publish_copies": "on", "alias": "on"})
    assert list(PracticePage.objects.live()) == [live]


def test_a_partner_does_not_review(signed_in: SignIn) -> None:
    client, page = signed_in("partner-kpmpc"), make_practice("kpmpc", live=False)
    edit(client, page, "submit")
    state = fresh(page).current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""})
    edit(client, page, **{"action-workflow-action": "1", "workflow-action-name": "approve"})
    assert not fresh(page).live
    assert fresh(page).workflow_in_progress


def test_nobody_makes_an_alias_beside_a_practice(signed_in: SignIn) -> None:
    page = make_practice("kpmpc")
    copy = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": partner_page("kpmpc").pk, "alias": "on"}
    signed_in("coordinator").post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copy)
    assert not PracticePage.objects.exclude(alias_of=None).exists()


@pytest.mark.parametrize("live", [True, False], ids=["live", "draft"])
def test_another_partners_page_cannot_be_touched(signed_in: SignIn, live: bool) -> None:
    client, page, own = signed_in("partner-kpmpc"), make_practice("csci", live=live), partner_page("kpmpc")
    other = partner_page("csci")
    before = PracticePage.objects.count()
    pages = "wagtailadmin_pages"
    copy = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": own.pk}
    refused = {
        "edit": client.get(edit_url(page)),
        "edit partner": client.get(edit_url(other)),
        "save": client.post(edit_url(page), {"title": "Taken"}),
        "add": client.get(reverse(f"{pages}:add", args=["practices", "practicepage", other.pk])),
        "copy from": client.post(reverse(f"{pages}:copy", args=[page.pk]), copy),
        "move": client.get(reverse(f"{pages}:move", args=[page.pk])),
        "move here": client.post(reverse(f"{pages}:move_confirm", args=[page.pk, own.pk])),
        "delete": client.post(reverse(f"{pages}:delete", args=[page.pk])),
        "unpublish": client.post(reverse(f"{pages}:unpublish", args=[page.pk])),
        "privacy": client.post(reverse(f"{pages}:set_privacy", args=[page.pk]), {"restriction_type": "login"}),
        "lock": client.post(reverse(f"{pages}:lock", args=[page.pk])),
        "history": client.get(reverse(f"{pages}:history", args=[page.pk])),
        "draft": client.get(reverse(f"{pages}:view_draft", args=[page.pk])),
        "revisions": client.get(reverse(f"{pages}:revisions_view", args=[page.pk, page.latest_revision_id])),
        "translate": submit_for_translation(client, page, "nl"),
        "make original": client.post(reverse("make_original", args=[page.pk])),
    }
    for name, response in refused.items():
        assert response.status_code in (302, 403, 404), name
        if response.status_code == 302:  # Wagtail sends home whom it refuses; Django looks for a missing page in /en/
            assert response["Location"] in (reverse("wagtailadmin_home"), f"/en{response.request['PATH_INFO']}"), name
    for action in ("publish", "unpublish", "delete", "move"):
        bulk(client, action, page, chooser=own.pk)
    assert fresh(page).live == live
    assert (fresh(page).title, fresh(page).get_parent().pk) == (page.title, other.pk)
    assert PracticePage.objects.count() == before
    assert not page.view_restrictions.exists()
    assert not Translation.objects.filter(source__object_id=page.translation_key).exists()


def test_nothing_goes_to_another_partner(signed_in: SignIn) -> None:
    client, page, other = signed_in("partner-kpmpc"), make_practice("kpmpc", live=False), partner_page("csci")
    copy = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": other.pk}
    assert client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copy).status_code == 200
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, other.pk]))
    bulk(client, "move", page, chooser=other.pk)
    assert other.get_children().count() == 0
    assert fresh(page).get_parent().pk == partner_page("kpmpc").pk


@pytest.mark.parametrize(
    "name",
    [
        "wagtailusers_users:index",
        "wagtailusers_groups:index",
        "wagtailsites:index",
        "wagtaillocales:index",
        "wagtailadmin_workflows:index",
        "wagtailredirects:index",
        "wagtailadmin_collections:index",
        "wagtailsnippets_practices_concept:list",
        "wagtailsnippets_practices_concept:add",
    ],
)
def test_what_a_partner_does_not_see(signed_in: SignIn, name: str) -> None:
    assert signed_in("partner-kpmpc").get(reverse(name)).status_code == 302
    assert signed_in("admin").get(reverse(name)).status_code == 200


def test_settings_are_not_for_partners(signed_in: SignIn) -> None:
    url = reverse("wagtailsettings:edit", args=["base", "sitesettings"])
    assert signed_in("partner-kpmpc").get(url).status_code == 302
