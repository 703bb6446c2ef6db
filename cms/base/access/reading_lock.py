"""What is said to those for whom a page is locked while a task gives nobody but coordinators more than reading."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock


class ReadingLock(WorkflowLock):
    """Wagtail says that the reviewers of the task can edit the page: here, they read it, and are told so elsewhere."""

    def get_message(self, user: Any) -> str | None:
        if not self.for_user(user) or self.task.user_can_access_editor(self.object, user):
            return None
        return _("A colleague of another partner reviews it. It can be changed again once the review has been sent.")


def with_reading_lock(page: Any, lock: Any) -> Any:
    """`lock`, or this one in its place."""
    is_read_only = isinstance(lock, WorkflowLock) and getattr(lock.task, "gives_only_reading", False)
    return ReadingLock(page, lock.task) if is_read_only else lock
