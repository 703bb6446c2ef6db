"""The lock message for users who may only read a page while a task lets nobody but coordinators edit it."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock


class ReadingLock(WorkflowLock):
    """Wagtail's message says that the task's reviewers can edit the page; here they may only read it."""

    def get_message(self, user: Any) -> str | None:
        if not self.for_user(user) or self.task.user_can_access_editor(self.object, user):
            return None
        return _("A colleague of another partner reviews it. It can be changed again once the review has been sent.")


def with_reading_lock(page: Any, lock: Any) -> Any:
    """Returns `lock`, replaced by a `ReadingLock` if that applies."""
    is_read_only = isinstance(lock, WorkflowLock) and getattr(lock.task, "gives_only_reading", False)
    return ReadingLock(page, lock.task) if is_read_only else lock
