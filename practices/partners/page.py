from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import TranslatableField

from cms.base.blocks import RICH_TEXT_FEATURES
from cms.base.brand.channels import Channel, ChannelsField, channels_of
from cms.base.models import BasePage
from cms.base.signals import labels_changed, subtree_changed
from practices.facts import ConceptsField, FactsNote, FactsPage
from practices.partners.access import ensure_partner_access


class PartnerPage(FactsPage):
    """A partner: its profile, the list of its practices, and the root of its editors' permissions."""

    template = "pages/partner_page.html"
    kind = "partner"
    kind_label = _("Partner")
    kind_label_plural = _("Partners")
    body_fields = ("body",)
    shown_with = ("logo", "original_page__logo")

    # words
    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences."))
    body = RichTextField(_("profile"), blank=True, features=RICH_TEXT_FEATURES)
    # facts
    short_name = models.CharField(_("short name"), max_length=40, help_text=_("As shown in lists and filters."))
    countries = ConceptsField(verbose_name=_("country"), scheme="country", blank=True)
    website = models.URLField(_("website"), blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True, help_text=_("Town, and street if you like."))
    email = models.EmailField(
        _("e-mail address"), blank=True, help_text=_("Of the organisation. Everybody sees it on the partner's page.")
    )
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    channels = ChannelsField(_("channels"), help_text=_("Where the organisation can be followed: one URL per line."))
    is_coordinator = models.BooleanField(_("coordinates the project"), default=False)
    logo = models.ForeignKey(
        "base.SiteImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # computed, on the original page only
    code = models.SlugField(max_length=60, editable=False, blank=True)  # the facet value: never changes
    editors = models.ForeignKey("auth.Group", null=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    administrators = models.ForeignKey(  # of the team: the `editors` who may invite others
        "auth.Group", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    review = models.ForeignKey(
        "wagtailcore.Workflow", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    collection = models.ForeignKey(  # of the pictures and documents of `editors`
        "wagtailcore.Collection", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    facts = ["short_name", "countries", "website", "place", "email", "telephone", "channels", "is_coordinator", "logo"]
    system_fields = ["code", "editors", "administrators", "review", "collection"]
    translatable_fields = [
        *BasePage.base_words,
        TranslatableField("summary"),
        TranslatableField("body"),
    ]
    exclude_fields_in_copy = system_fields

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FactsNote(),
                FieldPanel("short_name"),
                FieldPanel("countries", required_on_save=False),
                FieldPanel("place"),
                FieldPanel("website"),
                FieldPanel("email"),
                FieldPanel("telephone"),
                FieldPanel("channels"),
                FieldPanel("logo"),
                FieldPanel("is_coordinator"),
            ],
            heading=_("Facts"),
        ),
    ]
    parent_page_types = ["practices.PracticeIndexPage"]
    subpage_types = ["practices.PracticePage"]

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    @transaction.atomic
    def save(self, clean: bool = True, **kwargs: Any) -> None:
        is_new = self._state.adding
        if is_new:
            self.editors = self.administrators = self.review = self.collection = None
            self.code = ""
        super().save(clean=clean, **kwargs)
        if is_new:
            if not self.is_translation:
                self.code = self._free_code()
                super().save(update_fields=["code"], clean=False)
            ensure_partner_access(self)
        if kwargs.get("update_fields") is None:
            labels_changed.send(sender=PartnerPage)
            subtree_changed(self)  # the partner's name is on every practice

    def _free_code(self) -> str:
        """A code that no other partner has, derived from the short name."""
        wanted = slugify(self.short_name or self.title)[:50] or f"partner-{self.pk}"
        taken = set(PartnerPage.objects.filter(code__startswith=wanted).values_list("code", flat=True))
        candidates = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(taken) + 2))
        return next(code for code in candidates if code not in taken)

    def clean(self) -> None:
        super().clean()
        if not self.is_unfinished and self.website and not self.website.startswith(("http://", "https://")):
            raise ValidationError({"website": _("Only http and https URLs are allowed.")})

    @property
    def partner_page(self) -> Self:
        """The original, under the same name as on a practice."""
        return self.original

    @property
    def channel_links(self) -> list[Channel]:
        return channels_of(self.original.channels)

    @property
    def country_label(self) -> str:
        return ", ".join(concept.label() for concept in self.original.countries.all())
