"""Submits imported practices for review through the project's workflow, like the button in the form."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.base.errors import error_summary
from practices.curation.missing import label_of, lacking
from practices.exchange.importing.model import ImportedPage
from practices.repository.practice import PracticePage


def submit(row: ImportedPage) -> None:
    """Records in `row`, without saving it, whether the page was submitted or why not. Translations have no review."""
    page, user = row.page.specific, row.run.user
    row.is_submitted = False
    if page.is_translation:
        return
    row.not_submitted = _refusal(row, page, user)
    if row.not_submitted:
        return
    state = page.current_workflow_state
    if state and state.status == state.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        page.get_workflow().start(page, user)
    row.is_submitted = True


def _refusal(row: ImportedPage, page: PracticePage, user: Any) -> str:
    tester = page.permissions_for_user(user)
    if page.latest_revision_id != row.revision_id:
        return _("Somebody has worked on it since.")
    if not (tester.can_edit() and tester.can_submit_for_moderation()):
        return _("You may not submit it.")
    if missing := lacking([page])[page.pk]:
        return _("It lacks: %(names)s.") % {"names": ", ".join(label_of(name) for name in missing)}
    draft = page.get_latest_revision_as_object()
    try:
        draft.full_clean()
    except ValidationError as error:
        return error_summary(draft, error)
    return ""
