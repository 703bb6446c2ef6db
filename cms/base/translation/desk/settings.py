"""The administrators' choice of which sorts of things are translated only on request."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.base.context_values import current_request
from cms.base.fields import ChecklistField
from cms.base.translation.desk.kinds import sort_choices


class SortsField(ChecklistField):
    """A list of the values of `sort_choices`."""

    offered = staticmethod(sort_choices)


@register_setting(icon="wagtail-localize-language")
class TranslationSettings(BaseSiteSetting):
    on_request = SortsField(
        _("translated only on request"),
        default=list,
        blank=True,
        help_text=_(
            "What is published is offered to every language at the translation desk. What is ticked here appears there "
            "only once somebody has submitted it for that language."
        ),
    )

    partners_translate = models.BooleanField(
        _("partners translate their own pages"),
        default=True,
        help_text=_("Otherwise the translations of what they wrote are left to the translators of each language."),
    )
    needs_review = models.BooleanField(
        _("translations are reviewed"),
        default=False,
        help_text=_(
            "Whoever translates a page submits it; another translator of the language or a coordinator approves it, or "
            "sends it back. Nothing is published before."
        ),
    )

    panels = [FieldPanel("on_request"), FieldPanel("partners_translate"), FieldPanel("needs_review")]

    class Meta:
        verbose_name = _("translation")


def _settings() -> TranslationSettings | None:
    """Read once per request."""
    request: Any = current_request.get()
    if not hasattr(request, "_translation_settings"):
        found = TranslationSettings.objects.filter(site__is_default_site=True).first()
        if request is None:
            return found
        request._translation_settings = found
    return request._translation_settings


def partners_translate() -> bool:
    settings = _settings()
    return settings is None or settings.partners_translate


def needs_review() -> bool:
    settings = _settings()
    return settings is not None and settings.needs_review


def unasked() -> Q:
    """The condition for rows of the desk that wait until somebody submits them."""
    settings = _settings()
    condition = Q(pk=None)
    for value in settings.on_request if settings else ():
        kind, _separator, about = value.partition(":")
        condition |= Q(kind=kind, about=about, is_begun=False)
    return condition
