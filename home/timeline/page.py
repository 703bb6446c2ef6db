from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import TranslatableField

from cms.base.models import BasePage
from home.timeline.blocks import StepsBlock
from home.timeline.events import years_of
from practices.facts import FactInlinePanel, FactsNote, FactsPage


class TimelinePage(FactsPage):
    """The project on one page, for people who do not know it: its activities, their outputs, and what has happened."""

    template = "pages/timeline_page.html"
    body_fields = ("steps",)
    shown_with = ("original_page__locale",)

    # words; the states, dates and documents in them are those of the original
    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("What the project is for, in two or three sentences.")
    )
    steps = StreamField(StepsBlock(), verbose_name=_("activities and outputs"), blank=True)
    # facts
    is_demo = models.BooleanField(_("demonstration text"), default=False)

    facts = ["milestones", "is_demo"]
    translatable_fields = [
        *BasePage.base_translatable_fields,  # it may be in the main menu of every language
        TranslatableField("introduction"),
        TranslatableField("steps"),
    ]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("steps"),
        FactsNote(),
        FactInlinePanel("milestones", heading=_("News and meetings to show"), label=_("Milestone")),
        FieldPanel("is_demo", permission="superuser"),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("project timeline")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["years"] = years_of(self, request)
        return context
