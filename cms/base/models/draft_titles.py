"""The title of a draft is shown only to those who work on the page; others see the published one.

Wagtail shows the draft's title everywhere in the admin, even for public pages, which anybody may choose.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from contextvars import ContextVar

from wagtail.models import Page

from cms.base.context_values import holding

# Whether the user of the current request works on a page; None without a user, as in a command.
_works_with: ContextVar[Callable[[Page], bool] | None] = ContextVar("works_with", default=None)


def titles_for(works_with: Callable[[Page], bool]) -> AbstractContextManager[None]:
    return holding(_works_with, works_with)


class TellsDraftTitle:
    """Mixed into `BasePage`."""

    def get_admin_display_title(self: Page) -> str:
        works_with = _works_with.get()
        if works_with is None or self.draft_title in ("", self.title) or works_with(self):
            return self.draft_title or self.title
        return self.title
