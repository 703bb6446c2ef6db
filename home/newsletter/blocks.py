"""What an issue of the newsletter is made of."""

from typing import Any

from django.db.models import TextChoices
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    StructValue,
    TextBlock,
)
from wagtail_localize.segments import StringSegmentValue

from cms.base.blocks import RICH_TEXT_FEATURES, FigureBlock, HeadingBlock
from cms.base.publishing.submitted import DAMAGED, refusing


class Untranslated(TextChoices):
    """What to do with a page that does not exist in the issue's language."""

    ORIGINAL = "original", _("Show it in another language, and say so")
    LEAVE_OUT = "leave-out", _("Leave it out")


class SectionChooser(AdminPageChooser):
    chooser_modal_url_name = "choose_page_for_issue"  # choosing.py


class SectionPageBlock(PageChooserBlock):
    @cached_property
    def widget(self) -> SectionChooser:
        return SectionChooser(target_models=self.target_models, can_choose_root=self.can_choose_root)

    def deconstruct(self) -> Any:
        """Appears in migrations as its base class, where it makes no difference."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs


WORDS = ("title", "teaser")  # of page items


class PageItemBlock(StructBlock):
    """A page of the site. A translation of the issue shows the page's translation: the choice is made only once."""

    def __init__(self, page_type: str, **kwargs: Any) -> None:
        children = [
            ("page", SectionPageBlock(page_type=page_type, label=_("Page"))),
            (
                "title",
                CharBlock(
                    required=False, max_length=160, label=_("Title"), help_text=_("Instead of the title of the page.")
                ),
            ),
            (
                "teaser",
                TextBlock(
                    required=False,
                    max_length=800,
                    rows=3,
                    label=_("Teaser"),
                    help_text=_("Instead of the summary of the page."),
                ),
            ),
            (
                "untranslated",
                ChoiceBlock(
                    choices=[("", _("Like the rest of the issue")), *Untranslated.choices],
                    required=False,
                    search_index=False,
                    label=_("If it is not translated"),
                    help_text=_("Only if this item should differ from the rest of the issue."),
                ),
            ),
        ]
        super().__init__(children, **kwargs)

    # wagtail-localize calls these two methods on blocks that have them. Only the words are translated: an issue finds
    # the translations of its pages by itself, so translators need not choose them.

    def get_translatable_segments(self, value: StructValue) -> list[StringSegmentValue]:
        return [StringSegmentValue(name, value[name]) for name in WORDS if value[name]]

    def restore_translated_segments(self, value: StructValue, segments: list[StringSegmentValue]) -> StructValue:
        found = {segment.path: segment.render_text() for segment in segments}
        return StructValue(self, [(name, found.get(name, value[name])) for name in self.child_blocks])


class TextItemBlock(StructBlock):
    title = CharBlock(required=False, max_length=160, label=_("Title"))
    text = RichTextBlock(features=RICH_TEXT_FEATURES, label=_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Text")


class ItemsBlock(StreamBlock):
    """To allow another kind of page in an issue, add one line here."""

    news = PageItemBlock("home.NewsPage", icon="doc-full-inverse", label=_("News item"))
    meeting = PageItemBlock("home.MeetingPage", icon="date", label=_("Meeting"))
    practice = PageItemBlock("practices.PracticePage", icon="pick", label=_("Good practice"))
    text = TextItemBlock()
    heading = HeadingBlock(max_length=80)
    picture = FigureBlock()

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        with refusing(*DAMAGED):
            return super().value_from_datadict(data, files, prefix)
