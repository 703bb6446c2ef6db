from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.base.display.funding import DISCLAIMER, PROGRAMME_LINE
from cms.base.fields import PerLanguageField, in_language
from cms.base.languages import content_languages


def configured_name() -> str:
    return settings.WAGTAIL_SITE_NAME


class LanguagesFormField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder"):
            kwargs.pop(unused, None)
        super().__init__(choices=content_languages, **kwargs)


class LanguagesField(models.JSONField):
    """A list of codes of content languages."""

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return models.Field.formfield(self, form_class=LanguagesFormField, **kwargs)


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """Settings for the whole site; those that hold text have one for each language."""

    class GrantPeriod(models.TextChoices):
        NONE = "", _("No EU grant")
        OLDER = "2014-2020", _("2014–2020 (“Co-funded by the Erasmus+ Programme of the European Union”)")
        NEWER = "2021-2027", _("2021–2027 (“Co-funded by the European Union”)")

    name = models.CharField(_("name"), max_length=80, default=configured_name)
    tagline = PerLanguageField(_("tagline"), blank=True, help_text=_("One line below the name."))
    logo = models.ForeignKey(
        "base.SiteImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown instead of the name. Without a logo, the name is shown as text."),
    )
    languages = LanguagesField(
        _("languages"),
        default=list,
        blank=True,
        help_text=_("The languages offered to visitors. If none is ticked, all are offered."),
    )
    show_newer_originals = models.BooleanField(
        _("tell readers of a newer original"),
        default=True,
        help_text=_(
            "If the original was changed after a translation was published, the translation shows a link to it."
        ),
    )
    grant_period = models.CharField(
        _("grant period"),
        max_length=9,
        choices=GrantPeriod.choices,
        blank=True,
        default=GrantPeriod.NONE,
        help_text=_("Determines the statement and the disclaimer at the bottom of each page."),
    )
    statement = PerLanguageField(
        _("statement"), blank=True, help_text=_("Only if the grant agreement requires a different wording.")
    )
    disclaimer = PerLanguageField(
        _("disclaimer"),
        multiline=True,
        blank=True,
        help_text=_("Only if the grant agreement requires a different wording."),
    )

    select_related = ["logo"]  # for `for_request`: the logo is on every page
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline"), FieldPanel("logo")], heading=_("Identity")),
        MultiFieldPanel(
            [FieldPanel("languages"), FieldPanel("show_newer_originals")],
            heading=_("Languages"),
            help_text=_(
                "A language is offered only while its home page is published. Pages in other languages are shown to "
                "nobody but those who work in the admin, and are not found by the search."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("grant_period"), FieldPanel("statement"), FieldPanel("disclaimer")],
            heading=_("Funding"),
        ),
    ]

    class Meta:
        verbose_name = _("identity and funding")

    def ticked_languages(self) -> list[tuple[str, str]]:
        """`(code, own name)` of each language that is offered once it has a home page (`cms.base.delivery.offered`)."""
        every = content_languages()
        return [(code, name) for code, name in every if code in self.languages] or every  # some may be gone

    @property
    def funding(self) -> dict[str, str] | None:
        """`programme_line` and `disclaimer` in the reader's language, or None without an EU grant."""
        if not self.grant_period:
            return None
        return {
            "programme_line": in_language(PROGRAMME_LINE[self.grant_period] | self.statement),
            "disclaimer": in_language(DISCLAIMER[self.grant_period] | self.disclaimer),
        }

    @property
    def tagline_text(self) -> str:
        return in_language(self.tagline)
