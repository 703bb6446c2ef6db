"""A translator's dashboard in the admin: what there is to do in each of their languages."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.ui.components import Component
from wagtail.models import Locale

from cms.base.access.permissions import languages_to_translate
from cms.base.delivery.known_pages import known_pages
from cms.base.translation.reports import missing_status, own_translations, untranslated, with_pages

SHOWN = 8


class TranslatorPanel(Component):
    """The newest incomplete translations into one language, and links to all of them."""

    order = 100
    template_name = "base/admin/translator_panel.html"

    def __init__(self, language: Locale) -> None:
        self.language = language

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        waiting = own_translations(user).filter(target_locale=self.language, waiting_for_translation=True)
        filters = {"target_locale": self.language.language_code, "waiting_for_translation": "true"}
        return {
            "language": self.language,
            "rows": [(each.target_page, missing_status(each)) for each in with_pages(waiting[:SHOWN])],
            "waiting": waiting.count(),
            "waiting_url": f"{reverse('wagtail_localize:translations_report')}?{urlencode(filters)}",
            "untranslated": known_pages(user, untranslated(self.language)).count(),
            "untranslated_url": f"{reverse('untranslated_report')}?{urlencode({'into': self.language.pk})}",
        }


def add_translator_panels(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    languages = Locale.objects.filter(pk__in=languages_to_translate(request.user)).order_by("pk")
    panels.extend(TranslatorPanel(language) for language in languages)
