"""Mails about a review, to reviewers and to the author who submitted the page: Wagtail's, in the recipient's language.

Ours replace Wagtail's by taking their place among the receivers of the signal: it connects a receiver only if there is
none with the same `dispatch_uid`, and `wagtail.admin` is ready after our apps.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.functional import lazy
from wagtail.admin.mail import (
    EmailNotificationMixin,
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
)
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from cms.base.models.draft_titles import draft_titles_for_all
from cms.base.people.notices.kinds import CHANGES_ASKED, PUBLISHED, REVIEW_ASKED, SENT, NoticeKind
from cms.base.people.notices.sending import notify
from cms.base.review.changes import SentAgain, round_of, step_before
from cms.base.review.comparing import names_of_changes


class ReviewMail(EmailNotificationMixin):
    """Sent through `notify`, so that recipients get it as often as they chose for its kind."""

    kind: NoticeKind

    def get_context(self, instance: Any, **kwargs: Any) -> dict[str, Any]:
        # `user` in Wagtail's context is the recipient.
        return {**super().get_context(instance, **kwargs), "sent_by": kwargs.get("user")}

    def get_valid_recipients(self, instance: Any, **kwargs: Any) -> set[Any]:
        return {user for user in self.get_recipient_users(instance, **kwargs) if user}

    def send_emails(
        self, template_set: dict[str, str], context: dict[str, Any], recipients: Iterable[Any], **kwargs: Any
    ) -> bool:
        # They work on the page; whoever has just sent a review, and so this mail, may not any longer.
        with draft_titles_for_all():
            notify(recipients, self.kind, template_set["text"].removesuffix(".txt"), context)
        return True


def follows_approval(before: TaskState | None) -> bool:
    """Whether the page got here by being approved in the step `before`, not by being submitted."""
    return before is not None and before.status == TaskState.STATUS_APPROVED


def sent_again(task_state: TaskState, before: TaskState | None) -> SentAgain | None:
    """What was asked for, if changes were requested in the step `before`."""
    if before is None or before.status != TaskState.STATUS_REJECTED:
        return None
    changed = names_of_changes(before.revision, task_state.revision)
    return SentAgain(round_of(task_state), before.comment, changed)


class ForReview(ReviewMail, GroupApprovalTaskStateSubmissionEmailNotifier):
    kind = REVIEW_ASKED

    def get_context(self, instance: TaskState, **kwargs: Any) -> dict[str, Any]:
        before = step_before(instance)
        about = {"is_approved_before": follows_approval(before), "again": sent_again(instance, before)}
        return {**super().get_context(instance, **kwargs), **about}

    def get_recipient_users(self, task_state: TaskState, **kwargs: Any) -> QuerySet:
        """The reviewers and the administrators, one mail each.

        Wagtail's setting about administrators (`cms/settings/base.py`) prevents a second mail about the workflow.
        """
        administrators = get_user_model().objects.filter(is_superuser=True)
        users = super().get_recipient_users(task_state, **kwargs) | administrators
        return users.exclude(pk=kwargs["user"].pk) if kwargs.get("user") else users


class Receipt(ReviewMail, GroupApprovalTaskStateSubmissionEmailNotifier):
    """To the author who submitted the page, also when they resubmit it after changes."""

    kind = SENT
    template_directory = "base/mails/"

    def get_template_base_prefix(self, *args: Any, **kwargs: Any) -> str:
        return "receipt_"

    def get_context(self, instance: TaskState, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(instance, **kwargs)
        names = [group.name for group in context["task"].groups.all()]
        # The recipient's language is not active yet.
        return {**context, "reviewers": lazy(lambda: ", ".join(map(str, names)), str)()}

    def get_recipient_users(self, task_state: TaskState, **kwargs: Any) -> set[Any]:
        return {kwargs["user"]} if kwargs.get("user") and not follows_approval(step_before(task_state)) else set()


class Approved(ReviewMail, WorkflowStateApprovalEmailNotifier):
    kind = PUBLISHED


class ChangesRequested(ReviewMail, WorkflowStateRejectionEmailNotifier):
    kind = CHANGES_ASKED


MAILS = [
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification", ForReview()),
    (task_submitted, TaskState, "review_receipt", Receipt()),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification", Approved()),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", ChangesRequested()),
]


def connect() -> None:
    for signal, sender, uid, mail in MAILS:
        signal.connect(mail, sender=sender, dispatch_uid=uid)
