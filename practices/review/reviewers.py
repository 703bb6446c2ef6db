"""Who may review a practice: somebody from another partner who was not involved in it."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Max, Q, QuerySet
from wagtail.models import TaskState, WorkflowState

from cms.base.access.shares import SharedPage
from practices.partners.page import PartnerPage
from practices.repository.credits import CreditRole
from practices.repository.practice import PracticePage


def possible_reviewers(workflow_state: WorkflowState) -> QuerySet:
    """The possible reviewers of a practice: fewest reviews first, then longest without one."""
    page: PracticePage = workflow_state.content_object.specific
    partner = page.partner_page
    others = PartnerPage.objects.filter(original_page=None, editors__isnull=False).exclude(pk=partner.pk)
    users = get_user_model()._default_manager.filter(is_active=True, groups__in=others.values("editors"))
    involved = Q(pk__in=[pk for pk in (workflow_state.requested_by_id, page.owner_id) if pk])
    involved |= Q(pk__in=SharedPage.objects.filter(key=page.translation_key).values("user"))
    involved |= Q(pk__in=page.revisions.exclude(user=None).order_by().values("user"))
    wrote = page.credits.filter(role__in=[CreditRole.AUTHOR, CreditRole.EDITOR], person__account__isnull=False)
    involved |= Q(pk__in=wrote.order_by().values("person__account"))
    if partner.editors_id:
        involved |= Q(groups=partner.editors_id)
    users = users.exclude(pk__in=get_user_model()._default_manager.filter(involved).values("pk"))
    is_open = Q(assigned_reviews__status=TaskState.STATUS_IN_PROGRESS)
    reviews = {
        "open_reviews": Count("assigned_reviews", filter=is_open, distinct=True),
        "last_assigned": Max("assigned_reviews__assigned_at"),
    }
    return users.distinct().annotate(**reviews).order_by("open_reviews", "last_assigned", "pk")


def may_review(user: Any, workflow_state: WorkflowState) -> bool:
    return possible_reviewers(workflow_state).filter(pk=user.pk).exists()


def next_in_turn(workflow_state: WorkflowState) -> Any:
    """None if there is nobody. Those never assigned come first, on every database."""
    users = list(possible_reviewers(workflow_state))
    return min(users, key=lambda user: (user.open_reviews, str(user.last_assigned or ""), user.pk), default=None)


def partner_of(user: Any, workflow_state: WorkflowState) -> PartnerPage | None:
    """The partner, other than the practice's, that `user` works for."""
    page: PracticePage = workflow_state.content_object.specific
    return partners_of(user).exclude(pk=page.partner_page.pk).order_by("pk").first()


def partners_of(user: Any) -> QuerySet[PartnerPage]:
    """The partners that `user` works for."""
    return PartnerPage.objects.filter(original_page=None, editors__user=user)
