"""The title of a draft is told only to those who work with the page; others read the published one.

Wagtail names pages by the draft's title everywhere in the admin: also public pages, which anybody may choose.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.models import Page

# Whether the account whose request this is works with a page; None: nobody in particular, for instance a command.
_works_with: ContextVar[Callable[[Page], bool] | None] = ContextVar("works_with", default=None)


@contextmanager
def titles_for(works_with: Callable[[Page], bool]) -> Iterator[None]:
    token = _works_with.set(works_with)
    try:
        yield
    finally:
        _works_with.reset(token)


class TellsDraftTitle:
    """Mixed into `BasePage`."""

    def get_admin_display_title(self: Page) -> str:
        works_with = _works_with.get()
        if works_with is None or self.draft_title in ("", self.title) or works_with(self):
            return self.draft_title or self.title
        return self.title
