"""Languages in which a term has no label: shown in the list, in the form and after saving, but never an error."""

from typing import Any

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from cms.base.languages import content_languages
from practices.vocabulary.concept import Concept


def languages_without_label(concept: Concept) -> str:
    """The names of the languages, separated by commas; empty if there are none."""
    return ", ".join(name for code, name in content_languages() if not concept.labels.get(code))


def languages_with_label(concept: Concept) -> str | SafeString:
    """The text for the list: "5 of 5", or "4 of 5" with the missing languages."""
    codes = [code for code, _name in content_languages()]
    have = _("%(have)d of %(all)d") % {"have": sum(bool(concept.labels.get(code)) for code in codes), "all": len(codes)}
    missing = languages_without_label(concept)
    return format_html('{} <span class="missing-labels">{}</span>', have, warning(missing)) if missing else have


def warning(languages: str) -> str:
    return _("No label in: %(languages)s") % {"languages": languages}


class MissingLabels(Panel):
    """A warning above the labels in the form."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/admin/missing_labels.html"

        def is_shown(self) -> bool:
            return bool(self.instance and self.instance.pk and languages_without_label(self.instance))

        @property
        def text(self) -> str:
            return warning(languages_without_label(self.instance))


class WarnAboutMissingLabels:
    """A mixin for the views that save a term."""

    request: HttpRequest
    object: Any

    def form_valid(self, form: ModelForm) -> HttpResponse:
        response = super().form_valid(form)  # type: ignore[misc]
        if missing := languages_without_label(form.instance):
            messages.warning(self.request, f"“{form.instance}”: {warning(missing)}")
        return response
