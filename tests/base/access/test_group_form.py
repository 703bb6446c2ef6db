"""Rights survive what administrators do with groups in the admin, and a command restores those that were lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Workflow,
    WorkflowPage,
)

from cms.base.access.roles import COORDINATORS, Role, translators_key
from cms.base.readers.access import NEWSLETTER
from practices.models import PartnerPage, PracticeIndexPage
from tests.base.admin import edit, send
from tests.factories import make_practice, partner_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]


def group(key: str) -> Group:
    return Group.objects.get(role__key=key)


def page_rights() -> set[tuple[int, int, str]]:
    return set(GroupPagePermission.objects.values_list("group", "page", "permission__codename"))


def save_group(client: Client, each: Group, **changes: Any) -> None:
    response = send(client, reverse("wagtailusers_groups:edit", args=[each.pk]), "w-editor-form", **changes)
    assert response.status_code == 302


@pytest.mark.parametrize("key", [translators_key("nl"), COORDINATORS])
def test_saving_a_group_unchanged_changes_nothing(signed_in: SignIn, key: str) -> None:
    before = page_rights()
    save_group(signed_in("admin"), group(key))
    assert page_rights() == before
    assert group(key).permissions.exists()


def test_translators_of_a_saved_group_can_work(signed_in: SignIn, django_user_model: Any) -> None:
    dutch = translate(make_practice(), "nl")
    save_group(signed_in("admin"), group(translators_key("nl")))
    user = django_user_model.objects.get(username="translator-nl")
    assert dutch.permissions_for_user(user).can_publish()


def test_the_form_offers_to_translate(signed_in: SignIn) -> None:
    url = reverse("wagtailusers_groups:edit", args=[group(translators_key("nl")).pk])
    assert 'value="translate_page"' in signed_in("admin").get(url).content.decode()


def test_a_renamed_group_keeps_its_role(signed_in: SignIn) -> None:
    coordinators = group(COORDINATORS)
    Group.objects.update(name=Concat(Value("Renamed "), Cast("pk", CharField())))
    for each in (coordinators, group(translators_key("nl")), group(NEWSLETTER), partner_page().editors):
        save_group(signed_in("admin"), each, name=f"Renamed {each.pk} in the form")
    index = PracticeIndexPage.objects.get(locale__language_code="en")
    partner = PartnerPage(title="New", short_name="New", locale=index.locale)
    index.add_child(instance=partner)
    page = make_practice(live=False)
    page.move(partner, pos="last-child")
    edit(signed_in("admin"), page, "submit")
    tasks = [state.task.specific for state in page.workflow_states.get().task_states.all()]
    assert [list(task.groups.all()) for task in tasks if isinstance(task, GroupApprovalTask)] == [[coordinators]]
    assert Role.objects.get(key=COORDINATORS).group == coordinators
    call_command("repair_access")
    own = (partner.editors.pk, partner.administrators.pk)
    assert not Group.objects.exclude(name__startswith="Renamed").exclude(pk__in=own).exists()


def drop_page_rights() -> None:
    GroupPagePermission.objects.all().delete()


def drop_collection_rights() -> None:
    GroupCollectionPermission.objects.all().delete()


def drop_permissions() -> None:
    for each in Group.objects.all():
        each.permissions.clear()


def drop_reviews() -> None:
    WorkflowPage.objects.all().delete()
    for workflow in Workflow.objects.all():
        workflow.deactivate()


def drop_groups() -> None:
    Group.objects.all().delete()


def rights() -> dict[str, Any]:
    """All permissions, without primary keys."""
    groups = {
        **{role.key: role.group for role in Role.objects.select_related("group")},
        **{page.code: page.editors for page in PartnerPage.objects.filter(original_page=None)},
    }
    return {
        name: {
            "pages": set(each.page_permissions.values_list("page", "permission__codename")),
            "files": set(each.collection_permissions.values_list("collection", "permission__codename")),
            "other": set(each.permissions.values_list("content_type", "codename")),
        }
        for name, each in groups.items()
        if each
    } | {"reviewed": set(WorkflowPage.objects.filter(workflow__active=True).values_list("page", flat=True))}


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    "lose", [drop_page_rights, drop_collection_rights, drop_permissions, drop_reviews, drop_groups]
)
def test_what_was_lost_is_restored(lose: Callable[[], None]) -> None:
    before = rights()
    lose()
    assert rights() != before
    call_command("repair_access")
    assert rights() == before
    call_command("repair_access")
    assert rights() == before
    assert Role.objects.count() == Locale.objects.count() + 2  # coordinators, newsletter


def test_a_partner_sends_for_review_after_the_repair(signed_in: SignIn) -> None:
    drop_reviews()
    page = make_practice(live=False)
    call_command("repair_access")
    assert edit(signed_in("partner-kpmpc"), page, "submit").status_code == 302
    assert page.workflow_states.count() == 1
    assert WorkflowPage.objects.get(page=partner_page().page_ptr).workflow.active


def test_a_chosen_workflow_stays_while_it_is_active() -> None:
    page = partner_page()
    chosen = Workflow.objects.create(name="Chosen")
    assigned = WorkflowPage.objects.filter(page=page.page_ptr)
    assigned.update(workflow=chosen)
    call_command("repair_access")
    assert assigned.get().workflow == chosen
    Workflow.objects.filter(pk=chosen.pk).update(active=False)
    call_command("repair_access")
    assert assigned.get().workflow == page.original.review
