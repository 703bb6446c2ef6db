from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.base.models import BasePage


class EventPage(BasePage):
    template = "pages/event_page.html"
    kind = "event"
    kind_label = "Event"
    kind_label_plural = "Events"
    date_field = "begins_on"
    card_template = "components/card--event.html"
    body_fields = ("programme",)

    begins_on = models.DateField()
    summary = models.TextField(blank=True)
    programme = models.TextField(blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("begins_on"), FieldPanel("summary"), FieldPanel("programme")]
    override_translatable_fields = [
        *BasePage.base_translatable_fields,
        SynchronizedField("begins_on"),
        TranslatableField("summary"),
        TranslatableField("programme"),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
