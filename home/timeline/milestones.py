from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable


class TimelineMilestone(Orderable):
    """A news item or meeting on the timeline, at its own date."""

    page = ParentalKey("home.TimelinePage", on_delete=models.CASCADE, related_name="milestones")
    shown = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("news item or meeting"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("shown", page_type=["home.NewsPage", "home.MeetingPage"])]
