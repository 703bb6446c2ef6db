"""A translator's first screen in the admin: what there is to do in each of their languages."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Locale

from cms.base.access.permissions import languages_to_translate
from cms.base.translation.desk.access import visible_items
from cms.base.translation.desk.counting import Progress, by_language
from cms.base.translation.desk.list_view import desk_url, is_late, kind_label
from cms.base.translation.desk.model import TranslationItem
from cms.base.translation.desk.ordering import by_urgency
from cms.base.translation.desk.originals import mark_withdrawn
from cms.base.translation.desk.state import WAITING

SHOWN = 8


class TranslatorPanel(Component):
    """What one has taken, what is most urgent of the rest, and how much there is in which state."""

    order = 100
    template_name = "base/admin/translator_panel.html"

    def __init__(self, language: Locale) -> None:
        self.language = language

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        items = visible_items(user).filter(locale=self.language)
        code = self.language.language_code
        waiting = by_urgency(items.filter(state__in=WAITING)).select_related("locale")
        others = waiting.filter(Q(taken_by=None))
        return {
            "language": self.language,
            "progress": by_language(items, [code]).get(code, Progress(code, {})),
            "groups": [
                ("mine", rows(waiting.filter(taken_by=user)), desk_url(language=code, taken="me")),
                ("urgent", rows(others), desk_url(language=code, taken="nobody")),
            ],
        }


def rows(items: QuerySet[TranslationItem]) -> list[dict[str, Any]]:
    shown = list(items[:SHOWN])
    mark_withdrawn(shown)
    return [
        {"item": item, "url": item.editor_url, "kind": kind_label(item), "is_late": is_late(item)} for item in shown
    ]


def add_translator_panels(request: HttpRequest, panels: list[Component]) -> None:
    """For the hook `construct_homepage_panels`."""
    languages = Locale.objects.filter(pk__in=languages_to_translate(request.user)).order_by("pk")
    panels.extend(TranslatorPanel(language) for language in languages)
