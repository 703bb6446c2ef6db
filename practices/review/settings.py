from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page, Site


@register_setting(icon="clipboard-list")
class ReviewSettings(BaseSiteSetting):
    """The review steps before the coordinators', and when people are reminded."""

    by_partner = models.BooleanField(
        _("practices are reviewed by a colleague of another partner"),
        default=True,
        help_text=_("Before the coordinators decide. Without this step, practices go to the coordinators at once."),
    )
    in_turn = models.BooleanField(
        _("reviewers are assigned in turn"),
        default=False,
        help_text=_(
            "The person with the fewest reviews gets the next one. Otherwise, the coordinators assign each review."
        ),
    )
    remind_after = models.PositiveSmallIntegerField(
        _("days before a reminder"),
        default=7,
        help_text=_(
            "The person whom a practice is waiting for gets an e-mail, then another every week. 0: nobody is reminded."
        ),
    )

    panels = [FieldPanel("by_partner"), FieldPanel("in_turn"), FieldPanel("remind_after")]

    class Meta:
        verbose_name = _("review of practices")

    @classmethod
    def of_page(cls, page: Page) -> Self:
        site: Any = page.get_site() or Site.objects.filter(is_default_site=True).first()
        return cls.for_site(site) if site else cls()
