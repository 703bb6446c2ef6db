"""Takes back an import, as far as nobody has touched its practices since."""

from typing import Any

from django.utils import timezone
from wagtail.models import Page

from cms.base.signals import announced_once
from practices.exchange.importing.model import Import, ImportedPage
from practices.repository.practice import PracticePage

BATCH = 50


def touched_pages(run: Import) -> list[Page]:
    """Those that somebody has edited, submitted, published or translated since: undoing leaves them as they are."""
    rows = run.pages.select_related("page", "page__locale").order_by("pk")
    return [row.page for row in rows if _is_touched(run, row)]


def undo(run: Import, state: str = Import.State.UNDONE, user: Any = None) -> list[Page]:
    """Returns the pages that somebody has touched since, which were left as they are."""
    left: list[Page] = []
    rows = list(run.pages.select_related("page", "page__locale").order_by("-pk"))  # translations before originals
    for start in range(0, len(rows), BATCH):
        with announced_once():
            for row in rows[start : start + BATCH]:
                row.page.refresh_from_db()
                if _is_touched(run, row):
                    left.append(row.page)
                else:
                    _take_back(row, user)
    run.state, run.ended_at = state, timezone.now()
    run.save(update_fields=["state", "ended_at"])
    return left


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


def _take_back(row: ImportedPage, user: Any) -> None:
    page = row.page.specific
    if row.is_new:
        page.delete(user=user)
        return
    before = row.before.as_object()  # type: ignore[union-attr]  # it is untouched
    before.save_revision(user=user, clean=False, changed=row.had_draft, log_action=True)
    if not row.had_draft:
        Page.objects.filter(pk=page.pk).update(has_unpublished_changes=False)
