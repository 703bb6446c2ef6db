"""A review is begun, kept and sent."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import override
from wagtail.models import Comment, TaskState

from cms.base.languages import admin_language
from practices.review.forms import FACTS, PARTS
from practices.review.review import PracticeReview
from practices.review.reviewers import partner_of
from practices.review.settling import settle
from practices.review.task import PartnerReviewState

Decision = PracticeReview.Decision
WHOLE_TEXT = "[]"  # as the editor of rich text writes, which reads it as JSON, that no words are marked


def review_for(state: PartnerReviewState, user: Any) -> PracticeReview:
    """That which `user` has begun; else a new one, with what they wrote before changes were made."""
    begun = PracticeReview.objects.filter(task_state=state, reviewer=user).first()
    if begun:
        return begun
    before = sent_before(state, user)
    copied = ("ratings", "opinion", "language") if before else ()
    review = PracticeReview(practice=state.page.translation_key, task_state=state, reviewer=user)
    review.language = admin_language(user)
    for name in copied:
        setattr(review, name, getattr(before, name))
    return review


def sent_before(state: PartnerReviewState, user: Any) -> PracticeReview | None:
    """The last review of the practice that `user` has sent since it was submitted: it asked for changes."""
    sent = PracticeReview.objects.filter(task_state__workflow_state=state.workflow_state, reviewer=user)
    return sent.filter(submitted_at__isnull=False).select_related("revision").first()


def keep(review: PracticeReview) -> None:
    review.saved_at = timezone.now()
    if review.pk is None:  # somebody else's half-filled review of this step, before it was assigned again
        PracticeReview.objects.filter(task_state=review.task_state).exclude(reviewer=review.reviewer).delete()
    review.save()


@transaction.atomic
def send(review: PracticeReview, state: PartnerReviewState, decision: Decision) -> None:
    """Ends the step. The authors find what should change as comments beside the texts, and in the mail.

    What is judged is the draft as it is now: coordinators may have changed it since it was sent.
    """
    user = review.reviewer
    state.revision = state.page.latest_revision
    partner = partner_of(user, state.workflow_state)
    review.organisation = (partner.title or partner.short_name) if partner else ""
    review.country = partner.countries.first() if partner else None
    review.revision, review.decision, review.submitted_at = state.revision, decision, timezone.now()
    keep(review)
    is_approved = decision == Decision.APPROVED
    if is_approved:
        settle(state.page, user, reviewer=user)
    _comment(review, state)
    step: TaskState = state
    end = step.approve if is_approved else step.reject
    end(user=user, comment=as_text(review, state))


def as_text(review: PracticeReview, state: PartnerReviewState) -> str:
    """The comment and the changes asked for. The names of the parts are in the language of the practice."""
    with override(state.page.locale.language_code):
        lines = [f"{capfirst(PARTS[name])}: {text}" for name, text in review.changes.items() if name in PARTS]
    return "\n\n".join(filter(None, [review.comment, *lines]))


def with_answers(review: PracticeReview) -> str:
    """What it asked for, each with what was answered beside the text. In the language that is active."""
    comments = Comment.objects.filter(user=review.reviewer, revision_created=review.revision).prefetch_related(
        "replies"
    )
    answers = {comment.contentpath: [reply.text for reply in comment.replies.all()] for comment in comments}
    lines = [review.comment] if review.comment else []
    for name, text in review.changes.items():
        if name in PARTS:
            lines.append(f"- {capfirst(PARTS[name])}: {text}")
            lines += [f"  – {answer}" for answer in answers.get(name, [])]
    return "\n".join(lines)


def _comment(review: PracticeReview, state: PartnerReviewState) -> None:
    page = state.workflow_state.content_object
    for name, text in review.changes.items():
        if name != FACTS:
            Comment.objects.create(
                page_id=page.pk,
                user=review.reviewer,
                text=text,
                contentpath=name,
                position=WHOLE_TEXT,
                revision_created=state.revision,
            )
