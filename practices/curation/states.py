"""The states of a practice: draft, in review, sent back, scheduled, published. Several may apply."""

from django.db import models
from django.db.models import BooleanField, Case, Count, ExpressionWrapper, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, WorkflowState

from cms.base.review.changes import reviews_of_pages


class State(models.TextChoices):
    """In order of urgency."""

    CHANGES = "changes", _("Changes requested")
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    SCHEDULED = "scheduled", _("Scheduled")
    CHANGED = "changed", _("Unpublished changes")
    PUBLISHED = "published", _("Published")


def _in_workflow(status: str) -> Q:
    states = reviews_of_pages(status).order_by()
    # Not correlated: a single query on the few open reviews, however many practices there are.
    return Q(pk__in=states.values(of_page=Cast("object_id", IntegerField())))


def _scheduled() -> Q:
    revisions = Revision.page_revisions.filter(approved_go_live_at__isnull=False).order_by()
    return Q(pk__in=revisions.values(of_page=Cast("object_id", IntegerField())))


def conditions() -> dict[State, Q]:
    """For pages: the condition of each state. Several may be true."""
    changes = _in_workflow(WorkflowState.STATUS_NEEDS_CHANGES)
    review = _in_workflow(WorkflowState.STATUS_IN_PROGRESS)
    scheduled = _scheduled()
    idle = ~changes & ~review & ~scheduled
    return {
        State.CHANGES: changes,
        State.DRAFT: Q(live=False) & idle,
        State.REVIEW: review,
        State.SCHEDULED: scheduled,
        State.CHANGED: Q(live=True, has_unpublished_changes=True) & idle,
        State.PUBLISHED: Q(live=True),
    }


def is_due() -> Q:
    """The condition for practices whose review date has come."""
    return Q(review_date__lte=timezone.localdate())


def with_states(practices: QuerySet) -> QuerySet:
    """Annotates each with `is_draft` and so on, and with `urgency` for sorting."""
    found = conditions()
    flags = {f"is_{state}": ExpressionWrapper(found[state], output_field=BooleanField()) for state in State}
    order = Case(
        *(When(condition, then=Value(place)) for place, condition in enumerate(found.values())), default=Value(9)
    )
    return practices.annotate(**flags, urgency=order)


def states_of(practice: Page) -> list[State]:
    """The states of a practice `with_states`, least urgent first."""
    return [state for state in reversed(State) if getattr(practice, f"is_{state}")]


def count_states(practices: QuerySet) -> dict[str, int]:
    """The number of `practices` by state, plus the total and how many are due. One query."""
    counts = {state.value: Count("pk", filter=condition) for state, condition in conditions().items()}
    found: dict[str, int] = practices.order_by().aggregate(
        total=Count("pk"), due=Count("pk", filter=is_due()), **counts
    )
    return found
