"""Takes back an import, as far as nobody has touched its practices since."""

from typing import Any

from django.utils import timezone
from wagtail.models import Page

from cms.base.signals import announced_once
from practices.exchange.importing.model import Import, ImportedPage
from practices.repository.practice import PracticePage

BATCH = 50
ROWS = ("page", "page__locale")


def touched_pages(run: Import, user: Any = None) -> list[Page]:
    """Those that undoing leaves as they are.

    Somebody has edited, submitted, published or translated them since; or `user`, if that is somebody, may not.
    """
    rows = run.pages.select_related(*ROWS).order_by("pk")
    return [row.page for row in rows if _is_touched(run, row) or not _may_take_back(row, user)]


def undo(run: Import, state: str = Import.State.UNDONE, user: Any = None) -> list[Page]:
    """Returns the pages that were left as they are."""
    while undo_batch(run, user):
        pass
    run.state, run.ended_at = state, timezone.now()
    run.save(update_fields=["state", "ended_at"])
    return [row.page for row in run.pages.filter(is_left=True).select_related(*ROWS).order_by("-pk")]


def undo_batch(run: Import, user: Any = None) -> bool:
    """The next pages, in one transaction. Whether there were any. What is taken back is no page of the import any more."""
    with announced_once():
        rows = run.pages.filter(is_left=False).select_related(*ROWS)
        rows = list(rows.order_by("-pk")[:BATCH])  # translations before originals
        for row in rows:
            row.page.refresh_from_db()
            if _is_touched(run, row) or not _may_take_back(row, user):
                row.is_left = True
                row.save(update_fields=["is_left"])
            else:
                _take_back(row, user)
    return bool(rows)


def _is_touched(run: Import, row: ImportedPage) -> bool:
    page = row.page
    if row.revision_id is None or page.latest_revision_id != row.revision_id or page.locked:
        return True
    if page.live_revision_id == row.revision_id or page.current_workflow_state:
        return True
    if not row.is_new:
        return row.before_id is None
    group = PracticePage.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    own = run.pages.filter(is_new=True).values("page")
    return not page.specific.is_translation and group.exclude(pk__in=own).exists()


def _may_take_back(row: ImportedPage, user: Any) -> bool:
    if user is None:
        return True
    tester = row.page.specific.permissions_for_user(user)
    return bool(tester.can_delete() if row.is_new else tester.can_edit())


def _take_back(row: ImportedPage, user: Any) -> None:
    page = row.page.specific
    if row.is_new:
        page.delete(user=user)
        return
    before = row.before.as_object()  # type: ignore[union-attr]  # it is untouched
    before.save_revision(user=user, clean=False, changed=row.had_draft, log_action=True)
    if not row.had_draft:
        Page.objects.filter(pk=page.pk).update(has_unpublished_changes=False)
    row.delete()
