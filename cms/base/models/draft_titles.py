"""The title of a draft is shown only to those who work on the page; others see the published one.

Wagtail shows the draft's title everywhere in the admin, even for public pages, which anybody may choose.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import Any

from wagtail.models import Page

from cms.base.context_values import holding

# Whether the user of the current request works on a page; None without a user, as in a command.
_works_on: ContextVar[Callable[[Any], bool] | None] = ContextVar("works_on", default=None)


def draft_titles_if(works_on: Callable[[Page], bool]) -> AbstractContextManager[None]:
    """Inside the block, drafts have their own titles only where `works_on`, called with the page, says so."""
    return holding(_works_on, works_on)


def draft_titles_for_all() -> AbstractContextManager[None]:
    """For mails about a page to people who work on it, even if the user of the current request does not."""
    return holding(_works_on, None)


class TellsDraftTitle:
    """Mixed into `BasePage`."""

    def get_admin_display_title(self: Page) -> str:
        works_on = _works_on.get()
        if works_on is None or self.draft_title in ("", self.title) or works_on(self):
            return self.draft_title or self.title
        return self.title
