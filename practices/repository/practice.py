from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageViewRestriction
from wagtail_localize.fields import TranslatableField

from cms.base.fields import PerLanguageField
from cms.base.media.picture_rules import missing_of_picture
from cms.base.models import BasePage
from cms.base.models.originals import at_or_below
from cms.base.models.other_forms import Form, HasOtherForms
from practices.facts import ConceptsField, FactsPage
from practices.partners.page import PartnerPage
from practices.repository.choices import EvidenceLevel, LanguageLevel, Licence
from practices.repository.rules import LENGTHS, YEARS
from practices.repository.sections import SECTIONS, section


class PracticePage(HasOtherForms, FactsPage):
    """A good practice. The template follows Interreg Europe's form, the EWSI template and FAO's template."""

    template = "pages/practice_page.html"
    kind = "practice"
    kind_label = _("Good practice")
    kind_label_plural = _("Good practices")
    has_cover = True
    takes_feedback = True
    text_limits = LENGTHS
    body_fields = tuple(SECTIONS)
    shown_with = ("image", "original_page__image")
    other_forms: ClassVar[dict[str, Form]] = {}

    # -- words, in each language --------------------------------------------------------------------------------------
    summary = models.TextField(
        _("summary"),
        help_text=_("What is done, for whom and to what effect, in at most 100 words. Shown in search results."),
    )
    result = models.CharField(
        _("result in one line"),
        max_length=160,
        blank=True,
        help_text=_("One short sentence with the strongest number or change: “In a year, 40 of 50 found work.”"),
    )
    context = section(SECTIONS["context"], _("What need does the practice meet, and in what situation?"))
    activities = section(SECTIONS["activities"], _("The steps, so that somebody else can do the same."), blank=False)
    resources = section(SECTIONS["resources"], _("People, time, rooms, materials and money."))
    results = section(SECTIONS["results"], _("What has changed, and how do you know?"))
    constraints = section(SECTIONS["constraints"], _("What was difficult, and what limits the practice?"))
    lessons = section(SECTIONS["lessons"], _("What would you do again, and what would you do differently?"))
    transfer = section(SECTIONS["transfer"], _("What would another place need to make it work?"))
    image_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it."),
    )

    # -- facts, on the original only ----------------------------------------------------------------------------------
    countries = ConceptsField(verbose_name=_("countries"), scheme="country")
    area = PerLanguageField(_("area"), blank=True, help_text=_("City, region, or the whole country."))
    organisations = PerLanguageField(
        _("organisations"), multiline=True, blank=True, help_text=_("One per line, the lead organisation first.")
    )
    start_year = models.PositiveSmallIntegerField(_("start"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("end"), null=True, blank=True)
    ongoing = models.BooleanField(_("ongoing"), default=False)
    target_groups = ConceptsField(verbose_name=_("target groups"), scheme="target-group")
    audiences = ConceptsField(
        verbose_name=_("audience"),
        scheme="audience",
        blank=True,
        help_text=_("Who can use this practice in their work?"),
    )
    skill_types = ConceptsField(verbose_name=_("skills"), scheme="skill-type")
    methods = ConceptsField(verbose_name=_("methods"), scheme="method")
    learning_settings = ConceptsField(verbose_name=_("setting"), scheme="setting", blank=True)
    cost = PerLanguageField(
        _("cost"), blank=True, help_text=_("What it costs, and for whom: “Free for learners; about € 300 per place.”")
    )
    group_min = models.PositiveSmallIntegerField(_("smallest group"), null=True, blank=True)
    group_max = models.PositiveSmallIntegerField(_("largest group"), null=True, blank=True)
    level_from = models.CharField(
        _("language level from"),
        max_length=4,
        choices=LanguageLevel.choices,
        blank=True,
        help_text=_("What participants know of the language when they begin (CEFR)."),
    )
    level_to = models.CharField(
        _("language level to"),
        max_length=4,
        choices=LanguageLevel.choices,
        blank=True,
        help_text=_("Up to which level it is meant for, or leads."),
    )
    materials = PerLanguageField(
        _("materials"), multiline=True, blank=True, help_text=_("What there is to use, one item per line.")
    )
    funding = PerLanguageField(_("funding"), multiline=True, blank=True, help_text=_("One source per line."))
    evidence_level = models.CharField(_("evidence level"), max_length=20, choices=EvidenceLevel.choices)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, default=Licence.CC_BY)
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    contact_consent = models.BooleanField(
        _("the contact person agrees to be named"),
        default=False,
        help_text=_("Without this consent, neither the name nor the e-mail address is shown to visitors."),
    )
    image = models.ForeignKey(
        "base.SiteImage", verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    source_report = models.CharField(
        _("source report"), max_length=255, blank=True, help_text=_("The report that first described the practice.")
    )
    source_url = models.URLField(_("source URL"), blank=True, max_length=500)
    adapted_from = models.ForeignKey(
        "self",
        verbose_name=_("adapted from"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The practice that this one was adapted from. The two pages name each other."),
    )
    review_date = models.DateField(
        _("review date"), null=True, blank=True, help_text=_("When to review the practice again.")
    )
    external_id = models.CharField(
        _("own identifier"),
        max_length=60,
        blank=True,
        db_index=True,
        help_text=_("What the practice is called in the partner’s own files, so that a spreadsheet finds it again."),
    )
    is_demo = models.BooleanField(_("demonstration text"), default=False)

    facts = [
        "countries",
        "area",
        "organisations",
        "start_year",
        "end_year",
        "ongoing",
        "target_groups",
        "skill_types",
        "methods",
        "audiences",
        "learning_settings",
        "cost",
        "group_min",
        "group_max",
        "level_from",
        "level_to",
        "materials",
        "funding",
        "evidence_level",
        "licence",
        "contact_name",
        "contact_email",
        "contact_consent",
        "image",
        "source_report",
        "source_url",
        "adapted_from",
        "review_date",
        "external_id",
        "is_demo",
        "links",
        "files",
        "credits",
    ]
    # Facts with words: a text per language, on the original.
    fact_words = ["area", "organisations", "cost", "materials", "funding"]
    # An allowlist: wagtail-localize sees the words and nothing else.
    translatable_fields = [
        *BasePage.base_words,
        TranslatableField("summary"),
        TranslatableField("result"),
        *(TranslatableField(name) for name in SECTIONS),
        TranslatableField("image_alt"),
    ]

    exclude_fields_in_copy = ["external_id"]
    parent_page_types = ["practices.PartnerPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")

    def clean(self) -> None:
        super().clean()
        if self.is_unfinished:
            return
        errors: dict[str, Any] = {**missing_of_picture(self)}
        for name, rule in YEARS.items():
            try:
                if (year := getattr(self, name)) is not None:
                    rule(year)
            except ValidationError as error:
                errors[name] = error
        errors |= self.contradictions()
        if self.adapted_from and self.adapted_from.translation_key == self.translation_key:
            errors["adapted_from"] = _("This is the practice itself.")
        if self.external_id and self._shares_identifier():
            errors["external_id"] = _("Another practice of this partner has the same identifier.")
        if errors:
            raise ValidationError(errors)

    def contradictions(self) -> dict[str, Any]:
        """Errors, by field, for facts that contradict each other."""
        errors: dict[str, Any] = {}
        if self.start_year and self.end_year and self.end_year < self.start_year:
            errors["end_year"] = _("The end is before the start.")
        if self.ongoing and self.end_year:
            errors["ongoing"] = _("An ongoing practice has no end: clear one of the two fields.")
        if self.group_min and self.group_max and self.group_max < self.group_min:
            errors["group_max"] = _("The largest group is smaller than the smallest.")
        if self.level_from and self.level_to and not LanguageLevel.in_order(self.level_from, self.level_to):
            errors["level_to"] = _("This level is below the one that participants begin with.")
        return errors

    def _shares_identifier(self) -> bool:
        """Whether another practice of the same partner has the identifier. Partners choose their own."""
        if not self.path:
            return False
        others = type(self).objects.filter(external_id=self.external_id, original_page=None).exclude(pk=self.pk)
        pages = [self.partner_page, *self.partner_page.dependent_translations()]
        return others.filter(at_or_below(pages)).exists()

    def _assign_original(self) -> None:
        """The copy of a translation becomes a separate practice; the identifier stays with the source."""
        was_translation = self.is_translation
        super()._assign_original()
        if was_translation and not self.is_translation:
            self.external_id = ""

    @property
    def photograph(self) -> Any:
        return self.original.image

    def get_body_text(self) -> str:
        return "\n".join(filter(None, (self.result, super().get_body_text())))

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """A practice is also as private as its partner, in whichever language it was first written."""
        own = super().get_view_restrictions()
        if self.is_known_open or self.is_translation:
            return own
        return own | self.partner_page.get_view_restrictions()

    @property
    def partner_page(self) -> PartnerPage:
        """The original page of the partner that this practice belongs to."""
        return self.original.get_parent().specific.original
