from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import TranslatableField

from cms.base.access.permissions import ensure_translators
from cms.base.models import BasePage
from home.pages.sections import SectionsBlock
from practices.partners.access import ensure_coordinators


class HomePage(BasePage):
    """The home page of one language."""

    template = "pages/home_page.html"
    searchable = False
    headline = models.CharField(_("headline"), max_length=160, blank=True)
    introduction = models.TextField(_("introduction"), blank=True)
    sections = StreamField(
        SectionsBlock(), verbose_name=_("sections"), blank=True, help_text=_("Below the headline, in this order.")
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("headline"),
        FieldPanel("introduction"),
        FieldPanel("sections"),
    ]
    override_translatable_fields = [
        *BasePage.base_translatable_fields,
        TranslatableField("headline"),
        TranslatableField("introduction"),
        TranslatableField("sections"),
    ]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")

    @property
    def shared_title(self) -> str:
        return self.seo_title or self.headline or self.title

    @transaction.atomic
    def save(self, clean: bool = True, **kwargs: Any) -> None:
        is_new = self._state.adding
        super().save(clean=clean, **kwargs)
        if is_new:  # each language has translators, and coordinators who maintain it
            ensure_coordinators(self)
            ensure_translators(self)
