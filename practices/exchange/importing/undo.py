"""Undoes an import, except for practices that somebody has touched since."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Comment, Page, WorkflowState

from cms.base.access.shares import SharedPage
from cms.base.signals import announced_once
from practices.curation.states import State, states_of, with_states
from practices.exchange.importing.model import Import, ImportedPage
from practices.exchange.importing.pictures import take_back_pictures
from practices.exchange.importing.reviews import reviews_to_cancel
from practices.repository.practice import PracticePage

BATCH = 50


def pages_to_leave(run: Import, rows: Sequence[ImportedPage], user: Any) -> dict[int, str]:
    """The reasons, by id, for those of `rows` that undoing leaves as they are. A constant number of queries.

    Somebody has edited, submitted, published, translated, shared or commented on their pages since; or `user`,
    unless it is None, may not edit them.
    """
    found = PracticePage.objects.filter(pk__in=[row.page_id for row in rows])
    found = found.select_related("locale", "original_page", "latest_revision__user")
    pages = with_states(found).in_bulk()
    keys = [page.translation_key for page in pages.values()]
    own = run.pages.filter(is_new=True, is_left=False).values("page")
    others = set(
        PracticePage.objects.filter(translation_key__in=keys)
        .exclude(pk__in=own)
        .values_list("translation_key", flat=True)
    )
    comments = Comment.objects.filter(page__in=pages, created_at__gt=run.begun_at)
    commented = set(comments.values_list("page", flat=True))
    shared = set(SharedPage.objects.filter(key__in=keys).values_list("key", flat=True))
    reviews = reviews_to_cancel(run, rows, user)
    reasons = {}
    for row in rows:
        page = pages.get(row.page_id)
        if page is None:
            reasons[row.pk] = _("It is no longer a practice.")
        elif why := _touched(row, page, page.translation_key in others, page.pk in reviews):
            reasons[row.pk] = why
        elif page.pk in commented:
            reasons[row.pk] = _("Somebody has commented on it.")
        elif row.is_new and page.translation_key in shared:
            reasons[row.pk] = _("It is shared with somebody.")
        elif user is not None and not page.permissions_for_user(user).can_edit():
            reasons[row.pk] = _("You may not edit it.")
    left = {pages[row.page_id].translation_key for row in rows if row.pk in reasons and row.page_id in pages}
    for row in rows:
        page = pages.get(row.page_id)
        if row.pk not in reasons and row.is_new and page and not page.is_translation and page.translation_key in left:
            reasons[row.pk] = _("It has been translated.")  # and somebody has worked on that
    return reasons


def touched_pages(run: Import, user: Any) -> list[tuple[Page, str]]:
    """The pages that undoing leaves as they are, and why."""
    rows = list(run.pages.select_related("page", "page__locale").order_by("pk"))
    left = pages_to_leave(run, rows, user)
    return [(row.page, left[row.pk]) for row in rows if row.pk in left]


def undo(run: Import, state: str = Import.State.UNDONE, user: Any = None) -> list[Page]:
    """Undoes everything. Returns the pages that were left as they are."""
    while undo_batch(run, user):
        pass
    run.state, run.ended_at = state, timezone.now()
    run.save(update_fields=["state", "ended_at"])
    left = run.pages.filter(is_left=True).select_related("page", "page__locale")
    return [row.page for row in left.order_by("-pk")]


def undo_batch(run: Import, user: Any) -> bool:
    """Undoes the next pages, in one transaction. Returns whether there were any. Detaches them from the import."""
    with announced_once():
        waiting = run.pages.filter(is_left=False).select_related("page", "before")
        rows = list(waiting.order_by("-pk")[:BATCH])  # translations before originals
        left, reviews = pages_to_leave(run, rows, user), reviews_to_cancel(run, rows, user)
        for row in rows:
            if row.pk in left:
                row.is_left, row.why_left = True, left[row.pk]
            else:
                _take_back(row, reviews.get(row.page_id), user)
        ImportedPage.objects.bulk_update([row for row in rows if row.pk in left], ["is_left", "why_left"])
        if not rows:
            take_back_pictures(run)
    return bool(rows)


def leave(run: Import, why: str) -> None:
    """Leaves the remaining pages as they are."""
    run.pages.filter(is_left=False).update(is_left=True, why_left=why)


def _touched(row: ImportedPage, page: PracticePage, has_others: bool, review_ends: bool) -> str:
    """What somebody has done with `page`, which is `with_states`; empty if nothing.

    `has_others`: the same practice has pages that the import did not add. `review_ends`: it is in a review
    that is cancelled with the import.
    """
    states = states_of(page)
    if State.CHANGES in states or (State.REVIEW in states and not review_ends):
        return _("It is in review. Cancel the review on its page before you undo the import.")
    if row.revision_id is None or page.latest_revision_id != row.revision_id:
        who = page.latest_revision.user if page.latest_revision else None
        if who is None:
            return _("Somebody has worked on it since.")
        return _("%(name)s has edited it since.") % {"name": get_user_display_name(who)}
    if page.live_revision_id == row.revision_id or (row.is_new and (page.live or page.first_published_at)):
        return _("It has been published.")
    if page.locked:
        return _("It is locked.")
    if row.is_new:
        return _("It has been translated.") if has_others and not page.is_translation else ""
    return "" if row.before_id else _("Its earlier version is no longer kept.")


def _take_back(row: ImportedPage, review: WorkflowState | None, user: Any) -> None:
    if review:
        review.cancel(user=user)
    page = row.page.specific
    if row.is_new:
        page.delete(user=user)
        return
    before = row.before.as_object()  # type: ignore[union-attr]  # it is untouched
    before.save_revision(user=user, clean=False, changed=row.had_draft, log_action=True)
    if not row.had_draft:
        Page.objects.filter(pk=page.pk).update(has_unpublished_changes=False)
    row.delete()
