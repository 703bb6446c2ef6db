"""The blocks that news items and pages are made of. None of them loads anything from a third party."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.images.blocks import ImageBlock

from cms.base.publishing.submitted import DAMAGED, refusing

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "components/streamfield/blocks/heading.html"


class ParagraphBlock(RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "components/streamfield/blocks/paragraph.html"


class FigureBlock(StructBlock):
    """A picture with alternative text for this context, and a caption."""

    image = ImageBlock(label=_("Picture"))
    caption = CharBlock(required=False, max_length=255, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "components/streamfield/blocks/image.html"


class QuoteBlock(StructBlock):
    text = RichTextBlock(features=["bold", "italic"], label=_("Quotation"))
    source = CharBlock(required=False, max_length=255, label=pgettext_lazy("where it is from", "Source"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "components/streamfield/blocks/quote.html"


class BodyBlock(StreamBlock):
    heading = HeadingBlock(max_length=120)
    paragraph = ParagraphBlock(features=RICH_TEXT_FEATURES)
    image = FigureBlock()
    quote = QuoteBlock()

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        with refusing(*DAMAGED):
            return super().value_from_datadict(data, files, prefix)
