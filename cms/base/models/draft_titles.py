"""The title of a draft is shown only to those who work on the page; others see the published one.

Wagtail shows the draft's title everywhere in the admin, even for public pages, which anybody may choose.
"""

from wagtail.models import Page

from cms.base.draft_titles import works_with


class TellsDraftTitle:
    """Mixed into `BasePage`."""

    def get_admin_display_title(self: Page) -> str:
        works = works_with.get()
        if works is None or self.draft_title in ("", self.title) or works(self):
            return self.draft_title or self.title
        return self.title
