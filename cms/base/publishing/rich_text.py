"""A rich text that is stored as Wagtail reads it back, so that a form that nobody has touched is not a change.

Wagtail stores repeated spaces, tabs and lists that begin indented, as text from elsewhere has them, but does not read
them back. Whoever approved such a page saved a new revision with it, and the page was "live + draft".
"""

from typing import Any

from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from cms.base.text import plain_text


class RichTextArea(DraftailRichTextArea):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        if not value or not plain_text(value):
            return value and ""
        return self.converter.to_database_format(self.converter.from_database_format(value))
