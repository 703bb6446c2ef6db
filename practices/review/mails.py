"""Mails about the review by another partner, each in its recipient's language."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.signals import task_submitted
from wagtail.users.models import UserProfile

from cms.base.access.roles import COORDINATORS
from cms.base.review.message import send_to
from practices.review.task import PartnerReviewState

Users = Iterable[Any]
colleague = lazy(lambda: gettext("a colleague of another partner"), str)


@receiver(task_submitted, sender=PartnerReviewState)
def review_begun(instance: PartnerReviewState, user: Any = None, **kwargs: Any) -> None:
    """A receipt to whoever sent the page; the question to its reviewer, or to those who assign one."""
    if user:
        receipt = ("base/mails/receipt_submitted_subject.txt", "base/mails/receipt_submitted.txt")
        _send([user], receipt, instance.page, reviewers=colleague())
    if instance.reviewer:
        ask_for_review(instance, user)
    else:
        ask_for_reviewer(instance, user)


def ask_for_review(state: PartnerReviewState, sent_by: Any) -> None:
    url = reverse("write_review", args=[state.page.pk])
    send_mail([state.reviewer], "review_asked", state.page, url=url, sent_by=sent_by)


def ask_for_reviewer(state: PartnerReviewState, sent_by: Any) -> None:
    users = coordinators().exclude(pk=sent_by.pk) if sent_by else coordinators()
    send_mail(users, "reviewer_needed", state.page, url=reverse("assign_reviewer", args=[state.page.pk]))


def coordinators() -> QuerySet:
    """And the administrators."""
    role = Q(groups__role__key=COORDINATORS) | Q(is_superuser=True)
    return get_user_model()._default_manager.filter(role).distinct()


def send_mail(users: Users, name: str, page: Page, url: str, **context: Any) -> None:
    templates = (f"practices/mails/{name}_subject.txt", f"practices/mails/{name}.txt")
    _send(users, templates, page, url=settings.WAGTAILADMIN_BASE_URL + url, **context)


def _send(users: Users, templates: tuple[str, str], page: Page, **context: Any) -> None:
    for user in users:
        if user.is_active and user.email and UserProfile.get_for_user(user).submitted_notifications:
            send_to(user, *templates, {"page": page, "object": page, **context})
