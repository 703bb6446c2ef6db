"""The blocks that news items and pages are made of. No block loads anything from a third party."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, URLBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from cms.base.publishing.submitted import DAMAGED, refusing
from cms.base.table_block import TableBlock

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


class GalleryBlock(ListBlock):
    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "components/streamfield/blocks/gallery.html"


class QuoteBlock(StructBlock):
    text = RichTextBlock(features=["bold", "italic"], label=_("Quotation"))
    source = CharBlock(required=False, max_length=255, label=pgettext_lazy("where it is from", "Source"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "components/streamfield/blocks/quote.html"


class FileBlock(StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    label = CharBlock(required=False, max_length=120, label=_("Text"), help_text=_("If empty, the file's title."))

    class Meta:
        icon = "doc-full"
        label = _("File")


class FilesBlock(ListBlock):
    class Meta:
        icon = "doc-full"
        label = _("Files")
        template = "components/streamfield/blocks/files.html"


class LinkCardBlock(StructBlock):
    """A video, recording or page elsewhere: a link to it, so that nothing is fetched before the reader follows it."""

    url = URLBlock(label=_("URL"))
    kind = ChoiceBlock(
        [("page", _("Web page")), ("video", _("Video")), ("sound", _("Recording"))],
        default="page",
        search_index=False,  # its label would be in the language of whoever saved the page
        label=_("Kind"),
    )
    title = CharBlock(max_length=120, label=_("Title"))
    provider = CharBlock(max_length=60, label=_("Provider"), help_text=_("Whose site the link leads to."))
    picture = ImageChooserBlock(required=False, label=_("Picture"))

    class Meta:
        icon = "link-external"
        label = _("Link to something elsewhere")
        template = "components/streamfield/blocks/link_card.html"


class PageStreamBlock(StreamBlock):
    """Responds to malformed form data with 400."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        with refusing(*DAMAGED):
            return super().value_from_datadict(data, files, prefix)


class BodyBlock(PageStreamBlock):
    heading = HeadingBlock(max_length=120)
    paragraph = ParagraphBlock(features=RICH_TEXT_FEATURES)
    image = FigureBlock()
    gallery = GalleryBlock(FigureBlock(), min_num=2)
    quote = QuoteBlock()
    table = TableBlock()
    files = FilesBlock(FileBlock())
    link = LinkCardBlock()
