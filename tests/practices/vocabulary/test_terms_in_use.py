"""No practice and no draft loses a term: not by a change of the vocabulary, nor by a form that does not offer it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.base.signals import content_changing
from practices.models import Concept, PracticePage
from tests.base.admin import create_practice, edit, edit_url, follow, fresh, messages, send
from tests.factories import make_practice, partner_page, terms

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NAMES = "wagtailsnippets_practices_concept"


@pytest.fixture
def coordinator(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("coordinator")


@pytest.fixture
def nowhere(db: None) -> Concept:
    return Concept.objects.create(scheme="country", slug="xx", labels={"en": "Nowhere"})


def slugs(page: PracticePage, name: str) -> list[str]:
    return [concept.slug for concept in getattr(fresh(page), name).all()]


def delete(client: Client, *concepts: Concept, way: str = "bulk") -> HttpResponse:
    if way == "view":
        [concept] = concepts
        return client.post(reverse(f"{NAMES}:delete", args=[concept.pk]))
    url = reverse("wagtail_bulk_action", args=["practices", "concept", "delete"])
    return client.post(f"{url}?{'&'.join(f'id={concept.pk}' for concept in concepts)}")


def use(concept: Concept, where: str) -> Any:
    """A page that uses `concept`, whose title is the name of the place."""
    if where == "partner":
        partner = partner_page()
        partner.countries = [concept]
        partner.save()
        return partner
    if where in ("practice", "never published"):
        return make_practice(title=where, countries=["xx"], live=where == "practice")
    page = make_practice(title=where)
    page.countries = [concept]
    revision = page.save_revision()
    if where == "scheduled":
        revision.approved_go_live_at = timezone.now() + timedelta(days=1)
        revision.save()
        page.countries = terms("country", ["lt"])
        page.save_revision()
    return page


@pytest.mark.sample(2)
@pytest.mark.parametrize("way", ["view", "bulk"])
@pytest.mark.parametrize("where", ["practice", "never published", "partner", "draft", "scheduled"])
def test_a_used_term_is_not_deleted(coordinator: Client, nowhere: Concept, where: str, way: str) -> None:
    page = use(nowhere, where)
    shown = coordinator.get(delete(coordinator, nowhere, way=way)["Location"])
    assert "“Nowhere” was not deleted: 1 page or draft uses it." in messages(shown)
    assert page.title in messages(shown)
    assert f'href="{edit_url(page)}"' in shown.content.decode()
    with pytest.raises(ProtectedError):
        nowhere.delete()


def test_a_term_that_no_page_uses_any_more_is_deleted(coordinator: Client, nowhere: Concept) -> None:
    page = make_practice(countries=["xx"])
    page.countries = terms("country", ["lt"])
    page.save_revision().publish()
    assert delete(coordinator, nowhere, way="view").status_code == 302
    assert not Concept.objects.filter(pk=nowhere.pk).exists()


def test_a_heading_goes_only_with_all_its_narrower_terms(coordinator: Client, nowhere: Concept) -> None:
    narrower = Concept.objects.create(scheme="country", slug="xy", labels={"en": "Elsewhere"}, broader=nowhere)
    assert "Elsewhere" in messages(coordinator.get(delete(coordinator, nowhere)["Location"]))
    with pytest.raises(RestrictedError):
        nowhere.delete()
    assert delete(coordinator, nowhere, narrower).status_code == 302
    assert not Concept.objects.filter(slug__in=["xx", "xy"]).exists()


def test_how_often_a_term_is_used(coordinator: Client) -> None:
    make_practice(methods=["mentoring"])
    make_practice(methods=["mentoring", "sport"])
    [mentoring] = terms("method", ["mentoring"])
    html = coordinator.get(reverse(f"{NAMES}:edit", args=[mentoring.pk])).content.decode()
    assert "Used 2 times" in html
    usage = coordinator.get(reverse(f"{NAMES}:usage", args=[mentoring.pk])).content.decode()
    assert usage.count("Methods</") == 2


def test_a_term_that_gets_narrower_ones_stays_on_its_practices(coordinator: Client) -> None:
    page = make_practice(methods=["mentoring", "sport"])
    [mentoring] = terms("method", ["mentoring"])
    Concept.objects.create(scheme="method", slug="peer-mentoring", labels={"en": "Peers"}, broader=mentoring)
    edit(coordinator, page, "publish", title="Another title")
    assert fresh(page).title == "Another title"
    assert sorted(slugs(page, "methods")) == ["mentoring", "sport"]


def test_a_heading_is_not_offered(coordinator: Client) -> None:
    [heading] = terms("target-group", ["life-situation"])
    page = make_practice()
    assert f'value="{heading.pk}"' not in coordinator.get(edit_url(page)).content.decode()
    response = edit(coordinator, page, "publish", target_groups=[heading.pk])
    assert "target_groups" in response.context["form"].errors


def test_a_practice_that_has_a_heading_keeps_it(coordinator: Client) -> None:
    """For instance by returning to an old revision."""
    page = make_practice(target_groups=["refugees", "life-situation"])
    edit(coordinator, page, "publish", title="Another title")
    assert fresh(page).title == "Another title"
    assert sorted(slugs(page, "target_groups")) == ["life-situation", "refugees"]


@pytest.mark.parametrize("where", ["practice", "draft"])
def test_a_used_term_cannot_become_a_heading(coordinator: Client, nowhere: Concept, where: str) -> None:
    use(nowhere, where)
    response = send(coordinator, reverse(f"{NAMES}:edit", args=[nowhere.pk]), "w-editor-form", is_heading="on")
    assert "is_heading" in response.context["form"].errors


@pytest.mark.usefixtures("english_admin")
def test_a_term_deleted_while_a_new_practice_is_saved(signed_in: Callable[[str], Client], nowhere: Concept) -> None:
    """It is deleted after the form was found to be valid."""

    def delete_now(**kwargs: Any) -> None:
        Concept.objects.filter(pk=nowhere.pk)._raw_delete("default")

    client = signed_in("partner-kpmpc")
    content_changing.connect(delete_now)
    try:
        response = create_practice(client, partner_page(), title="Too late", countries=[nowhere.pk])
    finally:
        content_changing.disconnect(delete_now)
    assert "has just been deleted" in messages(follow(client, response))
    assert not PracticePage.objects.filter(title="Too late").exists()
