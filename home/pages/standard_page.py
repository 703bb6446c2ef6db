from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.base.blocks import BodyBlock
from cms.base.models import BasePage


class StandardPage(BasePage):
    """A page of text: about the project, accessibility statement, privacy, contact."""

    template = "pages/standard_page.html"
    body_fields = ("body",)

    summary = models.TextField(_("summary"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    show_in_footer = models.BooleanField(_("show in the footer"), default=False)

    show_partner_contacts = models.BooleanField(
        _("show the partners' contacts"),
        default=False,
        help_text=_("Below the text: place, e-mail address, telephone and channels of each partner, from its page."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("show_partner_contacts"),
    ]
    promote_panels = [*BasePage.promote_panels, FieldPanel("show_in_footer")]
    override_translatable_fields = [
        *BasePage.base_translatable_fields,
        TranslatableField("summary"),
        TranslatableField("body"),
        SynchronizedField("show_in_footer", overridable=False),
        SynchronizedField("show_partner_contacts", overridable=False),
    ]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("page")
