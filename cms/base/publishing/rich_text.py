"""Rich text that is stored the way Wagtail reads it back, so that submitting an untouched form is not a change.

Wagtail stores repeated spaces, tabs and lists that begin indented, as in pasted text, but does not read them back.
Approving such a page thus saved a new revision, and the page became "live + draft".
"""

import json
import re
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from draftjs_exporter.error import ExporterException
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from cms.base.publishing.submitted import DAMAGED, TooLong, refusing
from cms.base.rich_text import MAX_LENGTH
from cms.base.text import plain_text, storable

MAX_DEPTH = 50  # levels of a list; each is an element within an element
LINK = re.compile(r'<a [^>]*\blinktype="[^>]*>')
ID = re.compile(r'\bid="[0-9]{1,18}"')  # which fits in every database


class RichTextArea(DraftailRichTextArea):
    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds a name for screen readers: the label in Wagtail's panels refers to a hidden input."""
        context = super().get_context(name, value, attrs)
        attributes = context["widget"]["attrs"]
        if attributes.get("id"):
            options = {**self.options, "ariaLabelledBy": f"{attributes['id']}-label"}
            attributes["data-w-init-detail-value"] = json.dumps(options, cls=DjangoJSONEncoder)
        return context

    def format_value(self, value: Any) -> Any:
        return value.typed if isinstance(value, TooLong) else super().format_value(value)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        with refusing(*DAMAGED, AttributeError, ExporterException, RecursionError):
            length = _length(data.get(name))
            if length > MAX_LENGTH:
                return TooLong(data.get(name), length, MAX_LENGTH)
            # The editor sends JSON, where characters may be escaped: only its text can be cleaned.
            value = super().value_from_datadict(data, files, name)
            value = value and storable(value)
            if not value or not plain_text(value):
                return value and ""
            if not all(ID.search(link) for link in LINK.findall(value)):
                raise ValueError("a link to a page or file that cannot exist")
            return self.converter.to_database_format(self.converter.from_database_format(value))


def _length(text: str | None) -> int:
    """The number of characters; raises a ValueError for lists that are nested too deeply to be read."""
    content = text and json.loads(text)
    blocks = content.get("blocks", ()) if content else ()
    if any(block.get("depth", 0) > MAX_DEPTH for block in blocks):
        raise ValueError("a list within too many others")
    return sum(len(block.get("text", "")) for block in blocks)
