"""A partner's editors, their administrators, files and review workflow, in every language that its page exists in."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from django.dispatch import Signal
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
from cms.base.access.roles import COORDINATORS, PARTNER_EDITORS, group_of, role_ensured

if TYPE_CHECKING:
    from practices.partners.page import PartnerPage

# Wagtail checks the permissions of its own image model, even if the site has a custom one.
COLLECTION_PERMISSIONS = [
    f"{action}_{model}" for action in ("add", "change", "choose") for model in ("image", "document")
]
# From other collections, editors can choose what they may see: `cms.base.file_access.permissions`.
CHOOSE = ["choose_image", "choose_document"]

COORDINATORS_STEP = 10  # sort order in the workflow: other steps may come before
workflow_begun = Signal()  # workflow: already has the coordinators' step; receivers add earlier ones


def ensure_partner_access(page: "PartnerPage") -> None:
    """Give `page` its partner's groups and review workflow, creating what is missing."""
    original = page.original
    is_complete = original.editors and original.administrators and original.review and original.review.active
    if not is_complete or not original.collection:
        name = f"{original.short_name or original.title} ({original.code})"
        original.editors = original.editors or _group(f"Partner: {name}")
        original.administrators = original.administrators or _group(f"Administrators: {name}")
        if original.review is None or not original.review.active:
            original.review = _review(f"Review: {name}")
        original.collection = original.collection or _collection(original.short_name or original.title)
        original.save(update_fields=["editors", "administrators", "review", "collection"], clean=False)
    _ensure_editors_permissions(original.editors, original.collection)
    original.administrators.permissions.add(*admin_permissions())
    if not original.review.workflow_tasks.filter(task__active=True).exists():
        WorkflowTask.objects.create(workflow=original.review, task=review_task(), sort_order=COORDINATORS_STEP)
        workflow_begun.send(sender=None, workflow=original.review)
    grant(original.editors, page, "add", "change")
    if page == original:
        role_ensured.send(sender=Group, key=PARTNER_EDITORS, group=original.editors)
    # Somebody has chosen another active workflow.
    if not WorkflowPage.objects.filter(page=page.page_ptr, workflow__active=True).exists():
        WorkflowPage.objects.update_or_create(page=page.page_ptr, defaults={"workflow": original.review})


def ensure_coordinators(home: Page) -> Group:
    """The group that reviews, publishes and maintains the vocabulary, with permissions on `home` and below."""
    group = coordinators_group()
    group.permissions.add(*admin_permissions(), *_coordinators_permissions())
    grant(group, home, "add", "change", "publish", "lock", "unlock", "bulk_delete")
    _grant_files(group, COLLECTION_PERMISSIONS, Collection.get_first_root_node())
    role_ensured.send(sender=Group, key=COORDINATORS, group=group)
    return group


def coordinators_group() -> Group:
    return group_of(COORDINATORS, "Coordinators")


def _coordinators_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        Q(content_type__app_label="practices", content_type__model="concept")
        | Q(content_type__app_label="base", content_type__model="person")
    )


def _add_people() -> QuerySet[Permission]:
    """Lets the group add people and organisations named on pages, and change the ones they added."""
    return Permission.objects.filter(content_type__app_label="base", codename="add_person")


def _group(name: str) -> Group:
    return Group.objects.create(name=_free_group_name(name[:140]))


def _ensure_editors_permissions(group: Group, own: Collection) -> None:
    group.permissions.add(*admin_permissions(), *_add_people())
    _grant_files(group, COLLECTION_PERMISSIONS, own)
    _grant_files(group, CHOOSE, Collection.get_first_root_node())


def _grant_files(group: Group, codenames: list[str], collection: Collection) -> None:
    """Give `group` the permissions `codenames` on the images and documents in `collection` and below."""
    apps = ("wagtailimages", "wagtaildocs")
    for permission in Permission.objects.filter(content_type__app_label__in=apps, codename__in=codenames):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _collection(name: str) -> Collection:
    """The collection for a partner's images and documents. Two partners may have the same name."""
    return Collection.get_first_root_node().add_child(name=name[:255])


def _free_group_name(name: str) -> str:
    taken = Group.objects.filter(name__startswith=name).count()
    return f"{name} {taken + 1}" if taken else name


def _review(name: str) -> Workflow:
    return Workflow.objects.create(name=name[:255])


def review_task() -> GroupApprovalTask:
    """The task of the coordinators: found by their group, because tasks may be renamed."""
    group = coordinators_group()
    task = GroupApprovalTask.objects.filter(groups=group, active=True).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name="Review by the coordinators")
        task.groups.add(group)
    return task
