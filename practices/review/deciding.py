"""Begins, saves and sends a review."""

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
WHOLE_TEXT = "[]"  # the position, as JSON, by which the rich text editor says that no words are marked


def review_for(state: PartnerReviewState, user: Any) -> PracticeReview:
    """The review that `user` has begun; else a new one, prefilled from their previous review."""
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
    """The last review that `user` sent since the practice was submitted, which asked for changes."""
    sent = PracticeReview.objects.filter(task_state__workflow_state=state.workflow_state, reviewer=user)
    return sent.filter(submitted_at__isnull=False).select_related("revision").first()


def keep(review: PracticeReview) -> None:
    review.saved_at = timezone.now()
    if review.pk is None:  # someone else's unfinished review of this step, from before it was reassigned
        PracticeReview.objects.filter(task_state=review.task_state).exclude(reviewer=review.reviewer).delete()
    review.save()


@transaction.atomic
def send(review: PracticeReview, state: PartnerReviewState, decision: Decision) -> None:
    """Ends the step. Authors get the requested changes as comments beside the texts, and by mail.

    The review applies to the current draft, which coordinators may have changed since it was submitted.
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
    """The comment and the requested changes. Names of sections are in the language of the practice."""
    with override(state.page.locale.language_code):
        lines = [f"{capfirst(PARTS[name])}: {text}" for name, text in review.changes.items() if name in PARTS]
    return "\n\n".join(filter(None, [review.comment, *lines]))


def with_answers(review: PracticeReview) -> str:
    """The requested changes, each with the replies to its comment, in the active language."""
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
