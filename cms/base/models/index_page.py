from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import TranslatableField

from cms.base.models.page import BasePage


class IndexPage(BasePage):
    """The page that lists all pages of a kind. Its own text is an introduction, so the site search leaves it out."""

    searchable = False
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    override_translatable_fields = [*BasePage.base_translatable_fields, TranslatableField("introduction")]
    max_count_per_parent = 1

    class Meta:
        abstract = True
