"""Notes in an issue's form about items that are not shown to readers."""

from typing import Any

from wagtail.admin.panels import Panel

from home.newsletter.composing import edition_of
from home.newsletter.edition import LeftOut
from home.newsletter.issue_page import NewsletterPage


class LeftOutPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "newsletter/left_out.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            is_new = self.instance is None or not self.instance.pk
            self.left_out: list[LeftOut] = [] if is_new else edition_of(self.instance).left_out

        def is_shown(self) -> bool:
            return bool(self.left_out)


NewsletterPage.content_panels = [LeftOutPanel(), *NewsletterPage.content_panels]
