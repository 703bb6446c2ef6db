"""Mails about the review by another partner."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.signals import task_approved, task_submitted

from cms.base.access.roles import COORDINATORS
from cms.base.models.draft_titles import draft_titles_for_all
from cms.base.people.notices.kinds import CHANGES_ASKED, REVIEW_ASKED, SENT, MailKind, NoticeKind, register
from cms.base.people.notices.sending import notify
from cms.base.review.changes import SentAgain, round_of
from cms.base.review.comparing import names_of_changes
from practices.review.deciding import sent_before, with_answers
from practices.review.task import PartnerReviewState

Users = Iterable[Any]
DUE = register(NoticeKind("due", _("A practice of yours is due for a new look")))
PASSED = register(
    NoticeKind("passed", _("A colleague of another partner approves your practice"), mail_kind=MailKind.REVIEW)
)
KINDS = {"practice_due": DUE, "reminder_changes": CHANGES_ASKED, "review_passed": PASSED}  # all others request a review
colleague = lazy(lambda: gettext("a colleague of another partner"), str)


@receiver(task_submitted, sender=PartnerReviewState)
def review_begun(instance: PartnerReviewState, user: Any = None, **kwargs: Any) -> None:
    """Sends a receipt to the author, and the request to the reviewer or to those who assign one."""
    if user:
        context = {"page": instance.page, "object": instance.page, "reviewers": colleague()}
        notify([user], SENT, "base/mails/receipt_submitted", context)
    if instance.reviewer:
        ask_for_review(instance, user)
    else:
        ask_for_reviewer(instance, user)


def ask_for_review(state: PartnerReviewState, sent_by: Any) -> None:
    url = reverse("write_review", args=[state.page.pk])
    asked = sent_before(state, state.reviewer)
    if asked and asked.decision == asked.Decision.CHANGES:
        changed = names_of_changes(asked.revision, state.revision)
        again = SentAgain(round_of(state), lazy(lambda: with_answers(asked), str)(), changed)
        send_mail([state.reviewer], "review_again", state.page, url=url, sent_by=sent_by, again=again)
    else:
        send_mail([state.reviewer], "review_asked", state.page, url=url, sent_by=sent_by)


@receiver(task_approved, sender=PartnerReviewState)
def approved_by_colleague(instance: PartnerReviewState, user: Any = None, **kwargs: Any) -> None:
    """Tells the author, if the coordinators have yet to decide. A skipped step is not an approval."""
    state = instance.workflow_state
    if user and instance.reviewer_id == user.pk and state.status == state.STATUS_IN_PROGRESS:
        url = reverse("read_reviews", args=[instance.page.pk])
        send_mail([state.requested_by], "review_passed", instance.page, url=url, sent_by=user)


def ask_for_reviewer(state: PartnerReviewState, sent_by: Any) -> None:
    users = coordinators().exclude(pk=sent_by.pk) if sent_by else coordinators()
    send_mail(users, "reviewer_needed", state.page, url=reverse("assign_reviewer", args=[state.page.pk]))


def coordinators() -> QuerySet:
    """The coordinators and administrators."""
    role = Q(groups__role__key=COORDINATORS) | Q(is_superuser=True)
    return get_user_model()._default_manager.filter(role).distinct()


def send_mail(users: Users, name: str, page: Page, url: str, **context: Any) -> None:
    """`name` is that of the templates in `practices/mails/`."""
    context |= {"page": page, "object": page, "url": settings.WAGTAILADMIN_BASE_URL + url}
    with draft_titles_for_all():  # they work on it, or review it
        notify(users, KINDS.get(name, REVIEW_ASKED), f"practices/mails/{name}", context, about=f"{name}-{page.pk}")
