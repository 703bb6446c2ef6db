"""A partner's editors and review workflow, in every language the partner's page exists in."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.base.access.permissions import admin_permissions, grant

if TYPE_CHECKING:
    from practices.partners.page import PartnerPage

COORDINATORS = "Coordinators"
# Wagtail checks the permissions of its own image model, even if the site has a custom one.
COLLECTION_PERMISSIONS = [
    f"{action}_{model}" for action in ("add", "change", "choose") for model in ("image", "document")
]
# Editors may change what they uploaded themselves: "add" includes that.
EDITORS_COLLECTION_PERMISSIONS = ["add_image", "choose_image", "add_document", "choose_document"]


def ensure_partner_access(page: "PartnerPage") -> None:
    """Give `page` its partner's group of editors and review workflow; create them for a new partner."""
    original = page.original
    if original.editors is None or original.review is None:
        name = f"{original.short_name or original.title} ({original.code})"
        original.editors = original.editors or _editors(f"Partner: {name}")
        original.review = original.review or _review(f"Review: {name}")
        original.save(update_fields=["editors", "review"], clean=False)
    grant(original.editors, page, "add", "change")
    WorkflowPage.objects.update_or_create(page=page.page_ptr, defaults={"workflow": original.review})


def ensure_coordinators(home: Page) -> Group:
    """The group that reviews, publishes and maintains the vocabulary, with permissions on `home` and below."""
    group, _ = Group.objects.get_or_create(name=COORDINATORS)
    group.permissions.add(*admin_permissions(), *_coordinators_permissions())
    grant(group, home, "add", "change", "publish", "lock", "unlock", "bulk_delete")
    _grant_files(group, COLLECTION_PERMISSIONS)
    return group


def _coordinators_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="practices", content_type__model="concept")


def _editors(name: str) -> Group:
    group = Group.objects.create(name=_free_group_name(name[:140]))
    group.permissions.add(*admin_permissions())
    _grant_files(group, EDITORS_COLLECTION_PERMISSIONS)
    return group


def _grant_files(group: Group, codenames: list[str]) -> None:
    """Give `group` the permissions `codenames` on all images and documents."""
    collection = Collection.get_first_root_node()
    apps = ("wagtailimages", "wagtaildocs")
    for permission in Permission.objects.filter(content_type__app_label__in=apps, codename__in=codenames):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _free_group_name(name: str) -> str:
    taken = Group.objects.filter(name__startswith=name).count()
    return f"{name} {taken + 1}" if taken else name


def _review(name: str) -> Workflow:
    coordinators, _ = Group.objects.get_or_create(name=COORDINATORS)
    task = GroupApprovalTask.objects.filter(groups=coordinators, active=True).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name="Review by the coordinators")
        task.groups.add(coordinators)
    workflow = Workflow.objects.create(name=name[:255])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
