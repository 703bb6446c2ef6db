"""How reviews of practices react to other events."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Workflow, WorkflowState, WorkflowTask

from cms.base.access.names import translate_names_of
from cms.base.access.roles import COORDINATORS, role_ensured
from practices.partners.access import workflow_begun
from practices.review.review import PracticeReview
from practices.review.task import PartnerReviewTask
from practices.versions.model import PublishedVersion
from practices.vocabulary.concept import Concept
from practices.vocabulary.replacing import term_replaced

translate_names_of(PartnerReviewTask)


@receiver(workflow_begun)
def add_step(workflow: Workflow, **kwargs: Any) -> None:
    """Adds the task, shared by the workflows of all partners, before the coordinators' step."""
    task = PartnerReviewTask.objects.filter(active=True).order_by("pk").first()
    if task is None:
        task = PartnerReviewTask.objects.create(name="Review by another partner")
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})


@receiver(role_ensured)
def coordinators_ensured(key: str, group: Group, **kwargs: Any) -> None:
    """Lets coordinators decide which steps a review has."""
    if key == COORDINATORS:
        of_settings = {"content_type__app_label": "practices", "content_type__model": "reviewsettings"}
        group.permissions.add(*Permission.objects.filter(**of_settings, codename="change_reviewsettings"))


@receiver(term_replaced)
def country_replaced(old: Concept, new: Concept, **kwargs: Any) -> None:
    """Reviews store their reviewer's country."""
    PracticeReview.objects.filter(country=old).update(country=new)


@receiver(post_save, sender=PublishedVersion)
def version_published(instance: PublishedVersion, created: bool, **kwargs: Any) -> None:
    """Visitors now see the preceding review: the coordinators have approved or published the page.

    An approved page may be published later by a schedule, and coordinators may have saved it again before approving.
    """
    if created and instance.has_facts and instance.revision:
        saved_at = instance.revision.created_at
        decided = Q(status=WorkflowState.STATUS_APPROVED, current_task_state__finished_at__gte=saved_at)
        in_progress = Q(status=WorkflowState.STATUS_IN_PROGRESS)
        review = PracticeReview.objects.filter(
            practice=instance.practice,
            decision=PracticeReview.Decision.APPROVED,
            version=None,
            revision__created_at__lte=saved_at,
            task_state__workflow_state__in=WorkflowState.objects.filter(decided | in_progress),
        ).first()
        if review and review.revision:
            review.version = instance
            reviewed = {name: review.revision.content.get(name) for name in instance.content}
            review.is_edited = _without_numbers(reviewed) != _without_numbers(instance.content)
            review.save(update_fields=["version", "is_edited"])


def _without_numbers(content: Any) -> Any:
    """Drops the ids of child rows, such as links, which are assigned when they are first published."""
    if isinstance(content, dict):
        return {name: _without_numbers(each) for name, each in content.items() if name not in ("pk", "page")}
    return [_without_numbers(each) for each in content] if isinstance(content, list) else content
