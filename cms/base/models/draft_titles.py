"""The title of a draft is told only to those who work with the page; others read the published one.

Wagtail names pages by the draft's title everywhere in the admin: also public pages, which anybody may choose.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from contextvars import ContextVar

from wagtail.models import Page

from cms.base.context_values import holding

# Whether the account whose request this is works with a page; None: nobody in particular, for instance a command.
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
