"""Partners propose news and meetings; colleagues help, coordinators publish."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, WorkflowPage
from wagtail.permissions import policy_registry

from cms.base.languages import ensure_locales
from home.models import MeetingIndexPage, NewsIndexPage, NewsPage
from home.setup import ensure_access
from tests.base.admin import edit, edit_url, follow, fresh, messages, send
from tests.factories import partner_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]
EMPTY_BODY = {"body-count": "0"}


@pytest.fixture
def colleague() -> Client:
    user = get_user_model().objects.create_user("colleague", "colleague@example.org")
    user.groups.add(partner_page("kpmpc").editors)
    client = Client()
    client.force_login(user)
    return client


def add_url(index: Page, model: str) -> str:
    return reverse("wagtailadmin_pages:add", args=["home", model, index.pk])


def propose(client: Client, language: str = "en") -> NewsPage:
    index = NewsIndexPage.objects.get(locale__language_code=language)
    response = send(
        client, add_url(index, "newspage"), title="A visit", slug="a-visit", summary="We went.", **EMPTY_BODY
    )
    assert response.status_code == 302, messages(response)
    return NewsPage.objects.get(slug="a-visit", locale__language_code=language)


def test_from_proposal_to_news(signed_in: SignIn, colleague: Client) -> None:
    page = propose(signed_in("partner-kpmpc"), "lt")
    assert not page.live

    assert edit(colleague, page, "submit", summary="We went and saw.", **EMPTY_BODY).status_code == 302
    page = fresh(page)
    assert page.workflow_in_progress
    coordinator = signed_in("coordinator")
    assert "A visit" in coordinator.get(reverse("wagtailadmin_home")).content.decode()
    state = page.current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    follow(coordinator, coordinator.post(approve, {"comment": "Good."}))
    page = fresh(page)
    assert page.live
    assert page.summary == "We went and saw."
    assert edit(colleague, page, summary="Later.", **EMPTY_BODY).status_code == 302  # a draft of what is live
    assert fresh(page).summary == "We went and saw."


@pytest.mark.parametrize("username", ["partner-csci", "translator-nl"])
def test_others_may_not_touch_it(signed_in: SignIn, username: str) -> None:
    page = propose(signed_in("partner-kpmpc"))
    client = signed_in(username)
    user = get_user_model().objects.get(username=username)
    assert client.get(edit_url(page)).status_code == 404
    assert not fresh(page).permissions_for_user(user).can_edit()
    assert page.page_ptr not in policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")


def test_a_colleague_edits_and_does_no_more(signed_in: SignIn, colleague: Client) -> None:
    page = propose(signed_in("partner-kpmpc"))
    user = get_user_model().objects.get(username="colleague")
    may = page.permissions_for_user(user)
    assert may.can_edit()
    assert not any((may.can_publish(), may.can_unpublish(), may.can_delete(), may.can_lock()))
    policy = policy_registry.get_by_type(Page)
    assert page.page_ptr in policy.instances_user_has_permission_for(user, "change")
    assert policy.user_has_permission_for_instance(user, "change", page)
    assert colleague.get(edit_url(NewsPage.objects.exclude(pk=page.pk)[0])).status_code == 302  # the coordinators'
    user.groups.clear()
    user = get_user_model().objects.get(pk=user.pk)
    assert not page.permissions_for_user(user).can_edit()


def test_every_language_and_partner_has_it() -> None:
    indexes = [*NewsIndexPage.objects.all(), *MeetingIndexPage.objects.all()]
    assert len(indexes) == 2 * len(ensure_locales())
    workflows = WorkflowPage.objects.filter(page__in=[index.pk for index in indexes]).values_list("workflow")
    assert len(workflows) == len(indexes)
    assert len(set(workflows)) == 1
    group: Group = partner_page("kpmpc").editors
    permissions = group.page_permissions.filter(page__in=[index.pk for index in indexes])
    assert {each.permission.codename for each in permissions} == {"add_page"}
    before = permissions.count()
    assert before == len(indexes)
    permissions.delete()
    ensure_access()
    assert group.page_permissions.filter(page__in=[index.pk for index in indexes]).count() == before
